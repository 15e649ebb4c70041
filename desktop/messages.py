"""Errors and steps in words: what happened, what is safe, what to do next."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from PySide6.QtCore import QCoreApplication

from annotations.editing.change import Change
from annotations.editing.history import HistoryState
from annotations.editing.repair_steps import REPAIR
from annotations.errors import (
    BadInput,
    Cancelled,
    EditRefused,
    PipelineBroken,
    PipelineChanged,
    ProjectChanged,
    ProjectLocked,
    SetUnclear,
    SpandeskError,
    StaleSchema,
    StaleSet,
    StoreTooNew,
    StoreUnavailable,
)
from annotations.model.ids import SuggestionId
from annotations.model.mention import EventMention, Mention
from annotations.model.project import ADJUDICATED, NOBODY, SUGGESTIONS


def tr(text: str) -> str:
    """The text in the language of the interface."""
    return QCoreApplication.translate("messages", text)


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence for the status bar or a dialog, and how loud it is: "info", "warn" or "error".

    `undo` takes back what it tells of. Said `over_article`, it outlasts the article that is about to be shown.
    """

    text: str
    level: str = "info"
    undo: Callable[[], object] | None = None
    over_article: bool = False


# Each row: the code of a refusal -> the sentence; {0}, {1}, {2} are the lines of its detail.
# Those of KEYED stand in its place while their action has a key, which is {0}.
REFUSALS = {
    "nothing-changes": "That is so already.",
    "set-done": "This article is done. Reopen it to change it.",
    "outside-text": "That lies outside the text.",
    "blank-edge": "A mention cannot begin or end with a blank.",
    "bad-parts": "The parts of a mention must stand apart and in order.",
    "no-such-label": "This project has no label {0}.",
    "already-there": "This is marked as {0} already.",
    "already-decided": "This suggestion is decided already.",
    "no-such-mention": "That mention is gone.",
    "not-an-event": "Only an event has roles.",
    "no-such-role": "This event type has no such role.",
    "fills-itself": "An event cannot fill its own role.",
    "filler-not-allowed": "{0} takes {2}, not {1}.",
    "no-such-attribute": "This label has no such attribute.",
    "note-characters": "A note cannot hold control characters.",
    "different-kinds": "An entity and an event cannot be the same thing.",
    "no-such-cluster": "That thing is no longer mentioned here.",
    "cluster-taken": "That id is another thing's already. Try again.",
    "name-characters": "A name cannot hold control characters or line breaks.",
    "not-done": "This article is not done, so there is nothing to reopen.",
    "read-only": "This project is open for reading only. Nothing was changed.",
    "no-entity-labels": "This project has no entity labels. Mark an event instead.",
    "no-event-types": "This project has no event types.",
    "no-attribute-on-key": "Nothing to set on the key {0} here.",
    "no-mention-to-split": "Select the mention first, and then its other words.",
    "nothing-fits": "Nothing here fits {0}. Select words and press a label key.",
    "no-everywhere-for-parts": "A mention in several parts has no like elsewhere.",
    "type-a-letter": "Type the first letter of the word to go to.",
    "no-such-word": "No word here begins with {0}.",
    "no-number": "No mention bears the number {0}. Esc takes the numbers away.",
    "nothing-left-here": "Nothing that is shown is undecided there.",
    "nothing-to-link": "Nothing else here looks like the same thing.",
    "no-role-takes-it": "No role of this event takes {0}.",
    "no-label-on-key": "This project has no label on the key {0}.",
    "filler-open": "Nothing is ruled yet about the words that would fill the role {0}. Rule on them first.",
    "versions-changed": "What was marked here changed meanwhile. Look at it again.",
    "not-alike": "Elsewhere {0} cannot be ruled the same way.",
    "ruled-since": "Something was ruled here since. Take that back first.",
    "not-saved": "Earlier decisions are not saved yet. Press Save now first.",
}
KEYED = {
    "set-done": ("reopen", "This article is done. Reopen it to change it ({0})."),
    "not-an-event": ("event", "Only an event has roles. Press {0} to make one."),
    "no-entity-labels": ("event", "This project has no entity labels. Press {0} to mark an event."),
    "no-mention-to-split": (
        "add-part", "Select the mention first, press {0}, then go to its other words and press {0} again.",
    ),
}  # fmt: skip


