"""`spandesk check`: is everything in the project as it was written?"""

import argparse
from collections.abc import Mapping, Sequence

from annotations.errors import StoreUnavailable
from annotations.model.project import Problem
from desktop.commands.base import Command, Outcome, Progress, add_project, counted


def _check(arguments: argparse.Namespace, _progress: Progress) -> Outcome:
    from annotations.workspace import Workspace

    try:
        with Workspace.open(arguments.project, read_only=True) as workspace:
            problems = workspace.check()
            counts = workspace.counts()
    except StoreUnavailable as error:
        return _outcome([Problem(error.location, error.why)], {})
    return _outcome(problems, counts)


def _outcome(problems: Sequence[Problem], counts: Mapping[str, int]) -> Outcome:
    values = {
        "ok": not problems,
        "problems": [{"where": problem.where, "what": problem.what} for problem in problems],
    }
    if not problems:
        return Outcome(values=values, lines=("no problems", *(f"{name}: {count}" for name, count in counts.items())))
    lines = tuple(f"{problem.where}: {problem.what}" for problem in problems)
    more = f" (and {counted(len(problems) - 1, 'other problem')})" if len(problems) > 1 else ""
    return Outcome(values=values, lines=lines, refusal=lines[0] + more)


CHECK = Command(name="check", title="look for damage", add_arguments=add_project, run=_check)
