"""Runs a spaCy pipeline of the user's own, once it is trusted, and says what it found in our labels."""

import importlib
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, count
from typing import TYPE_CHECKING, Any

from annotations.errors import PipelineBroken, SpandeskError
from annotations.model.project_settings import Pipeline
from annotations.model.span import Span
from annotations.suggesters import trust
from annotations.suggesters.article_text import ArticleText, is_english, stretches
from annotations.suggesters.found import Found, Stretch

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# What spaCy calls a pipeline for any language.
_ANY_LANGUAGE = "xx"
_LONGEST_WHY = 300


@dataclass(slots=True)
class PipelineRunner:
    """A pipeline at work. `dropped` counts, by their label, the spans that no label of ours was chosen for."""

    pipeline: Pipeline
    dropped: Counter[str] = field(default_factory=Counter)

    def find(self, article: ArticleText) -> list[tuple[Stretch, list[Found]]]:
        """What the pipeline marks in each stretch; nothing in an article of another language.

        Raises PipelineChanged if its files are not those that were trusted, PipelineBroken if it fails.
        """
        with _blamed(self.pipeline), _own_bytecode_only():
            nlp = load(self.pipeline)
            if not _reads(str(nlp.lang), article):
                return []
            spans = list(stretches(article))
            docs = nlp.pipe(span.of(article.text) for span in spans)
            return [(Stretch(span.start, doc), list(self._found(doc))) for span, doc in zip(spans, docs, strict=True)]

    def _found(self, doc: "Doc") -> Iterator[Found]:
        ours = dict(self.pipeline.labels)
        found: dict[tuple[Span, str], Found] = {}
        for span, score in _marked(doc, self.pipeline.groups):
            label = ours.get(span.label_)
            extent = _trimmed(span)
            if label is None:
                self.dropped[span.label_] += 1
            elif extent is not None:
                made = Found(
                    extent=extent,
                    label=label,
                    why=f"{span.label_} in {self.pipeline.name}",
                    source=f"pipeline:{self.pipeline.name}",
                    score=score,
                )
                before = found.get((extent, label))
                if before is None or (before.score or 0.0) < (score or 0.0):
                    found[extent, label] = made
        yield from sorted(found.values(), key=lambda each: (each.extent.start, -each.extent.end, each.label))


def trusted_before(location: str, pipelines: Iterable[Pipeline]) -> Pipeline | None:
    """The one of these that lies there; `location` is as `Pipeline` has it."""
    return next((each for each in pipelines if each.location == location), None)


def free_name(name: str, pipelines: Iterable[Pipeline]) -> str:
    """The name a pipeline gives itself, numbered if one of these has it: many are called “en_pipeline”."""
    taken = {each.name for each in pipelines}
    names = chain([name], (f"{name}-{number}" for number in count(2)))
    return next(each for each in names if each not in taken)


def load(pipeline: Pipeline) -> "Language":
    """The pipeline, loaded once per process. Its code runs here for the first time, after its files were checked.

    Raises PipelineChanged or PipelineBroken.
    """
    with _blamed(pipeline):
        return _load(pipeline.name, pipeline.location, pipeline.sha256)


@lru_cache(maxsize=4)
def _load(name: str, location: str, sha256: str) -> "Language":
    from spacy.util import load_model_from_package, load_model_from_path

    data = trust.verify(Pipeline(name=name, location=location, sha256=sha256))
    with _own_bytecode_only():
        if not trust.is_package(location):
            return load_model_from_path(data)
        importlib.invalidate_caches()
        return load_model_from_package(location)


@contextmanager
def _own_bytecode_only() -> Iterator[None]:
    """Compile what is imported from its source: bytecode beside it is not among the files that were checked."""
    before = sys.pycache_prefix
    with tempfile.TemporaryDirectory(prefix="spandesk-") as folder:
        sys.pycache_prefix = folder
        try:
            yield
        finally:
            sys.pycache_prefix = before


@contextmanager
def _blamed(pipeline: Pipeline) -> Iterator[None]:
    """Whatever goes wrong in foreign code is one error of ours that names the pipeline; what it prints is no output."""
    try:
        with redirect_stdout(sys.stderr):
            yield
    except SpandeskError:
        raise
    except (Exception, SystemExit) as error:
        why = " ".join(f"{type(error).__name__}: {error}".split())
        raise PipelineBroken(pipeline.name, why[:_LONGEST_WHY]) from error


def _reads(language: str, article: ArticleText) -> bool:
    if language == _ANY_LANGUAGE:
        return True
    if language == "en":
        return is_english(article)
    return article.language.lower().replace("_", "-").split("-")[0] in ("", language)


def _marked(doc: "Doc", groups: Sequence[str]) -> Iterator[tuple[Any, float | None]]:
    """The spans of `doc.ents` and of the groups asked for, with their scores where there are any."""
    for ent in doc.ents:
        yield ent, None
    for group in groups:
        if group in doc.spans:
            spans = doc.spans[group]
            scores = spans.attrs.get("scores")
            known = scores is not None and len(scores) == len(spans)
            for at, span in enumerate(spans):
                yield span, min(1.0, max(0.0, float(scores[at]))) if known else None


def _trimmed(span: Any) -> Span | None:
    """The extent without blanks at its edges; None if nothing else is in it."""
    words = span.text
    start = span.start_char + len(words) - len(words.lstrip())
    end = start + len(words.strip())
    return Span(start, end) if start < end else None
