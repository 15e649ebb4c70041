"""Where annotators differ: what goes together, how it is told, and what is the same of like places."""

import pickle
from dataclasses import replace

from annotations.agreement.disputes import State, connected
from annotations.model.mark import Mark, Subject
from tests.annotations.agreement.ruling_cases import Court, case
from tests.factories import article, entity, event, span

TEXT = article("Fighters of the Red Guard struck Erbil. The Red Guard left Erbil, and the  Gaza\nStrip was calm.")


def at(surface: str, nth: int = 1):
    return span(TEXT, surface, nth)


def mark(label: str, surface: str, nth: int = 1) -> Mark:
    where = at(surface, nth)
    return Mark(where.start, where.end, label)


def guards(*sets):
    """`sets` are what annotators a, b, c ... have."""
    return case(TEXT, **{name: list(each) for name, each in zip("abcd", sets, strict=False)})


def test_nobody_differs_alone():
    assert guards([entity("ORG", at("Red Guard"))]).disputes() == ()
    assert guards().disputes() == ()


def test_what_all_have_is_not_disputed():
    every = [entity("ORG", at("Red Guard")), event("ASSAULT", at("struck"))]
    assert guards(every, every, every).disputes() == ()


def test_marks_that_overlap_are_one_dispute_and_those_apart_are_two():
    a = [entity("ORG", at("the Red Guard")), entity("GPE", at("Erbil"))]
    b = [entity("ORG", at("Red Guard")), entity("PERSON", at("Guard"))]
    first, second = guards(a, b).disputes()
    assert first.versions == {
        "a": (mark("ORG", "the Red Guard"),),
        "b": (mark("ORG", "Red Guard"), mark("PERSON", "Guard")),
    }
    assert (first.start, first.end, first.words) == (at("the Red Guard").start, at("Red Guard").end, "the Red Guard")
    assert second.versions == {"a": (mark("GPE", "Erbil"),), "b": ()}
    assert (first.state, first.changed, first.ruling) == (State.OPEN, False, None)


def test_a_nested_name_that_all_have_stays_out_of_the_dispute_around_it():
    inner = entity("PERSON", at("Guard"))
    (dispute,) = guards([entity("ORG", at("Red Guard")), inner], [inner]).disputes()
    assert dispute.marks() == {mark("ORG", "Red Guard")}


def test_names_and_events_on_the_same_words_are_two_disputes():
    names, events = guards([entity("ORG", at("struck")), event("ASSAULT", at("struck"))], []).disputes()
    assert (names.subject, events.subject) == (Subject.SPAN, Subject.EVENT)


def test_an_unknown_label_is_disputed_although_all_have_it():
    every = [entity("NONE", at("Erbil"))]
    (dispute,) = guards(every, every).disputes()
    assert dispute.contents == (((mark("NONE", "Erbil"),), ("a", "b")),)


def test_contents_are_the_distinct_versions_the_most_frequent_first():
    org, gpe = entity("ORG", at("Erbil")), entity("GPE", at("Erbil"))
    (dispute,) = guards([org], [gpe], [], [gpe]).disputes()
    assert dispute.contents == (((mark("GPE", "Erbil"),), ("b", "d")), ((mark("ORG", "Erbil"),), ("a",)), ((), ("c",)))


def test_words_are_told_on_one_line():
    (dispute,) = guards([entity("GPE", at("Gaza\nStrip"))], [entity("GPE", at("the  Gaza\nStrip"))]).disputes()
    assert dispute.words == "the Gaza Strip"
    assert dispute.group == (Subject.SPAN, "the Gaza Strip")


def test_places_with_the_same_words_and_versions_are_alike_whoever_has_which():
    org, gpe = entity("ORG", at("Erbil")), entity("GPE", at("Erbil", 2))
    there, nowhere = entity("GPE", at("Erbil")), entity("ORG", at("Erbil", 2))
    first, second = guards([org, gpe], [there, nowhere]).disputes()
    assert first.alike == second.alike
    assert first.key != second.key


def test_places_read_otherwise_are_not_alike():
    first, second = guards([entity("ORG", at("Erbil")), entity("GPE", at("Erbil", 2))], []).disputes()
    assert first.group == second.group
    assert first.alike != second.alike


def test_arguments_of_unlike_events_are_not_alike():
    court = Court(guards([entity("GPE", at("Erbil"))], []))
    dispute = court.only()
    one = replace(dispute, subject=Subject.ARGUMENT, trigger=mark("ASSAULT", "struck"))
    assert one.alike == replace(one, trigger=mark("ASSAULT", "left")).alike
    assert one.alike != replace(one, trigger=mark("CONSULT", "struck")).alike


def test_the_key_changes_with_any_version_and_with_nothing_else():
    org, gpe = entity("ORG", at("Erbil")), entity("GPE", at("Erbil"))
    (dispute,) = guards([org], [gpe]).disputes()
    assert guards([org, entity("LAW", at("Gaza"))], [gpe]).disputes()[0].key == dispute.key
    assert replace(dispute, state=State.SETTLED, changed=True).key == dispute.key
    for other in (guards([gpe], [org]), guards([org], []), guards([org], [gpe], [gpe])):
        assert other.disputes()[0].key != dispute.key


def test_a_dispute_crosses_process_borders_whole():
    (dispute,) = guards([entity("ORG", at("Erbil"))], []).disputes()
    assert pickle.loads(pickle.dumps(dispute)) == dispute
    assert len({dispute, pickle.loads(pickle.dumps(dispute))}) == 1


def test_marks_joined_by_others_are_connected():
    chain = [Mark(0, 3, "X"), Mark(2, 6, "X"), Mark(5, 7, "X")]
    assert connected([Mark(7, 9, "X"), *reversed(chain)]) == [chain, [Mark(7, 9, "X")]]
