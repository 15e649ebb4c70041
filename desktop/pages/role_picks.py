"""Filling roles by key, by click, by drag or with words that are not marked yet."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from annotations.model.mention import EventMention
from annotations.model.schema import Role
from annotations.model.span import Span
from desktop.pages.picking import Picking, choices_of
from desktop.panels.event_frame import role_slot


class RolePicks(Picking):
    """A role is armed by its key; a digit, a click or a line drawn from the trigger says what fills it."""

    def _role(self, test: Callable[[Role], bool]) -> Role | None:
        label = self.commands.event_label() if self.commands is not None else None
        return next((role for role in label.roles if test(role)), None) if label is not None else None

    def _role_on(self, key: str) -> Role | None:
        label = self.commands.event_label() if self.commands is not None else None
        return self._role(lambda role: role_slot(label, role) == key) if label is not None else None

    def role_key(self, key: str) -> None:
        """Arm the role on that key and number what may fill it; once more, list all that may."""
        role, commands = self._role_on(key), self.commands
        if role is None:
            self._refuse("no-such-role")
        elif commands is not None:
            again = commands.armed == role and commands.holds
            commands.arm(role, hold=True)
            if again or not self._number(role):
                self._list(role)

    def let_go(self) -> None:
        """Esc while numbers stand: no role is to be filled after all."""
        if self.commands is not None:
            self.commands.arm(None)

    def go_on_filling(self) -> None:
        """Arm the first role that nothing fills and number what may fill it."""
        self.hints.hide()
        if self.commands is not None:
            self.commands.arm_next()
            if self.commands.armed is not None:
                self._number(self.commands.armed)

    def _number(self, role: Role) -> bool:
        commands = self.commands
        ids = [mention.id for mention, _suggested in commands.fillers(role)] if commands is not None else []
        return self.hints.show(ids, lambda target: self.fill(role, target), self.let_go)

    def fill(self, role: Role, target: str) -> None:
        """Fill a role, and go on with the next one."""
        if self.commands is not None and self.commands.fill(role, target):
            self.go_on_filling()

    def _list(self, role: Role) -> None:
        choices = [self._choice(mention) for mention, _ in self.commands.fillers(role)] if self.commands else []
        if not choices:
            self._refuse("nothing-fits", role.title)
        else:
            self._ask(role.title, choices, lambda target: self.fill(role, target))

    def fill_here(self) -> None:
        """Let the words at the caret fill the role that is armed; their label is asked for if it is not plain."""
        commands = self.commands
        role, span = (commands.armed, commands.words_here()) if commands is not None else (None, None)
        if commands is None or role is None or span is None:
            return
        there = next((each.mention for each in commands.pending() if each.mention.pieces == (span,)), None)
        labels = commands.labels_for(role)
        if there is not None and there.label in {label.code for label in labels}:
            labels = [label for label in labels if label.code == there.label]
        if len(labels) == 1:
            self._fill_with(role, span, labels[0].code)
        elif labels:
            words = QCoreApplication.translate("picks", "Label of the words")
            self._ask(words, choices_of(labels), lambda code: self._fill_with(role, span, code))
        else:
            self._refuse("no-entity-labels")

    def _fill_with(self, role: Role, span: Span, code: str) -> None:
        if self.commands is not None and self.commands.fill_with_words(role, span, code):
            self.go_on_filling()

    def fill_by_click(self, id_: str) -> bool:
        """A click on a mention while a role is armed is about the role, even if the role refuses it; True if so."""
        commands = self.commands
        event = commands.event() if commands is not None else None
        if commands is None or commands.armed is None or event is None or event.id == id_:
            return False
        if not commands.session.editable or commands.session.done:
            return False
        self.fill(commands.armed, id_)
        return True

    def fill_by_drag(self, event_id: str, target: str) -> None:
        """A line was drawn from a trigger to a mention, or from one name to another."""
        commands = self.commands
        mention = commands.known(target) if commands is not None else None
        if commands is None or mention is None:
            return
        if not isinstance(commands.known(event_id), EventMention):
            commands.link(event_id, target)
            return
        self.hints.hide()
        role = commands.role_for(mention)
        if role is None:
            self._refuse("no-role-takes-it", mention.label)
        else:
            commands.fill(role, target)

    def drop_on_words(self, event_id: str, span: Span) -> None:
        """A line was drawn from a trigger to plain words."""
        commands = self.commands
        if commands is None or not isinstance(commands.known(event_id), EventMention):
            return
        if commands.armed is None:
            commands.arm_next()
        if commands.armed is None:
            self._refuse("no-role-takes-it", QCoreApplication.translate("picks", "more"))
            return
        commands.arm(commands.armed, hold=True)
        self._canvas.select(span)
        self.fill_here()

    def clear_key(self, key: str) -> None:
        """Empty the role on that key."""
        role = self._role_on(key)
        if role is None:
            self._refuse("no-such-role")
        elif self.commands is not None:
            self.commands.clear_role(role)

    def arm(self, name: str) -> None:
        """Let the next click fill this role."""
        role = self._role(lambda role: role.name == name)
        if role is not None and self.commands is not None:
            self.commands.arm(role, hold=True)
            self._number(role)

    def clear(self, name: str, target: str | None) -> None:
        """Empty a role, or take one filler out of it."""
        role = self._role(lambda role: role.name == name)
        if role is not None and self.commands is not None:
            self.commands.clear_role(role, target)
