"""Disputes and rulings in words: what is in question, how the versions differ, what was ruled."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QLocale

from annotations.agreement.disputes import Dispute
from annotations.model.mark import Mark, Subject
from annotations.model.mention import Kind
from annotations.model.ruling import Ruling
from annotations.model.schema import Label, Schema
from desktop import chrome

Piece = tuple[str, str]  # words, and the hue of the label they are, or ""
_LONGEST_REST = 12  # letters by which one version is longer, to be quoted


def tr(text: str) -> str:
    """The text in the language of the interface."""
    return QCoreApplication.translate("adjudicate", text)


def label_of(schema: Schema, dispute: Dispute, mark: Mark | None) -> Label | None:
    """The label whose guideline is about a mark: of an argument, that of its event."""
    if dispute.subject is Subject.ARGUMENT:
        return schema.label(dispute.trigger.label, Kind.EVENT) if dispute.trigger is not None else None
    kind = Kind.EVENT if dispute.subject is Subject.EVENT else Kind.ENTITY
    return schema.label(mark.label, kind) if mark is not None else None


def code_and_hue(schema: Schema, dispute: Dispute, mark: Mark) -> Piece:
    """What a mark is called: the code of its label, or the title of its role."""
    label = label_of(schema, dispute, mark)
    hue = label.hue if label is not None else "grey"
    if dispute.subject is not Subject.ARGUMENT:
        return mark.label, hue
    role = label.role(mark.label) if label is not None else None
    return (role.title if role is not None else mark.label), hue


def in_question(schema: Schema, dispute: Dispute) -> tuple[Piece, ...]:
    """What the versions are, the most frequent first: "ORG or NORP", "ORG or nothing", "GPE or longer"."""
    contents = [marks for marks, _names in dispute.contents]
    codes = list(dict.fromkeys(code_and_hue(schema, dispute, mark) for marks in contents for mark in marks))
    pieces: list[Piece] = list(codes)
    if len(codes) == 1 and len(_extents(contents)) > 1:
        pieces.append((_other_ends(dispute, contents), ""))
    if () in contents:
        pieces.append((tr("nothing"), ""))
    between = (tr("or"), "")
    return tuple(part for piece in pieces for part in (between, piece))[1:]


def reason(dispute: Dispute) -> str:
    """How the versions differ: "Same span, different label"."""
    contents = [marks for marks, _names in dispute.contents]
    labels = {frozenset(mark.label for mark in marks) for marks in contents if marks}
    ends = len(_extents(contents)) > 1
    if () in contents:
        return tr("Some have it, some not") if len(contents) == 2 else tr("Different, or nothing at all")
    if dispute.subject is Subject.ARGUMENT:
        return tr("Different filler") if len(labels) == 1 else tr("Same filler, different role") if not ends else both()
    if len(labels) == 1:
        return tr("Same label, different ends")
    return tr("Same span, different label") if not ends else both()


def both() -> str:
    """Label and ends differ."""
    return tr("Different label and ends")


def result_in_words(schema: Schema, dispute: Dispute, result: Sequence[Mark]) -> str:
    """What stands: "ORG", "ORG, GPE" or "nothing"."""
    codes = dict.fromkeys(code_and_hue(schema, dispute, mark)[0] for mark in result)
    return ", ".join(codes) or tr("nothing")


def what_it_takes() -> str:
    """What has to be there before anything can be ruled."""
    return tr(
        "Here you rule on what analysts mark differently. It takes articles that two of them finished, each under a "
        "name of their own: in this project, or in a copy of it whose work is added here."
    )


def names_in_words(names: Sequence[str]) -> str:
    """ "Hana", "Hana and Leyla", "Hana, Leyla and Marek"."""
    if len(names) < 2:
        return "".join(names)
    return tr("{0} and {1}").format(", ".join(names[:-1]), names[-1])


def date_of(ruling: Ruling) -> str:
    """The day of a ruling: "12 Nov"."""
    at = ruling.at.astimezone()
    return f"{at.day} {QLocale().monthName(at.month, QLocale.FormatType.ShortFormat)}"


def what_changed(schema: Schema, dispute: Dispute, called: Mapping[str, str]) -> str:
    """What happened since a place was ruled: "Ruled ORG by Nadia, 12 Nov. Marek changed it since."; "" if nothing.

    `called` says how analysts are named.
    """
    ruling = dispute.ruling
    if ruling is None or not dispute.changed:
        return ""
    before = {version.annotator: set(version.marks) for version in ruling.versions}
    others = [called.get(name, name) for name, marks in dispute.versions.items() if before.get(name) != set(marks)]
    ruled = tr("Ruled {0} by {1}, {2}.").format(
        result_in_words(schema, dispute, ruling.result), ruling.adjudicator, date_of(ruling)
    )
    since = tr("{0} changed it since.").format(names_in_words(others)) if others else tr("It changed since.")
    return f"{ruled} {since}"


def standing(schema: Schema, dispute: Dispute) -> str:
    """The ruling that stands: "Ruled ORG by Nadia, 12 Nov: a militia, not a people"; "" for a place never ruled."""
    ruling = dispute.ruling
    if ruling is None or dispute.changed:
        return ""
    words = (tr("Deferred by {0}, {1}") if dispute.state.value == "deferred" else tr("Ruled {2} by {0}, {1}")).format(
        ruling.adjudicator, date_of(ruling), result_in_words(schema, dispute, ruling.result)
    )
    return f"{words}: {chrome.one_line(ruling.note)}" if ruling.note else f"{words}."


def _extents(contents: Sequence[Sequence[Mark]]) -> set[frozenset[tuple[int, int]]]:
    return {frozenset((mark.start, mark.end) for mark in marks) for marks in contents if marks}


def _other_ends(dispute: Dispute, contents: Sequence[Sequence[Mark]]) -> str:
    """What the other extent is to the most frequent one: "longer", "shorter", "without “the”"."""
    extents = list(dict.fromkeys((mark.start, mark.end) for marks in contents for mark in marks))
    if len(extents) != 2:
        return tr("other ends")
    (start, end), other = extents
    if other[0] <= start and end <= other[1]:
        return tr("longer")
    rest = dispute.words[: other[0] - start].strip()
    if other[1] == end and start == dispute.start < other[0] and len(rest) <= _LONGEST_REST:
        return tr("without “{0}”").format(rest)
    return tr("shorter") if start <= other[0] and other[1] <= end else tr("other ends")
