from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from annotations.model.annotation_set import AnnotationSet, Decision, Status
from annotations.model.article import FURNITURE, Region
from annotations.model.ids import MentionId
from annotations.model.mark import Subject
from annotations.model.mention import EventMention, Outcome
from annotations.model.project import (
    ADJUDICATED,
    EVERYBODY,
    MAJORITY,
    SUGGESTIONS,
    UNION,
    AnnotatedArticle,
    again_name,
)
from annotations.model.ruling import Ruling, Verdict, new_ruling_id
from annotations.model.schema import Schema
from annotations.model.span import Span
from exporters.alignment import EVENT_LOST, FILLER_LOST, issue
from exporters.jsonl import line
from exporters.left_out import LeftOut, Why
from exporters.trimming import IN_FURNITURE, INTO_FURNITURE
from exporters.truth import Given, Truth
from tests.exporters.drawn import annotated_articles
from tests.exporters.hard import hard_articles, hard_schema
from tests.factories import (
    annotation_set,
    article,
    entity,
    event,
    small_schema,
    span,
    suggestion,
)

OF = article("Share this\nAna met Omar in Basra.\nRead more news", regions=[Region(Span(0, 10), FURNITURE)])
ANA, OMAR = entity("PERSON", span(OF, "Ana")), entity("PERSON", span(OF, "Omar"))
BASRA, SHARE = entity("GPE", span(OF, "Basra")), entity("ORG", span(OF, "Share"))
MET = event("CONSULT", span(OF, "met"), ("ACTOR", ANA), ("RECIPIENT", OMAR), ("PLACE", BASRA))


def of_sets(*sets: AnnotationSet, **more: Any) -> AnnotatedArticle:
    return AnnotatedArticle(article=OF, sets=sets, **more)


def by(annotator: str, *mentions: Any, status: Status = Status.DONE) -> AnnotationSet:
    return annotation_set(OF, *mentions, annotator=annotator, status=status)


def gone_through(
    truth: Truth, *articles: AnnotatedArticle, schema: Schema | None = None
) -> tuple[list[AnnotatedArticle], Given]:
    chosen = Given(truth, schema or small_schema(), iter(articles))
    return list(chosen), chosen


def claims(articles: Iterable[AnnotatedArticle]) -> int:
    """Mentions, events and arguments."""
    mentions = [each for one in articles for of in one.sets for each in of.mentions.values()]
    return len(mentions) + sum(len(each.arguments) for each in mentions if isinstance(each, EventMention))


def rows(of: Given) -> list[tuple[Why, str, int]]:
    return [(each.why, each.label, each.count) for each in of.left_out]


# -- whose ------------------------------------------------------------------------------------------------------------


def test_one_annotator_is_chosen_of_those_that_come():
    both = of_sets(by("ana", ANA), by("ben", OMAR))
    (only,), chosen = gone_through(Truth(source="ben", furniture=True), both)
    assert [each.annotator for each in only.sets] == ["ben"]
    assert chosen.labels == {"PERSON": 1}
    assert (chosen.left_out, chosen.lost) == ((), ())


def test_a_majority_asks_those_who_finished_own_work():
    three = of_sets(
        *(by("ana", ANA, OMAR), by("ben", ANA), by(again_name("ben"), OMAR), by(ADJUDICATED, OMAR)),
        by("cem", OMAR, BASRA, status=Status.OPEN),
    )
    (voted,), _chosen = gone_through(Truth(source=MAJORITY, furniture=True), three)
    assert [[each.span for each in of.in_order()] for of in voted.sets] == [[ANA.span]]
    (voted,), _chosen = gone_through(Truth(source=UNION, annotators=("ana",), furniture=True), three)
    assert [[each.span for each in of.in_order()] for of in voted.sets] == [[ANA.span, OMAR.span]]


def test_everybody_is_side_by_side():
    unread = AnnotatedArticle(article=article("Nobody."))
    both = of_sets(by("ana", ANA), by("ben", OMAR, status=Status.OPEN), suggestions=(suggestion(BASRA),))
    truth = Truth(source=EVERYBODY, furniture=True)
    assert gone_through(truth, both, unread)[0] == [both, unread]
    (left,), chosen = gone_through(replace(truth, finished_only=True), both, unread)
    assert [each.annotator for each in left.sets] == ["ana"]
    assert rows(chosen) == [(Why.UNFINISHED, "", 1), (Why.UNSEEN, "", 1)]
    assert [each.mentions for each in chosen.left_out] == [1, 0]


def test_unfinished_articles_wait_and_are_counted():
    waiting, unseen = of_sets(by("ana", ANA, MET, status=Status.OPEN)), of_sets(by("ben"))
    written, chosen = gone_through(Truth(source="ana", finished_only=True), waiting, unseen)
    assert written == []
    assert chosen.left_out == (
        LeftOut(why=Why.UNFINISHED, count=1, mentions=2, articles=(OF.id,)),
        LeftOut(why=Why.UNSEEN, count=1, articles=(OF.id,)),
    )
    assert gone_through(Truth(source=MAJORITY), waiting)[1].left_out == chosen.left_out[:1]
    assert len(gone_through(Truth(source="ana"), waiting)[0]) == 1


