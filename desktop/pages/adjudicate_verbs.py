"""What the keys of the Adjudicate page do to the place that is looked at."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QRect

from annotations.agreement.adjudicating import Rule
from annotations.agreement.disputes import Dispute, State
from annotations.errors import EditRefused
from annotations.model.mark import Mark, Subject
from annotations.model.mention import Kind
from annotations.model.ruling import Verdict
from annotations.model.schema import Label, Schema
from annotations.text.direction import reads_right_to_left
from desktop.adjudicator import Adjudicator
from desktop.dialogs.picker import Choice
from desktop.pages.adjudicate import AdjudicatePage
from desktop.pages.adjudicate_ends import EndsEdit
from desktop.pages.adjudicate_views import example_of
from desktop.pages.adjudicate_words import label_of, tr
from desktop.pages.picking import choices_of
from desktop.panels.ruling_keys import MOST_DIGITS, take

# The end that a key moves, and by how many tokens in reading direction; arrows go by sight.
_MOVES = {
    "end-back": ("end", -1),
    "end-forward": ("end", 1),
    "start-back": ("start", -1),
    "start-forward": ("start", 1),
}


class RulingVerbs:
    """`do` does one of the acts of the page; `say` tells what cannot be done, `show` shows the place anew."""

    def __init__(
        self,
        page: AdjudicatePage,
        adjudicator: Adjudicator,
        say: Callable[[str], object],
        show: Callable[[], object],
    ) -> None:
        self._page = page
        self._adjudicator = adjudicator
        self._say = say
        self._show = show
        self.ends: EndsEdit | None = None
        self.guideline: Label | None = None  # whose guideline is shown
        self._acts: dict[str, Callable[[], object]] = {
            **{take(lane): partial(self.take, lane) for lane in range(MOST_DIGITS)},
            "both": partial(self._give, Rule(verdict=Verdict.BOTH)),
            "neither": partial(self._give, Rule(verdict=Verdict.NEITHER)),
            "ends": self.begin_ends,
            "label": self.ask_label,
            "role": self.ask_label,
            "defer": self.ask_note,
            "next": adjudicator.next,
            "back": adjudicator.back,
            "undo": self._undo,
            "alike": self._switch_alike,
            "hide-names": lambda: adjudicator.set_hidden(not adjudicator.hidden),
            "confirm": self.confirm,
            "keep": self.keep_ends,
            "leave": self.leave_ends,
            **{act: partial(self._move, *move) for act, move in _MOVES.items()},
        }

    def do(self, act: str) -> None:
        """Do one of the acts."""
        self._acts[act]()

    def possible(self) -> set[str]:
        """Which acts apply now."""
        dispute = self._adjudicator.current
        moves = {"next", "back", "hide-names", *(("undo",) if self._adjudicator.can_undo else ())}
        if dispute is None or self._adjudicator.read_only:
            return moves - {"undo"}
        names = self._adjudicator.annotators(dispute.article)
        takes = {take(lane) for lane in range(len(names))}
        named = {"role"} if dispute.subject is Subject.ARGUMENT else {"label"}
        both = {"both"} if sum(bool(marks) for marks, _names in dispute.contents) > 1 else set()
        return moves | takes | named | both | {"neither", "ends", "defer", "alike", "confirm"}

    def leave(self) -> None:
        """Another place is looked at: what was begun at the one before is left."""
        if self.ends is not None:
            self.leave_ends()
        if self._page.note.isVisible():
            self._page.ask_note(None)

    def marks(self) -> tuple[Mark, ...]:
        """What is put right, or would stand in the place of all versions; nothing else has to be shown."""
        picked = self._adjudicator.picked
        return self.ends.marks if self.ends is not None else picked.marks if picked is not None else ()

    # -- whole versions -----------------------------------------------------------------------------------------------

    def take(self, lane: int) -> None:
        """Take the version of the analyst in that lane."""
        dispute = self._adjudicator.current
        names = self._adjudicator.annotators(dispute.article) if dispute is not None else ()
        if lane < len(names):
            self._give(Rule(verdict=Verdict.TAKEN, annotator=names[lane]))

    def confirm(self) -> None:
        """Rule as it was picked."""
        picked = self._adjudicator.picked
        if picked is not None:
            self._rule(picked)
        elif self._adjudicator.current is not None:
            self._say(tr("Nothing is picked yet. A digit, A or X says what is to stand."))

    def _give(self, rule: Rule) -> None:
        """Rule it, or lay it ready where it is to go for others as well."""
        dispute = self._adjudicator.current
        if self._adjudicator.rules_others and dispute is not None and dispute.state is not State.SETTLED:
            self._adjudicator.pick(rule)
        else:
            self._rule(rule)

    def _rule(self, rule: Rule) -> None:
        drafted = self._page.guideline.draft
        self._adjudicator.rule(replace(rule, cause=drafted.cause), self._draft(rule))

    def _draft(self, rule: Rule) -> Schema | None:
        """The schema with the guideline as it stands on the card, if it was changed and is not being kept already."""
        schema, label, card = self._adjudicator.schema, self.guideline, self._page.guideline
        if schema is None or label is None or not card.edited or self._adjudicator.drafting:
            return None
        examples = label.examples if card.draft.example is None else (*label.examples, self._example(rule))
        changed = replace(label, guideline=card.draft.text, examples=examples)
        return replace(schema, labels=tuple(changed if each == label else each for each in schema.labels))

    def _example(self, rule: Rule) -> str:
        """The example on the card, about the words that are ruled to stand, where these are in one piece."""
        dispute, case, drafted = self._adjudicator.current, self._adjudicator.case, self._page.guideline.draft.example
        if dispute is None or case is None or drafted is None or drafted != example_of(case.article, dispute).bracketed:
            return drafted or ""
        marks = rule.marks if rule.verdict is Verdict.EDITED else dispute.versions.get(rule.annotator, ())
        if len(marks) == 1:
            dispute = replace(dispute, start=marks[0].start, end=marks[0].end)
        return example_of(case.article, dispute).bracketed

    def _switch_alike(self) -> None:
        if self._adjudicator.current is not None:
            self._adjudicator.set_same_way(not self._adjudicator.same_way)

    def _undo(self) -> None:
        if not self._adjudicator.undo():
            self._say(tr("There is no ruling of yours to take back."))

    # -- another extent, another label --------------------------------------------------------------------------------

    def begin_ends(self) -> None:
        """Move the ends of the longest mark; again, those of the next."""
        if self._writable():
            base = self._base()
            self.ends = self.ends.following() if self.ends is not None else EndsEdit.of(base) if base else None
            self._show_ends()

    def keep_ends(self) -> None:
        """Rule that what was moved stands."""
        ends = self.ends
        self.leave_ends()
        if ends is not None:
            self._give(self._edited(ends))

    def leave_ends(self) -> None:
        """Leave the ends as they were."""
        self.ends = None
        self._show_ends()

    def _move(self, side: str, step: int) -> None:
        case, place = self._adjudicator.case, self._adjudicator.place
        # Until the article of the place is read, that of the place before is there, with tokens of its own.
        if self.ends is None or case is None or place is None or case.article.id != place.article:
            return
        by_sight = -step if reads_right_to_left(case.article.text) else step
        moved = self.ends.end_moved if side == "end" else self.ends.start_moved
        self.ends = moved(case.article.tokens, by_sight)
        self._show_ends()

    def _show_ends(self) -> None:
        self._page.set_moving(self.ends is not None)
        self._show()

    def ask_label(self) -> None:
        """Choose another label, type or role by typing."""
        dispute, schema = self._adjudicator.current, self._adjudicator.schema
        base = self._base()
        if dispute is None or schema is None or not base or not self._writable():
            return
        choices = _choices(schema, dispute)
        if choices:
            canvas = self._page.canvas
            area = canvas.focus_area()
            corner = canvas.viewport().mapTo(self._page, area.topLeft())
            self._page.ask_label(choices, QRect(corner, area.size()), self._call)

    def _call(self, label: str) -> None:
        base = self._base()
        if base:
            ends = (self.ends or EndsEdit.of(base)).called(label)
            self.leave_ends()
            self._give(self._edited(ends))

    def _edited(self, ends: EndsEdit) -> Rule:
        """What somebody has just so is taken from them."""
        dispute = self._adjudicator.current
        marks = tuple(sorted(ends.marks))
        versions = dispute.versions.items() if dispute is not None else ()
        same = next((name for name, version in versions if tuple(sorted(version)) == marks), None)
        if same is not None:
            return Rule(verdict=Verdict.TAKEN, annotator=same)
        return Rule(verdict=Verdict.EDITED, marks=marks)

    def _base(self) -> tuple[Mark, ...]:
        """What is put right: what is picked, else what most have."""
        dispute, picked = self._adjudicator.current, self._adjudicator.picked
        if dispute is None:
            return ()
        if picked is not None and picked.annotator:
            return dispute.versions[picked.annotator]
        if picked is not None and picked.marks:
            return picked.marks
        return next((marks for marks, _names in dispute.contents if marks), ())

    # -- later --------------------------------------------------------------------------------------------------------

    def ask_note(self) -> None:
        """Ask why it is put off."""
        dispute = self._adjudicator.current
        if dispute is not None and self._writable():
            deferred = dispute.state is State.DEFERRED and dispute.ruling is not None
            self._page.ask_note(dispute.ruling.note if deferred and dispute.ruling is not None else "")

    def defer(self, note: str) -> None:
        """Put it off."""
        self._page.ask_note(None)
        self._adjudicator.rule(Rule(verdict=Verdict.DEFERRED, note=note))

    def _writable(self) -> bool:
        if self._adjudicator.read_only:
            self._adjudicator.refused.emit(EditRefused("read-only"))
        return not self._adjudicator.read_only


def _choices(schema: Schema, dispute: Dispute) -> list[Choice]:
    """The labels of its kind, or the roles of its event."""
    if dispute.subject is Subject.ARGUMENT:
        event = label_of(schema, dispute, None)
        return [Choice(role.name, role.title, event.hue) for role in event.roles] if event is not None else []
    return choices_of(schema.active(Kind.EVENT if dispute.subject is Subject.EVENT else Kind.ENTITY))
