"""What goes out of the sets that were chosen: page furniture, labels that were not; and labels under new names."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from annotations.model.annotation_set import AnnotationSet
from annotations.model.article import Article
from annotations.model.ids import ArticleId
from annotations.model.mention import EventMention, Mention
from annotations.model.project import AnnotatedArticle
from annotations.model.schema import Schema
from annotations.model.suggestion import Suggestion
from exporters.alignment import EVENT_LOST, FILLER_LOST, argument_lost, issue
from exporters.base import ExportIssue
from exporters.furniture import Cut, Seams
from exporters.left_out import Account, Why
from exporters.relabelling import closed, renamed, without_twins

IN_FURNITURE = "stands in page furniture, which is left out"
INTO_FURNITURE = "reaches into page furniture, which is left out"


class Trimming:
    """Takes out of articles what was not chosen, and counts it; mentions that page furniture takes along are `lost`."""

    def __init__(
        self, schema: Schema, labels: Sequence[str], names: Mapping[str, str], *, furniture: bool, account: Account
    ) -> None:
        self._labels, self._names, self._furniture, self._account = frozenset(labels), names, furniture, account
        self._codes: dict[str, list[str]] = {}
        for code in dict.fromkeys((*(label.code for label in schema.labels), *names)):
            self._codes.setdefault(names.get(code, code), []).append(code)
        self._seams: dict[ArticleId, Seams] = {}
        self.lost: list[ExportIssue] = []

    def before(self, found: ExportIssue) -> ExportIssue:
        """A place in a trimmed article, where it is in the article as it came."""
        seams, codes = self._seams.get(ArticleId(found.article_id)), self._codes.get(found.label, [])
        start, end = (found.start, found.end) if seams is None else seams.before(found.start, found.end)
        return replace(found, start=start, end=end, label=codes[0] if len(codes) == 1 else found.label)

    def trimmed(self, annotated: AnnotatedArticle) -> AnnotatedArticle | None:
        """The article with what is left; the same one if that is everything, None if no word is left."""
        article = annotated.article
        cut = None if self._furniture else Cut(article)
        if cut is None or not cut.gone:
            if not self._labels and not self._names:
                return annotated
            cut = None
        sets = tuple(self._set(article, each, cut) for each in annotated.sets)
        self._account.add(Why.RULINGS, article.id, len(annotated.rulings))
        if cut is not None:
            article = self._cut(article, cut)
        if cut is not None and not article.tokens:
            self._account.add(Why.EMPTY, article.id)
            return None
        suggestions = self._suggestions(annotated.suggestions, cut)
        return replace(annotated, article=article, sets=sets, suggestions=suggestions, rulings=())

    def _cut(self, article: Article, cut: Cut) -> Article:
        self._seams[article.id] = cut.seams
        lines = [
            ExportIssue(
                article_id=article.id,
                start=line.start,
                end=line.end,
                label="",
                surface=line.of(article.text),
                reason=Why.FURNITURE,
            )
            for line in cut.lines()
        ]
        self._account.add(Why.FURNITURE, article.id, len(lines), places=lines)
        return cut.article()

    def _set(self, article: Article, of: AnnotationSet, cut: Cut | None) -> AnnotationSet:
        mentions: Sequence[Mention] = of.in_order()
        if self._labels:
            mentions = self._of_labels(article, mentions)
        if cut is not None:
            mentions = self._outside(article, mentions, cut)
        if self._names:
            mentions = self._renamed(article, mentions)
        if cut is not None:
            mentions = [cut.mention(each) for each in mentions]
        return replace(of, mentions={each.id: each for each in mentions})

    def _of_labels(self, article: Article, mentions: Sequence[Mention]) -> list[Mention]:
        gone = [each for each in mentions if each.label not in self._labels]
        kept, dropped = closed([each for each in mentions if each.label in self._labels])
        for each in gone:
            place = issue(article, each, Why.LABEL)
            self._account.add(Why.LABEL, article.id, label=each.label, places=(place,))
        of_events = [(each, argument) for each in gone if isinstance(each, EventMention) for argument in each.arguments]
        dropped += of_events
        places = [issue(article, event, Why.ARGUMENT) for event, _argument in dropped]
        self._account.add(Why.ARGUMENT, article.id, len(dropped), places=places)
        return kept

    def _outside(self, article: Article, mentions: Sequence[Mention], cut: Cut) -> list[Mention]:
        """The mentions that no furniture takes along."""
        gone = {each.id: each for each in mentions if cut.touches(each)}
        kept, dropped = closed([each for each in mentions if each.id not in gone])
        for each in gone.values():
            self.lost.append(issue(article, each, IN_FURNITURE if cut.within(each) else INTO_FURNITURE))
            if isinstance(each, EventMention):
                self.lost += [argument_lost(article, each, argument, EVENT_LOST) for argument in each.arguments]
        self.lost += [argument_lost(article, event, argument, FILLER_LOST) for event, argument in dropped]
        return kept

    def _renamed(self, article: Article, mentions: Sequence[Mention]) -> list[Mention]:
        kept = without_twins(renamed(mentions, self._names))
        left = {each.id for each in kept}
        places = [issue(article, each, Why.MERGED) for each in mentions if each.id not in left]
        self._account.add(Why.MERGED, article.id, _claims(mentions) - _claims(kept), places=places)
        return kept

    def _suggestions(self, offered: Sequence[Suggestion], cut: Cut | None) -> tuple[Suggestion, ...]:
        """Suggestions with what is left of them. They are not counted: beside a set they are no part of it."""
        wanted = [each.mention for each in offered if not self._labels or each.mention.label in self._labels]
        if cut is not None:
            wanted = [each for each in wanted if not cut.touches(each)]
        kept = renamed(closed(wanted)[0], self._names)
        if cut is not None:
            kept = [cut.mention(each) for each in kept]
        left = {each.id: each for each in kept}
        return tuple(replace(each, mention=left[each.mention.id]) for each in offered if each.mention.id in left)


def _claims(mentions: Sequence[Mention]) -> int:
    """Mentions and arguments."""
    return len(mentions) + sum(len(each.arguments) for each in mentions if isinstance(each, EventMention))
