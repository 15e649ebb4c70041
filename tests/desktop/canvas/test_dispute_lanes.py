"""Lanes of versions: the same order everywhere, nothing on top of anything, and every version can be read."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.model.mark import Mark, Subject
from desktop.canvas.decoration import MarkPiece
from desktop.canvas.dispute_flow import DisputeFlow
from desktop.canvas.metrics import Metrics
from desktop.canvas.place_lanes import DisputeDecoration
from desktop.canvas.places import Lane, Place, PlaceMark
from tests.desktop.canvas import texts
from tests.desktop.canvas.disputed import LANES, mark, place
from tests.factories import article, entity, small_schema, span


@pytest.fixture(autouse=True)
def _fonts(qapp: object) -> None:
    """Fonts need an application."""


def laid(flow: DisputeFlow) -> DisputeDecoration:
    found = flow.laid(0).decoration
    assert isinstance(found, DisputeDecoration)
    return found


SHOWN = {name: article(text) for name, text in texts.ALL.items()}


@st.composite
def disputes(draw: st.DrawFn) -> tuple[str, list[Place], list[tuple[int, int]]]:
    """Places side by side in one text, each a few tokens long, and words between and in them that are agreed."""
    name = draw(st.sampled_from(sorted(SHOWN)))
    tokens = SHOWN[name].tokens
    labels = st.sampled_from(["PERSON", "ORG", "GPE", "UNKNOWN"])
    places, at = [], 0
    while at < len(tokens):
        stop = min(len(tokens), at + draw(st.integers(1, 4)))
        if draw(st.booleans()):
            versions = [(Mark(tokens[at].start, tokens[stop - 1].end, draw(labels)),)]
            for _analyst in range(2):
                first = draw(st.integers(at, stop - 1))
                some = Mark(tokens[first].start, tokens[draw(st.integers(first, stop - 1))].end, draw(labels))
                versions.append(draw(st.sampled_from([(), (some,), (*versions[0], some), None])))
            deferred = draw(st.booleans())
            places.append(place(f"{at}", *draw(st.permutations(versions)), deferred=deferred))
        at = stop
    firsts = draw(st.lists(st.integers(0, len(tokens) - 1), max_size=4, unique=True))
    return name, places, [(tokens[first].start, tokens[min(first + 1, len(tokens) - 1)].end) for first in firsts]


@given(disputes(), st.sampled_from([250, 400, 646]))
def test_nothing_lies_on_anything_else(made: tuple[str, list[Place], list[tuple[int, int]]], width: int) -> None:
    name, places, words = made
    flow = DisputeFlow(SHOWN[name], small_schema(), Metrics(), width)
    flow.show([entity("GPE", type(SHOWN[name].tokens[0])(*each)) for each in words], places, LANES)
    decoration = laid(flow)
    for line in decoration.lines:
        for one, other in combinations(line, 2):
            if one.lane == other.lane:
                assert one.chip_right <= other.chip_left or other.chip_right <= one.chip_left
                if one.mark.id != other.mark.id:
                    assert one.right <= other.left or other.right <= one.left
        for piece in line:
            assert piece.chip_left >= -0.01


@given(disputes())
def test_every_version_is_said_in_the_lane_of_its_analyst(
    made: tuple[str, list[Place], list[tuple[int, int]]],
) -> None:
    name, places, _words = made
    flow = DisputeFlow(SHOWN[name], small_schema(), Metrics(), 646)
    flow.show((), places, LANES)
    decoration = laid(flow)
    digits: dict[str, set[int]] = {}
    for line, starts in zip(decoration.lines, decoration.blocks, strict=True):
        for piece in line:
            _place, key, number = piece.mark.id.split()
            (first,) = [start for start in starts if start <= piece.lane < start + len(LANES)]
            assert piece.lane - first == int(number)
            if isinstance(piece.mark, PlaceMark) and piece.mark.head:
                digits.setdefault(key, set()).add(int(piece.mark.head))
    for each in places:
        voices = {number for number, version in enumerate(each.versions, start=1) if version is not None}
        assert digits[each.key] == voices


@given(disputes(), st.sampled_from([250, 400, 646]))
def test_a_line_has_room_for_the_rows_of_all_analysts(
    made: tuple[str, list[Place], list[tuple[int, int]]], width: int
) -> None:
    name, places, _words = made
    flow = DisputeFlow(SHOWN[name], small_schema(), Metrics(), width)
    flow.show((), places, LANES)
    layout = flow.laid(0).layout
    for line, starts in enumerate(laid(flow).blocks):
        for first in starts:
            assert layout.lane_top(line, first + len(LANES) - 1) + layout.metrics.lane <= layout.bottom(line)


def test_rows_begin_below_what_is_agreed_only_where_they_meet_it() -> None:
    of = article("Tarsin struck the River Guard and the Marsh League.")
    flow = DisputeFlow(of, small_schema(), Metrics(), 646)
    agreed = entity("GPE", span(of, "Tarsin"))
    versions = (mark("River Guard", "ORG", of=of),), (mark("Guard", "ORG", of=of),), ()
    flow.show([agreed], [place("guard", *versions)], LANES)
    assert laid(flow).blocks == ((0,),)
    flow.show([agreed, entity("GPE", span(of, "River"))], [place("guard", *versions)], LANES)
    assert laid(flow).blocks == ((1,),)


def test_two_places_on_the_same_words_get_rows_of_their_own() -> None:
    of = article("Tarsin struck the River Guard.")
    name, role = mark("River Guard", "ORG", of=of), mark("River Guard", "PLACE", of=of)
    both = [place("name", (name,), ()), place("role", (role,), (), kind=Subject.ARGUMENT)]
    flow = DisputeFlow(of, small_schema(), Metrics(), 646)
    flow.show((), both, LANES[:2])
    assert laid(flow).blocks == ((0, 2),)
    assert flow.laid(0).layout.height == Metrics().line(4, False)


def test_short_labels_are_used_where_they_save_rows() -> None:
    of = article("Amir Bo")
    one, other = mark("Amir", "PERSON", of=of), mark("Bo", "PERSON", of=of)
    flow = DisputeFlow(of, small_schema(), Metrics(), 646)
    flow.show((), [place("aya", (one,), ())], LANES[:2])
    assert texts_of(laid(flow).lines[0]) == ["1 PERSON", "2 nothing"]
    flow.show((), [place("aya", (one,), ()), place("bo", (other,), ())], LANES[:2])
    assert laid(flow).blocks == ((0,),)
    assert texts_of(laid(flow).lines[0]) == ["1 PER", "1 PER", "2 –", "2 –"]


def texts_of(pieces: tuple[MarkPiece, ...]) -> list[str]:
    return sorted(segment.text for piece in pieces for segment in piece.chip)


def test_a_bar_in_another_shows_both() -> None:
    of = article("The River Guard of Tarsin struck.")
    nested = mark("River Guard of Tarsin", "ORG", of=of), mark("Guard", "PERSON", of=of)
    flow = DisputeFlow(of, small_schema(), Metrics(), 646)
    flow.show((), [place("guard", nested, ())], LANES[:2])
    outer, inner = sorted(
        (piece for piece in laid(flow).lines[0] if piece.lane == 0), key=lambda piece: -len(piece.mark.extent)
    )
    (first, second), (bar,) = outer.fragments, inner.fragments
    assert first[1] < bar[0] < bar[1] < second[0]


def test_two_labels_on_the_same_words_are_both_said() -> None:
    of = article("The River Guard struck.")
    twice = mark("River Guard", "ORG", of=of), mark("River Guard", "GPE", of=of)
    flow = DisputeFlow(of, small_schema(), Metrics(), 646)
    flow.show((), [place("guard", twice, ())], [Lane("Hana", 4), Lane("Marek", 5)])
    assert texts_of(laid(flow).lines[0]) == ["4 GPE", "5 nothing", "ORG"]
