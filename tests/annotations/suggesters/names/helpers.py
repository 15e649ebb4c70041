"""Reading names in a sentence, and stretches without a language model's opinion."""

from functools import lru_cache
from typing import Any

from annotations.model.project_settings import Conventions
from annotations.suggesters.names import finder
from annotations.suggesters.names.vocabulary import read
from annotations.suggesters.names.words import Claim, Words
from annotations.suggesters.spacy_pipeline import load


def found(*paragraphs: str, conventions: Conventions | None = None, labels: Any = None) -> list[tuple[str, str]]:
    """(surface, label) of each name that is found in the paragraphs of one article."""
    docs = list(load(with_syntax=False).pipe(paragraphs))
    of_docs = finder.find(docs, conventions or Conventions(), labels)
    return [
        (each.extent.of(doc.text), each.label) for doc, of_doc in zip(docs, of_docs, strict=True) for each in of_doc
    ]


@lru_cache(maxsize=1)
def _blank() -> Any:
    import spacy

    return spacy.blank("en")


def words(text: str) -> Words:
    """The words of a text that no model has read."""
    return read(_blank()(text))


def surface(of: Words, claim: Claim) -> str:
    """What a claim covers."""
    return of.text[of.starts[claim.first] : of.end(claim.last - 1)]
