from collections.abc import Sequence

import pytest

from annotations.importers.fields import Refused
from annotations.importers.offsets import Offsets
from annotations.importers.relations import (
    BETWEEN_ENTITIES,
    SAID_TWICE,
    TO_ITSELF,
    TRIMMED,
    Kinds,
    LabelledSpan,
    Link,
    Resolved,
    Resolver,
    resolve,
)
from annotations.text.decode import fix

TEXT = "Ana met Ben in Erbil, they said."


def labelled(surface: str, label: str, text: str = TEXT, **more: object) -> LabelledSpan:
    start = text.index(surface)
    end = start + len(surface)
    return LabelledSpan(key=surface, place="spans[0]", start=start, end=end, label=label, **more)  # type: ignore[arg-type]


def link(head: str, child: str, role: str) -> Link:
    return Link(place="relations[0]", head=head, child=child, role=role)


def resolved(spans: Sequence[LabelledSpan], links: Sequence[Link] = (), text: str = TEXT) -> Resolved:
    kinds, fixed = Kinds(), fix(text, "a")
    kinds.learn(spans, links)
    return resolve(spans, links, Resolver(fixed.text, Offsets(text, fixed), kinds))


def said(found: Resolved) -> list[tuple[str, str, str]]:
    return [(row["kind"], TEXT[row["start"] : row["end"]], row["label"]) for row in found.mentions]


def test_what_a_relation_starts_from_is_an_event():
    found = resolved(
        [labelled("Ana", "WHO"), labelled("met", "Meeting"), labelled("said", "Meeting")], [link("met", "Ana", "Actor")]
    )
    assert said(found) == [("entity", "Ana", "WHO"), ("event", "met", "Meeting"), ("event", "said", "Meeting")]
    ana, met, _said = found.mentions
    assert found.arguments == [{"event": met["id"], "role": "Actor", "target": ana["id"]}]


def test_names_of_entities_in_common_use_are_no_events():
    spans = [labelled("Ana", "PER"), labelled("Ben", "PERSON"), labelled("Erbil", "Gpe")]
    found = resolved(spans, [link("Ana", "Erbil", "lives in"), link("Ben", "Erbil", "lives in")])
    assert {row["kind"] for row in found.mentions} == {"entity"}
    assert found.arguments == []
    assert found.changes[BETWEEN_ENTITIES] == 2


def test_what_is_said_beside_comes_first():
    kinds = Kinds()
    kinds.learn([labelled("Ana", "WHO"), labelled("met", "M")], [link("Ana", "met", "r")])
    kinds.learn_said([{"kind": "entity", "label": "WHO"}, {"kind": "event", "label": "M"}])
    kinds.learn_said([{"kind": "entity", "label": "M"}])
    assert (kinds.of("WHO"), kinds.of("M"), kinds.of("else")) == ("entity", "event", "entity")


def test_blanks_at_the_edges_are_trimmed_and_counted():
    found = resolved([labelled(" met ", "M"), labelled("Ben", "P")])
    assert [TEXT[row["start"] : row["end"]] for row in found.mentions] == ["met", "Ben"]
    assert found.changes[TRIMMED] == 1


def test_offsets_go_through_the_fixing_of_the_text():
    text = "\ufeffOne\r\nAna\x07 met"
    found = resolved([labelled("Ana\x07", "P", text), labelled("met", "M", text)], text=text)
    assert [(row["start"], row["end"]) for row in found.mentions] == [(4, 7), (9, 12)]


def test_what_is_said_twice_is_one():
    twice = [labelled("Ana", "P"), labelled("met", "M"), labelled("Ben", "P")]
    again = LabelledSpan(key="again", place="spans[3]", start=0, end=3, label="P")
    links = [link("met", "Ana", "r"), link("met", "again", "r"), link("met", "Ana", "s"), link("met", "met", "r")]
    found = resolved([*twice, again], links)
    assert len(found.mentions) == 3
    assert [argument["role"] for argument in found.arguments] == ["r", "s"]
    assert (found.changes[SAID_TWICE], found.changes[TO_ITSELF]) == (2, 1)


def test_the_same_claim_has_the_same_id_every_time():
    first, second = resolved([labelled("Ana", "P")]), resolved([labelled("Ana", "P"), labelled("Ben", "P")])
    assert first.mentions[0]["id"] == second.mentions[0]["id"] != second.mentions[1]["id"]
    known = resolved([labelled("Ana", "P", details={"id": "m1", "kind": "event", "note": "n"})])
    assert (known.mentions[0]["id"], known.mentions[0]["kind"], known.mentions[0]["note"]) == ("m1", "event", "n")


@pytest.mark.parametrize(
    ("start", "end", "why"),
    [(0, 99, "outside the text"), (3, 3, "is empty"), (5, 2, "is empty"), (3, 4, "nothing but blanks")],
)
def test_a_span_that_cannot_be_is_refused_with_its_place(start: int, end: int, why: str):
    with pytest.raises(Refused, match=rf"spans\[7\]: {start}\.\.{end} .*{why}"):
        resolved([LabelledSpan(key=0, place="spans[7]", start=start, end=end, label="P")])


def test_a_relation_to_nothing_is_refused():
    with pytest.raises(Refused, match=r"relations\[0\]: there is no span Erbil"):
        resolved([labelled("met", "M")], [link("met", "Erbil", "Place")])
