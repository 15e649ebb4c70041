"""Cards in two columns, or below each other where there is no room for two."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from desktop import chrome

_ROOM_FOR_TWO = 780  # pixels at 100 %
_ACROSS, _DOWN = 32, 28


class CardColumns(QWidget):
    """Each column is as high as its cards; `shares` are those of the width."""

    def __init__(self, columns: Sequence[Sequence[QWidget]], shares: Sequence[int]) -> None:
        super().__init__()
        self._row = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for cards, share in zip(columns, shares, strict=True):
            column = QVBoxLayout()
            column.setSpacing(chrome.px(_DOWN))
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
            self._row.addLayout(column, share)
        self._place()

    @property
    def beside(self) -> bool:
        """True while the columns stand beside each other."""
        return self._row.direction() == QBoxLayout.Direction.LeftToRight

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other if there is room."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        beside = self.width() >= chrome.px(_ROOM_FOR_TWO)
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._row.setSpacing(chrome.px(_ACROSS if beside else _DOWN))
