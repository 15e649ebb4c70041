"""The place being settled: what it is about, who has what there, how far a ruling reaches, and the act itself."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop import chrome
from desktop.chrome.paint import width_of
from desktop.panels.few_lines import FewLines
from desktop.panels.ruling_keys import ruling_key, with_ruling_key
from desktop.panels.section import scrolled
from desktop.panels.version_rows import VersionCard, VersionRow


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionView:
    """A place as it is to be shown.

    `words` are those the versions cover, `reason` says how they differ. It is number `place` of the `of` places of its
    group, which is in `articles` articles. `picked` is a lane. Of the other open places of the group `follow` have the
    same versions and `differ` have others; `alike` says whether a ruling goes for those that follow. `changed` is what
    happened since an earlier ruling, `note` what was deferred or noted. `sentence` and `act` say what confirming does;
    without an act there is nothing to confirm.
    """

    words: str
    reason: str
    rows: tuple[VersionRow, ...]
    place: int = 1
    of: int = 1
    articles: int = 1
    picked: int | None = None
    follow: int = 0
    differ: int = 0
    alike: bool = False
    changed: str = ""
    note: str = ""
    sentence: str = ""
    act: str = ""
    writable: bool = True

    @property
    def others(self) -> int:
        """How many other places of the group are open."""
        return self.follow + self.differ


class _WideButton(chrome.KeyButton):
    """A button over the whole width, its words in the middle."""

    def __init__(self) -> None:
        super().__init__("", kind="main", keys=ruling_key("confirm"), high=32)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _paint_words(self, painter: QPainter, ink: str, key_ink: str) -> None:
        painter.save()
        painter.translate(max(0, self.width() - self.sizeHint().width()) // 2, 0)
        super()._paint_words(painter, ink, key_ink)
        painter.restore()


class _Reach(QWidget):
    """Whether a ruling goes for the other places of the group, and for how many it cannot."""

    def __init__(self) -> None:
        super().__init__()
        self.box = QCheckBox()
        self.box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.following = chrome.ElidedLabel("", "second", "text_2")
        self.differing = chrome.KeyButton("", kind="link", high=20)
        self.stays = chrome.Label("", "second")
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(chrome.px(4))
        row.addWidget(self.differing)
        row.addWidget(self.stays)
        row.addStretch(1)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(self.following)
        lines.addLayout(row)
        below = QHBoxLayout()
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        # Below the words of the box, not below its square.
        below.addSpacing(chrome.px(22))
        below.addLayout(lines, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(chrome.px(16), 0, chrome.px(16), chrome.px(12))
        column.setSpacing(chrome.px(2))
        column.addWidget(self.box)
        column.addLayout(below)

    def show_reach(self, view: VersionView) -> None:
        """Show how far a ruling would reach; nothing where the place is the only one of its group."""
        self.setVisible(view.others > 0)
        others, follow, differ = (chrome.number(count) for count in (view.others, view.follow, view.differ))
        one, many = self.tr("Rule the other one the same way"), self.tr("Rule the other {0} the same way")
        words = one if view.others == 1 else many.format(others)
        self.box.setText(with_ruling_key(words, "alike"))
        self.box.setAccessibleName(with_ruling_key(words, "alike", ", "))
        self.box.setChecked(view.alike and view.follow > 0)
        self.box.setEnabled(view.writable and view.follow > 0)
        self.following.setText(
            {
                0: self.tr("None of them has the same versions."),
                1: self.tr("1 has the same versions and follows."),
            }.get(view.follow, self.tr("{0} have the same versions and follow.").format(follow))
        )
        one, many = self.tr("1 differs"), self.tr("{0} differ")
        self.differing.set_words(one if view.differ == 1 else many.format(differ))
        self.stays.setText(self.tr("and stays open.") if view.differ == 1 else self.tr("and stay open."))
        for widget in (self.differing, self.stays):
            widget.setVisible(view.differ > 0)


class _Subject(QWidget):
    """The words, how the versions differ there, which place of how many it is, and what happened to it before."""

    def __init__(self) -> None:
        super().__init__()
        self.words = FewLines("subject", 2)
        self.reason = chrome.ElidedLabel("", "second", "text_2")
        self.place = chrome.Label("", "second")
        self._places = ("", "")
        self.changed = chrome.Label("", "warn", wrap=True)
        self.note = chrome.Label("", "second", wrap=True)
        row = QHBoxLayout()
        row.setContentsMargins(chrome.px(16), 0, chrome.px(16), 0)
        row.setSpacing(chrome.px(8))
        row.addWidget(self.reason, 1)
        row.addWidget(self.place)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, chrome.px(12), 0, chrome.px(4))
        column.setSpacing(0)
        column.addWidget(self.words)
        column.addLayout(row)
        for label in (self.changed, self.note):
            label.setContentsMargins(chrome.px(16), chrome.px(6), chrome.px(16), 0)
            column.addWidget(label)

    def show_subject(self, view: VersionView) -> None:
        """Show another place."""
        self.words.set_text(view.words)
        self.reason.setText(view.reason)
        self._places = self._in_words(view)
        self._fit_place()
        for label, text in ((self.changed, view.changed), (self.note, chrome.one_line(view.note))):
            label.setText(text)
            label.setVisible(bool(text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In how many articles the group is steps aside before the reason does."""
        super().resizeEvent(event)
        self._fit_place()

    def _fit_place(self) -> None:
        room = self.width() - 2 * chrome.px(16) - chrome.px(8) - self.reason.sizeHint().width()
        fits = width_of("second", self._places[0]) < room
        self.place.setText(self._places[0 if fits else 1])
        chrome.plain_tooltip(self.place, "" if fits else self._places[0])

    def _in_words(self, view: VersionView) -> tuple[str, str]:
        """Which place of how many, with and without the number of articles."""
        if view.of == 1:
            return "", ""
        articles = self.tr("in 1 article") if view.articles == 1 else self.tr("in {0} articles")
        place = self.tr("{0} of {1}").format(chrome.number(view.place), chrome.number(view.of))
        return f"{place} {articles.format(chrome.number(view.articles))}", place


