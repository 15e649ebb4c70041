"""The ways to all actions: menu, command palette, sheet of keys. All read the actions table."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from desktop.action_set import ActionSet, listed
from desktop.actions import ACTIONS, GROUPS, key_lines
from desktop.dialogs.about import About
from desktop.dialogs.command_palette import CommandPalette, PaletteItem
from desktop.dialogs.shortcut_sheet import ShortcutSheet
from desktop.messages import redo_text, undo_text
from desktop.pages.annotate import AnnotatePage
from desktop.pages.context_menu import add_row
from desktop.panels.status_bar import StatusBar
from desktop.panels.top_bar import TopBar
from desktop.session import Session
from desktop.settings import Settings


class WindowMenus(QObject):
    """Adding a row to the table is enough to appear in all of them."""

    def __init__(self, window: QWidget, actions: ActionSet, page: AnnotatePage, top: TopBar) -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions
        self._page = page
        self._top = top
        self.palette = CommandPalette(window)
        self.sheet = ShortcutSheet(window)
        top.set_menu(self._menu())
        actions.bind("palette", self.open_palette)
        top.palette_requested.connect(actions["palette"].trigger)
        actions.bind("shortcuts", self.open_sheet)
        actions.bind("about", self.open_about)

    def _menu(self) -> QMenu:
        menu = QMenu(self._window)
        for group in GROUPS:
            submenu = menu.addMenu(self.tr(group))
            submenu.aboutToShow.connect(partial(self._fill, submenu, group))
            self._fill(submenu, group)
        return menu

    def _fill(self, submenu: QMenu, group: str) -> None:
        submenu.clear()
        for spec in ACTIONS:
            if spec.group == group and spec.listed:
                add_row(submenu, self._actions, spec.id)

    def show_history(self, session: Session, status: StatusBar) -> None:
        """What undo and redo would do now."""
        state = session.history
        self._actions["undo"].setText(undo_text(state))
        self._actions["redo"].setText(redo_text(state))
        status.set_undo(undo_text(state) if state.undo is not None and session.editable else "")

    def open_palette(self) -> None:
        """Find an article, or a command that can be run now."""
        items = [
            PaletteItem(action.text(), self.tr(spec.group), self._actions.keymap.cap(spec.id), action.trigger)
            for spec, action in listed(self._actions)
        ]
        for row in self._page.queue.model.rows():
            open_it = partial(self._page.open_article, row.article_id)
            items.append(PaletteItem(row.title, row.source or row.date, "", open_it))
        self.palette.ask(items, self._top.command)

    def open_sheet(self) -> None:
        """All keys on one sheet."""
        self.sheet.ask(key_lines(self._actions.keymap.keys))

    def open_settings(self, settings: Settings, apply: Callable[[], None]) -> None:
        """How the article is shown, the keys, and under which name decisions are kept."""
        # Read when it is wanted: the window must be there first.
        from desktop.dialogs.settings import SettingsDialog

        SettingsDialog(self._window, settings, self._actions.keymap, apply).open()

    def open_about(self) -> None:
        """Versions and licence."""
        from annotations.workspace import sqlite_version

        About(self._window, [("SQLite", sqlite_version())]).open()
