"""`spandesk agreement`: how well annotators agree, in a project or in a file of documents."""

import argparse
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.errors import BadInput
from desktop.commands.base import Command, CommandRefused, Outcome, Progress, counted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from annotations.agreement.checked import Checked, Given
    from annotations.agreement.choice import Choice
    from annotations.agreement.disagreements import Around, Group
    from annotations.agreement.figures import Resampling
    from annotations.agreement.gamma import Settings
    from annotations.agreement.report import Source
    from annotations.model.project import SetFacts
    from annotations.workspace import Workspace
    from desktop.agreements import Agreement, Measuring

_WRITTEN = (".html", ".csv", ".json")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Measured:
    """What there is to say and to write. `checked` and `examples` are made only where they are wanted."""

    agreement: "Agreement"
    checked: "Checked | None"
    examples: "Mapping[Group, Around]"
    warnings: tuple[str, ...] = ()


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    from annotations.agreement.resampling import DRAWS, SEED

    parser.add_argument(
        "project", metavar="PROJECT or FILE.json", help="a .spandesk file, a database URL, or a file of documents"
    )
    parser.add_argument("--annotators", metavar="A,B", type=_names, default=(), help="only these (all who finished)")
    parser.add_argument("--label", metavar="CODE", action="append", default=[], help="only this label; may be repeated")
    condition = parser.add_mutually_exclusive_group()
    condition.add_argument("--blind", action="store_true", help="work done without sight of suggestions")
    condition.add_argument("--suggested", action="store_true", help="work done with suggestions (what is done)")
    parser.add_argument(
        "--guideline", metavar="N", type=int, action="append", default=[], help="only work under this version"
    )
    parser.add_argument("--gamma", action="store_true", help="compute gamma too, which takes long")
    parser.add_argument(
        "--draws", type=_count, default=DRAWS, metavar="N", help=f"draws of articles ({DRAWS}); 0: none"
    )
    parser.add_argument("--seed", type=_count, default=SEED, metavar="N", help=f"what the draws start from ({SEED})")
    parser.add_argument("--bca", action="store_true", help="intervals corrected for bias and skew")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the report: .html, .csv or .json")


def _names(word: str) -> tuple[str, ...]:
    names = tuple(sorted({name.strip() for name in word.split(",") if name.strip()}))
    if len(names) < 2:
        raise argparse.ArgumentTypeError("name two analysts or more, with a comma between them")
    return names


def _count(word: str) -> int:
    if not word.isdecimal() or int(word) > 1_000_000_000:
        raise argparse.ArgumentTypeError(f"not a count: {word}")
    return int(word)


def _agreement(arguments: argparse.Namespace, progress: Progress) -> Outcome:
    from desktop.agreement_report.table import lines
    from desktop.agreement_report.writing import as_json, write

    out: Path | None = arguments.out
    if out is not None and out.suffix not in _WRITTEN:
        raise CommandRefused(f"{out.name}: a report is one of {', '.join(_WRITTEN)}")
    measured = (_of_file if _is_file(arguments.project) else _of_project)(arguments, progress)
    found = {} if measured.checked is None else as_json(measured.agreement, measured.checked)
    if out is not None:
        write(out, measured.agreement, measured.examples, found)
    said = () if arguments.json else tuple(lines(measured.agreement))
    written = () if out is None else ("", f"written: {out}")
    return Outcome(values=found, lines=(*said, *measured.warnings, *written))


def _is_file(word: str) -> bool:
    return "://" not in word and word.endswith(".json")


def _wants(arguments: argparse.Namespace, suffix: str) -> bool:
    return arguments.out is not None and arguments.out.suffix == suffix


def _resampling(arguments: argparse.Namespace) -> "Resampling":
    from annotations.agreement.figures import Resampling

    return Resampling(draws=arguments.draws, seed=arguments.seed, method="BCa" if arguments.bca else "percentile")


def _checked(
    arguments: argparse.Namespace, agreement: "Agreement", sources: "Sequence[Source]", settings: "Settings"
) -> "Checked | None":
    from annotations.agreement import checked
    from desktop.agreement_report.writing import checked_figures

    if not arguments.json and not _wants(arguments, ".json"):
        return None
    found = checked_figures(agreement, sources)
    if agreement.gamma is not None:
        checked.put_gamma(found, agreement.gamma, settings)
    return found


def _with_gamma(
    agreement: "Agreement", sources: "Sequence[Source]", settings: "Settings", progress: Progress
) -> "Agreement":
    from annotations.agreement.gamma import gamma

    documents = [source.parts.document for source in sources]
    made = gamma(
        documents,
        agreement.report.annotators,
        settings,
        on_progress=lambda done, of: progress.say(f"gamma: {done:,} of {counted(of, 'sample')}"),
    )
    return replace(agreement, gamma=made)


