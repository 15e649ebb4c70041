"""What a survey of files says: as rows, as sentences, and whether somebody has to look at it at all."""

from collections.abc import Collection, Iterator, Sequence, Set
from dataclasses import dataclass
from typing import TypeAlias

from annotations.importers.columns import NO_TEXT_COLUMN, Preview
from annotations.importers.mapping import LabelName
from annotations.importers.records import UNNAMED
from annotations.importers.survey import FileSurvey, RecordPreview, Survey
from annotations.model.mention import Kind
from annotations.model.project import Rejected
from desktop import chrome
from desktop.models.counting import counted
from desktop.panels.importing.choices import Unknown
from desktop.panels.importing.files import FileRow
from desktop.panels.importing.report import names_of, refused_row
from desktop.panels.importing.rows import TwoLines
from desktop.panels.importing.words import articles, events, shown, spans, tr

FIRST = 10
_NAMED = 3  # analysts of a record that are named

Telling: TypeAlias = tuple[str, str, str]  # level of a headline, its sentence, and the rest


def needs_deciding(survey: Survey) -> bool:
    """True if something in the files has to be looked at before they are imported: unknown labels, columns, a format
    that is a guess, annotations of nobody, records that cannot be read.
    """
    labels, roles = survey.unknown()
    guessed = any(each.by == "suffix" and each.others for each in survey.files)
    tables = any(each.columns is not None for each in survey.files)
    return bool(labels or roles or guessed or tables or UNNAMED in survey.annotators or rejected(survey))


def rejected(survey: Survey) -> list[Rejected]:
    """The records that cannot be read, in order; nothing of a table that only waits for its text column."""
    return [each for file in survey.files if not waits(file) for each in file.rejected]


def waits(file: FileSurvey) -> bool:
    """True for a table of which nobody has said yet which column holds the text."""
    return file.columns is not None and any(each.reason == NO_TEXT_COLUMN for each in file.rejected)


def waiting(survey: Survey) -> list[str]:
    """The paths of such tables."""
    return [file.file for file in survey.files if waits(file)]


def unknown(survey: Survey) -> tuple[Unknown, ...]:
    """The labels and roles that the schema lacks."""
    labels = (
        Unknown(name=each.name, count=each.count, examples=each.examples) for each in survey.labels if not each.known
    )
    roles = (Unknown(name=each.name, count=each.count) for each in survey.roles if not each.known)
    return (*labels, *roles)


def known_labels(survey: Survey) -> int:
    """How many labels and roles of the files the schema has."""
    return sum(each.known for each in survey.labels) + sum(each.known for each in survey.roles)


@dataclass(frozen=True, slots=True)
class Reach:
    """How much of a survey is new: texts that the project lacks, and those that it has."""

    new: int
    here: int

    @classmethod
    def of(cls, survey: Survey, known: Set[str]) -> "Reach":
        """Told from the hashes of texts: those of the files, and those of the project among them."""
        new = len(set(survey.texts) - known)
        return cls(new=new, here=len(survey.texts) - new)


def headline(survey: Survey, known: Set[str], left_out: Sequence[Unknown]) -> Telling:
    """How things stand, in one sentence and what is to be known with it."""
    refused, found, asked = len(rejected(survey)), len(survey.texts), waiting(survey)
    if asked and not found:
        return "plain", choose_text(), " ".join(filter(None, [_no_text(survey, asked), _refused(refused)]))
    if not found:
        title = tr("Nothing of this can be read.") if refused else tr("There is nothing to read here.")
        return "error" if refused else "warn", title, _refused(refused)
    reach = Reach.of(survey, known)
    said = [_refused(refused), _lost(left_out)]
    if any(not each.whole for each in survey.files):
        said.append(tr("Not all of it was looked at yet; all of it is read when it is added."))
    if asked:
        said.insert(0, f"{_no_text(survey, asked)} {choose_text()}")
    if reach.here:
        said.insert(0, _here(reach.here, with_sets=bool(survey.annotators)))
    return "warn" if refused or left_out or asked else "ok", _found(survey), " ".join(filter(None, said))


def _here(count: int, *, with_sets: bool) -> str:
    said = counted(count, "1 of them is here already.", "{0} of them are here already.")
    if not with_sets:
        return said
    others = tr(
        "Annotations are added there for analysts that have none yet; other ones for the same analyst are refused."
    )
    return f"{said} {others}"


