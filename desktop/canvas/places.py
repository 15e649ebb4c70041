"""Places: where the versions of an article differ, as the canvas is told of them."""

from dataclasses import dataclass, replace

from annotations.model.mark import Mark, Subject
from annotations.model.mention import Kind
from annotations.model.schema import Schema
from annotations.model.span import Span
from desktop.canvas import marks
from desktop.messages import tr


@dataclass(frozen=True, slots=True)
class Lane:
    """The row of one analyst under every line with open places: the name beside it, "" for none, and the digit that
    takes this version."""

    annotator: str
    digit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What one ruling settles: code points `start` to before `end`.

    `versions` are in the order of the lanes; () is nothing, None somebody who has no say in it. `settled` is what was
    ruled to stand there, None while the place is open. `trigger` is that of the event of an argument.
    """

    key: str
    kind: Subject
    start: int
    end: int
    versions: tuple[tuple[Mark, ...] | None, ...]
    settled: tuple[Mark, ...] | None = None
    deferred: bool = False
    trigger: Mark | None = None

    @property
    def span(self) -> Span:
        """All that its versions cover."""
        return Span(self.start, self.end)

    @property
    def reach(self) -> Span:
        """What is drawn of it: what was ruled may be longer than any version."""
        covered = [(self.start, self.end), *((mark.start, mark.end) for mark in self.settled or ())]
        return Span(min(start for start, _end in covered), max(end for _start, end in covered))


@dataclass(frozen=True, slots=True)
class Look:
    """How a mark of a place is written: `sign` stands before the label of an event and before a role."""

    sign: str
    code: str
    short: str
    hue: str


def look_of(place: Place, mark: Mark, schema: Schema) -> Look:
    """The look of one of the marks of a place; what the schema does not know is grey."""
    if place.kind is Subject.ARGUMENT:
        event = schema.label(place.trigger.label, Kind.EVENT) if place.trigger is not None else None
        role = event.role(mark.label) if event is not None else None
        title = role.title if role is not None else mark.label
        return Look("◇", title, title, event.hue if event is not None else "grey")
    label = schema.label(mark.label, kind_of(place))
    short = (label.short if label is not None else "") or mark.label
    sign = "◆" if place.kind is Subject.EVENT else ""
    return Look(sign, mark.label, short, label.hue if label is not None else "grey")


def kind_of(place: Place) -> Kind:
    """The kind of mention whose label is in question."""
    return Kind.EVENT if place.kind is Subject.EVENT else Kind.ENTITY


def hue_of(place: Place, schema: Schema) -> str:
    """The hue of the first version that is not nothing."""
    said = [mark for version in place.versions for mark in version or ()]
    return look_of(place, said[0], schema).hue if said else "grey"


def version_id(key: str, lane: int | None) -> str:
    """The id of the marks of one version; without a lane, of what was ruled.

    It sorts behind those of mentions, so that on the same words a mention lies nearer to the text.
    """
    return f"place {key} {'' if lane is None else lane}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMark(marks.Mark):
    """What is drawn of a version, or of a ruling that no mention shows. `head` stands before what it says."""

    head: str
    sign: str
    deferred: bool = False

    def chips(self, continued: bool) -> tuple[marks.Chip, ...]:
        """With the label and with its short form; one that runs on from the line above says so."""
        sign = ("…" if continued else "") + self.sign
        check = marks.RULED if self.ruled else ""
        tail = (marks.Segment("?", marks.NEUTRAL),) if self.deferred else ()
        said = (f"{self.head}{sign}{code}{check}" for code in (self.code, self.short))
        return tuple((marks.Segment(words, self.hue), *tail) for words in dict.fromkeys(said))


def version_mark(place: Place, lane: int, head: str, mark: Mark | None, schema: Schema) -> PlaceMark:
    """A mark of one version, or that it is nothing; `head` is the digit that takes it, said once on a line."""
    return replace(_mark(place, version_id(place.key, lane), mark, schema), head=head)


def ruled_mark(place: Place, mark: Mark | None, schema: Schema) -> PlaceMark:
    """What a ruling left standing, or that nothing stands there."""
    made = _mark(place, version_id(place.key, None), mark, schema)
    if mark is None:
        return replace(made, head=f"{marks.RULED.strip()} ")
    return replace(made, ruled=True, tinted=place.kind is not Subject.ARGUMENT)


def _mark(place: Place, id_: str, mark: Mark | None, schema: Schema) -> PlaceMark:
    """Its words have no tint: that is for what stands."""
    nothing = tr("nothing")
    look = look_of(place, mark, schema) if mark is not None else Look("", nothing, "–", marks.NEUTRAL)
    return PlaceMark(
        id=id_,
        parts=(Span(mark.start, mark.end) if mark is not None else place.span,),
        suggested=False,
        stroke=marks.Stroke.SOLID if mark is not None else marks.Stroke.DOTTED,
        code=look.code,
        short=look.short,
        hue=look.hue,
        percent="",
        event=int(place.kind is Subject.EVENT and mark is not None),
        tags=(),
        marks=(),
        tinted=False,
        head="",
        sign=look.sign,
    )