def test_suggestions_are_never_finished_and_stay_beside_themselves_only():
    offered = suggestion(BASRA)
    machine = of_sets(by(SUGGESTIONS, offered.mention, status=Status.NEW), suggestions=(offered,))
    truth = Truth(source=SUGGESTIONS, finished_only=True, furniture=True)
    assert gone_through(truth, machine)[0] == [machine]


def test_suggestions_that_nobody_decided_are_counted():
    offered, decided = suggestion(BASRA), suggestion(OMAR)
    own = replace(by("ana", ANA), decisions={decided.id: Decision(Outcome.REJECTED)})
    (written,), chosen = gone_through(Truth(source="ana", furniture=True), of_sets(own, suggestions=(offered, decided)))
    assert written.suggestions == ()
    assert chosen.left_out == (
        LeftOut(why=Why.UNDECIDED, count=1, articles=(OF.id,), places=(issue(OF, BASRA, Why.UNDECIDED),)),
    )


# -- page furniture ---------------------------------------------------------------------------------------------------


def test_furniture_is_cut_and_takes_along_what_stands_in_it():
    across = event("ASSAULT", Span(6, 14), ("ACTOR", SHARE))
    said = event("PROTEST", span(OF, "in"), ("ACTOR", SHARE), ("PLACE", BASRA), ("CAUSE", across))
    (written,), chosen = gone_through(
        Truth(source="ana"), of_sets(by("ana", ANA, SHARE, BASRA, MET, OMAR, across, said))
    )
    assert written.article.text == "Ana met Omar in Basra.\nRead more news"
    assert written.article.id == OF.id
    (own,) = written.sets
    assert [each.span.of(written.article.text) for each in own.in_order()] == ["Ana", "met", "Omar", "in", "Basra"]
    assert [(each.surface, each.reason) for each in chosen.lost] == [
        ("Share", IN_FURNITURE),
        ("this\nAna", INTO_FURNITURE),
        ("this\nAna", f"ACTOR: {EVENT_LOST}"),
        ("in", f"ACTOR: {FILLER_LOST}"),
        ("in", f"CAUSE: {FILLER_LOST}"),
    ]
    (lines,) = chosen.left_out
    assert (lines.why, lines.count) == (Why.FURNITURE, 1)
    assert [(each.start, each.end, each.surface) for each in lines.places] == [(0, 10, "Share this")]


def test_what_an_exporter_says_leads_back_into_the_project():
    truth = Truth(source="ana", renamed=(("PERSON", "NAME"), ("ORG", "OTHER"), ("GPE", "OTHER")))
    (written,), chosen = gone_through(truth, of_sets(by("ana", ANA, BASRA)))
    ana, basra = written.sets[0].in_order()
    assert chosen.in_project(issue(written.article, ana, "why")) == issue(OF, ANA, "why")
    assert chosen.in_project(issue(written.article, basra, "why")) == issue(OF, replace(BASRA, label="OTHER"), "why")


def test_an_article_of_nothing_but_furniture_is_left_out():
    bare = article("Share this", regions=[Region(Span(0, 10), FURNITURE)])
    share = entity("ORG", span(bare, "Share"))
    one = AnnotatedArticle(article=bare, sets=(annotation_set(bare, share, status=Status.DONE),))
    written, chosen = gone_through(Truth(source="ana"), one)
    assert written == []
    assert rows(chosen) == [(Why.EMPTY, "", 1), (Why.FURNITURE, "", 1)]
    assert [each.reason for each in chosen.lost] == [IN_FURNITURE]


# -- labels -----------------------------------------------------------------------------------------------------------


def test_labels_that_were_not_chosen_are_counted_and_not_lost():
    truth = Truth(source="ana", labels=("PERSON", "CONSULT"), furniture=True)
    (written,), chosen = gone_through(truth, of_sets(by("ana", ANA, OMAR, BASRA, SHARE, MET)))
    (met,) = written.sets[0].events()
    assert [each.role for each in met.arguments] == ["ACTOR", "RECIPIENT"]
    assert rows(chosen) == [(Why.LABEL, "GPE", 1), (Why.LABEL, "ORG", 1), (Why.ARGUMENT, "", 1)]
    assert chosen.lost == ()
    assert {label.code for label in chosen.schema.labels} == {"PERSON", "CONSULT"}
    without_event = gone_through(replace(truth, labels=("PERSON",)), of_sets(by("ana", ANA, OMAR, BASRA, MET)))[1]
    assert rows(without_event) == [(Why.LABEL, "CONSULT", 1), (Why.LABEL, "GPE", 1), (Why.ARGUMENT, "", 3)]


