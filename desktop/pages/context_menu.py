"""The menu of a right click on the article: what can be done with what was clicked, and nothing else."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from desktop.action_set import ActionSet

# Ids of the actions table in groups.
GROUPS = (
    ("accept", "accept-alone", "accept-roles", "reject"),
    ("accept-sentence", "accept-paragraph", "reject-sentence", "reject-paragraph"),
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
        menu.addActions([actions[id_] for id_ in group if actions[id_].isEnabled()])
        menu.addSeparator()
    return menu