# -- a file -----------------------------------------------------------------------------------------------------------


def _of_file(arguments: argparse.Namespace, progress: Progress) -> _Measured:
    from annotations.agreement.disagreements import around
    from annotations.agreement.gamma import Settings
    from desktop.agreements import measured_documents

    if arguments.annotators or arguments.label or arguments.guideline or arguments.blind or arguments.suggested:
        raise CommandRefused("of a file everything is measured; analysts, labels and conditions are for projects")
    path = Path(arguments.project)
    given = _read(path)
    agreement, sources = measured_documents(
        path.stem, given.documents, given.texts, _resampling(arguments), _telling(progress), given.looks
    )
    settings = given.gamma or Settings()
    if given.gamma is not None or arguments.gamma:
        agreement = _with_gamma(agreement, sources, settings, progress)
    found = _checked(arguments, agreement, sources, settings)
    if found is not None:
        found.details["warnings"] = list(given.warnings)
    examples = {
        group: around(group.example, given.texts[group.example.article])
        for group in agreement.report.groups
        if group.example.article in given.texts
    }
    warnings = tuple(
        "warning: {document}: {annotator} has {label} {start}..{end} {times} times; it counts once".format(**each)
        for each in given.warnings
    )
    return _Measured(agreement=agreement, checked=found, examples=examples, warnings=warnings)


def _read(path: Path) -> "Given":
    from annotations.agreement import checked

    try:
        value = json.loads(path.read_bytes())
    except json.JSONDecodeError as error:
        raise BadInput(str(path), error.lineno, f"no JSON: {error.msg}") from error
    except (UnicodeDecodeError, RecursionError) as error:
        raise BadInput(str(path), None, f"no JSON: {error}") from error
    try:
        return checked.read(value)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise BadInput(str(path), None, f"not documents with annotators and spans: {_what(error)}") from error


def _what(error: Exception) -> str:
    return f"{error} is missing" if isinstance(error, KeyError) else str(error)


# -- a project --------------------------------------------------------------------------------------------------------


def _of_project(arguments: argparse.Namespace, progress: Progress) -> _Measured:
    from annotations.agreement.gamma import Settings
    from annotations.workspace import Workspace
    from desktop.agreement_report.sections import MOST_GROUPS
    from desktop.agreements import examples, measured_in, sources_of

    with Workspace.open(arguments.project, read_only=True) as workspace:
        facts = workspace.set_facts()
        choice = _choice(arguments, workspace, facts)
        agreement = measured_in(workspace, choice, _resampling(arguments), on_progress=_telling(progress))
        sources = sources_of(workspace, choice, facts, changed=())
        settings = Settings(seed=arguments.seed)
        if arguments.gamma:
            agreement = _with_gamma(agreement, sources, settings, progress)
        found = _checked(arguments, agreement, sources, settings)
        shown = examples(workspace, agreement.report.groups[:MOST_GROUPS]) if _wants(arguments, ".html") else {}
    return _Measured(agreement=agreement, checked=found, examples=shown)


def _choice(arguments: argparse.Namespace, workspace: "Workspace", facts: "Sequence[SetFacts]") -> "Choice":
    from annotations.agreement.choice import Choice, Condition
    from annotations.agreement.coverage import likely_condition

    known = {each.annotator for each in facts}
    for name in arguments.annotators:
        if name not in known:
            raise CommandRefused(f"no annotations by {name}: {', '.join(sorted(known)) or 'there are none yet'}")
    codes = {label.code for label in workspace.schema.labels}
    for code in arguments.label:
        if code not in codes:
            raise CommandRefused(f"no such label: {code}: choose from {', '.join(sorted(codes))}")
    choice = Choice(
        annotators=arguments.annotators,
        labels=tuple(sorted(set(arguments.label))),
        schema_versions=tuple(sorted(set(arguments.guideline))),
    )
    if arguments.blind or arguments.suggested:
        return replace(choice, condition=Condition.BLIND if arguments.blind else Condition.SUGGESTED)
    return replace(choice, condition=likely_condition(facts, choice))


# -- what is said and written -----------------------------------------------------------------------------------------


def _telling(progress: Progress) -> "Callable[[Measuring], None]":
    def tell(measuring: "Measuring") -> None:
        progress.say(f"{measuring.what}: {measuring.done:,} of {measuring.of:,}")

    return tell


AGREEMENT = Command(name="agreement", title="how well analysts agree", add_arguments=_add_arguments, run=_agreement)
