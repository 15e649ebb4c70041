"""What every exporter is, and the report that it gives."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from annotations.model.project import AnnotatedArticle
from annotations.model.schema import Schema
from annotations.model.split import Part
from exporters.files import OutputFolder


class Unit(StrEnum):
    """What is counted: entity mentions, events, and their arguments, each by itself."""

    MENTION = "mention"
    EVENT = "event"
    ARGUMENT = "argument"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportIssue:
    """A mention or argument that a format could not hold (or not whole), and why. Offsets in code points; those of an
    argument are its event's. `unit` is what it is one of."""

    article_id: str
    start: int
    end: int
    label: str
    surface: str
    reason: str
    unit: Unit = Unit.MENTION


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportReport:
    """What was written: `mentions` counts entity mentions, `events` event mentions, `arguments` filled roles.

    `lost` lists all that is not in the files, so that written and lost together are what was given. `notes` lists
    what is in them with something less, such as an overlapping mention that one of two layers cannot hold.
    """

    articles: int = 0
    mentions: int = 0
    events: int = 0
    arguments: int = 0
    lost: tuple[ExportIssue, ...] = ()
    notes: tuple[ExportIssue, ...] = ()
    files: tuple[str, ...] = ()


Options = Mapping[str, str]
Write = Callable[[Iterable[AnnotatedArticle], Schema, OutputFolder, Options], ExportReport]
# The articles of each part, as often as they are asked for.
Parts = Mapping[Part, Callable[[], Iterable[AnnotatedArticle]]]
WriteParts = Callable[[Parts, Schema, OutputFolder, Options], ExportReport]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exporter:
    """One writable format.

    `keeps` declares what the format can hold, of "entity", "event", "arguments", "overlap", "parts", "attributes",
    "notes", "clusters", "suggestions" and "all sets". `options` names what can be chosen, each with its choices
    ("longest|shortest"), the first being the default, or with a whole number that another may replace. `write` streams
    the articles, asks for nothing else, and raises ValueError on an option it does not know. A format that has its own
    way of writing train, dev and test has `write_parts`; of any other each part goes to a folder of its own. With
    `always_split` the articles are divided even if nobody says how. `priced` are options of which it is worth knowing
    what another choice would lose.
    """

    id: str
    title: str
    suffix: str
    keeps: frozenset[str]
    write: Write
    options: Mapping[str, str] = field(default_factory=dict)
    write_parts: WriteParts | None = None
    always_split: bool = False
    priced: tuple[str, ...] = ()
