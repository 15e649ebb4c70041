"""Which disagreements are meant, in words: for the chip above their list. Loads without Qt."""

from collections.abc import Mapping

from annotations.agreement.disagreements import MATCHES, Disagreement, Which
from annotations.model.mark import Subject
from desktop.models.agreement_words import reason_in_words, tr, versions_in_words

_SUBJECTS = {Subject.SPAN: "Spans", Subject.EVENT: "Events", Subject.ARGUMENT: "Roles"}
# What is said of disagreements about each subject where that is all that is known of them.
_ABOUT = {Subject.SPAN: "All about spans", Subject.EVENT: "All about events", Subject.ARGUMENT: "All about roles"}


def subject_in_words(subject: Subject) -> str:
    """ "Spans", "Events", "Roles"."""
    return tr(_SUBJECTS[subject])


def which_in_words(which: Which, titles: Mapping[str, str]) -> str:
    """What a number that was clicked counts: "ORG against GPE", "Hana and Marek, in “A title”". Empty for all.

    `titles` are those of the articles.
    """
    said: list[str] = []
    if which.labels is not None:
        said.append(_labels(which.labels, agreed=bool(which.reasons & MATCHES)))
    if which.label:
        said.append(which.label)
    if which.versions is not None:
        said.append(f"{which.versions[0].surface}: {versions_in_words(which.versions)}".removeprefix(": "))
    if which.pair is not None:
        said.append(tr("{0} and {1}").format(*which.pair))
    if which.article:
        said.append(tr("in “{0}”").format(titles.get(which.article, which.article)))
    if which.reasons and which.labels is None and not which.label:
        said.append(" · ".join(dict.fromkeys(map(reason_in_words, sorted(which.reasons)))))
    elif not said and which.subjects:
        said.append(" · ".join(tr(_ABOUT[subject]) for subject in Subject if subject in which.subjects))
    return ", ".join(said)


def _labels(labels: frozenset[str], *, agreed: bool) -> str:
    known = sorted(label for label in labels if label)
    if agreed:
        return tr("Agreed on {0}").format(" · ".join(known))
    if "" in labels:
        return tr("{0} against nothing").format(*known) if known else tr("Nothing")
    if len(known) == 1:
        return tr("{0} with other ends").format(*known)
    return tr("{0} against {1}").format(*known)


def who_in_words(each: Disagreement) -> str:
    """Who has what: "Hana LOC, Marek nothing", "Hana and Marek ORG, with other ends"."""
    (one, other), nothing = each.pair, tr("nothing")
    first, second = (mark.label if mark is not None else nothing for mark in (each.a, each.b))
    if first == second:
        said = tr("{0} and {1} {2}").format(one, other, first)
    else:
        said = tr("{0} {1}, {2} {3}").format(one, first, other, second)
    if each.a is not None and each.b is not None and each.a[:2] != each.b[:2]:
        return tr("{0}, with other ends").format(said)
    return said
