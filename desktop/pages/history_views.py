"""The history of the open article as rows: what was done, newest first."""

from PySide6.QtCore import QCoreApplication

from annotations.editing.history import Step
from desktop.messages import step_line
from desktop.panels.history_list import HistoryRow
from desktop.session import Session


def history_rows(session: Session) -> list[HistoryRow]:
    """What could be redone, the last of it first, then what was done, the newest first."""
    done, undone = session.steps()
    text = session.article.text if session.article is not None else ""
    return [
        *(_row(step, text, undone=True) for step in reversed(undone)),
        *(_row(step, text, undone=False) for step in reversed(done)),
        *([HistoryRow(0, QCoreApplication.translate("history", "Nothing done yet"), "")] if done or undone else []),
    ]


def _row(step: Step, text: str, *, undone: bool) -> HistoryRow:
    change = step.change.inverted() if undone else step.change
    return HistoryRow(
        seq=step.seq,
        words=step_line(step.edit_name, change, text),
        at=step.at.astimezone().strftime("%d %b %H:%M:%S"),
        undone=undone,
        count=max(1, len(change.mentions())),
    )
