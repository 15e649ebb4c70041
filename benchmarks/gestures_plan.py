"""The cheapest real keys by which an analyst comes from what stands in the window to what should stand there. Pure.

`next_keys` looks at a scene, says what to press next, and is asked again with the scene that followed: the window
itself says what a key does, so no second model of it is needed here. Of all that could be done next it takes what
costs the fewest keys for each thing that then stands right. No keys: the gold is there. Suggestions that are wrong
stay undecided unless rejecting them lets all others be accepted at once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from annotations.model.mention import EventMention, Kind, Mention
from annotations.model.suggestion import Suggestion
from annotations.text.occurrences import Rule
from benchmarks.gestures_hands import Keyboard
from benchmarks.gestures_labels import OutOfReach
from benchmarks.gestures_reading import Keys
from benchmarks.gestures_scene import Filled, Gold, claim, filled

# How many of the missing mentions after and before the caret are looked at.
_AHEAD, _BEHIND = 6, 3
# Gestures that put right a suggestion; beyond, marking anew is as cheap.
_WORTH_CORRECTING = 4


@dataclass(frozen=True, slots=True)
class Job:
    """Keys to press, keys that will follow, and how many claims and filled roles stand right then."""

    keys: Keys
    gain: int
    more: int = 0
    away: int = 0

    def rank(self, detour: float) -> tuple[float, int, int]:
        """The cheapest first, if it is near: what is passed over has to be come back to, at `detour` a token."""
        return (len(self.keys) + self.more) / self.gain + detour * self.away, self.away, -self.gain


def next_keys(hand: Keyboard, gold: Gold) -> Keys:
    """What that hand does now; () when the gold stands. Raises OutOfReach."""
    desk = _Desk(hand, gold)
    best = min(desk.jobs(), key=lambda job: job.rank(hand.detour), default=None)
    if best is None and not desk.finished:
        raise OutOfReach(f"no keys lead on from {hand.scene.focus}")
    return best.keys if best is not None else ()


class _Desk:
    """One scene, and what of it is right already."""

    def __init__(self, hand: Keyboard, gold: Gold) -> None:
        self.hand, self.scene, self.reading, self.gold = hand, hand.scene, hand.reading, gold
        self.known = self.scene.known
        self.decided = {claim(mention): mention for mention in self.scene.mentions.values()}
        self.suggested = {claim(each.mention): each for each in self.scene.pending}
        self.missing = [mention for mention in gold.mentions if claim(mention) not in self.decided]

    @property
    def finished(self) -> bool:
        """True if the gold stands."""
        return not self.missing and not self._strays() and not self._unfilled()

    def jobs(self) -> Iterator[Job]:
        """What could be done now. While the roles of the focused event are open, nothing else."""
        event = self.scene.mentions.get(self.scene.focus or "")
        keys = self._fill(event) if isinstance(event, EventMention) else ()
        if keys:
            yield Job(keys, 1)
            return
        yield from chain(self._stray(), self._rest(), self._whole(), self._one_by_one(), self._everywhere())
        yield from chain(self._by_hand(), self._open_events())

    # -- roles ----------------------------------------------------------------------------------------------------

    def _fill(self, event: EventMention) -> Keys:
        wanted, have = self.gold.roles.get(claim(event)), filled(event, self.known)
        if wanted is None or wanted == have:
            return ()
        if have - wanted:
            return self.hand.clear(event, min(have - wanted)[0])
        left = wanted - have
        offered = {(each.role, claim(self.known[each.target])) for each in self.scene.offered}
        if offered and offered <= left:
            return self.hand.act("accept-roles")
        keys = self.hand.fill(left)
        if keys or self.scene.listed:
            return keys or ("Esc",)
        waiting = [pair for pair in left if self.scene.held and pair[0] == self.scene.armed]
        if waiting:
            return self._words(event, min(waiting, key=lambda each: each[1][1][0]))
        at_hand = {role for role, what in left if what in self.decided or what in self.suggested}
        at_hand = at_hand - {self.hand.offered_role} or {role for role, _ in left}
        return min(self.hand.role(event, role) for role in at_hand)

    def _words(self, event: EventMention, wanted: Filled) -> Keys:
        """Go to the words that the armed role waits for and give them their label."""
        role, (kind, pieces, code) = wanted
        if kind is not Kind.ENTITY or len(pieces) > 1:
            raise OutOfReach(f"{role} of {event.label} cannot be filled")
        return (*self.hand.words(pieces[0]), *self.hand.label(code, kind))

    def _unfilled(self) -> list[EventMention]:
        return [
            event
            for event in self.scene.mentions.values()
            if isinstance(event, EventMention) and filled(event, self.known) != self.gold.roles.get(claim(event))
        ]

    def _open_events(self) -> Iterator[Job]:
        for event in self._unfilled():
            open_ = self.gold.roles.get(claim(event), frozenset()) ^ filled(event, self.known)
            if claim(event) in self.gold.claims and event.id != self.scene.focus:
                yield Job(self.hand.to_mark(event.id), len(open_), self._to_fill(open_), self._away(event))

    def _to_fill(self, open_: frozenset[Filled]) -> int:
        """Gestures for these roles."""
        return sum(1 if what in self.decided or what in self.suggested else self.hand.unmarked for _, what in open_)

    # -- suggestions ----------------------------------------------------------------------------------------------

    def _rest(self) -> Iterator[Job]:
        """Accept what is left of a sentence, a paragraph or the article, if all of it is right."""
        for action, rest, _ in self._units():
            if rest and all(map(self._right, rest)):
                yield Job(self.hand.act(action), self._gain(*rest))

    def _units(self) -> Iterator[tuple[str, list[Suggestion], int]]:
        """For each passage the action that accepts the rest of it, the rest, and the keys back to its start."""
        here, pending = self.scene.here(self.reading), self.scene.pending
        units = (("accept-sentence", self.reading.sentences), ("accept-paragraph", self.reading.paragraphs))
        for action, passages in units:
            unit = next((unit for unit in passages if unit.start <= here < unit.end), None)
            if unit is not None:
                yield action, [each for each in pending if here <= each.mention.span.start < unit.end], 1
        yield "accept-article", list(pending), 0

    def _whole(self) -> Iterator[Job]:
        """Put right or reject the few that are wrong, to accept all others at once."""
        for _, rest, back in self._units():
            wrong = [each for each in rest if not self._right(each)]
            gain = self._gain(*(each for each in rest if self._right(each)))
            if wrong and gain:
                gain += sum(1 for each in wrong if self._is_useful(each))
                first, *others = wrong
                keys = self.hand.to_suggestion(first.id)
                keys = keys or self._decide(first) or self.hand.act("reject")
                more = sum(1 + self._cost(each) for each in others) + self._walk([first, *others]) + 1 + back
                yield Job(keys, gain, more + (self._cost(first) if self.scene.focus != first.id else 0))

    def _walk(self, wrong: Sequence[Suggestion]) -> int:
        """Keys from one wrong suggestion to the next; the one right after another has the focus already."""
        places = {each.id: place for place, each in enumerate(self.scene.pending)}
        return sum(min(places[after.id] - places[before.id] - 1, self.hand.far) for before, after in pairwise(wrong))

    def _one_by_one(self) -> Iterator[Job]:
        """Go to one that is of use and accept it or put it right."""
        useful = [each for each in self.scene.pending if self._is_useful(each)]
        useful.sort(key=lambda each: self._away(each.mention))
        for each in useful[:_AHEAD]:
            go = self.hand.to_suggestion(each.id)
            keys = go or self._decide(each)
            yield Job(keys, self._gain(each), self._cost(each) if go else 0, self._away(each.mention))

    def _is_useful(self, suggestion: Suggestion) -> bool:
        return claim(suggestion.mention) in self.gold.claims or bool(self._correction(suggestion.mention))

    def _gain(self, *suggestions: Suggestion) -> int:
        """How many claims and roles stand right when these are accepted, with the fillers they need."""
        claims, roles = set(), set()
        for each in suggestions:
            claims.add(claim(each.mention))
            if isinstance(each.mention, EventMention):
                right = filled(each.mention, self.known) & self.gold.roles.get(claim(each.mention), frozenset())
                roles |= {(claim(each.mention), pair) for pair in right}
                claims |= {what for _, what in right} - self.decided.keys()
        return len(claims) + len(roles)

    def _right(self, suggestion: Suggestion) -> bool:
        mention = suggestion.mention
        if claim(mention) not in self.gold.claims:
            return False
        return not isinstance(mention, EventMention) or filled(mention, self.known) == self.gold.roles[claim(mention)]

    def _cost(self, suggestion: Suggestion) -> int:
        """Keys to decide it once it is focused."""
        mention = suggestion.mention
        if self._right(suggestion):
            return 1
        if claim(mention) in self.gold.claims:
            return 1 + self._to_fill(self.gold.roles[claim(mention)])
        return len(self._correction(mention)) or 1

    def _decide(self, suggestion: Suggestion) -> Keys:
        if self._right(suggestion):
            return self.hand.act("accept")
        event = suggestion.mention
        if not isinstance(event, EventMention) or claim(event) not in self.gold.claims:
            return self._correction(event)
        wanted, have = self.gold.roles[claim(event)], filled(event, self.known)
        extra = sorted({role for role, _ in have - wanted})
        # Emptying a role accepts the event with the other ones; without any, it is filled role by role.
        if len(extra) == 1 and have & wanted:
            return self.hand.clear(event, extra[0])
        return self.hand.act("accept-alone")

    def _correction(self, mention: Mention) -> Keys:
        """The keys that make this mention one that is missing and not suggested; () if that is not worth it."""
        near = (wanted for wanted in self.missing if wanted.kind is mention.kind and wanted.span.overlaps(mention.span))
        ways = [self._from_to(mention, wanted) for wanted in near if claim(wanted) not in self.suggested]
        return min((way for way in ways if 0 < len(way) <= _WORTH_CORRECTING), key=len, default=())

    def _from_to(self, mention: Mention, wanted: Mention) -> Keys:
        if mention.parts or wanted.parts:
            return ()
        relabel = () if wanted.label == mention.label else self.hand.label(wanted.label, wanted.kind)
        now = self.reading.tokens.indices(mention.span)
        # The label first: the words may still be suggested as something else at the new extent.
        return (*relabel, *self.hand.bounds((now[0], now[-1]), self.reading.tokens_of(wanted.span)))

    # -- by hand --------------------------------------------------------------------------------------------------

    def _strays(self) -> list[Mention]:
        return [each for each in self.scene.mentions.values() if claim(each) not in self.gold.claims]

    def _stray(self) -> Iterator[Job]:
        """Correct or delete a decided mention that is not in the gold."""
        strays = sorted(self._strays(), key=lambda each: (each.id != self.scene.focus, self._away(each)))
        for stray in strays[:1]:
            go, right = self.hand.to_mark(stray.id), self._correction(stray) or self.hand.act("delete")
            yield Job(go or right, 1, len(right) if go else 0)

    def _by_hand(self) -> Iterator[Job]:
        """Mark what is missing near the caret."""
        here = self.scene.here(self.reading)
        for kind in Kind:
            # Marking the trigger of a suggested event would accept its roles as well, right or wrong.
            left = [each for each in self.missing if each.kind is kind and self._is_free(each)]
            ahead = [each for each in left if each.span.start >= here]
            behind = [each for each in left if each.span.start < here]
            for wanted in (*ahead[:_AHEAD], *behind[-_BEHIND:], *left[:1]):
                roles = self.gold.roles.get(claim(wanted), frozenset())
                yield Job(self._marking(wanted), 1 + len(roles), self._to_fill(roles), self._away(wanted))

    def _is_free(self, wanted: Mention) -> bool:
        suggestion = self.suggested.get(claim(wanted)) if wanted.kind is Kind.EVENT else None
        return suggestion is None or self._right(suggestion)

    def _marking(self, wanted: Mention) -> Keys:
        first, *others = wanted.pieces
        parts = (self.hand.part(first, piece) for piece in others)
        return (*self.hand.words(first), *self.hand.label(wanted.label, wanted.kind, first), *chain(*parts))

    def _everywhere(self) -> Iterator[Job]:
        """The same as the focused name everywhere, but for the places where it is none."""
        name = self.known.get(self.scene.focus or "")
        if name is None or name.kind is not Kind.ENTITY or name.parts or claim(name) not in self.gold.claims:
            return
        rules = tuple(Rule)
        for steps in range(len(rules)):
            rule = rules[(rules.index(self.scene.rule) + steps) % len(rules)]
            found = [(name.kind, (span,), name.label) for span in self.reading.occurrences(name.span, rule)]
            shown = [each for each in found if each not in self.decided]
            after = next((place for place, each in enumerate(shown) if each[1][0].start > name.span.start), 0)
            turned = [*shown[after:], *shown[:after]]
            right = [each in self.gold.claims for each in turned]
            keys = self.hand.everywhere(steps, right) if any(right) else ()
            if keys:
                yield Job(keys, sum(right) + (claim(name) not in self.decided))

    def _away(self, mention: Mention) -> int:
        return abs(self.reading.tokens.indices(mention.span)[0] - self.scene.caret)
