"""What a hand does for one step of a plan, on the keyboard or with the mouse. Pure: gestures are words.

A key is written as in the actions table; what the mouse does is a verb and what it is done to: "mark:ID" clicks a
mark, "words:3-5" draws over tokens 3 to 5, "button:accept" clicks what does that action.
"""

from collections.abc import Callable, Sequence
from functools import cached_property

from annotations.model.mention import EventMention, Kind, Mention
from annotations.model.schema import Role, Schema
from annotations.model.span import Span
from benchmarks.gestures_labels import OutOfReach, bounds_keys, label_keys
from benchmarks.gestures_reading import Keys, Place, Reading, Tokens, way_before, way_to
from benchmarks.gestures_scene import Filled, Scene, claim
from desktop.actions import BY_ID, DIGITS


class Keyboard:
    """`likely` is the event type on which the list of types opens for a trigger.

    `far` gestures lead to a suggestion that Tab does not reach sooner, `unmarked` fill a role with words not marked.
    `detour` is what a token of distance weighs.
    """

    far, unmarked = 3, 4
    detour = 0.4  # tried out on the sample and on PLOVER

    def __init__(
        self, scene: Scene, reading: Reading, schema: Schema, likely: Callable[[Span], str | None] = lambda _: None
    ) -> None:
        self.scene, self.reading, self.schema, self.likely = scene, reading, schema, likely
        self.place = scene.place(reading)

    @cached_property
    def marked(self) -> frozenset[Tokens]:
        """The first and last tokens of what is marked."""
        pieces = (piece for mention in self.scene.mentions.values() for piece in mention.pieces)
        return frozenset(
            (touched[0], touched[-1]) for piece in pieces if (touched := self.reading.tokens.indices(piece))
        )

    def act(self, action: str) -> Keys:
        """Do what a row of the actions table says."""
        return (BY_ID[action].keys[0],)

    def label(self, code: str, kind: Kind, words: Span | None = None) -> Keys:
        """Give a label to what is focused, or to these words, which are selected."""
        return label_keys(self.schema, code, kind, self.likely(words) if words is not None else None)

    def bounds(self, now: Tokens, wanted: Tokens) -> Keys:
        """Move the ends of what is focused."""
        return bounds_keys(now, wanted)

    def words(self, words: Span) -> Keys:
        """Select words, or stand on them."""
        return way_to(self.reading, self.place, *self.reading.tokens_of(words), self.marked)

    def part(self, first: Span, words: Span) -> Keys:
        """Add words to the focused mention, which begins with `first`."""
        begin, end = self.reading.tokens_of(first)
        place = Place(begin, None, True, end)
        way = way_to(self.reading, place, *self.reading.tokens_of(words), self.marked | {(begin, end)})
        return (*self.act("add-part"), *way, *self.act("add-part"))

    def role(self, event: EventMention, name: str) -> Keys:
        """Let a role wait for what fills it."""
        return (self._role(event, name).key,)

    def clear(self, event: EventMention, name: str) -> Keys:
        """Empty a role."""
        return ("Shift+" + self._role(event, name).key,)

    def _role(self, event: EventMention, name: str) -> Role:
        label = self.schema.label(event.label, Kind.EVENT)
        role = label.role(name) if label is not None else None
        if role is None or not role.key:
            raise OutOfReach(f"no key for {name}")
        return role

    def fill(self, left: frozenset[Filled]) -> Keys:
        """Fill the armed role with one of these, if it is offered; else ()."""
        for digit, id_ in zip(DIGITS, self.scene.hints, strict=False):
            if (self.scene.armed, claim(self.scene.known[id_])) in left:
                return (digit,)
        return ()

    @property
    def offered_role(self) -> str:
        """The role for which all that is offered was looked at; "" if there is none."""
        return self.scene.armed if self.scene.hints else ""

    def everywhere(self, rules: int, right: Sequence[bool]) -> Keys:
        """The same everywhere after so many changes of the rule, but for the places that are not right."""
        last_wrong = max((place for place, holds in enumerate(right) if not holds), default=-1)
        walk = ("Tab" if holds else "Space" for holds in right[: last_wrong + 1])
        return (*self.act("everywhere"), *self.act("preview-rule") * rules, *walk, *self.act("preview-apply"))

    def to_suggestion(self, id_: str) -> Keys:
        """Focus a suggestion; () if it is."""
        return self._go([each.mention for each in self.scene.pending], id_, "Tab", "Shift+Tab")

    def to_mark(self, id_: str) -> Keys:
        """Focus a mention; () if it is."""
        return self._go(self._all_marks, id_, "J", "K")

    @cached_property
    def _all_marks(self) -> list[Mention]:
        return sorted(self.scene.known.values(), key=lambda each: (each.span.start, -each.span.end, each.id))

    def _go(self, order: Sequence[Mention], id_: str, on: str, back: str) -> Keys:
        """From one to the next in that order; or to the words before it, and on."""
        if self.scene.focus == id_:
            return ()
        ids = [each.id for each in order]
        at, here = ids.index(id_), self.scene.here(self.reading)
        before = sum(each.span.start < here for each in order)
        now = ids.index(self.scene.focus) if self.scene.focus in ids else None
        ahead = at - now if now is not None else at - before + 1
        behind = now - at if now is not None else before - at
        if on == "Tab":  # begins again at the end
            ahead, behind = ahead % len(ids) or len(ids), behind % len(ids) or len(ids)
        ways = [(key,) * count for count, key in ((ahead, on), (behind, back)) if count > 0]
        start = self.reading.tokens.indices(order[at].span)[0]
        after = self.reading.tokens.indices(order[at - 1].span)[0] if at else -1
        if after < start and min(map(len, ways), default=self.far) >= self.far:
            ways.append((*way_before(self.reading, self.place, after, start, self.marked), on))
        return min(ways, key=len)


