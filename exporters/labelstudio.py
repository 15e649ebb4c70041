"""Label Studio's tasks with annotations, predictions and relations, and its labelling configuration
(docs/manual/formats/labelstudio.md)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from xml.sax.saxutils import quoteattr

from annotations.importers.labelstudio import NO_TASKS
from annotations.model.annotation_set import AnnotationSet
from annotations.model.article import Article
from annotations.model.beside import BESIDE_KEY
from annotations.model.ids import MentionId
from annotations.model.mention import EventMention, Mention
from annotations.model.project import ADJUDICATED, SUGGESTIONS, AnnotatedArticle
from annotations.model.schema import Schema
from annotations.model.suggestion import Suggestion
from annotations.model.wire import Json
from exporters.alignment import issue
from exporters.base import Exporter, ExportReport, Options
from exporters.beside import EXTENT_ONLY, beside, details
from exporters.choices import settled
from exporters.files import OutputFolder
from exporters.json_lines import json_bytes
from exporters.sound import Sound, count, sound
from exporters.tally import Tally

# Names by which Label Studio's own interfaces go looking for them.
TASKS_FILE = "tasks.json"
CONFIG_FILE = "label_config.xml"


def write(articles: Iterable[AnnotatedArticle], schema: Schema, out: OutputFolder, options: Options) -> ExportReport:
    """Write all sets of each article as annotations of one task, and its suggestions as predictions."""
    settled(options)
    tally, tasks = Tally(), _Tasks(schema)
    with ExitStack() as together:
        config, stream = together.enter_context(out.open(CONFIG_FILE)), together.enter_context(out.open(TASKS_FILE))
        separator = b"[\n"
        for annotated in articles:
            stream.write(separator + json_bytes(tasks.task(annotated, tally)))
            separator = b",\n"
        stream.write(NO_TASKS if separator == b"[\n" else b"\n]\n")
        config.write(tasks.config().encode())
    return tally.report(str(out.path / TASKS_FILE), str(out.path / CONFIG_FILE))


@dataclass
class _Tasks:
    """Tasks in the making, and which labels and roles the configuration must know."""

    schema: Schema
    written: int = 0
    annotations: int = 0
    labels: dict[str, None] = field(default_factory=dict)
    roles: dict[str, None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for label in self.schema.labels:
            self.labels[label.code] = None
            self.roles |= dict.fromkeys(role.name for role in label.roles)

    def task(self, annotated: AnnotatedArticle, tally: Tally) -> Json:
        """One article with all that is said about it."""
        self.written += 1
        article = annotated.article
        # Suggestions given as a set and as what they are would be there twice.
        sets = [(each, sound(article, each.mentions.values())) for each in annotated.sets]
        for _each, held in sets:
            count(held, tally)
            tally.notes += [issue(article, mention, EXTENT_ONLY) for mention in held.mentions if mention.parts]
        # Each set was counted as an article.
        tally.articles += 1 - len(sets)
        people = [(each, held) for each, held in sets if each.annotator != SUGGESTIONS]
        machine = [(each, held) for each, held in sets if each.annotator == SUGGESTIONS]
        predictions = [self._prediction(article, SUGGESTIONS, held.mentions, {}) for _each, held in machine]
        if annotated.suggestions:
            predictions = [self._suggested(annotated)]
        said = [_said(each) for each in annotated.suggestions]
        sets_beside = [(each, held.mentions) for each, held in people]
        return {
            "id": self.written,
            "data": {
                BESIDE_KEY: beside(annotated, EXPORTER.id, sets_beside, said),
                "text": article.text,
                "title": article.meta.title,
                "source": article.meta.source,
                "date": article.meta.date,
            },
            "annotations": [
                self._annotation(article, number, each, held) for number, (each, held) in enumerate(people)
            ],
            "predictions": predictions,
        }

    def _annotation(self, article: Article, number: int, annotation_set: AnnotationSet, held: Sound) -> Json:
        # Without completed_by: the server refuses a file that names somebody it does not know.
        self.annotations += 1
        return {
            "id": self.annotations,
            "result": self._result(article, f"a{number}", held.mentions, {}),
            "was_cancelled": False,
            "ground_truth": annotation_set.annotator == ADJUDICATED,
        }

    def _suggested(self, annotated: AnnotatedArticle) -> Json:
        """One prediction for all runs, for a relation has both its ends in the same one."""
        scores = {each.mention.id: each.score for each in annotated.suggestions}
        versions = dict.fromkeys(map(_model_version, annotated.suggestions))
        held = sound(annotated.article, [each.mention for each in annotated.suggestions])
        return self._prediction(annotated.article, " + ".join(versions), held.mentions, scores)

    def _prediction(
        self, article: Article, version: str, mentions: Sequence[Mention], scores: Mapping[MentionId, float | None]
    ) -> Json:
        known = [score for score in scores.values() if score is not None]
        return {
            "model_version": version,
            "score": sum(known) / len(known) if known else 0.0,
            "result": self._result(article, "p", mentions, scores),
        }

    def _result(
        self, article: Article, prefix: str, mentions: Sequence[Mention], scores: Mapping[MentionId, float | None]
    ) -> list[Json]:
        result = []
        for mention in mentions:
            self.labels[mention.label] = None
            region = _region(article, mention, f"{prefix}-{mention.id}")
            if scores.get(mention.id) is not None:
                region["score"] = scores[mention.id]
            result.append(region)
        for mention in mentions:
            if isinstance(mention, EventMention):
                result += self._relations(mention, prefix)
        return result

    def _relations(self, event: EventMention, prefix: str) -> Iterator[Json]:
        """The arguments of an event; Label Studio drops a second relation between the same two regions, so that one
        filler in two roles is one relation with two labels."""
        self.roles |= dict.fromkeys(argument.role for argument in event.arguments)
        for target in dict.fromkeys(argument.target for argument in event.arguments):
            yield {
                "type": "relation",
                "from_id": f"{prefix}-{event.id}",
                "to_id": f"{prefix}-{target}",
                "direction": "right",
                "labels": [argument.role for argument in event.arguments if argument.target == target],
            }

    def config(self) -> str:
        """The labelling configuration: all labels and roles of the schema, and others that were met."""
        lines = ["<View>"]
        if self.roles:
            lines.append('  <Relations choice="multiple">')
            lines += [f"    <Relation value={quoteattr(role)}/>" for role in self.roles]
            lines.append("  </Relations>")
        lines.append('  <Labels name="label" toName="text">')
        lines += [f"    <Label value={quoteattr(label)}/>" for label in self.labels]
        lines += ["  </Labels>", '  <Text name="text" value="$text"/>', "</View>", ""]
        return "\n".join(lines)


def _region(article: Article, mention: Mention, id_: str) -> Json:
    return {
        "id": id_,
        "from_name": "label",
        "to_name": "text",
        "type": "labels",
        "value": {
            "start": mention.span.start,
            "end": mention.span.end,
            "text": mention.span.of(article.text),
            "labels": [mention.label],
        },
    }


def _model_version(suggestion: Suggestion) -> str:
    return " ".join(filter(None, (suggestion.run.suggester, suggestion.run.version)))


def _said(suggestion: Suggestion) -> Json:
    """What is said of a suggestion beside its region."""
    return {
        "id": suggestion.id,
        "kind": suggestion.mention.kind.value,
        "suggester": suggestion.run.suggester,
        "version": suggestion.run.version,
        "settings": suggestion.run.settings,
        "run": suggestion.run.id,
        "score": suggestion.score,
        "explanation": suggestion.explanation,
        **details(suggestion.mention),
    }


EXPORTER = Exporter(
    id="labelstudio",
    title="Label Studio",
    suffix=".json",
    keeps=frozenset(
        (
            "entity",
            "event",
            "arguments",
            "overlap",
            "parts",
            "attributes",
            "notes",
            "clusters",
            "suggestions",
            "all sets",
        )
    ),
    write=write,
)
