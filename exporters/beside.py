"""Writing the key `spandesk`: what a tool has no place for, so that an import gives it back."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict

from annotations.model.annotation_set import AnnotationSet
from annotations.model.beside import BESIDE_FORMAT
from annotations.model.mention import BY_HAND, Mention
from annotations.model.project import AnnotatedArticle
from annotations.model.wire import Json, cluster_to_json, mention_to_json

# A mention in pieces stands in formats that know no pieces.
EXTENT_ONLY = "is one span from its first to its last part; its parts are in the key spandesk"

# What a mention may have beyond span, label, kind and id.
_BEYOND = ("parts", "attributes", "cluster", "note", "unsure", "origin")


def details(mention: Mention) -> Json:
    """What a mention has beyond span, label, kind and id; empty for most."""
    value = mention_to_json(mention)
    if mention.origin == BY_HAND:
        del value["origin"]
    return {key: value[key] for key in _BEYOND if key in value and value[key] != {}}


def beside(
    annotated: AnnotatedArticle,
    format_id: str,
    sets: Iterable[tuple[AnnotationSet, Sequence[Mention]]],
    suggestions: Sequence[Json] = (),
) -> Json:
    """The value of the key: of the article, and of each set with the mentions of it that are written."""
    article = annotated.article
    out: Json = {
        "format": BESIDE_FORMAT,
        "in": format_id,
        "id": article.id,
        "sha256": article.sha256,
        "source_sha256": article.source_sha256,
        "meta": asdict(article.meta),
        "schema_version": annotated.schema_version,
        "sets": [_set(each, written) for each, written in sets],
    }
    if suggestions:
        out["suggestions"] = suggestions
    return out


def _set(annotation_set: AnnotationSet, written: Sequence[Mention]) -> Json:
    held = {mention.cluster for mention in written}
    return {
        "annotator": annotation_set.annotator,
        "status": annotation_set.status.value,
        "mentions": [_mention(mention) for mention in written],
        "clusters": [cluster_to_json(each) for each in annotation_set.written_clusters() if each.id in held],
    }


def _mention(mention: Mention) -> Json:
    return {
        "id": mention.id,
        "kind": mention.kind.value,
        "start": mention.span.start,
        "end": mention.span.end,
        "label": mention.label,
        **details(mention),
    }
