"""Disputes in words, and as the panels show them."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from annotations.agreement.disputes import Dispute, State
from annotations.model.mark import Mark, Subject
from annotations.model.ruling import Ruling, RulingId, SourceVersion, Verdict
from desktop.pages.adjudicate_views import example_of, row_of, shown_names
from desktop.pages.adjudicate_words import in_question, names_in_words, reason, standing, what_changed
from desktop.worklist import DocketGroup, Shown
from tests.factories import article, small_schema

SCHEMA = small_schema()
TEXT = article("Aid came late.\nThe Harbour Guild met Malik. Nobody else saw it.")
START = TEXT.text.index("The Harbour Guild")
THE_GUILD, GUILD = (START, START + 17), (START + 4, START + 17)


def dispute(*versions, subject=Subject.SPAN, **more):
    """Annotators a, b, c and so on have these marks, each a tuple of (place, label)."""
    marks = {
        name: tuple(Mark(*place, label) for place, label in version)
        for name, version in zip("abcd", versions, strict=False)
    }
    covered = [mark for version in marks.values() for mark in version]
    start, end = min(mark.start for mark in covered), max(mark.end for mark in covered)
    words = TEXT.text[start:end]
    return Dispute(article=TEXT.id, subject=subject, start=start, end=end, words=words, versions=marks, **more)


def said(one):
    return " ".join(text for text, _hue in in_question(SCHEMA, one))


def ruling(one, *result, **more):
    versions = tuple(SourceVersion(annotator=name, marks=marks) for name, marks in one.versions.items())
    return Ruling(
        id=RulingId("r1"),
        article_id=one.article,
        subject=one.subject,
        start=one.start,
        end=one.end,
        verdict=Verdict.TAKEN,
        adjudicator="nadia",
        at=datetime(2024, 11, 12, 12, tzinfo=UTC),
        batch=RulingId("b1"),
        schema_version=1,
        text_sha256=TEXT.sha256,
        versions=versions,
        result=tuple(result),
        **more,
    )


ORG, GPE, NOTHING = ((GUILD, "ORG"),), ((GUILD, "GPE"),), ()
LONG = ((THE_GUILD, "ORG"),)


@pytest.mark.parametrize(
    ("versions", "words", "why"),
    [
        ((ORG, GPE, ORG), "ORG or GPE", "Same span, different label"),
        ((ORG, NOTHING), "ORG or nothing", "Some have it, some not"),
        ((ORG, GPE, NOTHING), "GPE or ORG or nothing", "Different, or nothing at all"),
        ((ORG, ORG, LONG), "ORG or longer", "Same label, different ends"),
        ((LONG, LONG, ORG), "ORG or without “The”", "Same label, different ends"),
        ((LONG, LONG, ((GUILD, "GPE"),)), "ORG or GPE", "Different label and ends"),
        ((LONG, LONG, (((START, START + 11), "ORG"),)), "ORG or shorter", "Same label, different ends"),
        ((LONG, ORG, (((START, START + 11), "ORG"),)), "ORG or other ends", "Same label, different ends"),
    ],
)
def test_what_is_in_question(versions, words, why):
    one = dispute(*versions)
    assert sorted(said(one).split(" or ")) == sorted(words.split(" or "))
    assert said(one).split(" or ")[-1] == words.split(" or ")[-1] or why.startswith(("Same span", "Different label"))
    assert reason(one) == why


def test_roles_go_by_their_titles():
    met = Mark(TEXT.text.index("met"), TEXT.text.index("met") + 3, "CONSULT")
    one = dispute(((GUILD, "ACTOR"),), ((GUILD, "CAUSE"),), subject=Subject.ARGUMENT, trigger=met)
    assert in_question(SCHEMA, one) == (("Actor", "petrol"), ("or", ""), ("Cause", "petrol"))
    assert reason(one) == "Same filler, different role"
    assert (
        reason(dispute(((GUILD, "ACTOR"),), ((THE_GUILD, "ACTOR"),), subject=Subject.ARGUMENT, trigger=met))
        == "Different filler"
    )


def test_what_stands_is_told_with_who_ruled():
    one = dispute(ORG, GPE)
    settled = replace(one, state=State.SETTLED, ruling=ruling(one, Mark(*GUILD, "ORG")))
    assert standing(SCHEMA, one) == ""
    assert standing(SCHEMA, settled) == "Ruled ORG by nadia, 12 Nov."
    later = replace(one, state=State.DEFERRED, ruling=ruling(one, note="ask\nthe desk"))
    assert standing(SCHEMA, later) == "Deferred by nadia, 12 Nov: ask the desk"
    assert standing(SCHEMA, replace(settled, ruling=ruling(one))) == "Ruled nothing by nadia, 12 Nov."


def test_who_changed_a_version_is_named_as_shown():
    before, now = dispute(ORG, GPE), dispute(ORG, NOTHING)
    reopened = replace(now, changed=True, ruling=ruling(before, Mark(*GUILD, "ORG")))
    assert what_changed(SCHEMA, reopened, {}) == "Ruled ORG by nadia, 12 Nov. b changed it since."
    assert "Analyst A changed" in what_changed(SCHEMA, reopened, {"b": "Analyst A"})
    assert what_changed(SCHEMA, before, {}) == ""
    assert what_changed(SCHEMA, replace(before, changed=True, ruling=ruling(before)), {}).endswith("It changed since.")


def test_a_group_as_a_row():
    one, other = dispute(ORG, GPE), dispute(ORG, NOTHING)
    group = DocketGroup(key="k", subject=Subject.SPAN, words=one.words, disputes=(one, one, other))
    row = row_of(group, SCHEMA, Shown.OPEN)
    assert (row.count, row.articles, row.state, row.ruled) == (3, 1, "open", "")
    assert [text for text, _hue in row.labels] == ["ORG", "or", "GPE"]
    settled = replace(one, state=State.SETTLED, ruling=ruling(one, Mark(*GUILD, "ORG")))
    nothing = replace(other, state=State.SETTLED, ruling=ruling(other))
    some = DocketGroup(key="k", subject=Subject.SPAN, words=one.words, disputes=(settled, other))
    assert (row_of(some, SCHEMA, Shown.OPEN).count, row_of(some, SCHEMA, Shown.ALL).count) == (1, 2)
    every = DocketGroup(key="k", subject=Subject.SPAN, words=one.words, disputes=(settled, settled, nothing))
    assert (row_of(every, SCHEMA, Shown.OPEN).ruled, row_of(every, SCHEMA, Shown.OPEN).count) == ("ORG, nothing", 3)


def test_an_example_is_the_sentence_with_the_words_in_brackets():
    assert example_of(TEXT, dispute(ORG, GPE)).bracketed == "The [Harbour Guild] met Malik."
    start = TEXT.text.index("Malik")
    over = dispute((((start, start + 13), "ORG"),), NOTHING)
    assert example_of(TEXT, over).bracketed == "The Harbour Guild met [Malik. Nobody] else saw it."


def test_names():
    assert names_in_words(["Hana"]) == "Hana"
    assert names_in_words(["Hana", "Leyla", "Marek"]) == "Hana, Leyla and Marek"
    assert shown_names(["Hana", "Leyla"], hidden=True) == ["Analyst A", "Analyst B"]
    assert shown_names(["Hana", "Leyla"], hidden=False) == ["Hana", "Leyla"]
