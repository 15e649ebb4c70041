"""What a chip says, and how its bar is drawn."""

from dataclasses import replace

import pytest

from annotations.model.mention import Kind, Mention
from annotations.model.schema import AttributeType
from annotations.model.span import Span
from desktop.canvas.marks import Mark, RoleTag, Stroke, mark_of
from tests.factories import entity, event, small_schema

PERSON = small_schema().label("PERSON", Kind.ENTITY)


def mark(
    mention: Mention,
    *,
    suggested: bool = False,
    score: float | None = None,
    event: int = 0,
    tags: tuple[RoleTag, ...] = (),
) -> Mark:
    label = small_schema().label(mention.label, mention.kind)
    return mark_of(mention, label, suggested=suggested, score=score, event=event, tags=tags)


def said(shown: Mark, continued: bool = False) -> list[list[str]]:
    return [[segment.text for segment in chip] for chip in shown.chips(continued)]


@pytest.mark.parametrize(
    ("suggested", "score", "unsure", "stroke"),
    [
        (False, None, False, Stroke.SOLID),
        (False, None, True, Stroke.DOTTED),
        (True, None, False, Stroke.DASHED),
        (True, 0.6, False, Stroke.DASHED),
        (True, 0.59, False, Stroke.DOTTED),
        (True, 0.9, True, Stroke.DOTTED),
    ],
)
def test_the_bar_tells_decided_suggested_and_unsure_apart(
    suggested: bool, score: float | None, unsure: bool, stroke: Stroke
) -> None:
    assert mark(entity("PERSON", Span(0, 6), unsure=unsure), suggested=suggested, score=score).stroke is stroke


def test_a_chip_steps_down_through_fixed_texts() -> None:
    assert said(mark(entity("PERSON", Span(0, 6)), suggested=True, score=0.84)) == [["PERSON 84%"], ["PERSON"], ["PER"]]


def test_no_score_no_percent() -> None:
    assert said(mark(entity("PERSON", Span(0, 6)), suggested=True)) == [["PERSON"], ["PER"]]


def test_a_decided_mention_shows_no_score() -> None:
    assert said(mark(entity("PERSON", Span(0, 6)))) == [["PERSON"], ["PER"]]


def test_roles_keep_their_number_to_the_last() -> None:
    shown = mark(entity("PERSON", Span(0, 6)), tags=(RoleTag(1, "Target", "magenta"),))
    assert said(shown) == [["PERSON", "◇1 Target"], ["PERSON", "◇1"], ["PER", "◇1"]]


def test_an_event_bears_its_number() -> None:
    assert said(mark(event("ASSAULT", Span(0, 6)), event=2)) == [["◆2 ASSAULT"]]


def test_a_continued_line_says_so() -> None:
    assert said(mark(entity("PERSON", Span(0, 6))), continued=True) == [["…PERSON"], ["…PER"]]


def test_an_unknown_label_is_grey_and_named_in_full() -> None:
    shown = mark_of(entity("SHIP", Span(0, 3)), None, suggested=False, score=None, event=0, tags=())
    assert (shown.hue, shown.code, shown.short) == ("grey", "SHIP", "SHIP")


ASSAULT = replace(
    small_schema().label("ASSAULT", Kind.EVENT),
    attributes=(
        AttributeType(
            name="modality", title="Modality", values=("asserted", "planned"), titles=("Asserted", "Planned")
        ),
        AttributeType(name="polarity", title="Polarity", values=("happened", "denied")),
    ),
)


def with_attributes(*attributes: tuple[str, str]) -> Mark:
    made = event("ASSAULT", Span(0, 6), attributes=attributes)
    return mark_of(made, ASSAULT, suggested=False, score=None, event=1, tags=(RoleTag(2, "Cause", "petrol"),))


def test_attributes_that_are_not_as_usual_follow_the_code_and_drop_out_first() -> None:
    shown = with_attributes(("polarity", "denied"), ("modality", "planned"))
    assert shown.marks == ("planned", "denied")
    assert said(shown)[:2] == [["◆1 ASSAULT", "· planned · denied", "◇2 Cause"], ["◆1 ASSAULT", "◇2 Cause"]]
    assert said(shown, continued=True) == [["…◆1 ASSAULT"]] * 2


def test_attributes_as_usual_or_unknown_show_nothing() -> None:
    assert with_attributes().marks == with_attributes(("modality", "asserted"), ("mood", "grim")).marks == ()
    assert said(with_attributes())[0] == ["◆1 ASSAULT", "◇2 Cause"]
