"""Annotators against themselves: what counts, what was done again too soon."""

from datetime import UTC, datetime, timedelta

import pytest

from annotations.agreement.again import again
from annotations.agreement.documents import Finished
from annotations.agreement.figures import Resampling
from annotations.agreement.parts import parts
from annotations.agreement.report import Source
from annotations.model.project import AGAIN_AFTER, again_name
from tests.annotations.agreement.drawn import document

NO_DRAWS = Resampling(draws=0)
THEN = datetime(2024, 5, 6, 9, tzinfo=UTC)
ANA = again_name("ana")


def twice(later: timedelta | None, second: str = "X") -> Source:
    """An article that Ana did, and that much later again."""
    found = {"ana": [(0, 3, "X"), (5, 8, "Y")], ANA: [(0, 3, second), (5, 8, "Y")]}
    finished = {"ana": Finished(THEN, 1)}
    if later is not None:
        finished[ANA] = Finished(THEN + later, 1)
    own = document(20, ana=found["ana"], ben=[])
    return Source(
        parts=parts(own), disagreements=(), finished=finished, again=parts(document(20, **found)) if later else None
    )


def test_what_was_done_again_later_counts():
    sources = [twice(AGAIN_AFTER), twice(timedelta(days=90), second="Z"), twice(None)]
    (ana,) = again(sources, ("ana", "ben"), NO_DRAWS)
    assert (ana.annotator, ana.row.pair, ana.row.articles, ana.too_soon) == ("ana", ("ana", ANA), 2, 0)
    assert ana.row.figures["strict_f1"].value == pytest.approx(3 / 4)
    assert ana.row.counts["label"] == 1


def test_what_was_done_again_sooner_is_counted_and_said():
    (ana,) = again([twice(AGAIN_AFTER - timedelta(seconds=1)), twice(timedelta(days=1))], ("ana",), NO_DRAWS)
    assert (ana.row.articles, ana.too_soon) == (0, 2)
    assert ana.row.figures["strict_f1"].reason == "no_shared_documents"


def test_a_first_version_finished_anew_weeks_after_the_second_counts_too():
    (ana,) = again([twice(-AGAIN_AFTER)], ("ana",), NO_DRAWS)
    assert (ana.row.articles, ana.too_soon) == (1, 0)


def test_who_did_nothing_again_is_not_there():
    assert again([twice(AGAIN_AFTER)], ("ben",), NO_DRAWS) == ()
    assert again([twice(None)], ("ana", "ben"), NO_DRAWS) == ()