class _Foot(chrome.Surface):
    """What the ruling does, in a sentence, and the button that does it."""

    def __init__(self) -> None:
        super().__init__("panel", "top")
        self.sentence = chrome.Label("", "second", wrap=True)
        self.button = _WideButton()
        column = QVBoxLayout(self)
        column.setContentsMargins(chrome.px(16), chrome.px(10), chrome.px(16), chrome.px(12))
        column.setSpacing(chrome.px(10))
        column.addWidget(self.sentence)
        column.addWidget(self.button)

    def show_act(self, sentence: str, act: str, *, enabled: bool = True) -> None:
        """Show what would be done; nothing at all hides the foot."""
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
        self.button.set_words(act)
        self.button.setVisible(bool(act))
        self.button.setEnabled(enabled)
        self.setVisible(bool(sentence or act))


class VersionPanel(chrome.Surface):
    """The right panel; `below` stands under the versions and scrolls with them, the act stays at the foot."""

    taken = Signal(int)  # lane, from 0
    alike_changed = Signal(bool)
    differing_wanted = Signal()
    confirmed = Signal()

    def __init__(self, below: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__("panel", parent=parent)
        self.setAccessibleName(self.tr("Versions"))
        self.subject, self.reach, self.foot = _Subject(), _Reach(), _Foot()
        self.card = VersionCard()
        self.empty = chrome.Label("", "quiet", wrap=True)
        self.empty.setContentsMargins(chrome.px(16), chrome.px(16), chrome.px(16), 0)
        self._below = below
        self._lay_out()
        self.card.taken.connect(self.taken)
        self.reach.box.clicked.connect(self.alike_changed)
        self.reach.differing.clicked.connect(lambda _=False: self.differing_wanted.emit())
        self.foot.button.clicked.connect(lambda _=False: self.confirmed.emit())
        self.clear("")

    def _lay_out(self) -> None:
        inside = QWidget()
        body = QVBoxLayout(inside)
        body.setContentsMargins(0, 0, 0, chrome.px(12))
        body.setSpacing(0)
        body.addWidget(self.empty)
        body.addWidget(self.subject)
        frame = QHBoxLayout()
        frame.setContentsMargins(chrome.px(12), chrome.px(4), chrome.px(12), chrome.px(12))
        frame.addWidget(self.card)
        body.addLayout(frame)
        body.addWidget(self.reach)
        if self._below is not None:
            body.addWidget(self._below)
        body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scrolled(inside), 1)
        column.addWidget(self.foot)

    def show_view(self, view: VersionView) -> None:
        """Show a place."""
        self._show_parts(True)
        self.subject.show_subject(view)
        self.card.show_versions(view.rows, view.picked)
        self.reach.show_reach(view)
        self.foot.show_act(view.sentence, view.act, enabled=view.writable)

    def clear(self, sentence: str) -> None:
        """No place is being settled; the sentence says why, or what to do."""
        self._show_parts(False)
        self.empty.setText(sentence)
        self.card.show_versions((), None)
        self.reach.hide()
        self.foot.show_act("", "")

    def _show_parts(self, shown: bool) -> None:
        self.empty.setVisible(not shown)
        for widget in (self.subject, self.card, *([self._below] if self._below is not None else [])):
            widget.setVisible(shown)
