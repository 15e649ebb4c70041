"""The gold that suggestions are measured against: articles, news names, corpora, and what is missing."""

import json
import random
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from annotations.importers import jsonl, txt
from annotations.importers.base import ImportedArticle
from annotations.model.annotation_set import Status
from annotations.model.article import Article
from annotations.model.ids import ArticleId
from annotations.model.mention import EventMention, Kind, Mention
from annotations.model.span import Span
from annotations.model.wire import Json
from annotations.suggesters.article_text import ArticleText
from annotations.suggesters.learning.examples import Example, Marked
from annotations.text.tokens import tokenize

CHECKOUT = Path(__file__).resolve().parents[1]
ARTICLES = CHECKOUT.parent / "shared" / "articles"
DATA = CHECKOUT.parent / "shared" / "data"
GOLD = CHECKOUT / "benchmarks" / "gold"
NEWSROOM = CHECKOUT / "benchmarks" / "newsroom" / "articles.jsonl"
SAMPLE = CHECKOUT / "desktop" / "resources" / "sample" / "decisions.jsonl"

# The rules were tuned on the others; this one was not looked at.
UNSEEN = "004"
LEARNED_FROM = 20  # the first articles of the newsroom; the others test
_SEED = 7

# Types of the PLOVER records under the names that the schema has for them. A promise counts as an agreement there.
PLOVER_TYPES = {
    "DEMAND": "REQUEST",
    "DISAPPROVE": "ACCUSE",
    "INVESTIGATE": "ACCUSE",
    "FIGHT": "ASSAULT",
    "PLEDGE": "AGREE",
}
NEWS_NAMES = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """A filled role: trigger, filler and the role's name."""

    event: Span
    filler: Span
    role: str


@dataclass(frozen=True, slots=True)
class Said:
    """Mentions and roles in one article, whoever says so."""

    marks: frozenset[Marked] = frozenset()
    links: frozenset[Link] = frozenset()

    def of(self, kind: Kind, rename: Callable[[str], str | None] = lambda label: label) -> frozenset[Marked]:
        """Mentions of that kind under other labels; those renamed to None are left out."""
        renamed = ((each, rename(each.label)) for each in self.marks if each.kind is kind)
        return frozenset(replace(each, label=label) for each, label in renamed if label is not None)

    def outside(self, holes: Collection[Span]) -> "Said":
        """Without what touches these ranges."""

        def is_outside(span: Span) -> bool:
            return not any(span.overlaps(hole) for hole in holes)

        marks = frozenset(each for each in self.marks if is_outside(each.span))
        links = frozenset(each for each in self.links if is_outside(each.event) and is_outside(each.filler))
        return Said(marks, links)


@dataclass(frozen=True, slots=True)
class Gold:
    """An article with what is in it. `unscored` ranges count on neither side; `type` is that of a whole sentence."""

    article: ArticleText
    said: Said
    unscored: tuple[Span, ...] = ()
    type: str = ""

    def example(self, kind: Kind) -> Example:
        """The article as a learner gets it when it is finished."""
        marked = sorted(self.said.of(kind), key=lambda each: (each.span, each.label))
        return Example(article=self.article, marked=tuple(marked), complete=True)


@dataclass(slots=True)
class Missing:
    """Collects what cannot be measured and why."""

    lines: list[str] = field(default_factory=list)

    def has(self, path: Path) -> bool:
        """True if the path is there; else it is noted."""
        if not path.exists():
            self.lines.append(f"{path.name}: not found at {_shown(path)}")
        return path.exists()


def our_articles(missing: Missing) -> list[Gold]:
    """The annotated articles whose text lies beside the checkout unchanged."""
    found = []
    for row in _rows(GOLD / "articles.jsonl", missing):
        path = ARTICLES / row["id"]
        if not missing.has(path):
            continue
        article = next(each.article for each in txt.read(path, None) if isinstance(each, ImportedArticle))
        if article.sha256 != row["sha256"]:
            missing.lines.append(f"{row['id']}: its text is not the one that was annotated")
            continue
        holes = tuple(Span(start, end) for start, end in row["unscored"])
        text = replace(ArticleText.of(article), article_id=ArticleId(row["id"]))
        found.append(Gold(text, _compact(row).outside(holes), holes))
    return found


