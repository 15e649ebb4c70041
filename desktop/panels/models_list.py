"""What was learned: the models, newest first, each with the verdict on it, and the acts that make and choose them."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QMenu,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotations.model.learned import LearnedModel, Learner
from desktop import chrome
from desktop.chrome.paint import focus_ring, row_ground, shows_focus
from desktop.models.verdict_words import kind_in_words, model_in_words, verdict_in_words
from desktop.panels.mirrored import MirroredRow

_MODEL = Qt.ItemDataRole.UserRole
_HIGH, _LINE, _NEAR, _SIDE = 48, 18, 28, 8
_Index = QModelIndex | QPersistentModelIndex


class _Models(QAbstractListModel):
    """The models as a list."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.models: tuple[LearnedModel, ...] = ()

    def show(self, models: Sequence[LearnedModel]) -> None:
        """Show other ones, newest first."""
        self.beginResetModel()
        self.models = tuple(sorted(models, key=lambda model: model.at, reverse=True))
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """How many there are."""
        return 0 if parent.isValid() else len(self.models)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The model as a value, and in words."""
        if not index.isValid():
            return None
        model = self.models[index.row()]
        if role == _MODEL:
            return model
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{self.first_line(model)}. {verdict_in_words(model.verdict)}"
        return None

    def first_line(self, model: LearnedModel) -> str:
        """Name, kind, what it learned from, how long that took, and whether it suggests."""
        return " · ".join([model_in_words(model), *([self.tr("in use")] if model.active else [])])


class _Delegate(QStyledItemDelegate):
    """Two lines: the model, and the verdict. A full dot stands before the one in use."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """The same for every row."""
        return QSize(0, chrome.px(_HIGH))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one model."""
        area, look = QRectF(option.rect), chrome.theme()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        row_ground(painter, area, selected=selected, hovered=bool(option.state & QStyle.StateFlag.State_MouseOver))
        model: LearnedModel = index.data(_MODEL)
        models = index.model()
        assert isinstance(models, _Models)
        near, high = chrome.px(_NEAR), chrome.px(_LINE)
        top = QRectF(area.left(), area.top() + chrome.px(6), area.width(), high)
        upper, lower = (MirroredRow(painter, top.translated(0, down), option.direction) for down in (0, high))
        room = upper.width - near - chrome.px(_SIDE)
        shape = "full" if model.active else "empty"
        chrome.dot(painter, upper.place(chrome.px(_SIDE), chrome.px(10)).center(), shape)
        upper.text(near, room, models.first_line(model), "body", bold=model.active)
        lower.text(near, room, verdict_in_words(model.verdict), "second", look.text_2)
        if option.state & QStyle.StateFlag.State_HasFocus and shows_focus(option.widget):
            focus_ring(painter, area, 4)


class _List(QListView):
    """Enter uses the model of the row."""

    entered_row = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is the key of the button below."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.entered_row.emit()
        else:
            super().keyPressEvent(event)


