"""Choosing by key, by typing or by click: labels, event types, fillers of roles."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QRect
from PySide6.QtWidgets import QWidget

from annotations.errors import EditRefused
from annotations.model.mention import Kind
from annotations.model.schema import Label, Role
from desktop import chrome
from desktop.canvas.view import ArticleCanvas
from desktop.dialogs.picker import Choice, Picker
from desktop.pages.annotate_commands import AnnotateCommands


class AnnotatePicks:
    """Asks over the text, near the focus, and hands the answer to the verbs."""

    def __init__(self, page: QWidget, canvas: ArticleCanvas) -> None:
        self.commands: AnnotateCommands | None = None
        self.picker = Picker(page)
        self._page = page
        self._canvas = canvas
        self._then: Callable[[str], object] | None = None
        self.picker.picked.connect(self._take)
        self.picker.closed.connect(canvas.setFocus)

    # -- labels ---------------------------------------------------------------------------------------------------

    def _labels(self, *kinds: Kind) -> list[Label]:
        schema = self.commands.session.schema if self.commands is not None else None
        return [label for kind in kinds for label in schema.active(kind)] if schema is not None else []

    def give_key(self, key: str) -> None:
        """The label on that digit."""
        label = next((label for label in self._labels(*Kind) if label.key == key), None)
        if label is None:
            self._refuse("no-label-on-key", key)
        self._give(label)

    def give_code(self, code: str) -> None:
        """The label of that code."""
        self._give(next((label for label in self._labels(*Kind) if label.code == code), None))

    def _refuse(self, reason: str, detail: str = "") -> None:
        if self.commands is not None:
            self.commands.session.refused.emit(EditRefused(reason, detail))

    def _give(self, label: Label | None) -> None:
        if label is not None and self.commands is not None:
            self.commands.label_with(label)

    def ask_label(self) -> None:
        """Let a label be chosen by typing."""
        labels = self._labels(Kind.ENTITY)
        if labels:
            self._ask(QCoreApplication.translate("picks", "Label"), _choices(labels), self.give_code)
        else:
            self._refuse("no-entity-labels")

    def ask_event(self) -> None:
        """Make an event here; with more than one type, let it be chosen."""
        types = self._labels(Kind.EVENT)
        if len(types) == 1:
            self._give(types[0])
        elif types:
            give = {label.code: label for label in types}
            self._ask(
                QCoreApplication.translate("picks", "Event type"), _choices(types), lambda code: self._give(give[code])
            )
        else:
            self._refuse("no-event-types")

    # -- roles ----------------------------------------------------------------------------------------------------

    def _role(self, test: Callable[[Role], bool]) -> Role | None:
        label = self.commands.event_label() if self.commands is not None else None
        return next((role for role in label.roles if test(role)), None) if label is not None else None

    def role_key(self, key: str) -> None:
        """Arm the role on that key and offer what may fill it, nearest first."""
        role, commands = self._role(lambda role: role.key == key), self.commands
        if role is None:
            self._refuse("no-such-role")
        if role is None or commands is None or commands.session.article is None:
            return
        commands.arm(role)
        text, schema = commands.session.article.text, commands.session.schema
        choices = []
        for mention, _suggested in commands.fillers(role):
            label = schema.label(mention.label, mention.kind)
            hue = label.hue if label is not None else "grey"
            choices.append(Choice(mention.id, mention.label, hue, chrome.one_line(mention.span.of(text))))
        if choices:
            self._ask(role.title, choices, lambda target: commands.fill(role, target))

    def fill_by_click(self, id_: str) -> bool:
        """A click on a mention while a role is armed is about the role, even if the role refuses it; True if so."""
        commands = self.commands
        event = commands.event() if commands is not None else None
        if commands is None or commands.armed is None or event is None or event.id == id_:
            return False
        commands.fill(commands.armed, id_)
        return True

    def clear_key(self, key: str) -> None:
        """Empty the role on that key."""
        role = self._role(lambda role: role.key == key)
        if role is None:
            self._refuse("no-such-role")
        elif self.commands is not None:
            self.commands.clear_role(role)

    def arm(self, name: str) -> None:
        """Let the next click fill this role."""
        role = self._role(lambda role: role.name == name)
        if role is not None and self.commands is not None:
            self.commands.arm(role)

    def clear(self, name: str, target: str | None) -> None:
        """Empty a role, or take one filler out of it."""
        role = self._role(lambda role: role.name == name)
        if role is not None and self.commands is not None:
            self.commands.clear_role(role, target)

    # -- asking ---------------------------------------------------------------------------------------------------

    def _ask(self, prompt: str, choices: Sequence[Choice], then: Callable[[str], object]) -> None:
        self._then = then
        area = self._canvas.focus_area()
        corner = self._canvas.viewport().mapTo(self._page, area.topLeft())
        self.picker.ask(prompt, choices, QRect(corner, area.size()))

    def _take(self, value: str) -> None:
        then, self._then = self._then, None
        if then is not None:
            then(value)


def _choices(labels: Sequence[Label]) -> list[Choice]:
    return [Choice(label.code, label.code, label.hue, label.title) for label in labels]
