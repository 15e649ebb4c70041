"""Whether an article and its sets may enter the project. Answers are short phrases for the import report."""

import hashlib
from collections.abc import Iterable, Sequence
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING

from annotations.model.annotation_set import AnnotationSet
from annotations.model.article import Article, text_sha256
from annotations.model.ids import MentionId
from annotations.model.mention import EventMention, Kind, Mention
from annotations.model.project import NOT_IN_SCHEMA
from annotations.model.schema import Label, Schema
from annotations.model.suggestion import Suggestion
from annotations.text.tokens import reach

if TYPE_CHECKING:
    from annotations.store.intake import IncomingSet

# Why a record is not taken that by itself could be.
ID_TAKEN = "its id {0} belongs to another text"
OTHER_SET = "{0} has another set for this article already"

_ID, _LABEL, _NOTE, _CLUSTER = map(attrgetter, ("id", "label", "note", "cluster"))
_PARTS, _ATTRIBUTES, _START, _END = map(attrgetter, ("parts", "attributes", "span.start", "span.end"))


class Admission:
    """What a record has to meet to enter a project of this schema; `annotator` owns its sets that name nobody."""

    def __init__(self, schema: Schema, annotator: str | None) -> None:
        self._annotator = annotator
        self._entity_labels = {label.code: label for label in schema.labels if label.kind is Kind.ENTITY}
        self._event_types = {label.code: label for label in schema.labels if label.kind is Kind.EVENT}

    def objection(
        self, article: Article, sets: Sequence["IncomingSet"], suggestions: Sequence[Suggestion]
    ) -> str | None:
        """Why the record cannot be taken, or None if it can."""
        names = [each.annotator or self._annotator or "" for each in sets]
        if not all(names):
            return "it has a set without an annotator; name one"
        if len(set(names)) != len(names):
            return "it has two sets of one annotator"
        why = _wrong_words(article, names)
        for each in sets:
            why = why or self._wrong_mentions(article, each.mentions) or _wrong_clusters(each)
        return why or self._wrong_mentions(article, [each.mention for each in suggestions])

    def _wrong_mentions(self, article: Article, mentions: Sequence[Mention]) -> str | None:
        ids = {mention.id for mention in mentions}
        if len(ids) != len(mentions):
            return "it has two mentions of one id"
        # Asked of all words at once, of which there are many and hardly ever a wrong one.
        doubtful = _not_storable("".join(_all_words(mentions))) is not None
        for mention in mentions if doubtful else self._suspects(article, mentions):
            why = (doubtful and _first_not_storable(_words(mention))) or self._wrong_mention(article, mention, ids)
            if why:
                return why
        return None

    def _suspects(self, article: Article, mentions: Sequence[Mention]) -> Sequence[Mention]:
        """The mentions to look at one by one: all, or the events alone where those of entities are right together."""
        text = article.text
        entities = [mention for mention in mentions if not isinstance(mention, EventMention)]
        right = (
            self._entity_labels.keys() >= set(map(_LABEL, entities))
            and not any(map(_PARTS, entities))
            and max(map(_END, entities), default=0) <= len(text)
            and not any(map(str.isspace, map(text.__getitem__, map(_START, entities))))
        )
        return [mention for mention in mentions if isinstance(mention, EventMention)] if right else mentions

    def _wrong_mention(self, article: Article, mention: Mention, ids: set[MentionId]) -> str | None:
        if not isinstance(mention, EventMention):
            if mention.label not in self._entity_labels:
                return f"{NOT_IN_SCHEMA} entity label {mention.label}"
            return _wrong_place(article, mention)
        event_type = self._event_types.get(mention.label)
        if event_type is None:
            return f"{NOT_IN_SCHEMA} event type {mention.label}"
        return _wrong_place(article, mention) or _wrong_roles(mention, event_type, ids)


