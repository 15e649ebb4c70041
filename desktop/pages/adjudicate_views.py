"""What the panels of the Adjudicate page show, as values made of the docket."""

from collections import Counter
from collections.abc import Mapping, Sequence
from string import ascii_uppercase

from annotations.agreement.adjudicating import Case, Rule
from annotations.agreement.disputes import Dispute, State
from annotations.model.article import Article
from annotations.model.mark import Mark, Subject
from annotations.model.mention import EventMention
from annotations.model.ruling import Verdict
from annotations.model.schema import Schema
from annotations.text.paragraphs import sentences
from desktop import chrome
from desktop.adjudicator import Adjudicator
from desktop.pages.adjudicate_words import (
    code_and_hue,
    in_question,
    label_of,
    names_in_words,
    reason,
    result_in_words,
    standing,
    tr,
    what_changed,
)
from desktop.panels.docket_list import DocketFigures
from desktop.panels.docket_rows import DocketRow
from desktop.panels.example_card import Example
from desktop.panels.version_panel import VersionView
from desktop.panels.version_rows import VersionLine, VersionRow
from desktop.worklist import DocketGroup, Shown

_AROUND = 200  # tokens at either side among which a sentence is sought


def figures(adjudicator: Adjudicator) -> DocketFigures | None:
    """How far it is; None while that is not known."""
    if adjudicator.docket is None:
        return None
    counts = adjudicator.work.counts()
    return DocketFigures(
        open=counts[State.OPEN],
        deferred=counts[State.DEFERRED],
        settled=counts[State.SETTLED],
        rulings=adjudicator.work.acts(),
        shared=len(adjudicator.docket.titles),
    )


def row_of(group: DocketGroup, schema: Schema, shown: Shown) -> DocketRow:
    """A group as a row of the list: of one that is settled all its places count, else those that are listed."""
    state = group.state
    those = group.those(shown) or list(group.disputes)
    most = Counter(dispute.alike for dispute in those).most_common(1)[0][0]
    example = next(dispute for dispute in those if dispute.alike == most)
    ruled = Counter(
        result_in_words(schema, dispute, dispute.ruling.result) for dispute in those if dispute.ruling is not None
    )
    return DocketRow(
        key=group.key,
        words=group.words,
        labels=in_question(schema, example),
        count=len(those),
        articles=len({dispute.article for dispute in those}),
        state=state.value,
        ruled=", ".join(words for words, _count in ruled.most_common(2)) if state is State.SETTLED else "",
    )


def shown_names(names: Sequence[str], *, hidden: bool) -> list[str]:
    """Names of analysts as they are shown, in the order of their digits."""
    return [tr("Analyst {0}").format(ascii_uppercase[place]) for place in range(len(names))] if hidden else list(names)


# -- versions ---------------------------------------------------------------------------------------------------------


def version_view(adjudicator: Adjudicator, dispute: Dispute, schema: Schema, *, moving: bool) -> VersionView:
    """The place that is looked at; `moving` says that ends are moved there."""
    group = adjudicator.work.about_same_words(dispute)
    following = adjudicator.following()
    others = [each for each in group if each.state is State.OPEN and each is not dispute]
    names = adjudicator.annotators(dispute.article)
    shown = shown_names(names, hidden=adjudicator.hidden)
    picked = adjudicator.picked
    return VersionView(
        words=dispute.words,
        reason=reason(dispute),
        rows=_rows(dispute, names, shown, adjudicator.case, schema),
        place=next(number for number, each in enumerate(group, start=1) if each is dispute),
        of=len(group),
        articles=len({each.article for each in group}),
        picked=names.index(picked.annotator) if picked is not None and picked.annotator in names else None,
        follow=len(following),
        differ=len(others) - len(following),
        alike=adjudicator.same_way,
        changed=what_changed(schema, dispute, dict(zip(names, shown, strict=True))),
        note=standing(schema, dispute),
        sentence=_moving() if moving else _sentence(adjudicator, dispute, schema, 1 + len(following)),
        act="" if moving else _act(adjudicator, dispute, schema, 1 + len(following)),
        writable=not adjudicator.read_only,
    )


def _rows(
    dispute: Dispute, names: Sequence[str], shown: Sequence[str], case: Case | None, schema: Schema
) -> tuple[VersionRow, ...]:
    ends = len({(mark.start, mark.end) for marks in dispute.versions.values() for mark in marks}) > 1
    rows = []
    for name, own in zip(names, shown, strict=True):
        marks = dispute.versions.get(name, ())
        same = [
            other
            for each, other in zip(names, shown, strict=True)
            if each != name and dispute.versions.get(each, ()) == marks
        ]
        alone = tr("alone") if len(names) > 2 else ""
        beside = tr("same as {0}").format(names_in_words(same)) if same else alone
        lines = [_line(dispute, mark, case, schema, beside="" if ends else beside) for mark in marks]
        nothing = VersionLine(words=tr("nothing"))
        rows.append(VersionRow(own, tuple(lines) or (nothing,), _fillers(dispute, name, case, schema)))
    return tuple(rows)


