"""The menu of a right click on the article: what can be done with what was clicked, and nothing else."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from desktop import chrome
from desktop.action_set import ActionSet

# Ids of the actions table in groups.
GROUPS = (
    ("accept", "accept-alone", "accept-roles", "reject"),
    ("accept-sentence", "accept-paragraph", "accept-article"),
    ("reject-sentence", "reject-paragraph", "reject-article"),
    ("label-pick", "event"),
    ("everywhere", "link", "unlink", "name-cluster"),
    ("start-back", "start-forward", "end-back", "end-forward"),
    ("add-part", "one-piece"),
    ("note", "unsure", "delete"),
    ("undo", "redo"),
    ("only-label", "hide-suggestions"),
)


def context_menu(parent: QWidget, actions: ActionSet) -> QMenu:
    """A menu of the enabled actions, which deletes itself when it closes."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for group in GROUPS:
        for id_ in group:
            if actions[id_].isEnabled():
                add_row(menu, actions, id_)
        menu.addSeparator()
    return menu


def add_row(menu: QMenu, actions: ActionSet, id_: str) -> None:
    """An action of the table as a row of a menu, with the key it has now."""
    # Plain keys are no shortcuts of the action, so the menu is told all keys alike.
    action, key = actions[id_], chrome.keys_in_words(actions.keymap.cap(id_))
    row = menu.addAction(f"{action.text()}\t{key}" if key else action.text())
    row.setObjectName(id_)
    row.setEnabled(action.isEnabled())
    row.triggered.connect(action.trigger)
