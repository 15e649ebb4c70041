"""Extents that fit no words are repaired with all that hangs on them, and the way back leads to what was there."""

import json
from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import exporters
from annotations.editing.change import change_from_json, change_text, with_change
from annotations.editing.history import LogEntry
from annotations.editing.repair import How, Repair, grown, repaired, shrunk, trimmed
from annotations.editing.repair_steps import REPAIR, repair_steps, taken_back
from annotations.model.annotation_set import AnnotationSet, Decision, Status
from annotations.model.article import Article
from annotations.model.cluster import Cluster
from annotations.model.ids import ClusterId, SuggestionId
from annotations.model.mark import Mark
from annotations.model.mention import Argument, EventMention, Mention, Origin, Outcome
from annotations.model.project import AnnotatedArticle
from annotations.model.span import Span
from annotations.text.tokens import TokenIndex
from exporters.alignment import BLANK_EDGE, OFF_TOKENS
from exporters.files import OutputFolder
from tests.exporters.drawn import annotated_articles
from tests.factories import annotation_set, article, entity, entry, event, small_schema, span

ARTICLE = article("Antigovernment rallies in  Basra shook Qasim's party, and Qasim fled  south of Basra.")
TOKENS = TokenIndex(ARTICLE.tokens)
NOON = datetime(2024, 5, 2, 12, tzinfo=UTC)


def at(*mentions: Mention) -> set[Mark]:
    return {Mark(each.span.start, each.span.end, each.label) for each in mentions}


def done(before: AnnotationSet, places: Collection[Mark], how: How) -> tuple[Repair, AnnotationSet]:
    repair = repaired(ARTICLE, before, places, how)
    return repair, with_change(before, repair.change)


@pytest.mark.parametrize(
    ("words", "grow", "shrink", "trim"),
    [
        ("government rall", "Antigovernment rallies", None, "government rall"),
        ("vernment rallies in  Bas", "Antigovernment rallies in  Basra", "rallies in", "vernment rallies in  Bas"),
        (" Basra ", "Basra", "Basra", "Basra"),
        ("  ", None, None, None),
        ("Qasim fled", "Qasim fled", "Qasim fled", "Qasim fled"),
    ],
)
def test_extents(words: str, grow: str | None, shrink: str | None, trim: str | None):
    where = span(ARTICLE, words)
    fits = grown(TOKENS, where), shrunk(TOKENS, where), trimmed(ARTICLE.text, where)
    assert [fit and fit.of(ARTICLE.text) for fit in fits] == [grow, shrink, trim]


def test_a_mention_keeps_all_but_its_extent():
    cut = entity("ORG", span(ARTICLE, "government"), note="which one?", unsure=True, cluster=ClusterId("c1"))
    shook = event("ASSAULT", span(ARTICLE, "hook"), ("ACTOR", cut), attributes=(("modality", "denied"),))
    before = annotation_set(ARTICLE, cut, shook, status=Status.DONE)
    repair, after = done(before, at(cut, shook), How.GROW)
    assert repair.moved == (cut.id, shook.id)
    assert after.status is Status.DONE
    assert after.mentions == {
        cut.id: replace(cut, span=span(ARTICLE, "Antigovernment")),
        shook.id: replace(shook, span=span(ARTICLE, "shook")),
    }


def test_only_the_places_named_are_repaired():
    first, second = entity("ORG", span(ARTICLE, "rall")), entity("GPE", span(ARTICLE, "Basr"))
    fits = entity("PERSON", span(ARTICLE, "Qasim"))
    repair, after = done(annotation_set(ARTICLE, first, second, fits), at(second, fits), How.GROW)
    assert repair.moved == (second.id,)
    assert after.mentions[first.id] == first


def test_what_came_of_a_suggestion_is_corrected():
    said = Origin(by="suggestion", suggestion=SuggestionId("g1"), outcome=Outcome.ACCEPTED)
    cut = entity("GPE", span(ARTICLE, "Basr"), origin=said)
    before = annotation_set(ARTICLE, cut, decisions={SuggestionId("g1"): Decision(Outcome.ACCEPTED, cut.id)})
    _repair, after = done(before, at(cut), How.GROW)
    assert after.mentions[cut.id].origin.outcome is Outcome.CORRECTED
    assert after.decisions == {SuggestionId("g1"): Decision(Outcome.CORRECTED, cut.id)}


