"""Repairs of the sets of many articles as one act: the step of each set, and how all of them are taken back."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from annotations.editing.change import Change, with_change
from annotations.editing.history import History, LogEntry
from annotations.editing.repair import How, Repair, repaired
from annotations.model.annotation_set import AnnotationSet
from annotations.model.article import Article
from annotations.model.ids import ArticleId
from annotations.model.mark import Mark

REPAIR = "repair"


@dataclass(frozen=True, slots=True)
class RepairStep:
    """What repairing comes to in one set: its log entry and the set after it, as they are to be kept.

    `entry` is None where nothing changes, and `after` the set as it was.
    """

    entry: LogEntry | None
    after: AnnotationSet
    repair: Repair


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What takes an act back: the entries to keep, in order, each with the set after it.

    In the articles `kept` somebody went on since, and the repair stays.
    """

    steps: tuple[tuple[LogEntry, AnnotationSet], ...]
    kept: tuple[ArticleId, ...]


def repair_steps(
    sets: Iterable[tuple[Article, AnnotationSet]],
    places: Mapping[ArticleId, Collection[Mark]],
    how: How,
    *,
    at: datetime,
    annotator: str,
    batch_id: str,
) -> Iterator[RepairStep]:
    """Repair the places of each article in the given sets, finished ones too, which stay finished.

    `annotator` is whoever does it, `at` is UTC. Not for the set of the rulings, which nothing but a ruling changes.
    """
    for article, annotation_set in sets:
        repair = repaired(article, annotation_set, places.get(article.id, ()), how)
        if not repair.change.pairs:
            yield RepairStep(None, annotation_set, repair)
            continue
        after = with_change(annotation_set, repair.change)
        yield RepairStep(_entry(after, repair.change, at, annotator, batch_id), after, repair)


def taken_back(
    sets: Iterable[tuple[AnnotationSet, Sequence[LogEntry]]], batch_id: str, *, at: datetime, annotator: str
) -> TakenBack:
    """Undo an act in every set of these, each given with its log, in which it is what was done last.

    Sets that it did not touch, or in which it is undone already, are passed over.
    """
    steps, kept = list[tuple[LogEntry, AnnotationSet]](), list[ArticleId]()
    for annotation_set, entries in sets:
        done = [step.entries[-1] for step in History(entries).steps()]
        if done and done[-1].batch_id == batch_id:
            change = done[-1].change.inverted()
            after = with_change(annotation_set, change)
            steps.append((_entry(after, change, at, annotator, batch_id, undoes=done[-1].seq), after))
        elif any(entry.batch_id == batch_id for entry in done):
            kept.append(annotation_set.article_id)
    return TakenBack(tuple(steps), tuple(kept))


def _entry(
    after: AnnotationSet, change: Change, at: datetime, annotator: str, batch_id: str, undoes: int | None = None
) -> LogEntry:
    return LogEntry(
        set_id=after.id,
        seq=after.seq,
        annotator=annotator,
        at=at,
        edit_name=REPAIR,
        change=change,
        undoes=undoes,
        batch_id=batch_id,
    )