def refusal(error: EditRefused, key_of: Callable[[str], str]) -> Message:
    """Why an edit was not taken. `key_of` gives the key of an action as a sentence names it, "" if it has none."""
    action, keyed = KEYED.get(error.reason, ("", ""))
    if action and key_of(action):
        return Message(tr(keyed).format(key_of(action)), "warn")
    sentence = tr(REFUSALS[error.reason])
    details = error.detail.split("\n")
    return Message(sentence.format(*details, *[""] * 3), "warn")


def failure(error: Exception) -> Message:
    """An error of the world as a sentence. Anything else is a defect: it is raised, for the report window."""
    if not isinstance(error, SpandeskError):
        raise error
    match error:
        case ProjectLocked():
            name = PurePath(error.location).name
            return Message(tr("{0}: {1} It can be opened for reading only.").format(name, _sentence(error.why)), "warn")
        case StoreTooNew():
            return Message(
                tr("{0} Nothing was changed. Open it with that version, or update.").format(_sentence(error.why)),
                "error",
            )
        case StoreUnavailable():
            return Message(f"{error.location}: {_sentence(error.why)}", "error")
        case StaleSet() | StaleSchema():
            return Message(_stale(error), "error")
        case BadInput():
            return Message(_sentence(str(error)), "error")
        case PipelineChanged() | PipelineBroken():
            return Message(_pipeline(error), "warn")
        case ProjectChanged() | SetUnclear():
            return Message(_export(error), "warn")
        case Cancelled():
            return Message(tr("Stopped. Nothing was changed."))
    return Message(_sentence(str(error) or type(error).__name__), "error")


def _pipeline(error: PipelineChanged | PipelineBroken) -> str:
    if isinstance(error, PipelineBroken):
        return tr("{0} suggests nothing now: {1} All else goes on.").format(error.name, _sentence(error.why))
    changed = tr("The files of {0} changed since you trusted it, so it was not run. Trust it again to use it.")
    return changed.format(error.name)


def _export(error: ProjectChanged | SetUnclear) -> str:
    if isinstance(error, ProjectChanged):
        return tr("Somebody else worked in the project meanwhile. Nothing was written; look again.")
    if not error.missing:
        return _sentence(str(error))
    nothing = {SUGGESTIONS: tr("No article has suggestions yet."), ADJUDICATED: tr("Nothing is ruled yet.")}
    together = dict.fromkeys(NOBODY, tr("Nobody has marked anything yet."))
    return {**together, **nothing}.get(error.missing) or tr("{0} has marked nothing yet.").format(error.missing)


def _stale(error: StaleSet | StaleSchema) -> str:
    if isinstance(error, StaleSchema):
        changed = tr("Another program made version {0} of the guidelines. Look at it and try again.")
        return changed.format(error.found)
    return tr("This article was changed by another program. Reload it to see what is there now.")


def reserved_name(name: str) -> str:
    """Why nobody can work under a name that `is_reserved`."""
    return tr("{0} stands for rulings, suggestions or articles done again. Choose another name.").format(name)


def not_saved(error: Exception | None, waiting: int) -> str:
    """What the status bar says while steps are not on the disk."""
    cause = tr("Not saved.")
    if isinstance(error, SpandeskError):
        cause = tr("Not saved: {0}").format(failure(error).text)
    kept = tr("1 decision is kept in memory.") if waiting == 1 else tr("{0} decisions are kept in memory.")
    return f"{cause} {kept.format(waiting)}"


def _sentence(text: str) -> str:
    text = text.strip()
    return text if text.endswith((".", "!", "?")) else text + "."


