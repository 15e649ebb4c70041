"""The main job on the sample without a window: import, suggest, correct, export, and a picture of the window.

For machines without a display. Everything goes through the same parts as in the window.
"""

import os
import sys
import tempfile
from pathlib import Path

from annotations.editing.acceptance import with_fillers
from annotations.editing.change import with_change
from annotations.editing.decide import decide
from annotations.editing.edits import AcceptSuggestions, Edit, MarkDone
from annotations.editing.history import LogEntry
from annotations.importers import read
from annotations.model.starters import starter
from annotations.model.wire import schema_to_json
from annotations.suggesters.base import ArticleText, Plan, runs, suggest_batch
from annotations.suggesters.ranking import pending
from annotations.workspace import Workspace
from desktop.exports import materials
from desktop.sample import ANNOTATOR, FILE_NAME, SCHEMA, TITLE, unpack
from desktop.session import utc_now
from exporters.profile import usual
from exporters.run import export, place

OUT = Path("out")
PLAN = Plan()
FORMATS = ("jsonl", "spacy-pack")


def run(out: Path = OUT) -> int:
    """Do it all in the folder `out` and say where things are. Returns the exit code."""
    print("There is no display here, so the main job runs without a window, on the sample project.")
    out.mkdir(parents=True, exist_ok=True)
    location = out / FILE_NAME
    location.unlink(missing_ok=True)
    with Workspace.create(location, starter(SCHEMA), title=TITLE) as workspace:
        _import(workspace)
        _suggest(workspace)
        _correct(workspace)
        problems = workspace.check()
    print(f"Checked the database: {len(problems)} problems.", *problems, sep="\n  ")
    for format_id in FORMATS:
        folder = out / "exports" / format_id
        with Workspace.open(location, read_only=True) as workspace:
            profile = usual(format_id, ANNOTATOR)
            made = materials(workspace, profile)
            report = export(profile, made, place(profile, made, _quiet), folder, _quiet).report
        print(
            f"Exported {format_id}: {report.articles} articles, {report.mentions} mentions, {report.events} events, "
            f"{report.arguments} arguments, {len(report.lost)} lost."
        )
    picture = _picture(location, out / "window.png")
    print(f"\nDatabase  {location.resolve()}")
    print(f"Exports   {(out / 'exports').resolve()}")
    print(f"Picture   {picture.resolve()}")
    return 1 if problems else 0


def _quiet(_done: int, _of: int, _writing: bool) -> None:
    pass


def _import(workspace: Workspace) -> None:
    with tempfile.TemporaryDirectory() as folder:
        reports = [workspace.add(read([path])) for path in unpack(Path(folder))]
    articles, sets = (sum(getattr(report, what) for report in reports) for what in ("articles", "sets"))
    print(f"Imported {articles} articles and {sets} sets of decisions.")
    for rejected in (each for report in reports for each in report.rejected):
        print(f"Not imported: {rejected.file}: {rejected.reason}", file=sys.stderr)


def _suggest(workspace: Workspace) -> None:
    schema = schema_to_json(workspace.schema)
    known = {run.id: run for run in runs(workspace.schema, PLAN)}
    texts = [ArticleText.of(workspace.article(id_)) for id_ in workspace.article_ids()]
    total = 0
    for article_id, by_run in suggest_batch(schema, PLAN, texts):
        for run_id, suggestions in by_run.items():
            workspace.save_suggestions(known[run_id], {article_id: suggestions})
            total += len(suggestions)
    print(f"Suggested {total} mentions in {len(texts)} articles.")


def _correct(workspace: Workspace) -> None:
    """Finish one article as an annotator in a hurry would: accept what is left and mark it done."""
    for row in workspace.queue(ANNOTATOR):
        if row.status != "done" and row.undecided:
            annotation_set = workspace.load_set(row.article_id, ANNOTATOR)
            article = workspace.article(row.article_id)
            left = {each.id: each for each in pending(workspace.suggestions(row.article_id), annotation_set)}
            steps: tuple[Edit, ...] = (AcceptSuggestions(with_fillers(left.values(), left)), MarkDone())
            for edit in steps:
                change = decide(edit, annotation_set, workspace.schema, article)
                annotation_set = with_change(annotation_set, change)
                workspace.append(
                    LogEntry(
                        set_id=annotation_set.id,
                        seq=annotation_set.seq,
                        annotator=ANNOTATOR,
                        at=utc_now(),
                        edit_name=edit.name,
                        change=change,
                    ),
                    annotation_set,
                )
            print(f"Accepted the {len(left)} suggestions left in “{row.title}” and marked it done.")
            return


def _picture(location: Path, target: Path) -> Path:
    """The window as it would open, drawn without a display."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from desktop.picture import picture_of

    picture_of(str(location), target)
    return target
