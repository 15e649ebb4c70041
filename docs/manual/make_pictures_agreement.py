"""Pictures of agreement and of rulings: the sample, where two analysts and the sample's own desk differ."""

from pathlib import Path

from make_pictures_studio import Studio, wait
from PySide6.QtCore import QTimer

from desktop.panels.agreement.chart_model import CELL
from desktop.panels.docket_rows import ROW
from tests.journeys.team_pages import cell_of, sample_project

MIXED_UP = ("NORP", "ORG")
SETTLED_FIRST = "Karama Bridge"
IN_QUESTION = "Ridge Brigades"


class Team(Studio):
    """The sample in the hands of whoever leads the analysts."""

    def opened(self, folder: Path) -> None:
        """Open a copy of the sample in which nothing is ruled."""
        self._window.open_location(str(sample_project(folder)))
        wait(lambda: self._window.session is not None and self._window.session.article is not None)
        wait(lambda: bool(self._rows()) and all(row.prepared for row in self._rows()))

    def agreement(self) -> None:
        """The figures, with one cell of the confusion chosen and what is behind it in the list."""
        team = self._window.team
        self._choose("page-agreement")
        wait(lambda: team.figures.agreement is not None and team.rulings.adjudicator.docket is not None)
        matrix, panel = team.agreement.middle.confusion.matrix, team.agreement.disagreements
        mixed = cell_of(matrix, MIXED_UP)
        matrix.clicked.emit(mixed)
        wait(lambda: panel.count.text() == str(mixed.data(CELL).drawn.many))
        self._light_and_dark("agreement")

    def rulings(self) -> None:
        """A place with others like it, ready to be ruled the same way; another group is settled."""
        team = self._window.team
        adjudicator = team.rulings.adjudicator
        self._choose("page-adjudicate")
        self._turn_to(SETTLED_FIRST)
        for _ in range(2):
            self._press("1", into=team.adjudicate.canvas)
            wait(lambda: adjudicator.is_idle)
        self._turn_to(IN_QUESTION)
        self._press("G", "1", into=team.adjudicate.canvas)
        due = [timer for timer in team.adjudicate.canvas.findChildren(QTimer) if timer.isSingleShot()]
        wait(lambda: not any(timer.isActive() for timer in due))
        self._light_and_dark("adjudicate")

    def _turn_to(self, words: str) -> None:
        team = self._window.team
        adjudicator, rows = team.rulings.adjudicator, team.adjudicate.docket.list.rows
        wait(lambda: adjudicator.case is not None and adjudicator.is_idle)
        found = (rows.index(row).data(ROW) for row in range(rows.rowCount()))
        adjudicator.go_to_group(next(row.key for row in found if row.words == words))
        wait(lambda: adjudicator.case is not None and adjudicator.case.article.id == adjudicator.place.article)

    def _light_and_dark(self, name: str) -> None:
        self.save(name)
        self._choose("theme-dark")
        self.save(f"{name}-dark")
        self._choose("theme-light")