def test_mentions_that_become_the_same_are_one():
    twin = entity("ORG", BASRA.span)
    also = event("ASSAULT", MET.span, ("ACTOR", ANA), ("PLACE", twin), ("CAUSE", OMAR))
    truth = Truth(source="ana", renamed=(("ORG", "PLACE"), ("GPE", "PLACE"), ("ASSAULT", "CONSULT")), furniture=True)
    (written,), chosen = gone_through(truth, of_sets(by("ana", ANA, OMAR, BASRA, twin, MET, also)))
    (own,) = written.sets
    assert sorted(each.label for each in own.mentions.values()) == ["CONSULT", "PERSON", "PERSON", "PLACE"]
    (met,) = own.events()
    assert {(each.role, own.mentions[each.target].span.of(OF.text)) for each in met.arguments} == {
        *(("ACTOR", "Ana"), ("RECIPIENT", "Omar"), ("PLACE", "Basra"), ("CAUSE", "Omar"))
    }
    # One place, one event, and the two arguments that both events had.
    assert rows(chosen) == [(Why.MERGED, "", 4)]


def test_suggestions_are_trimmed_as_the_sets_are():
    share, ana = suggestion(SHARE), suggestion(ANA)
    met = suggestion(event("CONSULT", MET.span, ("ACTOR", ana.mention), ("PLACE", share.mention)))
    machine = of_sets(by(SUGGESTIONS, status=Status.NEW), suggestions=(share, ana, met))
    truth = Truth(source=SUGGESTIONS, renamed=(("PERSON", "NAME"),))
    (written,), _chosen = gone_through(truth, machine)
    assert [(each.id, each.mention.label) for each in written.suggestions] == [(ana.id, "NAME"), (met.id, "CONSULT")]
    assert [each.mention.span.of(written.article.text) for each in written.suggestions] == ["Ana", "met"]
    assert isinstance(written.suggestions[1].mention, EventMention)
    assert [each.target for each in written.suggestions[1].mention.arguments] == [MentionId(ana.id)]


# -- laws -------------------------------------------------------------------------------------------------------------


def test_what_nothing_is_taken_from_goes_by_as_it_came():
    (written,), chosen = gone_through(Truth(source="ana", furniture=True), of_sets(by("ana", ANA, SHARE)))
    assert written.article is OF
    assert chosen.schema == small_schema()
    for each in hard_articles():
        own = replace(each, sets=each.sets[:1])
        lines = [line(one) for one in Given(Truth(source="ana"), hard_schema(), [own])]
        assert lines == ([line(own)] if own.sets else [])


def test_rulings_about_what_is_written_otherwise_are_left_out():
    ruling = Ruling(
        id=new_ruling_id(),
        article_id=OF.id,
        subject=Subject.SPAN,
        start=11,
        end=14,
        verdict=Verdict.TAKEN,
        adjudicator="ana",
        at=datetime(2024, 5, 1, tzinfo=UTC),
        batch=new_ruling_id(),
        schema_version=1,
        text_sha256=OF.sha256,
    )
    ruled = of_sets(by(ADJUDICATED, ANA), rulings=(ruling,))
    assert gone_through(Truth(source=ADJUDICATED, furniture=True), ruled)[0] == [ruled]
    (written,), chosen = gone_through(Truth(source=ADJUDICATED), ruled)
    assert written.rulings == ()
    assert (Why.RULINGS, "", 1) in rows(chosen)


LABELS = ("PERSON", "GPE", "ARMED GROUP", "ARMED_GROUP", "-X-", "ASSAULT", "MAKE STATEMENT")


@given(
    annotated_articles(off_tokens=True),
    st.lists(st.sampled_from(LABELS), unique=True, max_size=6),
    st.dictionaries(st.sampled_from(LABELS), st.sampled_from(("A", "PERSON", "ASSAULT")), max_size=4),
    st.lists(st.integers(0, 13), max_size=3),
)
def test_given_lost_and_left_out_are_all_there_was(
    one: AnnotatedArticle, labels: list[str], renamed: dict[str, str], furniture: list[int]
):
    tokens = one.article.tokens
    regions = tuple(Region(tokens[number], FURNITURE) for number in furniture if number < len(tokens))
    one = replace(one, article=replace(one.article, regions=regions))
    truth = Truth(source="ana", labels=tuple(labels), renamed=tuple(renamed.items()))
    written, chosen = gone_through(truth, one, schema=hard_schema())
    counted = sum(each.count for each in chosen.left_out if each.why in (Why.LABEL, Why.ARGUMENT, Why.MERGED))
    assert claims(written) + len(chosen.lost) + counted == claims([one])
    assert sum(chosen.labels.values()) == sum(len(each.mentions) for all_ in written for each in all_.sets)
    for found in chosen.lost:
        assert found.surface == one.article.text[found.start : found.end]
    for each in written:
        (own,) = each.sets
        assert {mention.label for mention in own.mentions.values()} <= {
            renamed.get(code, code) for code in labels or LABELS
        }
        for mention in own.events():
            assert {argument.target for argument in mention.arguments} <= own.mentions.keys()
        for mention in own.mentions.values():
            back = chosen.in_project(issue(each.article, mention, ""))
            assert one.article.text[back.start : back.end] == back.surface
