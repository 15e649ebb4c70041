"""What should stand in the window, and what stands there. Values only."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from annotations.model.mention import Argument, EventMention, Kind, Mention, reading_order
from annotations.model.span import Span
from annotations.model.suggestion import Suggestion
from annotations.text.occurrences import Rule
from benchmarks.gestures_reading import Place, Reading

Claim = tuple[Kind, tuple[Span, ...], str]
Filled = tuple[str, Claim]


def claim(mention: Mention) -> Claim:
    """What a mention says, whatever its id."""
    return mention.kind, mention.pieces, mention.label


class Gold:
    """What should stand in the window: claims, and for each event its roles with the claims that fill them."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self.mentions = tuple(sorted(mentions, key=reading_order))
        by_id = {mention.id: mention for mention in self.mentions}
        self.claims = frozenset(claim(mention) for mention in self.mentions)
        self.roles: dict[Claim, frozenset[Filled]] = {
            claim(mention): filled(mention, by_id) for mention in self.mentions if isinstance(mention, EventMention)
        }


def filled(event: EventMention, known: Mapping[str, Mention]) -> frozenset[Filled]:
    """The roles of an event with what fills them."""
    return frozenset((each.role, claim(known[each.target])) for each in event.arguments if each.target in known)


@dataclass(frozen=True, kw_only=True)
class Scene:
    """What the window shows: the caret, the focus, what is decided and undecided in reading order, and the numbers.

    `hints` are the ids that bear a number, in the order of the digits, for the role `armed`, or if `listed` those in
    the open list; with `held` that role waits for words as well. `offered` are the arguments still suggested for the
    focused event, `rule` is how the same words are found elsewhere.
    """

    caret: int = 0
    anchor: int | None = None
    focus: str | None = None
    mentions: Mapping[str, Mention] = field(default_factory=dict)
    pending: Sequence[Suggestion] = ()
    hints: Sequence[str] = ()
    listed: bool = False
    armed: str = ""
    held: bool = False
    rule: Rule = Rule.CASE
    offered: Sequence[Argument] = ()

    def place(self, reading: Reading) -> Place:
        """Where one stands."""
        focused = self.known.get(self.focus or "")
        if focused is None:
            return Place(self.caret, self.anchor)
        return Place(self.caret, self.anchor, True, reading.tokens.indices(focused.span)[-1])

    @property
    def known(self) -> dict[str, Mention]:
        """All mentions by id, decided or suggested."""
        return {**self.mentions, **{each.id: each.mention for each in self.pending}}

    def here(self, reading: Reading) -> int:
        """Where the eye is, as a code point: from here on "the rest" is decided."""
        focused = self.known.get(self.focus or "")
        if self.anchor is None and focused is not None:
            return focused.span.start
        return reading.tokens[min(self.caret, self.caret if self.anchor is None else self.anchor)].start