# What can be clicked for an action without the menu of a right click.
_BUTTONS = frozenset(
    ("accept", "reject", "next-undecided", "accept-sentence", "accept-paragraph", "accept-article", "everywhere",
     "preview-apply", "preview-rule", "preview-next")
)  # fmt: skip


class Mouse(Keyboard):
    """The same steps with the mouse alone."""

    far, unmarked = 1, 3
    detour = 0.0

    def act(self, action: str) -> Keys:
        """Click what does it, or choose it from the menu of a right click: two gestures."""
        return (f"button:{action}",) if action in _BUTTONS else (f"menu:{self.scene.focus}", f"choose:{action}")

    def label(self, code: str, kind: Kind, words: Span | None = None) -> Keys:
        """Click the label under the text, or open the list and click it there."""
        label = self.schema.label(code, kind)
        if label is not None and kind is Kind.ENTITY and label.key:
            return (f"label:{code}",)
        opens = "button:label-pick" if kind is Kind.ENTITY else "button:event"
        return (opens,) if kind is Kind.EVENT and len(self.schema.active(kind)) == 1 else (opens, f"row:{code}")

    def bounds(self, now: Tokens, wanted: Tokens) -> Keys:
        """Draw the ends that are not where they should be, the one that goes outwards first."""
        start = (f"start:{wanted[0]}",) if wanted[0] != now[0] else ()
        end = (f"end:{wanted[1]}",) if wanted[1] != now[1] else ()
        return (*start, *end) if wanted[0] < now[0] else (*end, *start)

    def words(self, words: Span) -> Keys:
        """Draw over the words."""
        first, last = self.reading.tokens_of(words)
        return (f"words:{first}-{last}",)

    def part(self, first: Span, words: Span) -> Keys:
        """Draw over the words with Ctrl held."""
        begin, end = self.reading.tokens_of(words)
        return (f"part:{begin}-{end}",)

    def role(self, event: EventMention, name: str) -> Keys:
        """Click the role."""
        return (f"role:{name}",)

    def clear(self, event: EventMention, name: str) -> Keys:
        """Right click on the role, and choose."""
        return (f"role-menu:{name}", "clear:")

    def fill(self, left: frozenset[Filled]) -> Keys:
        """Click what fills the armed role."""
        wanted = [id_ for id_, each in self.scene.known.items() if (self.scene.armed, claim(each)) in left]
        return (f"mark:{wanted[0]}",) if wanted else ()

    def everywhere(self, rules: int, right: Sequence[bool]) -> Keys:
        """Only where all are right and the first rule finds them."""
        return (*self.act("everywhere"), *self.act("preview-apply")) if not rules and all(right) else ()

    def to_suggestion(self, id_: str) -> Keys:
        """Click it in the list."""
        return () if self.scene.focus == id_ else (f"suggestion:{id_}",)

    def to_mark(self, id_: str) -> Keys:
        """Click it in the text; first beside it where a role waits for a click."""
        if self.scene.focus == id_:
            return ()
        return ("beside:", f"mark:{id_}") if self.scene.armed else (f"mark:{id_}",)
