"""Whether an article and its sets may enter the project. Answers are short phrases for the import report."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from annotations.model.annotation_set import AnnotationSet
from annotations.model.article import Article, text_sha256
from annotations.model.ids import MentionId
from annotations.model.mention import EventMention, Kind, Mention
from annotations.model.schema import Schema
from annotations.model.suggestion import Suggestion

if TYPE_CHECKING:
    from annotations.store.intake import IncomingSet


def objection(
    article: Article,
    sets: Sequence["IncomingSet"],
    suggestions: Sequence[Suggestion],
    schema: Schema,
    annotator: str | None,
) -> str | None:
    """Why the record cannot be taken, or None if it can."""
    names = [each.annotator or annotator or "" for each in sets]
    if not all(names):
        return "it has a set without an annotator; name one"
    if len(set(names)) != len(names):
        return "it has two sets of one annotator"
    why = _wrong_words(article, names)
    for each in sets:
        why = why or _wrong_mentions(article, each.mentions, schema) or _wrong_clusters(each)
    return why or _wrong_mentions(article, [each.mention for each in suggestions], schema)


def _wrong_words(article: Article, names: Iterable[str]) -> str | None:
    meta = article.meta
    words = [article.id, meta.title, meta.source, meta.url, meta.date, meta.language, meta.file, *names]
    why = next(filter(None, map(_not_storable, [article.text, *words])), None)
    if why is not None:
        return why
    if article.sha256 != text_sha256(article.text):
        return "its text does not match its sha256"
    if any(span.end > len(article.text) for span in (*article.tokens, *(region.span for region in article.regions))):
        return "a token or region lies outside its text"
    return None


def _not_storable(words: str) -> str | None:
    """No database keeps half a character pair, and PostgreSQL no NUL."""
    if "\0" in words:
        return "it contains a NUL character"
    try:
        words.encode()
    except UnicodeEncodeError:
        return "it contains half a surrogate pair"
    return None


def _wrong_mentions(article: Article, mentions: Sequence[Mention], schema: Schema) -> str | None:
    ids = {mention.id for mention in mentions}
    if len(ids) != len(mentions):
        return "it has two mentions of one id"
    for mention in mentions:
        why = _wrong_mention(article, mention, schema) or _wrong_roles(mention, ids, schema)
        if why is not None:
            return why
    return None


def _wrong_mention(article: Article, mention: Mention, schema: Schema) -> str | None:
    attributes = [word for pair in mention.attributes for word in pair]
    for words in (mention.id, mention.label, mention.note, mention.cluster or "", *attributes):
        why = _not_storable(words)
        if why is not None:
            return why
    if schema.label(mention.label, mention.kind) is None:
        what = "entity label" if mention.kind is Kind.ENTITY else "event type"
        return f"the schema has no {what} {mention.label}"
    for piece in (mention.span, *mention.parts):
        if piece.end > len(article.text):
            return f"a mention lies outside the text: {piece.start}..{piece.end}"
        if not piece.of(article.text).strip():
            return f"a mention covers only blanks: {piece.start}..{piece.end}"
    return None


def _wrong_roles(mention: Mention, ids: set[MentionId], schema: Schema) -> str | None:
    label = schema.label(mention.label, mention.kind)
    if not isinstance(mention, EventMention) or label is None:
        return None
    for argument in mention.arguments:
        if label.role(argument.role) is None:
            return f"the schema has no role {argument.role} for {mention.label}"
        if argument.target not in ids:
            return f"role {argument.role} of {mention.id} is filled by no mention: {argument.target}"
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