def _line(dispute: Dispute, mark: Mark, case: Case | None, schema: Schema, *, beside: str) -> VersionLine:
    code, hue = code_and_hue(schema, dispute, mark)
    if beside or case is None or case.article.id != dispute.article:
        return VersionLine(code, hue, beside)
    return VersionLine(code, hue, case.article.text[mark.start : mark.end], quoted=True)


def _fillers(dispute: Dispute, name: str, case: Case | None, schema: Schema) -> tuple[tuple[str, str], ...]:
    """The roles that an analyst filled in the events of a place, in the order of the schema."""
    if dispute.subject is not Subject.EVENT or case is None or case.article.id != dispute.article:
        return ()
    found = []
    for each in (each for each in case.sets if each.annotator == name):
        for event in each.mentions.values():
            mark = Mark(event.span.start, event.span.end, event.label)
            if isinstance(event, EventMention) and mark in dispute.versions.get(name, ()):
                for argument in event.arguments:
                    filler = each.mentions[argument.target]
                    label = label_of(schema, dispute, mark)
                    role = label.role(argument.role) if label is not None else None
                    title = role.title if role is not None else argument.role
                    found.append((title, chrome.one_line(filler.span.of(case.article.text))))
    return tuple(found)


# -- what would be ruled ----------------------------------------------------------------------------------------------


def _moving() -> str:
    return tr("The arrows move the end, with Shift the start. Enter rules that this stands, Esc leaves it.")


def _sentence(adjudicator: Adjudicator, dispute: Dispute, schema: Schema, count: int) -> str:
    if adjudicator.read_only:
        return tr("This project is open for reading only, so nothing can be ruled.")
    rule = adjudicator.picked
    if rule is None:
        if not adjudicator.rules_others:
            return tr("A digit, A or X rules this place and goes on to the next.")
        return tr("Pick a version with its digit, A or X. Enter rules it.")
    places = tr("1 place") if count == 1 else tr("{0} places").format(chrome.number(count))
    what = {
        Verdict.TAKEN: tr("Takes {0} from {1} for {2}."),
        Verdict.BOTH: tr("Keeps all versions at {2}."),
        Verdict.NEITHER: tr("Lets nothing stand at {2}."),
        Verdict.EDITED: tr("Puts {0} at {2}."),
    }[rule.verdict].format(picked_words(dispute, rule, schema), _who(adjudicator, dispute, rule), places)
    return f"{what} " + tr("Kept with every span: who ruled, when, why, guideline version.")


def _act(adjudicator: Adjudicator, dispute: Dispute, schema: Schema, count: int) -> str:
    rule = adjudicator.picked
    if rule is None or adjudicator.read_only:
        return ""
    words = {
        Verdict.BOTH: tr("Keep all versions of {0}"),
        Verdict.NEITHER: tr("Rule {0} as nothing"),
    }.get(rule.verdict, tr("Rule {0} as {1}"))
    act = words.format(chrome.number(count), picked_words(dispute, rule, schema))
    more = len(adjudicator.work.groups) > 1
    return tr("{0}, next group").format(act) if more else act


def picked_words(dispute: Dispute, rule: Rule, schema: Schema) -> str:
    """What would stand: "ORG"."""
    marks = rule.marks if rule.verdict is Verdict.EDITED else dispute.versions.get(rule.annotator, ())
    return result_in_words(schema, dispute, marks)


def _who(adjudicator: Adjudicator, dispute: Dispute, rule: Rule) -> str:
    names = adjudicator.annotators(dispute.article)
    shown: Mapping[str, str] = dict(zip(names, shown_names(names, hidden=adjudicator.hidden), strict=True))
    return shown.get(rule.annotator, rule.annotator)


# -- examples ---------------------------------------------------------------------------------------------------------


def example_of(article: Article, dispute: Dispute) -> Example:
    """The sentence that the words of a dispute stand in."""
    near = [number for number, token in enumerate(article.tokens) if token.end > dispute.start]
    first = max(0, near[0] - _AROUND) if near else 0
    around = sentences(article.text, article.tokens[first : first + 2 * _AROUND])
    touched = [each for each in around if each.start < dispute.end and dispute.start < each.end]
    start = min([dispute.start, *(each.start for each in touched)])
    end = max([dispute.end, *(each.end for each in touched)])
    before, words, after = (
        " ".join(article.text[begin:stop].split("\n"))
        for begin, stop in ((start, dispute.start), (dispute.start, dispute.end), (dispute.end, end))
    )
    return Example(before + words + after, len(before), len(before) + len(words))
