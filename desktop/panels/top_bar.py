"""The top line: menu, project, pages, command field, export."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from desktop import chrome
from desktop.chrome.paint import focus_ring, shows_focus, text_line, width_of


class PageTab(QPushButton):
    """The name of a page, underlined with ink where we are."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """The word in semibold and its padding."""
        return QSize(int(width_of("button", self.text(), bold=True)) + 2 * chrome.px(12), chrome.px(43))

    def minimumSizeHint(self) -> QSize:
        """A page name is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the word and the line."""
        look = chrome.theme()
        painter = QPainter(self)
        here = self.isChecked()
        color = look.text_1 if here or self.underMouse() else look.text_2
        middle = Qt.AlignmentFlag.AlignHCenter
        text_line(painter, QRectF(self.rect()), self.text(), "button", color, bold=here, align=middle)
        if here:
            painter.fillRect(0, self.height() - 2, self.width(), 2, QColor(look.ink))
        if shows_focus(self):
            focus_ring(painter, QRectF(self.rect()).adjusted(2, 6, -2, -6))
        painter.end()


class CommandField(QPushButton):
    """Looks like the field it opens: the palette does the typing."""

    def __init__(self, words: str, action: str) -> None:
        super().__init__(words)
        self._action = action
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._explain()

    def _explain(self) -> None:
        chrome.plain_tooltip(self, chrome.with_key(self.text(), self._action))

    def changeEvent(self, event: QEvent) -> None:
        """The tooltip names the key."""
        super().changeEvent(event)
        if chrome.keys_changed(event):
            self._explain()

    def sizeHint(self) -> QSize:
        """As wide as its list."""
        return QSize(chrome.px(236), chrome.px(28))

    def minimumSizeHint(self) -> QSize:
        """It shrinks to its icon."""
        return QSize(chrome.px(32), chrome.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field, the glass, and what there is room for."""
        look = chrome.theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(look.control), 1))
        painter.setBrush(QColor(look.hover if self.underMouse() else look.page))
        area = QRectF(self.rect())
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), chrome.px(6), chrome.px(6))
        chrome.paint_icon(painter, "search", chrome.px(8), area.center().y())
        inside = area.adjusted(chrome.px(32), 0, -chrome.px(10), 0)
        key = chrome.key_of(self._action)
        keys = width_of("meta", key)
        if inside.width() > keys + chrome.px(8):
            right = Qt.AlignmentFlag.AlignRight
            text_line(painter, inside, key, "meta", look.text_3, align=right)
            words = inside.adjusted(0, 0, -keys - chrome.px(8), 0)
            if words.width() > chrome.px(60):
                text_line(painter, words, self.text(), "body", look.text_3)
        if shows_focus(self):
            focus_ring(painter, area)
        painter.end()


class TopBar(chrome.Surface):
    """44 high. It shows the tabs, menus and buttons it was given, and no others."""

    tab_chosen = Signal(str)
    palette_requested = Signal()
    export_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("window", "bottom", 44, parent)
        self.setAccessibleName(self.tr("Top bar"))
        self._menu: QMenu | None = None
        self.tabs: dict[str, PageTab] = {}
        self.menu_button = chrome.KeyButton("", kind="plain", icon="menu")
        self.menu_button.set_name(self.tr("Menu"))
        self.menu_button.clicked.connect(self.open_menu)
        self.menu_button.hide()
        self.project = chrome.ElidedLabel("", "strong")
        self.command = CommandField(self.tr("Find or run a command"), "palette")
        self.command.clicked.connect(self.palette_requested)
        self.export = chrome.KeyButton(self.tr("Export…"), icon="export")
        self.export.clicked.connect(self.export_clicked)
        self._pages = QHBoxLayout()
        self._pages.setSpacing(chrome.px(2))
        row = QHBoxLayout(self)
        row.setContentsMargins(chrome.px(8), 0, chrome.px(12), 0)
        row.setSpacing(chrome.px(8))
        row.addWidget(self.menu_button)
        row.addWidget(self.project)
        row.addSpacing(chrome.px(32))
        row.addLayout(self._pages)
        row.addStretch(1)
        row.addWidget(self.command)
        row.addWidget(self.export)

    def set_menu(self, menu: QMenu | None) -> None:
        """The menu behind the menu button; without one there is no button (macOS has its own bar)."""
        self._menu = menu
        self.menu_button.setVisible(menu is not None)

    def open_menu(self) -> None:
        """Open the menu under its button."""
        if self._menu is not None:
            self._menu.popup(self.menu_button.mapToGlobal(QPoint(0, self.menu_button.height())))

    def set_project(self, name: str) -> None:
        """The name of the project, or of the program when none is open."""
        self.project.setText(name)

    def set_tabs(self, tabs: Sequence[tuple[str, str]], current: str = "") -> None:
        """Show these pages as (id, title). A single page needs no tab to be reached, but is named."""
        for tab in self.tabs.values():
            self._pages.removeWidget(tab)
            tab.deleteLater()
        self.tabs = {}
        for id_, title in tabs:
            tab = PageTab(title)
            tab.clicked.connect(lambda _=False, id_=id_: self.tab_chosen.emit(id_))
            self._pages.addWidget(tab)
            self.tabs[id_] = tab
        self.set_tab(current)

    def set_tab(self, current: str) -> None:
        """Underline the page we are on."""
        if current in self.tabs:
            self.tabs[current].setChecked(True)

    def set_export(self, offered: bool) -> None:
        """Offer the export, once there is a project."""
        self.export.setVisible(offered)