def news_names(missing: Missing) -> list[Gold]:
    """Short news items with their people, organisations and places."""
    texts = {row["id"]: row["text"] for row in _rows(DATA / "ecbplus_train.jsonl", missing)}
    rows = [row for row in _rows(GOLD / "news_names.jsonl", missing) if row["id"] in texts]
    return [Gold(_article(row["id"], texts[row["id"]]), _compact(row)) for row in rows]


def native(path: Path, missing: Missing) -> list[Gold]:
    """The finished articles of a native JSONL, in its order; a line that is refused is noted."""
    if not missing.has(path):
        return []
    found = []
    for record in jsonl.read(path, None):
        if not isinstance(record, ImportedArticle):
            missing.lines.append(f"{path.name} line {record.line}: {record.reason}")
            continue
        done = next((each for each in record.sets if each.status is Status.DONE), None)
        if done is not None:
            found.append(_native(record.article, done.mentions))
    return found


def corpus(name: str, missing: Missing, types: Mapping[str, str] | str | None = None) -> list[Gold]:
    """A public corpus; `types` renames its events, one name calls them all so. Roles are in capitals."""
    return [_of_corpus(row, types or {}) for row in _rows(DATA / name, missing)]


def split(articles: Iterable[Gold]) -> tuple[list[Gold], list[Gold]]:
    """The real articles that rules were tuned on, and the one that was not looked at."""
    tuned, unseen = [], []
    for each in articles:
        (unseen if each.article.article_id.startswith(UNSEEN) else tuned).append(each)
    return tuned, unseen


def by_chance(gold: Iterable[Gold]) -> list[Gold]:
    """In an order that has nothing to do with what they are about, always the same."""
    order = sorted(gold, key=lambda each: each.article.article_id)
    random.Random(_SEED).shuffle(order)
    return order


def _rows(path: Path, missing: Missing) -> list[Json]:
    if not missing.has(path):
        return []
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def _shown(path: Path) -> str:
    """From the checkout or beside it, without what lies above."""
    base = CHECKOUT if path.is_relative_to(CHECKOUT) else CHECKOUT.parent
    return str(path.relative_to(base)) if path.is_relative_to(base) else path.name


def _article(id_: str, text: str) -> ArticleText:
    return ArticleText(article_id=ArticleId(id_), text=text, tokens=tokenize(text, "en"), language="en")


def _compact(row: Json) -> Said:
    """Gold without text: spans as [kind, start, end, label], roles as [event, filler, role]."""
    marks = [Marked(kind=Kind(kind), span=Span(start, end), label=label) for kind, start, end, label in row["spans"]]
    links = [Link(marks[event].span, marks[filler].span, role) for event, filler, role in row.get("args", ())]
    return Said(frozenset(marks), frozenset(links))


def _of_corpus(row: Json, types: Mapping[str, str] | str) -> Gold:
    def named(span: Json) -> str:
        if span["kind"] != Kind.EVENT:
            return str(span["label"])
        return types if isinstance(types, str) else types.get(span["label"], span["label"])

    spans = [Span(each["start"], each["end"]) for each in row["spans"]]
    marks = [
        Marked(kind=Kind(each["kind"]), span=span, label=named(each))
        for each, span in zip(row["spans"], spans, strict=True)
    ]
    links = [
        Link(spans[event], spans[link["span"]], link["role"].upper())
        for link in row.get("args", ())
        for event in link["event"]
    ]
    said = Said(frozenset(marks), frozenset(links))
    type_ = str(row.get("meta", {}).get("event", ""))
    return Gold(
        _article(row["id"], row["text"]), said, type=type_ if isinstance(types, str) else types.get(type_, type_)
    )


def _native(article: Article, mentions: Iterable[Mention]) -> Gold:
    return Gold(ArticleText.of(article), said_in(mentions))


def said_in(mentions: Iterable[Mention]) -> Said:
    """Mentions and the roles between them; a role whose filler is not among them is left out."""
    mentions = list(mentions)
    spans = {each.id: each.span for each in mentions}
    marks = frozenset(Marked(kind=each.kind, span=each.span, label=each.label) for each in mentions)
    links = frozenset(
        Link(each.span, spans[argument.target], argument.role)
        for each in mentions
        if isinstance(each, EventMention)
        for argument in each.arguments
        if argument.target in spans
    )
    return Said(marks, links)
