"""`spandesk import --check`: what would be taken, without taking it."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from annotations.model.mention import Kind
from annotations.model.project import ImportReport
from annotations.model.schema import Schema
from desktop.commands.base import Outcome, counted
from desktop.commands.import_rejected import rejected_lines, rejected_values, summary

if TYPE_CHECKING:
    from annotations.importers.mapping import LabelMap, LabelName
    from annotations.importers.survey import FileSurvey, LabelSeen, RecordPreview, RoleSeen, Survey

NEW, HERE, LACKING = "new", "here already", "labels that the schema has not"


def outcome(
    survey: "Survey",
    schema: Schema,
    labels: "LabelMap",
    known: Collection[str],
    foretold: ImportReport,
    columns: Mapping[str, str] | None,
) -> Outcome:
    """What is in the files and what would become of it: `known` are those of their texts that are in the project,
    `foretold` is what an import of them would report. `columns` are those that were chosen."""
    from annotations.importers.guesses import suggest_map

    guess = suggest_map(survey.unknown()[0], schema, survey.unknown()[1], given=labels)
    new = len(set(survey.texts) - set(known))
    here = len(survey.texts) - new
    values = {
        "files": [_file(file) for file in survey.files],
        "records": len(survey.texts),
        "new": new,
        "here": here,
        "unfit": survey.unfit(schema, labels),
        "articles": foretold.articles,
        "duplicates": foretold.duplicates,
        "sets": foretold.sets,
        "rejected": rejected_values(foretold.rejected),
        "labels": [_label(each, labels, guess) for each in survey.labels],
        "roles": [_role(each, labels, guess) for each in survey.roles],
        "annotators": dict(survey.annotators),
        "previews": list(_previews(survey, schema, labels, known, foretold)),
    }
    lines = [*_file_lines(survey.files, columns), f"{new:,} new, {here:,} here already"]
    lines += [f"annotations of {name}: {counted(count, 'article')}" for name, count in survey.annotators.items()]
    lines += _name_lines(survey, schema, labels, guess)
    lines += [f"an import would take: {summary(foretold)}", *rejected_lines(foretold.rejected)]
    return Outcome(values=values, lines=tuple(lines))


# -- values -----------------------------------------------------------------------------------------------------------


def _file(file: "FileSurvey") -> dict[str, Any]:
    columns = file.columns
    return {
        "file": file.file,
        "format": file.format_id,
        "by": file.by,
        "others": list(file.others),
        "records": file.records,
        "columns": None if columns is None else {"all": list(columns.columns), "guess": dict(columns.mapping)},
    }


def _label(seen: "LabelSeen", labels: "LabelMap", guess: "LabelMap") -> dict[str, Any]:
    return {
        "label": seen.name.code,
        "kind": seen.name.kind.value,
        "count": seen.count,
        "known": seen.known,
        "examples": list(seen.examples),
        "becomes": _label_becomes(seen.name, labels),
        "guess": _label_becomes(seen.name, guess),
    }


def _label_becomes(name: "LabelName", labels: "LabelMap") -> str | None:
    choice = labels.labels.get(name)
    return choice if choice is None or isinstance(choice, str) else choice.code


def _role(seen: "RoleSeen", labels: "LabelMap", guess: "LabelMap") -> dict[str, Any]:
    return {
        "role": str(seen.name),
        "count": seen.count,
        "known": seen.known,
        "becomes": labels.roles.get(seen.name),
        "guess": guess.roles.get(seen.name),
    }


def _previews(
    survey: "Survey", schema: Schema, labels: "LabelMap", known: Collection[str], foretold: ImportReport
) -> Iterator[dict[str, Any]]:
    from annotations.importers.survey import is_settled

    refused = {(each.file, each.line): each.reason for each in foretold.rejected}
    for each in survey.previews:
        fits = all(is_settled(name, schema, labels) for name in each.lacking)
        yield _preview(each, known, refused, fits=fits)


def _preview(
    preview: "RecordPreview", known: Collection[str], refused: Mapping[tuple[str, int | None], str], *, fits: bool
) -> dict[str, Any]:
    verdict = HERE if preview.sha256 in known else NEW
    return {
        "file": preview.file,
        "line": preview.line,
        "title": preview.title,
        "first_line": preview.first_line,
        "annotators": list(preview.annotators),
        "mentions": preview.mentions,
        "events": preview.events,
        "suggestions": preview.suggestions,
        "verdict": refused.get((preview.file, preview.line), verdict) if fits else LACKING,
    }


# -- lines ------------------------------------------------------------------------------------------------------------


def _file_lines(files: "Collection[FileSurvey]", columns: Mapping[str, str] | None) -> Iterator[str]:
    """The files by their formats, and the columns of each table."""
    many, records = Counter[tuple[str, ...]](), Counter[tuple[str, ...]]()
    for file in files:
        taken_for = (file.format_id, file.by, *file.others)
        many[taken_for] += 1
        records[taken_for] += file.records
    for taken_for, count in many.items():
        format_id, by, *others = taken_for
        known = f"{format_id}, known by its {by}" if by in ("content", "suffix") else format_id or "no format"
        also = f" (it may be {' or '.join(others)} as well)" if others else ""
        yield f"{known}: {counted(count, 'file')}, {counted(records[taken_for], 'record')}{also}"
    for file in files:
        if file.columns is not None:
            yield f"{file.file}: {_columns(columns or file.columns.mapping, file.columns.columns)}"


def _columns(mapping: Mapping[str, str], there: Collection[str]) -> str:
    which = ",".join(f"{field}={column}" for field, column in mapping.items() if "text" in mapping)
    said = f"--columns {which}" if which else "say which column is the text: --columns text=COLUMN"
    return f"{said} (of {', '.join(there)})"


def _name_lines(survey: "Survey", schema: Schema, labels: "LabelMap", guess: "LabelMap") -> Iterator[str]:
    """The labels, and the roles that are not simply there."""
    from annotations.importers.survey import is_settled

    for label in survey.labels:
        yield _label_line(label, labels, guess)
    for role in survey.roles:
        if role.name in labels.roles or not is_settled(role.name, schema, labels):
            yield _role_line(role, labels, guess)


def _label_line(seen: "LabelSeen", labels: "LabelMap", guess: "LabelMap") -> str:
    what = "event type" if seen.name.kind is Kind.EVENT else "label"
    words = ", ".join(f"“{words}”" for words in seen.examples)
    said = f"{what} {seen.name.code}: {seen.count:,} ({words})"
    becomes = _label_becomes(seen.name, labels)
    if seen.known and becomes is None:
        return said
    return f"{said}: {_fate(seen.name.code, becomes, _label_becomes(seen.name, guess))}"


def _role_line(seen: "RoleSeen", labels: "LabelMap", guess: "LabelMap") -> str:
    fate = _fate(str(seen.name), labels.roles.get(seen.name), guess.roles.get(seen.name))
    return f"role {seen.name}: {seen.count:,}: {fate}"


def _fate(name: str, becomes: str | None, guess: str | None) -> str:
    from annotations.importers.mapping import Otherwise

    if becomes is not None:
        return becomes if becomes in list(Otherwise) else f"becomes {becomes}"
    perhaps = f"; perhaps --map {name}={guess}" if guess is not None else ""
    return f"the schema has none{perhaps}"