def _found(survey: Survey) -> str:
    of_kind = {kind: sum(each.count for each in survey.labels if each.name.kind is kind) for kind in Kind}
    what = [words(of_kind[kind]) for kind, words in ((Kind.ENTITY, spans), (Kind.EVENT, events)) if of_kind[kind]]
    said = ", ".join([articles(len(survey.texts)), *what])
    analysts = len(survey.annotators)
    if what and analysts:
        said = tr("{0} of {1}").format(said, counted(analysts, "1 analyst", "{0} analysts"))
    return said


def choose_text() -> str:
    """What is to be done about a table that waits."""
    return tr("Choose the column that holds the text.")


def _no_text(survey: Survey, paths: Sequence[str]) -> str:
    if len(paths) > 1:
        return tr("In {0} tables no column is called text, body or article.").format(chrome.number(len(paths)))
    name = names_of([each.file for each in survey.files])[paths[0]]
    return tr("In {0} no column is called text, body or article.").format(name)


def _refused(count: int) -> str:
    return counted(count, "1 record cannot be read.", "{0} records cannot be read.") if count else ""


def _lost(left_out: Sequence[Unknown]) -> str:
    labels = [each for each in left_out if isinstance(each.name, LabelName)]
    lost = sum(each.count for each in labels)
    fillers = sum(each.count for each in left_out) - lost
    said = []
    if labels:
        of = counted(len(labels), "1 label", "{0} labels")
        said.append(tr("{0} of {1}").format(counted(lost, "1 mention", "{0} mentions"), of))
    if fillers:
        said.append(counted(fillers, "1 filled role", "{0} filled roles"))
    return tr("{0} would be left out.").format(tr(" and ").join(said)) if said else ""


def file_rows(survey: Survey, chosen: Collection[str] = ()) -> list[FileRow]:
    """The files, each with what it is taken for; of those `chosen` somebody said it."""
    names = names_of([each.file for each in survey.files])
    return [
        FileRow(
            path=each.file,
            name=names[each.file],
            format_id=each.format_id,
            by="choice" if each.file in chosen else each.by,
            others=each.others,
            records=each.records,
            refused=0 if waits(each) else len(each.rejected),
            waits=waits(each),
        )
        for each in survey.files
    ]


def first_rows(survey: Survey, known: Set[str]) -> list[TwoLines]:
    """The first records as they stand in the files, each with its verdict."""
    names = names_of([each.file for each in survey.files])
    order = {each.file: place for place, each in enumerate(survey.files)}
    rows = [(order.get(each.file, 0), each.line or 0, _preview_row(each, known)) for each in survey.previews]
    rows += [
        (order.get(each.file, 0), each.line or 0, refused_row(each, names.get(each.file, shown(each.file))))
        for each in rejected(survey)[:FIRST]
    ]
    # Sorting keeps the order of what stands at the same place.
    return [row for *_place, row in sorted(rows, key=lambda each: each[:2])[:FIRST]]


def refused_rows(survey: Survey) -> list[TwoLines]:
    """All that cannot be read."""
    names = names_of([each.file for each in survey.files])
    return [refused_row(each, names.get(each.file, shown(each.file))) for each in rejected(survey)]


def _preview_row(of: RecordPreview, known: Set[str]) -> TwoLines:
    here = of.sha256 in known
    title = shown(of.title) or shown(of.first_line)
    parts = [tr("here already") if here else tr("new"), *_content(of)]
    return TwoLines(
        first=title,
        second=shown(of.first_line) if shown(of.first_line) != title else "",
        end=", ".join(parts),
        icon="check" if here else "plus",
    )


def _content(of: RecordPreview) -> Iterator[str]:
    if of.mentions:
        yield spans(of.mentions)
    if of.events:
        yield events(of.events)
    if of.suggestions:
        yield counted(of.suggestions, "1 suggestion", "{0} suggestions")
    named = [shown(name) for name in of.annotators if name != UNNAMED]
    yield from named[:_NAMED]
    if len(named) > _NAMED:
        yield tr("and {0} more").format(chrome.number(len(named) - _NAMED))


def tables(survey: Survey) -> dict[str, tuple[str, Preview]]:
    """Somebody's tables among the files by path, each with its name and its columns."""
    names = names_of([each.file for each in survey.files])
    return {each.file: (names[each.file], each.columns) for each in survey.files if each.columns is not None}


def whole_count(survey: Survey) -> int:
    """How many records there are, those that cannot be read among them."""
    return sum(each.records + len(each.rejected) for each in survey.files)
