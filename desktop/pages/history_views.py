"""The history of the open article as rows: what was done, newest first."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from annotations.editing.history import Step
from annotations.model.ids import SuggestionId
from annotations.model.mention import Mention
from desktop.messages import step_line
from desktop.panels.history_list import HistoryRow
from desktop.session import Session

ROWS = 1_000  # of what was done and of what was undone: the nearest ones


def history_rows(session: Session) -> list[HistoryRow]:
    """What could be redone, the last of it first, then what was done, the newest first."""
    done, undone = session.steps()
    text = session.article.text if session.article is not None else ""
    offered = {each.id: each.mention for each in session.suggestions}
    return [
        *(_row(step, text, offered, undone=True) for step in reversed(undone[:ROWS])),
        *(_row(step, text, offered, undone=False) for step in reversed(done[-ROWS:])),
        *([HistoryRow(0, QCoreApplication.translate("history", "Nothing done yet"), "")] if done or undone else []),
    ]


def _row(step: Step, text: str, offered: Mapping[SuggestionId, Mention], *, undone: bool) -> HistoryRow:
    change = step.told.inverted() if undone else step.told
    return HistoryRow(
        seq=step.seq,
        words=step_line(step.edit_name, change, text, offered),
        at=step.at.astimezone().strftime("%d %b %H:%M:%S"),
        undone=undone,
        count=len(step.entries),
    )
