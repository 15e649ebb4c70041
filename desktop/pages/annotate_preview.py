"""The same everywhere: what else in the article looks like the focused mention, shown before anything is done."""

from collections.abc import Callable
from dataclasses import dataclass, field

from annotations.editing.bulk import Standing, everywhere, standings
from annotations.errors import EditRefused
from annotations.model.article import Article
from annotations.model.ids import new_mention_id
from annotations.model.mention import Mention
from annotations.model.span import Span
from annotations.text.occurrences import OccurrenceIndex, Rule
from desktop.canvas.overlay import Ghost
from desktop.pages.annotate_commands import AnnotateCommands
from desktop.pages.preview_looks import Looks

_RULES = tuple(Rule)
_AT_ONCE = 100_000  # code points
_DRAWN = 500  # before and after the one looked at


@dataclass(slots=True)
class Preview:
    """What is previewed: `left_out` are the numbers of the spans that stay as they are, `at` is the one looked at.

    `already` counts those that are marked as wanted and not shown again, `otherwise` those decided with another label
    and `refused` those rejected before: both are shown and left out to begin with.
    """

    mention: Mention
    rule: Rule
    spans: list[Span]
    standings: list[Standing]
    already: int = 0
    otherwise: int = 0
    refused: int = 0
    left_out: set[int] = field(default_factory=set)
    at: int = 0

    @property
    def chosen(self) -> list[Span]:
        """The spans that applying would change."""
        return [span for number, span in enumerate(self.spans) if number not in self.left_out]


class EverywherePreview:
    """Opens on the focused mention; nothing is done before `apply`. `on_change` follows every change of the preview."""

    def __init__(self, on_change: Callable[[], None]) -> None:
        self.commands: AnnotateCommands | None = None
        self.open: Preview | None = None
        self._on_change = on_change
        self._index: tuple[Article, OccurrenceIndex] | None = None
        self._rule = Rule.CASE

    def count(self, mention: Mention) -> int | None:
        """How many more there are like this one, by the rule used last, that are not marked like it.

        None in a very long article: nobody waits for a figure on the side.
        """
        article = self.commands.session.article if self.commands is not None else None
        if article is None or mention.parts:
            return 0
        if len(article.text) > _AT_ONCE:
            return None
        found = self._preview(mention, self._rule)
        return len(found.chosen) if found is not None else 0

    def start(self) -> None:
        """Look for the same as the focused mention."""
        commands = self.commands
        focused = commands.focused() if commands is not None else None
        if commands is None or focused is None:
            return
        if focused.parts:
            commands.session.refused.emit(EditRefused("no-everywhere-for-parts"))
        else:
            self._show(self._preview(focused, self._rule))

    def next_rule(self) -> None:
        """Look again, by the next rule."""
        if self.open is not None:
            self._rule = _RULES[(_RULES.index(self._rule) + 1) % len(_RULES)]
            self._show(self._preview(self.open.mention, self._rule))

    def step(self, by: int) -> None:
        """Look at the next or previous one."""
        if self.open is not None and self.open.spans:
            self.open.at = (self.open.at + by) % len(self.open.spans)
            self._draw()
            if self.commands is not None:
                self.commands.canvas.reveal(self.open.spans[self.open.at])

    def toggle(self) -> None:
        """Leave the one looked at as it is, or take it in again, and go to the next."""
        if self.open is not None and self.open.spans:
            self.open.left_out ^= {self.open.at}
            self.step(1)

    def apply(self) -> None:
        """Mark all that are shown and not left out, in one step."""
        preview, commands = self.open, self.commands
        self.leave()
        if preview is None or commands is None or not preview.chosen:
            return
        session, annotation_set = commands.session, commands.session.annotation_set
        if annotation_set is None:
            return
        edit = everywhere(preview.mention, preview.chosen, annotation_set, commands.pending(), new_mention_id)
        if edit is not None and session.apply(edit) is not None:
            commands.canvas.focus(commands.stands_for(preview.mention.id))

    def leave(self) -> None:
        """Show the article as it is again."""
        if self.open is not None:
            mention, self.open = self.open.mention, None
            if self.commands is not None:
                self.commands.canvas.set_ghosts(())
                self.commands.canvas.focus(mention.id)
            self._on_change()

    def _preview(self, mention: Mention, rule: Rule) -> Preview | None:
        commands = self.commands
        if commands is None:
            return None
        session, article, annotation_set = commands.session, commands.session.article, commands.session.annotation_set
        if article is None or annotation_set is None:
            return None
        if self._index is None or self._index[0] is not article:
            self._index = (article, OccurrenceIndex(article.text, commands.token_index(article)))
        found = self._index[1].occurrences(mention.span, rule)
        standing = standings(mention, found, annotation_set, commands.pending())
        open_ = [pair for pair in zip(found, standing, strict=True) if pair[1] is not Standing.THERE]
        spans = [span for span, _ in open_]
        looks = Looks(mention, annotation_set, commands.pending(), session.suggestions)
        otherwise, refused = looks.decided_otherwise(spans), looks.rejected(spans)
        return Preview(
            mention,
            rule,
            spans,
            [state for _, state in open_],
            already=len(found) - len(open_),
            otherwise=len(otherwise),
            refused=len(refused),
            left_out=otherwise | refused | looks.parts_of_longer(spans),
        )

    def _show(self, preview: Preview | None) -> None:
        self.open = preview
        if preview is not None:
            after = (number for number, span in enumerate(preview.spans) if span.start > preview.mention.span.start)
            preview.at = next(after, 0)
            if preview.spans and self.commands is not None:
                self.commands.canvas.reveal(preview.spans[preview.at])
        self._draw()

    def _draw(self) -> None:
        preview, commands = self.open, self.commands
        if preview is None or commands is None:
            return
        label = commands.session.schema.label(preview.mention.label, preview.mention.kind)
        hue = label.hue if label is not None else "grey"
        commands.canvas.set_ghosts(
            [
                Ghost(preview.spans[number], hue, excluded=number in preview.left_out, current=number == preview.at)
                for number in range(max(0, preview.at - _DRAWN), min(len(preview.spans), preview.at + _DRAWN))
            ]
        )
        self._on_change()