class ModelsList(QWidget):
    """Learning is asked for, never done here."""

    learn_requested = Signal(object)  # Learner
    stop_requested = Signal()
    use_requested = Signal(str)  # model id
    rules_requested = Signal(object)  # Kind

    def __init__(self) -> None:
        super().__init__()
        self.list = _List()
        self.models = _Models(self.list)
        self.fast = self._button(self.tr("Learn now"), "main")
        self.slow = self._button(self.tr("Train longer"), "raised")
        self.stop = self._button(self.tr("Stop"), "raised")
        self.use = self._button(self.tr("Use this one"), "raised", "⏎")
        self.rules = self._button(self.tr("Go back to the rules"), "raised")
        self.bar = chrome.ProgressLine(self.tr("Learning"))
        self.doing = chrome.ElidedLabel("", "second", "text_2")
        self.empty = chrome.Label("", "quiet", wrap=True)
        self._can_learn, self._editable, self._busy = False, True, False
        self._lay_out()
        self._connect()
        self.show_models(())
        self.show_progress(None)
        self.set_finished(0)

    def _button(self, words: str, kind: str, keys: str = "") -> chrome.KeyButton:
        button = chrome.KeyButton(words, kind=kind, keys=keys)
        button.setAutoDefault(False)
        return button

    def _lay_out(self) -> None:
        self.list.setAccessibleName(self.tr("Models"))
        self.list.setModel(self.models)
        self.list.setItemDelegate(_Delegate(self.list))
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # As high as its rows, so that the buttons stand below the last one.
        self.list.setSizeAdjustPolicy(QListView.SizeAdjustPolicy.AdjustToContents)
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.list.setMinimumHeight(chrome.px(_HIGH))
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        acts, foot, working = QHBoxLayout(), QHBoxLayout(), QVBoxLayout()
        working.setSpacing(chrome.px(4))
        working.addWidget(self.doing)
        working.addWidget(self.bar)
        for button in (self.fast, self.slow, self.stop):
            acts.addWidget(button)
        acts.addLayout(working, 1)
        acts.setSpacing(chrome.px(8))
        foot.setSpacing(chrome.px(8))
        foot.addWidget(self.use)
        foot.addWidget(self.rules)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(chrome.px(8))
        column.addLayout(acts)
        column.addWidget(self.empty, 0, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.list, 1)
        column.addLayout(foot)
        column.addStretch(0)

    def _connect(self) -> None:
        self.fast.clicked.connect(lambda _=False: self.learn_requested.emit(Learner.FAST))
        self.slow.clicked.connect(lambda _=False: self.learn_requested.emit(Learner.SLOW))
        self.stop.clicked.connect(lambda _=False: self.stop_requested.emit())
        self.use.clicked.connect(lambda _=False: self._use())
        self.rules.clicked.connect(lambda _=False: self._go_back())
        self.list.entered_row.connect(self.use.click)
        self.list.customContextMenuRequested.connect(self._open_menu)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._offer())

    def show_models(self, models: Sequence[LearnedModel]) -> None:
        """Show these; what was chosen stays chosen."""
        chosen = self.chosen()
        self.models.show(models)
        places = [place for place, model in enumerate(self.models.models) if chosen and model.id == chosen.id]
        if models:
            self.list.setCurrentIndex(self.models.index(places[0] if places else 0))
        self.list.setVisible(bool(models))
        self._say_empty()
        self._offer()

    def set_finished(self, finished: int, needed: int = 5, *, editable: bool = True) -> None:
        """How many articles are finished, and how many are needed before anything can be learned."""
        self._can_learn, self._editable = finished >= needed, editable
        if self._can_learn:
            self.empty.setText(self.tr("Nothing learned yet. Learn now takes seconds, Train longer takes minutes."))
        else:
            left = needed - finished
            words = self.tr("Finish 1 more article and") if left == 1 else self.tr("Finish {0} more articles and")
            self.empty.setText(f"{words.format(left)} {self.tr('the first model can be learned.')}")
        self._say_empty()
        self._offer()

    def _say_empty(self) -> None:
        self.empty.setVisible(not self.models.models or not self._can_learn)

    def show_progress(self, words: str | None, part: int = 0, whole: int = 0) -> None:
        """Say what the learner is doing and how far it is; None once it has ended."""
        self._busy = words is not None
        self.doing.setText(words or "")
        self.doing.setVisible(self._busy)
        self.bar.set_progress(part, whole)
        self.bar.setVisible(self._busy and whole > 0)
        self._offer()

    def chosen(self) -> LearnedModel | None:
        """The model of the selected row."""
        index = self.list.currentIndex()
        return index.data(_MODEL) if index.isValid() else None

    def _offer(self) -> None:
        model = self.chosen()
        writable = self._editable
        began, stopped = self.fast.hasFocus() or self.slow.hasFocus(), self.stop.hasFocus()
        offered = self._can_learn and writable and not self._busy
        for button, shown in ((self.stop, self._busy), (self.fast, offered), (self.slow, offered)):
            button.setVisible(shown)
        # Whoever began or stopped it by keyboard goes on from the button that took its place.
        if (began and self._busy) or (stopped and not self._busy):
            (self.stop if self._busy else self.fast).setFocus(Qt.FocusReason.TabFocusReason)
        self.use.setVisible(model is not None)
        in_use = model is not None and any(other.active and other.kind is model.kind for other in self.models.models)
        self.rules.setVisible(in_use)
        if model is not None:
            self.use.setEnabled(writable and not model.active and bool(model.sha256))
            self.rules.setEnabled(writable and in_use)
            self.rules.set_words(self.tr("Go back to the rules for {0}").format(kind_in_words(model.kind)))

    def _use(self) -> None:
        model = self.chosen()
        if model is not None:
            self.use_requested.emit(model.id)

    def _go_back(self) -> None:
        model = self.chosen()
        if model is not None:
            self.rules_requested.emit(model.kind)

    def menu(self) -> QMenu:
        """The acts on the selected model, as its row offers them."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for button in (self.use, self.rules):
            action = menu.addAction(button.words)
            action.setEnabled(button.isEnabled())
            action.triggered.connect(lambda _=False, button=button: button.click())
        return menu

    def _open_menu(self, at: QPoint) -> None:
        if self.chosen() is not None:
            self.menu().popup(self.list.viewport().mapToGlobal(at))
