"""The hard project in every format, as `spandesk export` writes it, and what a reader has to find in the files."""

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import exporters
from annotations import importers
from annotations.model.project import AnnotatedArticle
from annotations.model.split import Part
from annotations.workspace import Workspace
from desktop.exports import materials
from exporters import dygie, run
from exporters.base import ExportReport
from exporters.files import OutputFolder
from exporters.profile import Profile, usual
from tests.exporters.hard import gold, hard_articles, hard_schema

ANNOTATOR = "ana"
Gold = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Given:
    """One export: its folder and report, how much it was given, and in `gold` all that it did not report as lost."""

    format_id: str
    folder: Path
    report: ExportReport
    spans: int
    arguments: int
    lost_spans: int
    lost_arguments: int
    gold: tuple[Gold, ...]
    parts: Mapping[str, Part]

    def named(self, name: Callable[[str], str]) -> "Given":
        """The same with the labels as that format writes them."""
        renamed = [
            {
                **each,
                "spans": [[start, end, name(label), layer] for start, end, label, layer in each["spans"]],
                "in_pieces": [[start, end, name(label)] for start, end, label in each["in_pieces"]],
            }
            for each in self.gold
        ]
        return replace(self, gold=tuple(renamed))

    def in_order(self, choose: Callable[["Given"], Sequence[Gold]]) -> "Given":
        """The same with the articles that a file has, as it has them."""
        return replace(self, gold=tuple(choose(self)))

    def write_gold(self, path: Path) -> Path:
        """What is to be found, in the shape of the checks, one article a line."""
        path.write_text("".join(json.dumps(each) + "\n" for each in self.gold), "utf-8")
        return path


def plain_name(label: str) -> str:
    """A label as formats write it that separate by blanks."""
    return re.sub("[^A-Za-z0-9_-]+", "_", label)


def hard_project(folder: Path) -> Path:
    """A project with the hard articles in it."""
    exporters.find("jsonl").write(hard_articles(), hard_schema(), OutputFolder(folder / "given"), {})
    with Workspace.create(folder / "hard.spandesk", hard_schema(), title="Hard") as workspace:
        workspace.add(importers.read([folder / "given"]))
    return folder / "hard.spandesk"


def given(project: Path, format_id: str, options: Mapping[str, str], folder: Path) -> Given:
    """Export what one annotator has, with furniture, in a format."""
    usually = usual(format_id, ANNOTATOR)
    profile = Profile(format_id=format_id, truth=usually.truth, options=dict(options), split=usually.split)
    with Workspace.open(project, read_only=True) as workspace:
        made = materials(workspace, profile)
        where = run.place(profile, made, _silent)
        written = run.export(profile, made, where, folder, _silent)
        articles = list(made.articles())
    lost = _lost(written.report)
    shortened = {
        (note.article_id, note.start): note.end for note in written.report.notes if note.reason == dygie.NOTES["first"]
    }
    remaining = tuple(_shortened(each, _remaining(each, lost), shortened) for each in articles)
    spans = sum(len(each.sets[0].mentions) for each in articles)
    arguments = sum(len(event.arguments) for each in articles for event in each.sets[0].events())
    lost_spans = sum(len(_gone(lost, each)) for each in {issue.article_id for issue in written.report.lost})
    return Given(
        format_id=format_id,
        folder=folder,
        report=written.report,
        spans=spans,
        arguments=arguments,
        lost_spans=lost_spans,
        lost_arguments=len(written.report.lost) - lost_spans,
        gold=remaining,
        parts={} if where is None else {id_: placed.part for id_, placed in where.parts.items()},
    )


def _silent(_done: int, _of: int, _writing: bool) -> None:
    pass


# Article, start, end, label of what is lost, and the role if that is an argument.
Place = tuple[str, int, int, str, str]


def _lost(report: ExportReport) -> Counter[Place]:
    roles = {role.name for label in hard_schema().labels for role in label.roles}
    found: Counter[Place] = Counter()
    for each in report.lost:
        before = each.reason.split(": ")[0]
        found[each.article_id, each.start, each.end, each.label, before if before in roles else ""] += 1
    return found


def _gone(lost: Counter[Place], article_id: str) -> list[Place]:
    return [place for place in lost.elements() if place[0] == article_id and not place[4]]


def _remaining(annotated: AnnotatedArticle, lost: Counter[Place]) -> Gold:
    """The gold of an article without what is reported as lost. All of it is to be found, whatever layer it is in."""
    whole, id_, left = gold(annotated), annotated.article.id, Counter(lost)
    kept, number = [], dict[int, int]()
    for place, (start, end, label, _layer) in enumerate(whole["spans"]):
        if left[id_, start, end, label, ""]:
            left[id_, start, end, label, ""] -= 1
            continue
        number[place] = len(kept)
        kept.append([start, end, label, "ents"])
    events = []
    for event in whole["events"]:
        if event["trigger"] in number:
            start, end, label, _layer = whole["spans"][event["trigger"]]
            filled = []
            for role, filler in event["args"]:
                if left[id_, start, end, label, role]:
                    left[id_, start, end, label, role] -= 1
                else:
                    filled.append([role, number[filler]])
            events.append({**event, "trigger": number[event["trigger"]], "args": filled})
    parted = [each for each in annotated.sets[0].mentions.values() if each.parts]
    in_pieces = [[each.span.start, each.span.end, each.label] for each in parted]
    return {**whole, "spans": kept, "events": events, "in_pieces": in_pieces}


def _shortened(annotated: AnnotatedArticle, whole: Gold, triggers: Mapping[tuple[str, int], int]) -> Gold:
    """The gold with the triggers of which only the first word is in the files, as the report says."""
    first = {token.start: token.end for token in annotated.article.tokens}
    id_ = annotated.article.id
    spans = [
        [start, first[start] if triggers.get((id_, start)) == end else end, *more]
        for start, end, *more in whole["spans"]
    ]
    return {**whole, "spans": spans}
