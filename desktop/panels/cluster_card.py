"""The other mentions of the same thing in the article: who belongs to it, its name, and who might belong to it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop import chrome
from desktop.chrome.paint import focus_ring, shows_focus
from desktop.panels.cluster_names import ClusterNames
from desktop.panels.mirrored import MirroredRow
from desktop.panels.quiet_button import QuietButton

_SIDE = 16
_ROW = 26
_CLOSED = 6  # member rows before "and 5 more"
_OPEN = 10  # member rows in sight at once when all are shown
_OFFERS = 3


@dataclass(frozen=True, slots=True)
class ClusterView:
    """What is known of the thing, its `members` as (mention id, surface) and its `offers` as (mention id, surface,
    reason). `shown_name` stands where no `name` is written. `focused` is the mention that is selected.
    """

    name: str = ""
    shown_name: str = ""
    knowledge_base: str = ""
    members: Sequence[tuple[str, str]] = ()
    offers: Sequence[tuple[str, str, str]] = ()
    editable: bool = True
    focused: str = ""


class MentionRow(QPushButton):
    """26 high: the words of a mention, with a reason behind them and dashes below them when it is only offered."""

    def __init__(self, surface: str, reason: str = "", *, bold: bool = False, name: str = "") -> None:
        super().__init__()
        self._surface, self._reason, self._bold = chrome.one_line(surface), reason, bold
        self.setAccessibleName(name or self._surface)
        chrome.plain_tooltip(self, f"{self._surface} — {reason}" if reason else self._surface)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(chrome.px(_ROW))

    def sizeHint(self) -> QSize:
        """As wide as the panel."""
        return QSize(chrome.px(160), chrome.px(_ROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words."""
        look, area = chrome.theme(), QRectF(self.rect())
        painter = QPainter(self)
        row = MirroredRow(painter, area, self.layoutDirection())
        if self.isEnabled() and (self.underMouse() or self.isDown()):
            row.fill(0, row.width, look.hover)
        near, far = chrome.px(_SIDE), row.width - chrome.px(_SIDE if self._reason else 4)
        taken = row.text(near, far - near, self._surface, "body", bold=self._bold)
        if self._reason:
            self._paint_dashes(painter, row.place(near, taken))
            near += int(taken) + chrome.px(8)
            row.text(near, far - near, self._reason, "second", look.text_2)
        if shows_focus(self):
            focus_ring(painter, area)
        painter.end()

    def _paint_dashes(self, painter: QPainter, area: QRectF) -> None:
        pen = QPen(chrome.theme().color(chrome.theme().control), 1)
        pen.setDashPattern([3, 2])
        painter.setPen(pen)
        base = int(area.center().y()) + chrome.px(9)
        painter.drawLine(int(area.left()), base, int(area.right()), base)


