"""Spans put on whole words over many articles, and back, in a real project."""

from dataclasses import replace
from pathlib import Path

import pytest

from annotations.editing.edits import Relabel
from annotations.editing.repair import How
from annotations.errors import StaleSet
from annotations.importers.base import ImportedArticle, ImportedSet
from annotations.model.annotation_set import Status
from annotations.workspace import Workspace
from desktop.mending import Mended, PutBack, mend, put_back
from desktop.messages import step_in_words
from exporters.preflight import Place
from tests.factories import article, edited, entity, event, small_schema, span

TEXTS = [article(f"On day {day} antigovernment rallies reached Basra and the  Port  shut.") for day in range(3)]


@pytest.fixture
def workspace(tmp_path: Path):
    """Ana has "government" and "rall" in three finished articles, and a whole "rallies" beside the last."""
    sets = []
    for day, text in enumerate(TEXTS):
        cut, basra = entity("ORG", span(text, "government")), entity("GPE", span(text, "Basra"))
        part = event("ASSAULT", span(text, "rall"), ("PLACE", basra), ("ACTOR", cut))
        whole = [event("ASSAULT", span(text, "rallies"))] if day == 2 else []
        sets.append(ImportedSet(annotator="ana", status=Status.DONE, mentions=(cut, basra, part, *whole)))
    with Workspace.create(tmp_path / "desk.spandesk", small_schema()) as workspace:
        found = [ImportedArticle(article=text, sets=(each,)) for text, each in zip(TEXTS, sets, strict=True)]
        assert workspace.add(found).rejected == ()
        yield workspace


def places(words: str, label: str, of=TEXTS) -> list[Place]:
    return [
        Place(article_id=text.id, start=span(text, words).start, end=span(text, words).end, label=label) for text in of
    ]


def surfaces(workspace: Workspace, annotator: str = "ana") -> list[set[tuple[str, str]]]:
    """What is marked in each article."""
    return [
        {(each.label, each.span.of(text.text)) for each in workspace.load_set(text.id, annotator).in_order()}
        for text in TEXTS
    ]


def test_spans_grow_and_shrink_to_words_and_finished_sets_stay_finished(workspace):
    before = surfaces(workspace)
    mended = mend(workspace, "ana", places("government", "ORG"), How.GROW)
    assert mended == Mended(mended.batch_id, tuple(text.id for text in TEXTS), moved=3, merged=0, left=0)
    assert all(("ORG", "antigovernment") in each for each in surfaces(workspace))
    assert all(workspace.load_set(text.id, "ana").status is Status.DONE for text in TEXTS)
    assert workspace.check() == []
    assert put_back(workspace, "ana", mended.articles, mended.batch_id) == PutBack(articles=3, kept=0)
    assert surfaces(workspace) == before
    assert workspace.check() == []


def test_the_step_has_words(workspace):
    first, second = TEXTS[:1], TEXTS[1:2]
    mend(workspace, "ana", places("government", "ORG", first), How.GROW)
    mend(workspace, "ana", [*places("government", "ORG", second), *places("rall", "ASSAULT", second)], How.GROW)
    last = [workspace.entries(workspace.load_set(text.id, "ana").id)[-1] for text in (*first, *second)]
    assert [step_in_words(each.edit_name, each.change) for each in last] == ["fit ORG to words", "fit 2 spans to words"]


def test_what_cannot_shrink_is_counted_and_nothing_is_kept(workspace):
    before = [workspace.load_set(text.id, "ana") for text in TEXTS]
    mended = mend(workspace, "ana", places("rall", "ASSAULT"), How.SHRINK)
    assert (mended.articles, mended.moved, mended.merged, mended.left) == ((), 0, 0, 3)
    assert [workspace.load_set(text.id, "ana") for text in TEXTS] == before
    assert put_back(workspace, "ana", mended.articles, mended.batch_id) == PutBack(0, 0)


def test_what_becomes_the_same_is_one_with_the_arguments_of_both(workspace):
    before = [workspace.load_set(text.id, "ana") for text in TEXTS]
    mended = mend(workspace, "ana", places("rall", "ASSAULT"), How.GROW)
    assert (mended.moved, mended.merged, mended.left) == (2, 1, 0)
    (one,) = workspace.load_set(TEXTS[2].id, "ana").events()
    assert {argument.role for argument in one.arguments} == {"PLACE", "ACTOR"}
    put_back(workspace, "ana", mended.articles, mended.batch_id)
    after = [workspace.load_set(text.id, "ana") for text in TEXTS]
    assert [replace(each, seq=0) for each in after] == [replace(each, seq=0) for each in before]


def test_where_somebody_went_on_the_act_stands(workspace):
    mended = mend(workspace, "ana", places("government", "ORG"), How.GROW)
    now = workspace.load_set(TEXTS[0].id, "ana")
    basra = next(each.id for each in now.in_order() if each.label == "GPE")
    step, after = edited(replace(now, status=Status.OPEN), Relabel(basra, "ORG"), TEXTS[0])
    workspace.append(step, replace(after, status=Status.DONE))
    assert put_back(workspace, "ana", mended.articles, mended.batch_id) == PutBack(articles=2, kept=1)
    assert [("ORG", "antigovernment") in each for each in surfaces(workspace)] == [True, False, False]


def test_putting_back_twice_is_once(workspace):
    mended = mend(workspace, "ana", places("government", "ORG"), How.GROW)
    put_back(workspace, "ana", mended.articles, mended.batch_id)
    assert put_back(workspace, "ana", mended.articles, mended.batch_id) == PutBack(articles=0, kept=0)


def test_nobody_elses_set_is_touched(workspace):
    mended = mend(workspace, "ben", places("government", "ORG"), How.GROW)
    assert (mended.articles, mended.moved, mended.left) == ((), 0, 0)
    assert all(("ORG", "government") in each for each in surfaces(workspace))


def test_where_another_program_was_faster_nothing_is_mended(workspace, monkeypatch):
    """All articles of an act, or none."""
    before = surfaces(workspace)
    load = workspace.load_set

    def stale(article_id, annotator):
        found = load(article_id, annotator)
        return replace(found, seq=found.seq - 1) if article_id == TEXTS[2].id else found

    with monkeypatch.context() as patch:
        patch.setattr(workspace, "load_set", stale)
        with pytest.raises(StaleSet):
            mend(workspace, "ana", places("government", "ORG"), How.GROW)
    assert surfaces(workspace) == before
