"""Shows on the Adjudicate page what the adjudicator has: the list, the article, the place that is looked at."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from weakref import WeakKeyDictionary

from annotations.agreement.adjudicating import Case
from annotations.agreement.disputes import Dispute, State
from annotations.model.ids import MentionId
from annotations.model.mark import Mark
from annotations.model.mention import EventMention, Mention
from annotations.model.schema import Label, Schema
from desktop.adjudicator import Adjudicator
from desktop.canvas import places
from desktop.pages.adjudicate import AdjudicatePage
from desktop.pages.adjudicate_verbs import RulingVerbs
from desktop.pages.adjudicate_views import example_of, figures, row_of, shown_names, version_view
from desktop.pages.adjudicate_words import label_of, what_it_takes
from desktop.panels.docket_rows import DocketRow
from desktop.panels.ruling_guideline import GuidelineView
from desktop.worklist import DocketGroup, PlaceId


class AdjudicateShow:
    """Each part of the page is shown by one method; `refresh_docket` and `refresh_place` call those it takes."""

    def __init__(self, page: AdjudicatePage, adjudicator: Adjudicator, verbs: RulingVerbs) -> None:
        self._page = page
        self._adjudicator = adjudicator
        self._verbs = verbs
        self._place: PlaceId | None = None
        self._case: Case | None = None
        self._agreed: tuple[Mention, ...] = ()
        self._shown: tuple[object, ...] = ()
        self._rows: WeakKeyDictionary[DocketGroup, DocketRow] = WeakKeyDictionary()

    def forget(self) -> None:
        """Another project, or another schema: nothing of before holds."""
        self._rows.clear()
        self._case = None
        self._shown = ()

    # -- the list -----------------------------------------------------------------------------------------------------

    def refresh_docket(self) -> None:
        """Other disputes, or others of them listed."""
        adjudicator, panel = self._adjudicator, self._page.docket
        work, schema = adjudicator.work, adjudicator.schema
        panel.show_figures(figures(adjudicator))
        panel.show_filter(work.shown.value)
        panel.show_order(work.order.value)
        panel.show_narrowing(work.only.words if work.only is not None else "")
        panel.show_rows([self._row(group, schema) for group in work.groups] if schema is not None else [])
        self._show_places()

    def _row(self, group: DocketGroup, schema: Schema) -> DocketRow:
        row = self._rows.get(group)
        if row is None:
            row = self._rows[group] = row_of(group, schema, self._adjudicator.work.shown)
        return row

    def arranged(self) -> None:
        """What counts in a row depends on what is listed."""
        self._rows.clear()

    # -- the place ----------------------------------------------------------------------------------------------------

    def refresh_place(self) -> None:
        """Another place, or another state of it."""
        adjudicator, page = self._adjudicator, self._page
        dispute, group, schema = adjudicator.current, adjudicator.group, adjudicator.schema
        if adjudicator.place != self._place:
            self._place = adjudicator.place
            self._verbs.leave()
        page.docket.select(group.key if group is not None else "")
        page.header.show_hidden(adjudicator.hidden)
        if dispute is None or schema is None:
            self._show_nothing()
            return
        page.versions.show_view(version_view(adjudicator, dispute, schema, moving=self._verbs.ends is not None))
        self._show_guideline(dispute, schema)
        names = adjudicator.annotators(dispute.article)
        page.strip.show_lanes(shown_names(names, hidden=adjudicator.hidden))
        page.strip.show_possible(self._verbs.possible())
        self._show_places()
        self._show_focus(dispute, names)

    def _show_nothing(self) -> None:
        page = self._page
        self._case = None
        self._shown = ()
        page.header.clear()
        docket = self._adjudicator.docket
        page.canvas.clear(what_it_takes() if docket is not None and not docket.titles else "")
        page.versions.clear("")
        page.strip.show_lanes(())
        page.strip.show_possible(())

    def _show_focus(self, dispute: Dispute, names: Sequence[str]) -> None:
        if self._case is not None and self._case.article.id == dispute.article:
            picked = self._adjudicator.picked
            lane = names.index(picked.annotator) if picked is not None and picked.annotator in names else None
            self._page.canvas.set_focus(dispute.key, lane)
            self._page.canvas.set_edit(self._verbs.marks())

    def show_case(self) -> None:
        """Another article, or another state of it."""
        case, schema = self._adjudicator.case, self._adjudicator.schema
        if case is None or schema is None:
            return
        before, self._case = self._case, case
        self._agreed = _agreed(case)
        if before is None or before.article.id != case.article.id:
            self._shown = self._places(case)
            self._page.canvas.show_article(case.article, schema, self._agreed, *self._shown)
        spans = sum(not isinstance(mention, EventMention) for mention in self._agreed)
        self._page.header.show_article(case.article, len(case.sets), spans)
        self.refresh_place()

    def _show_places(self) -> None:
        case = self._case
        if case is None:
            return
        disputes = self._adjudicator.work.of_article(case.article.id)
        self._page.header.show_open(sum(each.state is State.OPEN for each in disputes), len(disputes))
        shown = self._places(case)
        if shown != self._shown:
            self._shown = shown
            lanes, those = shown
            self._page.canvas.show_places(those, self._agreed, lanes)

    def _places(self, case: Case) -> tuple[tuple[places.Lane, ...], tuple[places.Place, ...]]:
        adjudicator = self._adjudicator
        names = adjudicator.annotators(case.article.id)
        shown = shown_names(names, hidden=adjudicator.hidden)
        lanes = tuple(places.Lane(name, digit) for digit, name in enumerate(shown, start=1))
        return lanes, tuple(_place(each, names) for each in adjudicator.work.of_article(case.article.id))

    # -- the guideline ------------------------------------------------------------------------------------------------

    def _show_guideline(self, dispute: Dispute, schema: Schema) -> None:
        """That of the label a ruling would give; one that is being changed stays until it is ruled."""
        card, verbs = self._page.guideline, self._verbs
        if card.edited and verbs.guideline is not None:
            return
        label = self._label(dispute, schema)
        verbs.guideline = label
        if label is None:
            card.show_guideline(None)
            return
        case = self._case
        here = case is not None and case.article.id == dispute.article
        card.show_guideline(
            GuidelineView(
                code=label.code,
                hue=label.hue,
                text=label.guideline,
                version=schema.version,
                offered=example_of(case.article, dispute) if case is not None and here else None,
                editable=not self._adjudicator.read_only,
            )
        )

    def _label(self, dispute: Dispute, schema: Schema) -> Label | None:
        picked = self._adjudicator.picked
        marks = (*picked.marks, *dispute.versions.get(picked.annotator, ())) if picked is not None else ()
        most = (mark for those, _names in dispute.contents for mark in those)
        return label_of(schema, dispute, next(iter(marks), None) or next(most, None))

    def forget_draft(self) -> None:
        """It was ruled: the guideline of now, and no cause."""
        self._page.guideline.forget()
        dispute, schema = self._adjudicator.current, self._adjudicator.schema
        if dispute is not None and schema is not None:
            self._show_guideline(dispute, schema)


def _agreed(case: Case) -> tuple[Mention, ...]:
    """What all who finished the article have, as the first of them has it; an event with what fills it and is agreed
    on as well."""
    if not case.sets:
        return ()
    first, *others = case.sets
    marks = [{_mark(mention) for mention in each.mentions.values()} for each in others]
    agreed = {id_: mention for id_, mention in first.mentions.items() if all(_mark(mention) in each for each in marks)}
    return tuple(_with_fillers(mention, agreed.keys()) for mention in agreed.values())


def _mark(mention: Mention) -> tuple[str, Mark]:
    return mention.kind.value, Mark(mention.span.start, mention.span.end, mention.label)


def _with_fillers(mention: Mention, known: Collection[MentionId]) -> Mention:
    if not isinstance(mention, EventMention):
        return mention
    return replace(mention, arguments=tuple(each for each in mention.arguments if each.target in known))


def _place(dispute: Dispute, names: Sequence[str]) -> places.Place:
    settled = dispute.state is State.SETTLED and dispute.ruling is not None
    return places.Place(
        key=dispute.key,
        kind=dispute.subject,
        start=dispute.start,
        end=dispute.end,
        versions=tuple(dispute.versions.get(name, ()) for name in names),
        settled=dispute.ruling.result if settled and dispute.ruling is not None else None,
        deferred=dispute.state is State.DEFERRED,
        trigger=dispute.trigger,
    )
