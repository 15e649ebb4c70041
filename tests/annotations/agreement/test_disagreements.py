"""Disagreements: each place once, counted like the figures, grouped by what they are about."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from annotations.agreement import events, spans
from annotations.agreement.disagreements import MATCHES, Version, Which, around, disagreements, facets, groups
from annotations.agreement.documents import ArgumentMark, Document, EventMark, pairs
from annotations.model.mark import Mark, Subject
from tests.annotations.agreement.drawn import ANNOTATORS, corpora, document, renamed

TEXT = "Ana met the Sea Guild in Paris."
NAMES = ("A", "B")
ALL = pairs(ANNOTATORS)


def marked(text: str = TEXT, id: str = "d", **surfaces: list[tuple[str, str]]) -> Document:
    """`marked(A=[("Ana", "PERSON")], B=[])`."""
    marks = {
        name: frozenset(
            Mark(text.index(surface), text.index(surface) + len(surface), label) for surface, label in those
        )
        for name, those in surfaces.items()
    }
    return Document(id=id, length=len(text), marks=marks)


def found(of: Document, **more):
    return list(disagreements(of, TEXT, pairs(of.annotators()), **more))


def event(trigger: tuple[int, int], type_: str, *arguments: tuple[int, int, str]) -> EventMark:
    return EventMark(*trigger, type_, frozenset(ArgumentMark(*each) for each in arguments))


def test_each_way_to_differ():
    (one,) = found(marked(A=[("Ana", "PERSON")], B=[]))
    assert (one.reason, one.surfaces, one.b, one.have, one.of) == ("missing", ("Ana", ""), None, (1, 0), 2)
    (label,) = found(marked(A=[("Paris", "GPE")], B=[("Paris", "ORG")]))
    assert (label.reason, label.surfaces) == ("label", ("Paris", "Paris"))
    (ends,) = found(marked(A=[("Sea Guild", "ORG")], B=[("the Sea Guild", "ORG")]))
    assert (ends.reason, ends.surfaces) == ("boundary", ("Sea Guild", "the Sea Guild"))
    assert ends.versions == (Version("the Sea Guild", "ORG"), Version("Sea Guild", "ORG"))


def test_where_they_agree_is_listed_only_when_asked_for():
    same = marked(A=[("Ana", "PERSON")], B=[("Ana", "PERSON")])
    assert found(same) == []
    (match,) = found(same, matches=True)
    assert (match.reason, match.have, match.of) == ("match", (2, 2), 2)


def test_how_many_of_all_have_it():
    three = marked(A=[("Ana", "PERSON")], B=[("Ana", "PERSON")], C=[("Ana", "ORG")])
    assert {each.pair: (each.have, each.of) for each in found(three)} == {
        ("A", "C"): ((2, 1), 3),
        ("B", "C"): ((2, 1), 3),
    }


def test_blanks_do_not_make_two_surfaces_of_one():
    text = "Sea\n Guild"
    of = document(10, A=[(0, 10, "ORG")], B=[])
    (one,) = disagreements(of, text, [NAMES])
    assert one.surfaces == ("Sea Guild", "")


def test_events_and_their_arguments():
    of = Document(
        id="d",
        length=len(TEXT),
        marks={"A": frozenset(), "B": frozenset()},
        events={
            "A": frozenset({event((4, 7), "CONSULT", (0, 3, "ACTOR"), (25, 30, "PLACE"))}),
            "B": frozenset({event((4, 7), "MEET", (0, 3, "RECIPIENT"))}),
        },
    )
    what = [(each.subject, each.reason, each.surfaces, each.have) for each in found(of)]
    assert what == [
        (Subject.EVENT, "trigger_label", ("met", "met"), (1, 1)),
        (Subject.ARGUMENT, "argument_role", ("Ana", "Ana"), (1, 1)),
        (Subject.ARGUMENT, "argument_missing", ("Paris", ""), (1, 0)),
    ]
    assert [each.trigger for each in found(of)] == [None, Mark(4, 7, "CONSULT"), Mark(4, 7, "CONSULT")]


@given(corpora())
def test_the_lists_are_as_long_as_the_counts(documents):
    listed = [each for document in documents for each in disagreements(document, "x" * 12, ALL)]
    counts = spans.total(
        counted for each in documents for pair in ALL if (counted := spans.count(each, pair)) is not None
    )
    expected = {reason: counts[reason] for reason in spans.REASONS if reason not in MATCHES and counts[reason]}
    assert facets(listed)[Subject.SPAN] == expected


@st.composite
def _events(draw):
    def one():
        start, type_ = draw(st.integers(0, 4)), draw(st.sampled_from("XY"))
        starts = draw(st.lists(st.integers(0, 4), max_size=3))
        return event((start, start + 2), type_, *((at, at + 2, draw(st.sampled_from("PQ"))) for at in starts))

    given_ = {name: frozenset(one() for _ in range(draw(st.integers(0, 3)))) for name in NAMES}
    return Document(id="d", length=8, marks=dict.fromkeys(NAMES, frozenset()), events=given_)


@given(_events())
def test_of_events_too(of):
    listed = list(disagreements(of, "abcdefgh", [NAMES], matches=True))
    counts = events.count(of, NAMES)
    assert counts is not None
    assert Counter(each.reason for each in listed) == Counter(counts.reasons)
    assert all(each.have[side] > 0 for each in listed for side in (0, 1) if (each.a, each.b)[side] is not None)


@given(corpora())
def test_groups_do_not_depend_on_who_comes_first(documents):
    def what(some):
        listed = [each for document in some for each in disagreements(document, "abcabcabcabc", ALL)]
        return [(each.subject, each.versions, each.count, each.articles) for each in groups(listed)]

    assert what(documents) == what(renamed(documents))


def test_groups_by_words_and_labels_largest_first():
    many = [
        marked(id="1", A=[("Paris", "GPE"), ("Ana", "PERSON")], B=[("Paris", "ORG")]),
        marked(id="2", A=[("Paris", "ORG")], B=[("Paris", "GPE")]),
    ]
    listed = [each for of in many for each in found(of)]
    first, second = groups(listed)
    assert (first.versions, first.count, first.articles) == ((Version("Paris", "GPE"), Version("Paris", "ORG")), 2, 2)
    assert (second.versions, second.count) == ((Version("Ana", "PERSON"), None), 1)
    assert [each.article for each in listed if Which(versions=first.versions).takes(each)] == ["1", "2"]


def test_which_are_meant():
    listed = found(marked(A=[("Paris", "GPE"), ("Ana", "PERSON")], B=[("Paris", "ORG")]), matches=True)
    assert [each.surfaces[0] for each in listed if Which(labels=frozenset(("GPE", "ORG"))).takes(each)] == ["Paris"]
    assert [each.surfaces[0] for each in listed if Which(labels=frozenset(("PERSON", ""))).takes(each)] == ["Ana"]
    assert [each.surfaces[0] for each in listed if Which(reasons=frozenset({"missing"})).takes(each)] == ["Ana"]
    assert [each.surfaces[0] for each in listed if Which(label="ORG").takes(each)] == ["Paris"]
    assert [each.surfaces[0] for each in listed if Which(label="PERSON").takes(each)] == ["Ana"]
    assert not any(Which(label="NORP").takes(each) for each in listed)
    assert not any(Which(pair=("A", "C")).takes(each) or Which(article="e").takes(each) for each in listed)
    assert not any(Which(subjects=frozenset({Subject.EVENT})).takes(each) for each in listed)
    same = found(marked(A=[("Ana", "PERSON")], B=[("Ana", "PERSON")]), matches=True)
    assert [Which().takes(same[0]), Which(reasons=MATCHES).takes(same[0])] == [False, True]


def test_it_is_shown_in_its_place():
    (one,) = found(marked(A=[("Sea Guild", "ORG")], B=[("the Sea Guild", "ORG")]))
    assert around(one, TEXT) == ("Ana met ", "the Sea Guild", " in Paris.")


def test_of_a_long_text_whole_words_are_shown():
    text = "alpha " * 30 + "Ana" + " omega" * 30
    of = document(len(text), A=[(180, 183, "PERSON")], B=[])
    (one,) = disagreements(of, text, [NAMES])
    shown = around(one, text)
    assert set(shown.before.split()) == {"alpha"}
    assert set(shown.after.split()) == {"omega"}
    assert (shown.before[-1], shown.words, shown.after[0]) == (" ", "Ana", " ")
