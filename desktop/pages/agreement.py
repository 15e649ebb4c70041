"""The Agreement page: what is measured on the left, how well people agree in the middle, where they do not on the
right.
"""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QSplitter, QWidget

from annotations.model.mark import Subject
from annotations.model.schema import Schema
from desktop import chrome
from desktop.agreements import Agreement
from desktop.models.agreement_nothing import Nothing, nothing
from desktop.pages.agreement_middle import AgreementMiddle
from desktop.panels.agreement.chart_view import ENTER
from desktop.panels.agreement_choice import AgreementChoice
from desktop.panels.disagreement_list import DisagreementPanel
from desktop.settings import AGREEMENT_LEFT_WIDTH, AGREEMENT_RIGHT_WIDTH, Settings

_LEFT, _RIGHT = (200, 400), (300, 480)


class AgreementPage(QWidget):
    """Knows no store. `shown` says that it came into sight, `stop_wanted` that Esc was pressed."""

    shown = Signal()
    stop_wanted = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._schema: Schema | None = None
        self.choice = AgreementChoice()
        self.middle = AgreementMiddle()
        self.disagreements = DisagreementPanel()
        self.splitter = self._lay_out()
        self.middle.chosen.connect(self.disagreements.show_number)
        self.disagreements.narrowing_ended.connect(lambda: self.middle.show_chosen(None))

    def _lay_out(self) -> QSplitter:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        for panel in (self.choice, self.middle, self.disagreements):
            splitter.addWidget(panel)
        splitter.setStretchFactor(1, 1)
        for panel, (least, most) in ((self.choice, _LEFT), (self.disagreements, _RIGHT)):
            panel.setMinimumWidth(chrome.px(least))
            panel.setMaximumWidth(chrome.px(most))
        left, right = self._settings.get(AGREEMENT_LEFT_WIDTH), self._settings.get(AGREEMENT_RIGHT_WIDTH)
        splitter.setSizes([left, max(1, 1440 - left - right), right])
        splitter.splitterMoved.connect(lambda _place, _index: self._remember_widths())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(splitter)
        return splitter

    def _remember_widths(self) -> None:
        left, _middle, right = self.splitter.sizes()
        self._settings.set(AGREEMENT_LEFT_WIDTH, left)
        self._settings.set(AGREEMENT_RIGHT_WIDTH, right)

    # -- what is shown --------------------------------------------------------------------------------------------

    def set_schema(self, schema: Schema) -> None:
        """The labels of the project that is open."""
        self._schema = schema
        self.choice.set_labels(schema.labels)
        self.middle.set_schema(schema)

    def show_agreement(self, agreement: Agreement, since: Mapping[int, date]) -> None:
        """Show what was measured in a project. `since` says when each version of the guideline began."""
        assert agreement.choice is not None
        report = agreement.report
        self.choice.show_choice(agreement.choice, agreement.coverage, since)
        why = nothing(agreement.coverage, agreement.choice)
        if why is not None:
            self.show_nothing(why)
            return
        self.middle.show_agreement(agreement)
        hues = {label.code: label.hue for label in reversed(self._schema.labels)} if self._schema is not None else {}
        titles = {row.article: row.title for row in report.by_article}
        first = next((subject for subject in Subject if any(report.reasons[subject].values())), None)
        self.disagreements.set_articles(titles, hues, first)
        self.disagreements.ask_again()

    def show_nothing(self, why: Nothing) -> None:
        """Say that there is nothing to show, and what helps."""
        self.middle.show_nothing(why)
        self.disagreements.clear(self.tr("Where two analysts differ about an article that both finished stands here."))

    def clear(self) -> None:
        """No project is open, or another one."""
        self.choice.clear()
        self.middle.show_blank()
        self.middle.show_chosen(None)
        self.disagreements.clear()

    # -- the page in the window -----------------------------------------------------------------------------------

    def fold_left(self) -> None:
        """Hide or show what is measured."""
        self.choice.setVisible(self.choice.isHidden())

    def fold_right(self) -> None:
        """Hide or show the disagreements."""
        self.disagreements.setVisible(self.disagreements.isHidden())

    def next_panel(self) -> None:
        """Take the keyboard from what is measured to the figures, to the disagreements and round again."""
        panels = [panel for panel in (self.choice, self.middle, self.disagreements) if panel.isVisible()]
        focused = QApplication.focusWidget()
        inside = [focused is not None and panel.isAncestorOf(focused) for panel in panels]
        here = inside.index(True) if True in inside else -1
        panel = panels[(here + 1) % len(panels)]
        stop = self.disagreements.rows if panel is self.disagreements else _first_stop(panel)
        if stop is not None:
            stop.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc stops what is being computed, Enter settles what is listed, as the button says; others take Space."""
        focused, settle = QApplication.focusWidget(), self.disagreements.settle_button
        if event.key() == Qt.Key.Key_Escape:
            self.stop_wanted.emit()
        elif event.key() in ENTER and (focused is settle or not isinstance(focused, QAbstractButton)):
            if settle.isVisible():
                settle.click()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """The figures may be old."""
        super().showEvent(event)
        self.shown.emit()


def _first_stop(panel: QWidget) -> QWidget | None:
    """The first part of a panel that takes the keyboard, in the order of Tab."""
    stop = panel.nextInFocusChain()
    while stop is not None and stop is not panel:
        takes_tab = bool(stop.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if takes_tab and panel.isAncestorOf(stop) and stop.isVisible() and stop.isEnabled():
            return stop
        stop = stop.nextInFocusChain()
    return None
