"""The Training page, part Models: the curve, and what was learned below it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotations.model.learned import CurvePoint, LearnedModel
from annotations.model.mention import Kind
from desktop import chrome
from desktop.panels.curve import Curve
from desktop.panels.models_list import ModelsList
from desktop.panels.section import Section


class ModelsPart(QWidget):
    """The curve is that of the newest model of a kind that has one."""

    def __init__(self) -> None:
        super().__init__()
        self.curve = Curve()
        self.list = ModelsList()
        section = Section(
            self.tr("What was learned"),
            self.tr(
                "Every decision teaches, rejections too. A new model suggests only if it is better on articles held "
                "back, beyond chance."
            ),
        )
        self.curve.hide()
        section.column.addWidget(self.curve, 3)
        section.column.addWidget(self.list, 2)
        section.column.setSpacing(chrome.px(12))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(section)

    def show_models(self, models: Sequence[LearnedModel]) -> None:
        """Show these models and their curves."""
        self.list.show_models(models)
        curves: dict[Kind, tuple[CurvePoint, ...]] = {}
        for model in sorted(models, key=lambda model: model.at):
            if model.curve:
                curves[model.kind] = model.curve
        self.curve.show_curves(curves)
        self.curve.setVisible(bool(curves))
