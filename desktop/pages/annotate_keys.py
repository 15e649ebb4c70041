"""Which verb of the Annotate page each row of the actions table does."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from desktop.action_set import ActionSet
from desktop.actions import ATTRIBUTE_KEYS, DIGITS, ROLE_KEYS
from desktop.canvas.view import ArticleCanvas
from desktop.pages.annotate_commands import AnnotateCommands
from desktop.pages.annotate_hints import NumberedHints
from desktop.pages.annotate_picks import AnnotatePicks
from desktop.pages.annotate_preview import EverywherePreview
from desktop.pages.annotate_sight import Sight

# Action -> name of the verb.
_VERBS = {
    "undo": "undo", "redo": "redo", "reopen": "reopen", "accept": "accept", "reject": "reject",
    "next-undecided": "next_undecided", "go-on": "next_undecided", "previous-undecided": "previous_undecided",
    "accept-sentence": "accept_sentence", "accept-paragraph": "accept_paragraph", "accept-article": "accept_article",
    "reject-sentence": "reject_sentence", "reject-paragraph": "reject_paragraph", "reject-article": "reject_article",
    "accept-roles": "take_offered", "delete": "delete", "unsure": "toggle_unsure", "escape": "escape",
    "one-piece": "one_piece", "unlink": "unlink", "link-all": "link_all",
}  # fmt: skip

_BOUNDARIES = (
    ("start", "forward", True), ("start", "back", False), ("end", "forward", True), ("end", "back", False),
)  # fmt: skip


class Bound(Protocol):
    """What the bindings need of the page."""

    canvas: ArticleCanvas
    commands: AnnotateCommands | None
    picks: AnnotatePicks
    hints: NumberedHints
    preview: EverywherePreview
    sight: Sight


def bind_verbs(actions: ActionSet, page: Bound) -> None:
    """Bind every action that is about the open article."""

    def verb(name: str, *values: object) -> None:
        if page.commands is not None:
            getattr(page.commands, name)(*values)

    def move(side: str, forward: bool) -> None:
        # Arrows go by sight; chosen by its words from a menu, "on" is on in reading direction.
        by_sight = actions.pressed.endswith(("Left", "Right")) and page.canvas.reads_right_to_left()
        verb("move_boundary", side, forward != by_sight)

    for action, name in _VERBS.items():
        actions.bind(action, partial(verb, name))
    for side, way, forward in _BOUNDARIES:
        actions.bind(f"{side}-{way}", partial(move, side, forward))
    for digit in DIGITS:
        actions.bind(f"label-{digit}", partial(page.picks.give_key, digit))
    for key in ROLE_KEYS:
        actions.bind(f"role-{key}", partial(page.picks.role_key, key))
        actions.bind(f"clear-{key}", partial(page.picks.clear_key, key))
    for key in ATTRIBUTE_KEYS:
        actions.bind(f"attribute-{key}", partial(verb, "step_attribute", key, 1))
        actions.bind(f"attribute-back-{key}", partial(verb, "step_attribute", key, -1))
    for action, handler in _handlers(page).items():
        actions.bind(action, handler)


def _handlers(page: Bound) -> dict[str, Callable[[], object]]:
    return {
        "label-pick": page.picks.ask_label,
        "event": page.picks.ask_event,
        "accept-alone": page.picks.accept_alone,
        "fill-here": page.picks.fill_here,
        "link": page.picks.ask_same,
        "everywhere": page.preview.start,
        "preview-apply": page.preview.apply,
        "preview-exclude": page.preview.toggle,
        "preview-next": partial(page.preview.step, 1),
        "preview-previous": partial(page.preview.step, -1),
        "preview-rule": page.preview.next_rule,
        "preview-leave": page.preview.leave,
        "hop": page.hints.ask_letter,
        "next-mention": page.canvas.next_span,
        "previous-mention": page.canvas.previous_span,
        "next-name": partial(page.sight.next_name, 1),
        "previous-name": partial(page.sight.next_name, -1),
        "only-label": page.sight.toggle_only,
        "hide-suggestions": page.sight.toggle_suggestions,
        "hide-codes": page.sight.toggle_codes,
    }
