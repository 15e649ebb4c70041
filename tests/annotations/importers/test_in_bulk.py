"""Records arrive in another process as they were sent, and a belt hands on all that is put on it, or why it stopped."""

import gc
import threading
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import BadInput, Cancelled
from annotations.importers import in_bulk
from annotations.importers.base import ImportedArticle, ImportedSet
from annotations.importers.in_bulk import Belt, packed, seldom_collected, unpacked
from annotations.model.annotation_set import Decision, Status
from annotations.model.article import Region
from annotations.model.cluster import Cluster
from annotations.model.ids import ClusterId, SuggestionId
from annotations.model.mention import Outcome
from annotations.model.project import Rejected
from annotations.model.span import Span
from tests.annotations.strategies import mentions
from tests.factories import article, entity, event, span, suggestion

TEXT = article("Militias struck a base in Erbil 🕊.", title="A title", regions=[Region(Span(0, 8), "furniture")])
MILITIAS = entity("ORG", span(TEXT, "Militias"))
STRUCK = event("ASSAULT", span(TEXT, "struck"), ("ACTOR", MILITIAS))
REFUSED = Rejected("a.jsonl", 3, "no text")


def record(*said, **more) -> ImportedArticle:
    whose = ImportedSet(
        annotator="ana",
        status=Status.DONE,
        mentions=said,
        decisions={SuggestionId("g"): Decision(Outcome.REJECTED)},
        clusters=(Cluster(id=ClusterId("c"), name="They"),),
    )
    return ImportedArticle(article=TEXT, sets=(whose,), file="a.jsonl", line=2, changes={"bom": 1}, **more)


def test_everything_of_a_record_arrives():
    sent = [record(MILITIAS, STRUCK, suggestions=(suggestion(STRUCK, score=0.5, explanation="a rule"),)), REFUSED]
    (taken, refused) = unpacked(packed(sent))
    assert [taken, refused] == sent
    assert taken.article.tokens == TEXT.tokens
    assert {type(each) for each in taken.sets[0].mentions} == {type(MILITIAS), type(STRUCK)}


@given(st.lists(mentions(), max_size=5))
def test_any_mention_arrives(said):
    assert unpacked(packed([record(*said)])) == [record(*said)]


def taken_from(belt: Belt) -> list[object]:
    return list(belt.records())


def test_a_belt_hands_on_in_order_what_another_thread_puts_on_it():
    belt = Belt()

    def put() -> None:
        for line in range(40):
            belt.put(packed([Rejected("a", line, ""), Rejected("b", line, "")]))
        belt.end()

    thread = threading.Thread(target=put)
    thread.start()
    found = taken_from(belt)
    thread.join()
    assert found == [Rejected(name, line, "") for line in range(40) for name in "ab"]


def test_a_belt_is_full_until_something_is_taken(monkeypatch):
    batch = packed([REFUSED] * 8)
    monkeypatch.setattr(in_bulk, "_MOST_WAITING", 2 * len(batch))
    belt = Belt()
    for full in (False, False, True):
        belt.put(batch)
        assert belt.full is full
    records = belt.records()
    assert list(islice(records, 9)) == [REFUSED] * 9
    assert not belt.full


@pytest.mark.parametrize("why", [Cancelled(), BadInput("a.txt", None, "it is gone")])
def test_a_stopped_belt_says_why_and_nothing_waits_for_it(why):
    belt = Belt()
    belt.put(packed([REFUSED]))
    belt.stop(why)
    with pytest.raises(type(why)):
        taken_from(belt)
    assert not belt.full


def test_the_collector_looks_seldom_and_is_afterwards_as_it_was():
    usual = gc.get_threshold()
    with seldom_collected():
        assert gc.isenabled()
        assert gc.get_threshold()[0] > usual[0]
    assert gc.get_threshold() == usual
