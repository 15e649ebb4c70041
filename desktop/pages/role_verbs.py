"""What keys and clicks do about the roles of an event: arm one, fill it, empty it, take what is suggested for it."""

from collections.abc import Callable

from annotations.editing.cascade import allows
from annotations.editing.coreference import Candidate, candidates
from annotations.editing.edits import ClearRole, Edit, FillRole, Together
from annotations.errors import EditRefused
from annotations.model.ids import MentionId
from annotations.model.mention import Argument, EventMention, Kind, Mention
from annotations.model.schema import Label, Role
from annotations.model.span import Span
from desktop.canvas.view import ArticleCanvas
from desktop.pages.fillers import fillers_for, free_roles, nearby, without
from desktop.pages.mention_verbs import MentionVerbs
from desktop.pages.type_memory import TypeMemory
from desktop.session import Session


class RoleVerbs(MentionVerbs):
    """`on_armed` is called when another role, or none, is armed."""

    def __init__(self, session: Session, canvas: ArticleCanvas, on_armed: Callable[[], None]) -> None:
        super().__init__(session, canvas)
        self._on_armed = on_armed
        self._memory = TypeMemory()
        self._declined: set[tuple[str, str]] = set()  # suggested roles that were refused: nothing is on offer there

    def arm(self, role: Role | None, *, hold: bool = False) -> None:
        """Let the next filler go into this role; with `hold` also words that are sought for it."""
        event = self.event()
        self.armed = role if event is not None else None
        self.armed_for = event.id if event is not None and role is not None else None
        self.holds = hold and self.armed is not None
        self._on_armed()

    def arm_next(self) -> None:
        """Arm the first role of the event that nothing fills; who reports it is asked for by its key only."""
        event, label = self.event(), self.event_label()
        free = free_roles(event, label) if event is not None and label is not None else []
        self.arm(next((role for role in free if role.part != "source"), None))

    def let_go(self) -> None:
        """The focus moved: a role stays armed only for the event it belongs to, or while words for it are sought."""
        event, label = self.event(), self.event_label()
        known = label is not None and self.armed in label.roles
        if self.armed is not None and (event is None or event.id != self.armed_for or not known):
            self.arm(None)
        if self.split is not None and self.canvas.focused not in (None, self.split):
            self.split = None

    # -- filling --------------------------------------------------------------------------------------------------

    def fill(self, role: Role, target: str) -> bool:
        """Fill a role. Of a suggested event nothing but this role is accepted; a filler it had on offer gives way."""
        event = self.event()
        if event is None or event.id == target:
            return False
        edits: list[Edit] = [*self.accepted(event.id), *self.accepted(target)]
        return self._filled(event, [*edits, FillRole(event.id, role.name, self._standing(target))])

    def fill_with_words(self, role: Role, span: Span, label: str) -> bool:
        """Mark words with a label and let them fill a role, in one step."""
        event = self.event()
        if event is None:
            return False
        edits, target = self.marking(span, label)
        return self._filled(event, [*self.accepted(event.id), *edits, FillRole(event.id, role.name, target)])

    def _filled(self, event: EventMention, edits: list[Edit]) -> bool:
        edit: Edit = edits[0] if len(edits) == 1 else Together(FillRole.name, tuple(edits))
        if self.session.apply(edit) is None:
            return False
        self.canvas.focus(event.id)
        self.arm_next()
        return True

    def _standing(self, id_: str) -> MentionId:
        return self.stands_for(id_) if self._offered(id_) is None else MentionId(id_)

    def role_for(self, target: Mention) -> Role | None:
        """The role a dragged filler goes into: the armed one, else the first free one that takes it."""
        event, label = self.event(), self.event_label()
        if event is None or label is None:
            return None
        if self.armed is not None and allows(self.armed, target):
            return self.armed
        free = [role for role in free_roles(event, label) if allows(role, target)]
        fitting = free or [role for role in label.roles if allows(role, target)]
        return fitting[0] if fitting else None

    def clear_role(self, role: Role, target: str | None = None) -> None:
        """Empty a role of the event, or take one filler out of it."""
        event = self.event()
        if event is None:
            return
        suggestion, kept = self._offered(event.id), without(event, role, target)
        if suggestion is None:
            if any(argument.role == role.name for argument in event.arguments):
                self.session.apply(ClearRole(event.id, role.name, MentionId(target) if target else None))
            elif not any(argument.role == role.name for argument in self.offered(event)):
                self.session.refused.emit(EditRefused("nothing-changes"))
            else:
                self._declined.add((event.id, role.name))
            self._on_armed()
        elif kept == event:
            self.session.refused.emit(EditRefused("nothing-changes"))
        else:
            # The event is accepted, and nothing for that role; what else it had on offer stays so.
            if self.session.apply(Together(ClearRole.name, tuple(self.accepted(event.id)))) is not None:
                self._declined.add((event.id, role.name))
                self._on_armed()

    # -- what is on offer -----------------------------------------------------------------------------------------

    def offered(self, event: EventMention) -> tuple[Argument, ...]:
        """The fillers still suggested for the roles of a decided event that nothing fills."""
        if self._decided(event.id) is None or event.origin.suggestion is None:
            return ()
        suggestion = self.session.suggestion(event.origin.suggestion)
        proposed = suggestion.mention if suggestion is not None else None
        label = self.session.schema.label(event.label, Kind.EVENT)
        if not isinstance(proposed, EventMention) or label is None or not proposed.arguments:
            return ()
        filled = {argument.role for argument in event.arguments}
        offers = []
        for argument in proposed.arguments:
            role, filler = label.role(argument.role), self.shown_mention(self._standing(argument.target))
            if role is not None and filler is not None and role.name not in filled and allows(role, filler):
                offers.append(Argument(role.name, filler.id))
        # Asked several times a key press: the history is read only where something could be on offer.
        emptied = self._emptied(event) if offers else ()
        return tuple(argument for argument in offers if argument.role not in emptied)

    def _emptied(self, event: EventMention) -> set[str]:
        """The roles of an event that the annotator emptied or refused: nothing is on offer there any more."""
        out = {role for id_, role in self._declined if id_ == event.id}
        for step in self.session.steps()[0]:
            if step.edit_name != ClearRole.name:
                continue
            for pair in step.change.mentions():
                before, after = pair.before, pair.after
                if pair.id == event.id and isinstance(before, EventMention) and isinstance(after, EventMention):
                    out |= {each.role for each in before.arguments} - {each.role for each in after.arguments}
        return out

    def forget_refusals(self) -> None:
        """A step was taken back, perhaps the one that refused a role."""
        self._declined.clear()

    def take_offered(self) -> None:
        """Fill the roles of the focused event with all that is still suggested for them."""
        event = self.event()
        offers = self.offered(event) if event is not None else ()
        if event is not None and offers:
            edits: list[Edit] = self.accepted(*(argument.target for argument in offers))
            edits += [FillRole(event.id, argument.role, argument.target) for argument in offers]
            self._filled(event, edits)

    def fillers(self, role: Role) -> list[tuple[Mention, bool]]:
        """What may fill the role, likeliest first and what is on offer foremost; True marks what is only suggested."""
        event = self.event()
        if event is None:
            return []
        found = fillers_for(event, role, self.nearby(event))
        arguments = event.arguments if self._offered(event.id) is not None else self.offered(event)
        wanted = {argument.target for argument in arguments if argument.role == role.name}
        offered = [known for id_ in wanted if (known := self.known(id_)) is not None]
        first = [(mention, self._offered(mention.id) is not None) for mention in offered]
        return [*first, *(pair for pair in found if pair[0].id not in wanted)]

    def nearby(self, event: EventMention) -> list[tuple[Mention, bool]]:
        """What stands near an event, nearest first."""
        annotation_set = self.session.annotation_set
        if annotation_set is None:
            return []
        return nearby(event, self.shown.of_set(annotation_set), self.pending())

    def labels_for(self, role: Role) -> list[Label]:
        """The entity labels that the role takes, in the schema's order."""
        active = self.session.schema.active(Kind.ENTITY)
        return [label for label in active if not role.fillers or label.code in role.fillers]

    # -- guesses --------------------------------------------------------------------------------------------------

    def likely_type(self) -> str | None:
        """The event type that the words here are likely of: as suggested, or as these words were marked before."""
        span, article, annotation_set = self.span_here(), self.session.article, self.session.annotation_set
        if span is None or article is None or annotation_set is None:
            return None
        for each in self.pending():
            if isinstance(each.mention, EventMention) and each.mention.span == span:
                return each.mention.label
        self._memory.note(annotation_set.mentions.values(), article.text)
        return self._memory.likely(span, article.text)

    def begin_article(self) -> None:
        """Another article is on the table: nothing is armed or held, and its events are taken in."""
        self.armed = self.armed_for = self.split = None
        self.holds = False
        self._declined.clear()
        if self.session.annotation_set is not None and self.session.article is not None:
            self._memory.note(self.session.annotation_set.mentions.values(), self.session.article.text)

    def same_things(self) -> list[Candidate]:
        """What may be the same thing as the focused mention, likeliest first."""
        focused, article, annotation_set = self.focused(), self.session.article, self.session.annotation_set
        if focused is None or article is None or annotation_set is None:
            return []
        return candidates(focused, annotation_set, self.pending(), article.text)
