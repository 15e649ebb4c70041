"""The ways to all actions: menu, command palette, sheet of keys. All read the actions table."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from desktop.action_set import ActionSet, listed
from desktop.actions import ACTIONS, GROUPS, key_lines
from desktop.dialogs.about import About
from desktop.dialogs.command_palette import CommandPalette, PaletteItem
from desktop.dialogs.shortcut_sheet import ShortcutSheet
from desktop.pages.annotate import AnnotatePage
from desktop.panels.top_bar import TopBar


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

    def _menu(self) -> QMenu:
        menu = QMenu(self._window)
        for group in GROUPS:
            submenu = menu.addMenu(self.tr(group))
            for spec in ACTIONS:
                if spec.group == group and spec.listed:
                    submenu.addAction(self._actions[spec.id])
        return menu

    def open_palette(self) -> None:
        """Find an article, or a command that can be run now."""
        items = [
            PaletteItem(action.text(), self.tr(spec.group), spec.keys[0] if spec.keys else "", action.trigger)
            for spec, action in listed(self._actions)
        ]
        for row in self._page.queue.model.rows():
            open_it = partial(self._page.open_article, row.article_id)
            items.append(PaletteItem(row.title, row.source or row.date, "", open_it))
        self.palette.ask(items, self._top.command)

    def open_sheet(self) -> None:
        """All keys on one sheet."""
        self.sheet.ask(key_lines())

    def open_about(self) -> None:
        """Versions and licence."""
        from annotations.workspace import sqlite_version

        About(self._window, [("SQLite", sqlite_version())]).open()
