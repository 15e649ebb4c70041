"""`spandesk import --check`: what would be taken, without taking it."""

from collections import Counter
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

from annotations.model.mention import Kind
from annotations.model.project import Rejected
from annotations.model.schema import Schema
from desktop.commands.base import Outcome, counted
from desktop.commands.import_labels import OPTIONS

if TYPE_CHECKING:
    from annotations.importers.mapping import LabelMap, LabelName
    from annotations.importers.survey import FileSurvey, LabelSeen, RecordPreview, RoleSeen, Survey

NEW, HERE, LACKING = "new", "here already", "labels that the schema has not"


def outcome(survey: "Survey", schema: Schema, labels: "LabelMap", known: Collection[str]) -> Outcome:
    """What is in the files and what would become of it. `known` are those of their texts that are in the project."""
    from annotations.importers.guesses import suggest_map
    from annotations.importers.survey import is_settled

    unknown_labels, unknown_roles = survey.unknown()
    guess = suggest_map(unknown_labels, schema, unknown_roles, given=labels)
    new = len(set(survey.texts) - set(known))
    unfit = survey.unfit(schema, labels)
    rejected = [each for file in survey.files for each in file.rejected]
    values = {
        "files": [_file(file) for file in survey.files],
        "records": len(survey.texts),
        "new": new,
        "here": len(survey.texts) - new,
        "unfit": unfit,
        "rejected": [{"file": each.file, "line": each.line, "reason": each.reason} for each in rejected],
        "labels": [_label(each, labels, guess) for each in survey.labels],
        "roles": [_role(each, labels, guess) for each in survey.roles],
        "annotators": dict(survey.annotators),
        "previews": [
            _preview(each, known, fits=all(is_settled(name, schema, labels) for name in each.lacking))
            for each in survey.previews
        ],
    }
    lines = [*_file_lines(survey.files), f"{new:,} new, {values['here']:,} here already, {len(rejected):,} rejected"]
    lines += [f"annotations of {name}: {counted(count, 'article')}" for name, count in survey.annotators.items()]
    lines += [_label_line(each, labels, guess) for each in survey.labels]
    lines += [
        _role_line(each, labels, guess)
        for each in survey.roles
        if each.name in labels.roles or not is_settled(each.name, schema, labels)
    ]
    if unfit:
        lines.append(f"{counted(unfit, 'record')} would be rejected for labels or roles: use {OPTIONS}")
    lines += [f"rejected: {where_and_why(each)}" for each in rejected]
    return Outcome(values=values, lines=tuple(lines))


def where_and_why(rejected: Rejected) -> str:
    """ "articles.jsonl:7: no text"."""
    where = rejected.file if rejected.line is None else f"{rejected.file}:{rejected.line}"
    return f"{where}: {rejected.reason}"


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


def _preview(preview: "RecordPreview", known: Collection[str], *, fits: bool) -> dict[str, Any]:
    return {
        "file": preview.file,
        "line": preview.line,
        "title": preview.title,
        "first_line": preview.first_line,
        "annotators": list(preview.annotators),
        "mentions": preview.mentions,
        "events": preview.events,
        "suggestions": preview.suggestions,
        "verdict": LACKING if not fits else HERE if preview.sha256 in known else NEW,
    }


# -- lines ------------------------------------------------------------------------------------------------------------


def _file_lines(files: "Collection[FileSurvey]") -> Iterator[str]:
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
            guess = ",".join(f"{field}={column}" for field, column in file.columns.mapping.items())
            yield f"{file.file}: --columns {guess} (of {', '.join(file.columns.columns)})"


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