STEP_WORDS = {
    "add-entity": "mark {label}",
    "add-event": "mark {label}",
    "relabel": "relabel to {label}",
    "move-boundary": "move boundary of {label}",
    "pieces": "parts of {label}",
    "delete": "delete {label}",
    "fill-role": "fill role of {label}",
    "clear-role": "clear role of {label}",
    "note": "note on {label}",
    "unsure": "unsure flag of {label}",
    "attribute": "attribute of {label}",
    "link": "linking of {label}",
    "unlink": "unlinking of {label}",
    "name-cluster": "name of a thing",
    "accept": "accept {label}",
    "accept-many": "accept {count} suggestions",
    "correct": "correct to {label}",
    "correct-extent": "move boundary of {label}",
    "reject": "reject",
    "reject-many": "reject {count} suggestions",
    "everywhere": "mark {touched} as {label} everywhere",
    "link-all": "link {touched} mentions",
    "done": "mark as done",
    "reopen": "reopen",
    "rule": "ruling",
    "pass": "passing of what all agree on",
    "withdraw": "taking back of a ruling",
    "import": "import",
    "repair": "fit {label} to words",
    "repair-many": "fit {touched} spans to words",
}


def step_in_words(edit_name: str, change: Change) -> str:
    """What a step does, for Undo and Redo: "relabel to ORG"."""
    name, count = edit_name, len(change.decisions())
    if name in ("accept", "reject") and count > 1:
        name += "-many"
    touched = len(change.mentions())
    if name == REPAIR and touched > 1:
        name += "-many"
    words = STEP_WORDS.get(name)
    return (
        tr(words).format(label=_label(change, edit_name), count=count, touched=touched) if words is not None else name
    )


def step_line(edit_name: str, change: Change, text: str, offered: Mapping[SuggestionId, Mention]) -> str:
    """What a step did, with the words it was done to: "relabel to ORG: Rudaw". `offered` are all suggested mentions."""
    if edit_name == "attribute":
        return _attribute_line(change, text)
    mentions = [mention for pair in change.mentions() if (mention := pair.after or pair.before) is not None]
    if edit_name == "reject":
        mentions = [mention for pair in change.decisions() if (mention := offered.get(pair.id)) is not None]
    words = step_in_words(edit_name, change)
    if len(mentions) != 1 and edit_name not in ("fill-role", "clear-role", "link", "unlink"):
        return words
    about = [mention for mention in mentions if isinstance(mention, EventMention)] or mentions
    surface = _words(about[0], text) if about else ""
    return f"{words}: {surface}" if surface else words


def _attribute_line(change: Change, text: str) -> str:
    """Which attribute got which value: "modality planned: attacked"."""
    for pair in change.mentions():
        before = set(pair.before.attributes) if pair.before is not None else set()
        after = set(pair.after.attributes) if pair.after is not None else set()
        for name, value in sorted(after - before) or sorted((name, tr("as usual")) for name, _ in before - after):
            mention = pair.after or pair.before
            return f"{name} {value}: {_words(mention, text)}"
    return step_in_words("attribute", change)


def _words(mention: Mention | None, text: str) -> str:
    return " ".join(mention.span.of(text).split())[:80] if mention is not None else ""


def done_in_words(edit_name: str, change: Change, *, undone: bool, steps: int = 1) -> str:
    """What just happened, for the status bar. `change` is what the act did: for an undo, the inverse of the step."""
    if steps > 1:
        return tr("Undone: {0} steps.").format(steps) if undone else tr("Done again: {0} steps.").format(steps)
    if undone:
        return tr("Undone: {0}.").format(step_in_words(edit_name, change.inverted()))
    return tr("Done: {0}.").format(step_in_words(edit_name, change))


def undo_text(state: HistoryState) -> str:
    """The Undo entry of the menu."""
    if state.undo is None:
        return tr("Undo")
    return tr("Undo {0}").format(step_in_words(state.undo.edit_name, state.undo.told))


def redo_text(state: HistoryState) -> str:
    """The Redo entry of the menu: what taking the undo back would do again."""
    if state.redo is None:
        return tr("Redo")
    return tr("Redo {0}").format(step_in_words(state.redo.edit_name, state.redo.told.inverted()))


def _label(change: Change, edit_name: str) -> str:
    touched = [mention for pair in change.mentions() if (mention := pair.after or pair.before) is not None]
    # What fills a role may have been accepted with it; the step is about the event.
    about_event = edit_name in ("fill-role", "clear-role", "add-event")
    events = [mention for mention in touched if about_event and isinstance(mention, EventMention)]
    about = next(iter(events or touched), None)
    return about.label if about is not None else tr("suggestion")
