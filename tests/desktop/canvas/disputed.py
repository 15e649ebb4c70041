"""An article about which three analysts differ, and short ways to make its places."""

from annotations.model.article import Article
from annotations.model.mark import Mark, Subject
from annotations.model.mention import Mention
from desktop.canvas.dispute_view import DisputeCanvas
from desktop.canvas.places import Lane, Place
from tests.factories import article, entity, event, span

LANES = (Lane("Hana", 1), Lane("Marek", 2), Lane("Leyla", 3))
TEXT = (
    "The River Guard of Tarsin struck the Upper Marsh on Monday.\n"
    "Envoys of Tarsin met the Marsh League again, and raids on the coast went on."
)
ARTICLE = article(TEXT, title="River Guard strikes")


def mark(surface: str, label: str, nth: int = 1, of: Article = ARTICLE) -> Mark:
    """A mark on the nth occurrence of a surface."""
    found = span(of, surface, nth)
    return Mark(found.start, found.end, label)


def place(key: str, *versions: tuple[Mark, ...] | None, kind: Subject = Subject.SPAN, **more: object) -> Place:
    """A place that covers all its versions."""
    marks = [each for version in versions for each in version or ()]
    start, end = min(each.start for each in marks), max(each.end for each in marks)
    return Place(key=key, kind=kind, start=start, end=end, versions=versions, **more)


GUARD, GUARD_IN_TWO = (
    mark("River Guard of Tarsin", "ORG"),
    (mark("River Guard of Tarsin", "ORG"), mark("Tarsin", "GPE")),
)
GUARD_PERSON = mark("River Guard of Tarsin", "PERSON")
LEAGUE, LEAGUE_LONG = mark("Marsh League", "ORG"), mark("the Marsh League", "ORG")
STRUCK = mark("struck", "ASSAULT")


def guard(**more: object) -> Place:
    """One label against another, and one who also marked the place inside the name."""
    return place("guard", (GUARD,), (GUARD_PERSON,), GUARD_IN_TWO, **more)


def league(**more: object) -> Place:
    """Nothing, a name, and the same name with its article."""
    return place("league", (), (LEAGUE,), (LEAGUE_LONG,), **more)


def raids(**more: object) -> Place:
    """An event of two types, or none."""
    first, second = mark("raids", "ASSAULT"), mark("raids", "PROTEST")
    return place("raids", (first,), (second,), (), kind=Subject.EVENT, **more)


def marsh(**more: object) -> Place:
    """Whether the marsh is where it was struck; the second analyst has no such event."""
    role = mark("the Upper Marsh", "PLACE")
    return place("marsh", (role,), None, (), kind=Subject.ARGUMENT, trigger=STRUCK, **more)


def agreed() -> list[Mention]:
    """What all three have: two places and the event."""
    upper = entity("GPE", span(ARTICLE, "the Upper Marsh"))
    return [upper, event("ASSAULT", span(ARTICLE, "struck")), entity("GPE", span(ARTICLE, "Tarsin", 2))]


def said(canvas: DisputeCanvas, number: int = 0) -> dict[tuple[int, int], list[str]]:
    """What stands under a paragraph: by line and lane, from left to right."""
    assert canvas.flow is not None
    found: dict[tuple[int, int], list[tuple[float, str]]] = {}
    for line in canvas.flow.laid(number).decoration.lines:
        for piece in line:
            words = " ".join(segment.text for segment in piece.chip)
            found.setdefault((piece.line, piece.lane), []).append((piece.chip_left, words))
    return {place: [words for _left, words in sorted(chips)] for place, chips in sorted(found.items())}
