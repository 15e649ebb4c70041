"""What is counted of each part of a training pack while it is written."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from annotations.model.native import ENTITY_GROUP, EVENT_GROUP
from annotations.model.project import AnnotatedArticle


@dataclass
class PartFacts:
    """Of one part: articles by language, source and annotator, and what its Docs hold, all of it counted."""

    articles: int = 0
    tokens: int = 0
    entities: Counter[str] = field(default_factory=Counter)  # by label
    events: Counter[str] = field(default_factory=Counter)  # by type
    roles: Counter[str] = field(default_factory=Counter)
    tokens_in_ents: Counter[str] = field(default_factory=Counter)  # by label
    in_ents: int = 0
    entity_lengths: Counter[int] = field(default_factory=Counter)  # in tokens
    trigger_lengths: Counter[int] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    sources: Counter[str] = field(default_factory=Counter)
    annotators: Counter[str] = field(default_factory=Counter)
    schema_versions: Counter[int] = field(default_factory=Counter)

    def count(self, annotated: AnnotatedArticle, doc: Any) -> None:
        """Count an article and the Doc made of it."""
        self.articles += 1
        self.tokens += len(doc)
        for span in doc.spans[ENTITY_GROUP]:
            self.entities[span.label_] += 1
            self.entity_lengths[len(span)] += 1
        for span in doc.spans[EVENT_GROUP]:
            self.events[span.label_] += 1
            self.trigger_lengths[len(span)] += 1
        for span in doc.ents:
            self.in_ents += 1
            self.tokens_in_ents[span.label_] += len(span)
        for event in doc.user_data[EVENT_GROUP]:
            self.roles.update(each["role"] for each in event["arguments"])
        meta = annotated.article.meta
        self.languages[meta.language] += 1
        self.sources[meta.source] += 1
        self.annotators[annotated.sets[0].annotator] += 1
        self.schema_versions[annotated.schema_version] += 1
