"""Rules that several edits share. Each refuses with a code that the window has a sentence for."""

import unicodedata

from annotations.editing.draft import Draft
from annotations.errors import EditRefused
from annotations.model.annotation_set import Status
from annotations.model.article import Article
from annotations.model.mention import Kind, Mention
from annotations.model.schema import Schema
from annotations.model.span import Span


def check_open(draft: Draft) -> None:
    """A finished article is reopened before it is changed."""
    if draft.status is Status.DONE:
        raise EditRefused("set-done")


def check_span(article: Article, span: Span) -> None:
    """A mention lies inside the text and neither begins nor ends with a blank."""
    if span.end > len(article.text):
        raise EditRefused("outside-text", f"{span.start}..{span.end}")
    surface = span.of(article.text)
    if surface != surface.strip():
        raise EditRefused("blank-edge", f"{span.start}..{span.end}")


def check_label(schema: Schema, code: str, kind: Kind) -> None:
    """The schema knows the label; one switched off is still known."""
    if schema.label(code, kind) is None:
        raise EditRefused("no-such-label", code)


def check_no_twin(draft: Draft, mention: Mention) -> None:
    """The same claim is not made twice."""
    if draft.twin(mention) is not None:
        raise EditRefused("already-there", mention.label)


def is_written_plainly(words: str, *, allowed: str = "") -> bool:
    """True if there are no control characters but those allowed, and no half of a character pair."""
    return all(character in allowed or unicodedata.category(character) not in ("Cc", "Cs") for character in words)
