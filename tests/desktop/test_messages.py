"""Every refusal has a sentence, every error of the world a next step, and a defect is none of them."""

import ast
import string

import pytest

from annotations.errors import (
    BadInput,
    Cancelled,
    EditRefused,
    PipelineBroken,
    PipelineChanged,
    ProjectChanged,
    ProjectLocked,
    SetUnclear,
    StaleSchema,
    StaleSet,
    StoreTooNew,
    StoreUnavailable,
)
from desktop.actions import BY_ID
from desktop.messages import KEYED, REFUSALS, failure, not_saved, refusal
from desktop.tasks import JobCrashed, WorkerDied
from tests.house.sources import sources


def reasons() -> set[str]:
    """The first argument of every EditRefused(...) in the program."""
    found: set[str] = set()
    for source in sources("annotations", "desktop"):
        for node in ast.walk(source.tree):
            named = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "EditRefused"
            if named and node.args and isinstance(node.args[0], ast.Constant):
                found.add(node.args[0].value)
    return found


def test_every_refusal_has_a_sentence():
    assert {"set-done", "filler-not-allowed", "nothing-changes"} <= reasons()
    assert reasons() <= set(REFUSALS)


@pytest.mark.parametrize("reason", REFUSALS)
def test_a_refusal_is_one_whole_sentence(reason):
    holes = [name for _, name, _, _ in string.Formatter().parse(REFUSALS[reason]) if name is not None]
    detail = "\n".join(f"<{hole}>" for hole in ("0", "1", "2")[: len(holes)])
    message = refusal(EditRefused(reason, detail), lambda action: "")
    assert message.text.endswith((".", ")"))
    assert all(f"<{hole}>" in message.text for hole in holes)
    assert message.level == "warn"


@pytest.mark.parametrize("reason", KEYED)
def test_a_refusal_names_the_key_that_helps_as_it_is_now(reason):
    action, _ = KEYED[reason]
    message = refusal(EditRefused(reason), {action: "Ctrl ⇧ J"}.__getitem__)
    assert "Ctrl ⇧ J" in message.text
    assert message.text.endswith(".")
    assert (reason in REFUSALS, action in BY_ID) == (True, True)


@pytest.mark.parametrize(
    "error",
    [
        StoreUnavailable("a.spandesk", "the disk is full"),
        ProjectLocked("a.spandesk", "it is open in another Spandesk"),
        StoreTooNew("a.spandesk", "it was written by a newer Spandesk"),
        StaleSet("set", 3, 4),
        StaleSchema(3, 4),
        BadInput("a.txt", 3, "it holds a NUL"),
        SetUnclear("several analysts", ("ana", "ben")),
        PipelineChanged("ships"),
        PipelineBroken("ships", "RuntimeError: the crew has left"),
        ProjectChanged("a1"),
        Cancelled(),
        WorkerDied("The process doing this work ended by itself. Nothing was changed; try again"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_errors_of_the_world_are_sentences(error):
    words = failure(error).text
    assert words.endswith((".", "!", "?"))
    assert type(error).__name__ not in words


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ("suggestions", "No article has suggestions yet."),
        ("adjudicated", "Nothing is ruled yet."),
        ("majority", "Nobody has marked anything yet."),
        ("Hana", "Hana has marked nothing yet."),
    ],
)
def test_a_set_that_is_not_there_is_told_without_words_of_the_command_line(missing, words):
    assert failure(SetUnclear("spandesk suggest makes them", ("ana",), missing)).text == words


def test_a_defect_is_raised_for_the_report_window():
    with pytest.raises(JobCrashed):
        failure(JobCrashed("Traceback"))
    with pytest.raises(KeyError):
        failure(KeyError("lost"))


def test_how_much_is_not_saved():
    full = StoreUnavailable("a.spandesk", "the disk is full")
    assert not_saved(full, 1) == "Not saved: a.spandesk: the disk is full. 1 decision is kept in memory."
    assert not_saved(None, 3) == "Not saved. 3 decisions are kept in memory."
    assert not_saved(RuntimeError("defect"), 2) == "Not saved. 2 decisions are kept in memory."
