"""Mark: a mention or a suggestion as the canvas draws it."""

from dataclasses import dataclass
from enum import Enum

from annotations.model.mention import EventMention, Mention
from annotations.model.schema import Label
from annotations.model.span import Span

UNSURE_BELOW = 0.6
RULED = " ✓"
NEUTRAL = ""  # no hue: what is said of a mark beside its label and roles


class Stroke(Enum):
    """How the bar under a mark is drawn: decided, suggested, or in doubt."""

    SOLID = "solid"
    DASHED = "dashed"
    DOTTED = "dotted"


@dataclass(frozen=True, slots=True)
class RoleTag:
    """Says on a filler which event it belongs to, and as what."""

    event: int
    title: str
    hue: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a chip's text in one hue."""

    text: str
    hue: str


Chip = tuple[Segment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """`parts` are the pieces of the mention; `event` is the number of an event in the article, 0 for an entity.

    `marks` are short words for attributes that are not as usual ("planned", "denied"). One that was `ruled` says so by
    a check. Decided words are tinted unless the mark says otherwise.
    """

    id: str
    parts: tuple[Span, ...]
    suggested: bool
    stroke: Stroke
    code: str
    short: str
    hue: str
    percent: str
    event: int
    tags: tuple[RoleTag, ...]
    marks: tuple[str, ...]
    ruled: bool = False
    tinted: bool = True

    @property
    def extent(self) -> Span:
        """From the first part to the last."""
        return Span(self.parts[0].start, self.parts[-1].end)

    def chips(self, continued: bool) -> tuple[Chip, ...]:
        """What the chip may say, from the fullest to the shortest; one that runs on from the line above says so."""
        sign = ("…" if continued else "") + (f"◆{self.event} " if self.event else "")
        check = RULED if self.ruled else ""
        code, short = (Segment(sign + word + check, self.hue) for word in (self.code, self.short))
        if continued:
            return ((code,), (short,))
        full = tuple(Segment(f"◇{tag.event} {tag.title}", tag.hue) for tag in self.tags)
        brief = tuple(Segment(f"◇{tag.event}", tag.hue) for tag in self.tags)
        marks = (Segment(f"· {' · '.join(self.marks)}", NEUTRAL),) if self.marks else ()
        most = Segment(f"{code.text} {self.percent}".rstrip(), self.hue)
        levels: list[Chip] = [
            (most, *marks, *full),
            (most, *full),
            (code, *full),
            (code, *brief),
            (short, *brief),
        ]
        return tuple(dict.fromkeys(levels))


def mark_of(
    mention: Mention,
    label: Label | None,
    *,
    suggested: bool,
    score: float | None,
    event: int,
    tags: tuple[RoleTag, ...],
) -> Mark:
    """The mark of a mention; one whose label the schema does not know is drawn grey."""
    doubtful = mention.unsure or (suggested and score is not None and score < UNSURE_BELOW)
    stroke = Stroke.DOTTED if doubtful else Stroke.DASHED if suggested else Stroke.SOLID
    return Mark(
        id=mention.id,
        parts=mention.pieces,
        suggested=suggested,
        stroke=stroke,
        code=mention.label,
        short=(label.short if label else "") or mention.label,
        hue=label.hue if label else "grey",
        percent=f"{round(score * 100)}%" if suggested and score is not None else "",
        event=event if isinstance(mention, EventMention) else 0,
        tags=tags,
        marks=_unusual(mention, label) if label else (),
    )


def _unusual(mention: Mention, label: Label) -> tuple[str, ...]:
    """The words for the attributes that differ from their default, in the schema's order."""
    given = dict(mention.attributes)
    return tuple(
        kind.title_of(given[kind.name]).lower()
        for kind in label.attributes
        if given.get(kind.name, kind.values[0]) != kind.values[0]
    )
