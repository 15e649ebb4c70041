"""Findings and fates of the ledger in words."""

from PySide6.QtCore import QCoreApplication

from annotations.editing.ledger import Convention, Finding, Side, Which
from annotations.model.fate import Fate, Fated
from annotations.model.mention import Kind
from desktop.chrome import number, one_line


def tr(text: str) -> str:
    """The text in the language of the interface."""
    return QCoreApplication.translate("ledger", text)


def finding_in_words(finding: Finding) -> tuple[str, str]:
    """What came up, and what to do about it."""
    match finding.which.fated[0]:
        case Fated.REBOUNDED:
            return _moved(finding), _about_extent(finding)
        case Fated.RELABELLED:
            what = tr("{label}: {count} of {of} became {given}{named}.")
            return _filled(what, finding), tr("Say in the guideline what sets the two apart; the next model learns it.")
        case Fated.MISSED:
            return _filled(tr("{label}: {count} of {of} missed{named}."), finding), _about_missed(finding)
    what = _filled(tr("{label}: {count} of {of} rejected{named}."), finding)
    return what, tr("A higher threshold would show fewer of them. See Thresholds.")


def _filled(sentence: str, finding: Finding) -> str:
    often = finding.words and finding.words[0][1] > 1
    named = tr(", most often {0}").format(_words(finding, most=2)) if often else ""
    return sentence.format(
        label=finding.which.label,
        given=finding.which.given or "",
        count=number(finding.count),
        of=number(finding.of),
        named=named,
    )


def _words(finding: Finding, most: int) -> str:
    return ", ".join(f"“\u2068{words}\u2069” ({number(count)})" for words, count in finding.words[:most])


def _moved(finding: Finding) -> str:
    side = tr("start") if finding.which.side is Side.START else tr("end")
    inwards = (finding.tokens > 0) == (finding.which.side is Side.START)
    tokens = abs(finding.tokens)
    if inwards and finding.words:
        how = tr("without {0}").format(_words(finding, most=1))
    elif inwards:
        how = tr("1 word shorter") if tokens == 1 else tr("{0} words shorter").format(tokens)
    else:
        how = tr("1 word longer") if tokens == 1 else tr("{0} words longer").format(tokens)
    return tr("{label}: {count} of {of} re-bounded at the {side}, mostly {how}.").format(
        label=finding.which.label,
        count=number(finding.count),
        of=number(finding.of),
        side=side,
        how=how,
    )


def _about_extent(finding: Finding) -> str:
    if finding.which.kind is Kind.EVENT:
        return tr("A trigger is the fewest words that say what happens. The next model learns where they end.")
    name = {
        Convention.DETERMINER: tr("“the” before a name"),
        Convention.POSSESSIVE: tr("’s after a name"),
        Convention.HYPHENATED: tr("names with a hyphen"),
    }
    if finding.convention is None:
        return tr("See Sources, how far a name reaches.")
    return tr("See Sources, how far a name reaches: {0}.").format(name[finding.convention])


def _about_missed(finding: Finding) -> str:
    named = [words for words, count in finding.words if count > 1]
    if not named:
        return tr("No words came up twice, so a phrase list would not help. The next model may.")
    return tr("Add {0} to the phrase list.").format(", ".join(f"“\u2068{words}\u2069”" for words in named))


def which_in_words(which: Which, count: int) -> str:
    """The heading over examples: "ORG, start moved: 41"."""
    words = {
        Fated.ACCEPTED: tr("accepted"),
        Fated.RELABELLED: tr("relabelled"),
        Fated.REBOUNDED: tr("re-bounded"),
        Fated.REJECTED: tr("rejected"),
        Fated.LEFT: tr("left undecided"),
        Fated.MISSED: tr("missed"),
    }
    said = words[which.fated[0]] if len(which.fated) == 1 else tr("suggested")
    if which.side is not None:
        said = tr("start moved") if which.side is Side.START else tr("end moved")
    if which.given is not None:
        said = tr("became {0}").format(which.given)
    return f"{which.label}, {said}: {number(count)}"


def fate_in_words(fate: Fate) -> str:
    """What became of one: "became ORG", "start 1 later"."""
    match fate.fated:
        case Fated.RELABELLED:
            return tr("became {0}").format(fate.given)
        case Fated.REBOUNDED:
            sides = ((tr("start"), fate.start_tokens), (tr("end"), fate.end_tokens))
            return ", ".join(
                (tr("{0} {1} later") if tokens > 0 else tr("{0} {1} earlier")).format(side, abs(tokens))
                for side, tokens in sides
                if tokens
            )
    return {
        Fated.ACCEPTED: tr("accepted"),
        Fated.REJECTED: tr("rejected"),
        Fated.LEFT: tr("left"),
        Fated.MISSED: tr("missed"),
    }[fate.fated]


def surface_of(fate: Fate) -> str:
    """The surface on one line."""
    return one_line(fate.surface)