class ClusterCard(QWidget):
    """Heading, name and id, members, offers. Folds to its heading."""

    mention_chosen = Signal(str)  # mention id
    link_clicked = Signal(str)  # id of the mention to be joined to the one shown
    unlink_clicked = Signal(str)  # id of the mention to be taken out
    cluster_named = Signal(str, str)  # name, knowledge-base id
    link_asked = Signal()  # the annotator wants to choose the other mention
    left = Signal()  # the keyboard may go back to the text

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Same thing"))
        self._view = ClusterView()
        self._filled: tuple[object, ...] = ()
        self._folded = self._all = False
        self.heading = QuietButton(action="link", inset=_SIDE)
        self.heading.clicked.connect(self._heading_clicked)
        self.names = ClusterNames()
        self.names.cluster_named.connect(self.cluster_named)
        self.names.left.connect(self.left)
        self.members = QWidget()
        self._rows = QVBoxLayout(self.members)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self.list = QScrollArea()
        self.list.setWidget(self.members)
        self.list.setWidgetResizable(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for ground in (self.list.viewport(), self.members):
            ground.setAutoFillBackground(False)
        self.more = QuietButton(inset=_SIDE)
        self.more.clicked.connect(self._show_all)
        self.offers = QWidget()
        self._offers = QVBoxLayout(self.offers)
        self._offers.setContentsMargins(0, 0, 0, 0)
        self._offers.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, chrome.px(4), 0, chrome.px(4))
        column.setSpacing(0)
        for widget in (self.heading, self.names, self.list, self.more, self.offers):
            column.addWidget(widget)
        self.show_cluster(None)

    def show_cluster(self, view: ClusterView | None) -> None:
        """Show what is linked with another mention. None hides the block; without members it says how one links."""
        self.setVisible(view is not None and bool(view.members or view.offers or view.editable))
        before, view = self._view, view or ClusterView()
        same = not {id_ for id_, _ in view.members}.isdisjoint(id_ for id_, _ in before.members)
        self._view, self._all = view, self._all and same
        self.names.show_names(view.name, view.shown_name, view.knowledge_base, editable=view.editable, same=same)
        self.heading.set_words(self._heading(len(view.members)))
        self.heading.set_bold(bool(view.members))
        self._fill_rows()

    def _heading(self, members: int) -> str:
        if members == 0:
            return self.tr("links another mention of the same thing")
        if members == 1:
            return self.tr("Same thing, 1 mention")
        return self.tr("Same thing, {0} mentions").format(chrome.number(members))

    @property
    def folded(self) -> bool:
        """True while only the heading shows."""
        return self._folded

    def set_folded(self, folded: bool) -> None:
        """Fold to the heading, or unfold."""
        if folded != self._folded:
            self._folded = folded
            self._fill_rows()

    def edit_name(self) -> None:
        """Take the keyboard to the name."""
        self.set_folded(False)
        self.names.edit()

    def finish(self) -> None:
        """Give a name that is still being typed as it stands."""
        self.names.finish()

    def _heading_clicked(self) -> None:
        if self._folded:
            self.set_folded(False)
        elif self._view.editable:
            self.link_asked.emit()

    def _show_all(self) -> None:
        self._all = True
        self._fill_rows()

    def _fill_rows(self) -> None:
        view = self._view
        shown = view.members if self._all else view.members[:_CLOSED]
        offered = view.offers[:_OFFERS]
        contents = (tuple(shown), tuple(offered), view.editable, view.focused)
        if contents != self._filled:
            self._filled = contents
            _refill(self._rows, [self._member(id_, surface) for id_, surface in shown])
            _refill(self._offers, [self._offer(*offer) for offer in offered])
        open_ = not self._folded
        self.list.setFixedHeight(min(len(shown), _OPEN) * chrome.px(_ROW))
        self.list.setVisible(open_ and bool(shown))
        self.names.setVisible(open_ and bool(view.members))
        rest = len(view.members) - len(shown)
        self.more.set_words(self.tr("and {0} more").format(chrome.number(rest)))
        self.more.setVisible(open_ and rest > 0)
        self.offers.setVisible(open_ and bool(offered))

    def _offer(self, id_: str, surface: str, reason: str) -> QWidget:
        row = MentionRow(surface, reason, name=self.tr("Link with {0}, {1}").format(surface, reason))
        row.setEnabled(self._view.editable)
        row.clicked.connect(_sender(self.link_clicked, id_))
        return row

    def _member(self, id_: str, surface: str) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, chrome.px(12), 0)
        line.setSpacing(0)
        words = MentionRow(surface, bold=id_ == self._view.focused)
        words.clicked.connect(_sender(self.mention_chosen, id_))
        line.addWidget(words, 1)
        if self._view.editable:
            out = chrome.KeyButton("", icon="close", kind="plain", high=24)
            out.set_name(self.tr("Not the same thing: {0}").format(chrome.one_line(surface)))
            out.clicked.connect(_sender(self.unlink_clicked, id_))
            line.addWidget(out)
        return row


def _sender(signal: SignalInstance, id_: str) -> Callable[[], None]:
    return lambda: signal.emit(id_)


def _refill(layout: QVBoxLayout, widgets: Sequence[QWidget]) -> None:
    while (item := layout.takeAt(0)) is not None:
        old = item.widget()
        if old is not None:
            old.hide()
            old.deleteLater()
    for widget in widgets:
        layout.addWidget(widget)
        widget.show()