def test_nothing_would_be_left():
    blank, inside = entity("GPE", span(ARTICLE, "  ")), entity("ORG", span(ARTICLE, "govern"))
    before = annotation_set(ARTICLE, blank, inside)
    assert repaired(ARTICLE, before, at(blank, inside), How.SHRINK).left == (inside.id, blank.id)
    assert repaired(ARTICLE, before, at(blank), How.TRIM).change.pairs == ()


def test_one_that_says_then_what_is_marked_already_is_merged_into_that():
    basra, cut = entity("GPE", span(ARTICLE, "Basra")), entity("GPE", span(ARTICLE, "Basr"), note="see map")
    other = entity("GPE", span(ARTICLE, "Basra", 2), cluster=ClusterId("c1"))
    cut = replace(cut, cluster=ClusterId("c1"))
    said = {SuggestionId("g1"): Decision(Outcome.ACCEPTED, cut.id)}
    shook = event("ASSAULT", span(ARTICLE, "shook"), ("PLACE", cut), ("RECIPIENT", basra))
    fled = event("CONSULT", span(ARTICLE, "fled"), ("PLACE", basra), ("PLACE", cut))
    repair, after = done(annotation_set(ARTICLE, basra, cut, other, shook, fled, decisions=said), at(cut), How.GROW)
    assert (repair.moved, repair.merged) == ((), (cut.id,))
    assert after.mentions[basra.id] == replace(basra, note="see map", cluster=ClusterId("c1"))
    assert cut.id not in after.mentions
    assert after.mentions[shook.id].arguments == (Argument("PLACE", basra.id), Argument("RECIPIENT", basra.id))
    assert after.mentions[fled.id].arguments == (Argument("PLACE", basra.id),)
    assert after.decisions == {SuggestionId("g1"): Decision(Outcome.CORRECTED, basra.id)}


def test_a_cluster_that_loses_its_last_mention_goes():
    named, alone = ClusterId("c1"), ClusterId("c2")
    basra = entity("GPE", span(ARTICLE, "Basra"), cluster=named)
    cut, other = entity("GPE", span(ARTICLE, "Basr"), cluster=alone), entity("GPE", span(ARTICLE, "Basra", 2))
    before = replace(
        annotation_set(ARTICLE, basra, cut, replace(other, cluster=alone)),
        clusters={named: Cluster(id=named, name="Basra")},
    )
    _repair, after = done(before, at(cut), How.GROW)
    assert after.mentions[basra.id].cluster == named
    assert after.mentions[other.id].cluster is None


def test_events_merge_with_their_arguments_and_attributes():
    qasim, party = entity("PERSON", span(ARTICLE, "Qasim")), entity("ORG", span(ARTICLE, "party"))
    shook = event("ASSAULT", span(ARTICLE, "shook"), ("RECIPIENT", qasim), attributes=(("modality", "denied"),))
    cut = event(
        "ASSAULT",
        span(ARTICLE, "hook"),
        ("RECIPIENT", qasim),
        ("RECIPIENT", party),
        attributes=(("modality", "asserted"), ("time", "past")),
    )
    cause = event("CONSULT", span(ARTICLE, "fled"), ("CAUSE", cut))
    shook = shook.with_arguments((*shook.arguments, Argument("CAUSE", cut.id)))
    _repair, after = done(annotation_set(ARTICLE, qasim, party, shook, cut, cause), at(cut), How.GROW)
    merged = after.mentions[shook.id]
    assert isinstance(merged, EventMention)
    assert merged.arguments == (Argument("RECIPIENT", qasim.id), Argument("RECIPIENT", party.id))
    assert merged.attributes == (("modality", "denied"), ("time", "past"))
    assert after.mentions[cause.id].arguments == (Argument("CAUSE", shook.id),)


def test_two_that_become_the_same_are_one():
    short, long = entity("GPE", span(ARTICLE, "Bas")), entity("GPE", span(ARTICLE, "Basr"))
    repair, after = done(annotation_set(ARTICLE, short, long), at(short, long), How.GROW)
    assert (repair.moved, repair.merged) == ((long.id,), (short.id,))
    assert [each.span for each in after.in_order()] == [span(ARTICLE, "Basra")]


def test_each_part_is_repaired():
    parts = (span(ARTICLE, "arty"), span(ARTICLE, "sout"))
    party = entity("ORG", Span(parts[0].start, parts[1].end), parts=parts)
    _repair, after = done(annotation_set(ARTICLE, party), at(party), How.GROW)
    assert after.mentions[party.id].parts == (span(ARTICLE, "party"), span(ARTICLE, "south"))
    assert after.mentions[party.id].span == span(ARTICLE, "party, and Qasim fled  south")


