"""What passes between the parts of a suggester: stretches of an article, and what was found in them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotations.model.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Stretch:
    """A paragraph of an article as the pipeline read it; `start` is its code point in the article."""

    start: int
    doc: "Doc"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A name or a trigger in a stretch. `extent` is within the stretch; `score` a probability, None where unknown.

    `source` is a short code of the rule or model that said so (“model”, “pattern:ministry”, “lexicon:verb”, “learned”):
    a feature for learners. `why` says the same for people.
    """

    extent: Span
    label: str
    why: str
    source: str
    score: float | None = None