def _wrong_words(article: Article, names: Iterable[str]) -> str | None:
    meta = article.meta
    words = [article.id, meta.title, meta.source, meta.url, meta.date, meta.language, meta.file, *names]
    why = _first_not_storable([article.text, *words])
    if why is not None:
        return why
    if article.sha256 != text_sha256(article.text):
        return "its text does not match its sha256"
    if max(reach(article.tokens), reach([region.span for region in article.regions])) > len(article.text):
        return "a token or region lies outside its text"
    return None


def _first_not_storable(many: Iterable[str]) -> str | None:
    return next(filter(None, map(_not_storable, many)), None)


def _not_storable(words: str) -> str | None:
    """No database keeps half a character pair, and PostgreSQL no NUL."""
    if "\0" in words:
        return "it contains a NUL character"
    try:
        words.encode()
    except UnicodeEncodeError:
        return "it contains half a surrogate pair"
    return None


def _all_words(mentions: Sequence[Mention]) -> Iterable[str]:
    attributes = chain.from_iterable(map(_ATTRIBUTES, mentions))
    named = filter(None, map(_CLUSTER, mentions))
    return chain(*(map(word, mentions) for word in (_ID, _LABEL, _NOTE)), named, chain.from_iterable(attributes))


def _words(mention: Mention) -> Iterable[str]:
    attributes = chain.from_iterable(mention.attributes)
    return (mention.id, mention.label, mention.note, mention.cluster or "", *attributes)


def _wrong_place(article: Article, mention: Mention) -> str | None:
    text = article.text
    for piece in (mention.span, *mention.parts):
        if piece.end > len(text):
            return f"a mention lies outside the text: {piece.start}..{piece.end}"
        if text[piece.start].isspace() and not piece.of(text).strip():
            return f"a mention covers only blanks: {piece.start}..{piece.end}"
    return None


def _wrong_roles(event: EventMention, event_type: Label, ids: set[MentionId]) -> str | None:
    for argument in event.arguments:
        if event_type.role(argument.role) is None:
            return f"{NOT_IN_SCHEMA} role {argument.role} for {event.label}"
        if argument.target not in ids:
            return f"role {argument.role} of {event.id} is filled by no mention: {argument.target}"
    return None


def _wrong_clusters(of: "IncomingSet") -> str | None:
    if len({cluster.id for cluster in of.clusters}) != len(of.clusters):
        return "it has two clusters of one id"
    named = {mention.cluster for mention in of.mentions}
    for cluster in of.clusters:
        why = _not_storable(cluster.name) or _not_storable(cluster.knowledge_base)
        if why is not None:
            return why
        if cluster.id not in named:
            return f"no mention is in the cluster {cluster.id}"
        if cluster.is_bare:
            return f"nothing is written of the cluster {cluster.id}"
    return None


def same_claims(one: AnnotationSet, other: AnnotationSet) -> bool:
    """True if two sets say the same, whatever the ids of their mentions and wherever these came from."""
    return (
        one.status == other.status
        and _claims(one) == _claims(other)
        and dict(one.clusters) == dict(other.clusters)
        and {id_: made.outcome for id_, made in one.decisions.items()}
        == {id_: made.outcome for id_, made in other.decisions.items()}
    )


def digest(of: AnnotationSet) -> bytes:
    """The same for sets that say the same, as `same_claims` has it, and for no others."""
    made = sorted((id_, decision.outcome.value) for id_, decision in of.decisions.items())
    clusters = sorted((id_, repr(cluster)) for id_, cluster in of.clusters.items())
    return hashlib.sha256(repr((of.status.value, _claims(of), clusters, made)).encode()).digest()


def _claims(of: AnnotationSet) -> list[str]:
    def claim(mention: Mention) -> str:
        shape = (mention.kind.value, mention.span, mention.parts, mention.label)
        return repr((shape, mention.attributes, mention.cluster, mention.note, mention.unsure))

    claims = []
    for mention in of.mentions.values():
        filled = []
        if isinstance(mention, EventMention):
            filled = [(argument.role, claim(of.mentions[argument.target])) for argument in mention.arguments]
        claims.append(repr((claim(mention), filled)))
    return sorted(claims)
