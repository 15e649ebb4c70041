"""Choosing by key, by typing or by click: labels, event types, fillers of roles, the same thing."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from annotations.model.mention import Kind
from annotations.model.schema import Label
from desktop import chrome
from desktop.canvas.view import ArticleCanvas
from desktop.pages.annotate_hints import NumberedHints
from desktop.pages.picking import choices_of
from desktop.pages.role_picks import RolePicks


class AnnotatePicks(RolePicks):
    """Hands what was chosen to the verbs."""

    def __init__(self, page: QWidget, canvas: ArticleCanvas, hints: NumberedHints) -> None:
        super().__init__(page, canvas, hints)
        self._asked_for: str | None = None

    # -- labels ---------------------------------------------------------------------------------------------------

    def give_key(self, key: str) -> None:
        """The label on that digit."""
        label = next((label for label in self._labels(*Kind) if label.key == key), None)
        if label is None:
            self._refuse("no-label-on-key", chrome.key_name(f"label-{key}"))
        self._give(label)

    def give_code(self, code: str) -> None:
        """The label of that code."""
        self._give(next((label for label in self._labels(*Kind) if label.code == code), None))

    def _give(self, label: Label | None) -> None:
        commands = self.commands
        if label is None or commands is None:
            return
        role, words = commands.armed, commands.words_here()
        if commands.holds and role is not None and words is not None and label in commands.labels_for(role):
            self._fill_with(role, words, label.code)
        elif label.kind is Kind.EVENT:
            self._give_type(label)
        else:
            commands.label_with(label)

    def ask_label(self) -> None:
        """Let a label be chosen by typing."""
        labels = self._labels(Kind.ENTITY)
        if labels:
            focused = self.commands.focused() if self.commands is not None else None
            now = focused.label if focused is not None else None
            self._ask(QCoreApplication.translate("picks", "Label"), choices_of(labels), self.give_code, now)
        else:
            self._refuse("no-entity-labels")

    def ask_event(self) -> None:
        """Make an event here; with more than one type, let it be chosen. The likeliest stands under the cursor."""
        types = self._labels(Kind.EVENT)
        if len(types) == 1:
            self._give_type(types[0])
        elif types and self.commands is not None:
            give = {label.code: label for label in types}
            self._ask(
                QCoreApplication.translate("picks", "Event type"),
                choices_of(types),
                lambda code: self._give_type(give[code]),
                self.commands.likely_type(),
            )
        else:
            self._refuse("no-event-types")

    def _give_type(self, label: Label) -> None:
        if self.commands is not None and self.commands.make_event(label):
            self.go_on_filling()

    def accept_alone(self) -> None:
        """Accept the focused event without its roles, then go on role by role."""
        if self.commands is not None and self.commands.accept_alone():
            self.go_on_filling()

    # -- the same thing -------------------------------------------------------------------------------------------

    def ask_same(self) -> None:
        """Number what may be the same thing as the focused mention; once more, list all that may."""
        commands = self.commands
        focused = commands.focused() if commands is not None else None
        if commands is None or focused is None or commands.session.article is None:
            return
        found = commands.same_things()
        again = self._asked_for == focused.id and self.hints.taken_away_by("link")

        def take(target: str) -> None:
            commands.link(focused.id, target)

        self._asked_for = focused.id
        numbered = not again and self.hints.show([each.id for each in found], take)
        if not found:
            self._refuse("nothing-to-link")
        elif not numbered:
            mentions = (commands.known(each.id) for each in found)
            choices = [self._choice(mention) for mention in mentions if mention is not None]
            self._ask(QCoreApplication.translate("picks", "The same thing as"), choices, take)