def test_parts_that_would_touch_stay_as_they_are():
    parts = (span(ARTICLE, "Anti"), span(ARTICLE, "ment rallies"))
    rallies = entity("ORG", Span(parts[0].start, parts[1].end), parts=parts)
    repair = repaired(ARTICLE, annotation_set(ARTICLE, rallies), at(rallies), How.GROW)
    assert (repair.left, repair.change.pairs) == ((rallies.id,), ())


# -- many sets ---------------------------------------------------------------------------------------------------------


def steps(*sets: AnnotationSet, how: How = How.GROW, of: Article = ARTICLE) -> list[Any]:
    places = {of.id: {mark for each in sets for mark in at(*each.mentions.values())}}
    return list(repair_steps([(of, each) for each in sets], places, how, at=NOON, annotator="ben", batch_id="b1"))


def test_each_set_has_its_own_step_in_one_batch():
    cut, fits = entity("GPE", span(ARTICLE, "Basr")), entity("PERSON", span(ARTICLE, "Qasim"))
    mine = annotation_set(ARTICLE, cut, status=Status.DONE, seq=4)
    first, second = steps(mine, annotation_set(ARTICLE, fits, annotator="ben"))
    assert (first.entry.seq, first.entry.annotator, first.entry.edit_name) == (5, "ben", REPAIR)
    assert (first.entry.batch_id, first.after.seq, first.repair.moved) == ("b1", 5, (cut.id,))
    assert second.entry is None
    assert second.after.mentions == {fits.id: fits}


def test_an_act_is_taken_back_where_nobody_went_on():
    cut, later = entity("GPE", span(ARTICLE, "Basr")), entity("PERSON", span(ARTICLE, "Qasim"))
    mine, theirs = annotation_set(ARTICLE, cut, seq=0), annotation_set(ARTICLE, cut, annotator="ben", seq=0)
    one, other = steps(mine, theirs)
    went_on = replace(entry(other.after, one.repair.change), seq=2)
    untouched = annotation_set(ARTICLE, later, annotator="cy", seq=0)
    back = taken_back(
        [(one.after, [one.entry]), (replace(other.after, seq=2), [other.entry, went_on]), (untouched, [])],
        "b1",
        at=NOON,
        annotator="ben",
    )
    assert back.kept == (ARTICLE.id,)
    ((undo, after),) = back.steps
    assert (undo.undoes, undo.seq, undo.batch_id) == (1, 2, "b1")
    assert after == replace(mine, seq=2)
    assert taken_back([(after, [one.entry, undo])], "b1", at=NOON, annotator="ben").steps == ()


def one_set(annotated: AnnotatedArticle) -> AnnotationSet:
    return annotated.sets[0] if annotated.sets else annotation_set(annotated.article)


@given(annotated_articles(off_tokens=True), st.sampled_from(How))
def test_taking_back_is_the_identity(annotated: AnnotatedArticle, how: How):
    before = one_set(annotated)
    (step,) = steps(before, how=how, of=annotated.article)
    if step.entry is None:
        assert step.after == before
        return
    assert change_from_json(json.loads(change_text(step.entry.change))) == step.entry.change
    entries: list[LogEntry] = [replace(step.entry, seq=1)]
    ((_entry, after),) = taken_back([(step.after, entries)], "b1", at=NOON, annotator="ben").steps
    assert replace(after, seq=before.seq) == before


@given(annotated_articles(off_tokens=True), st.sampled_from(How))
def test_nothing_dangles_and_no_claim_is_made_twice(annotated: AnnotatedArticle, how: How):
    (step,) = steps(one_set(annotated), how=how, of=annotated.article)
    mentions = step.after.mentions.values()
    claims = [(each.kind, each.label, each.pieces) for each in mentions]
    assert len(claims) == len(set(claims))
    for each in mentions:
        if isinstance(each, EventMention):
            assert {argument.target for argument in each.arguments} <= set(step.after.mentions) - {each.id}
    again = steps(step.after, how=how, of=annotated.article)
    assert again[0].entry is None


@settings(phases=[Phase.generate])
@given(annotated_articles(off_tokens=True))
def test_a_grown_set_is_exported_with_nothing_off_its_tokens(annotated: AnnotatedArticle):
    (step,) = steps(one_set(annotated), of=annotated.article)
    fixed = replace(annotated, sets=(step.after,))
    with TemporaryDirectory() as folder:
        report = exporters.find("spacy").write([fixed], small_schema(), OutputFolder(Path(folder)), {})
    assert not [lost for lost in report.lost if lost.reason in (OFF_TOKENS, BLANK_EDGE)]
