"""What is said of articles that are pinned to a side of the training data."""

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from annotations.model.ids import ArticleId
from annotations.model.split import Part
from desktop import chrome

if TYPE_CHECKING:
    from exporters.split_warnings import Findings

TitleOf = Callable[[ArticleId], str]
_LONG = 38  # code points of a headline; more, and the rest of the sentence has no room


def tr(text: str) -> str:
    """The text in the language of the interface."""
    return QCoreApplication.translate("pins", text)


def pin_in_words(side: str) -> str:
    """Of a row of the queue: "pinned to test in the training data"; "" without a pin."""
    return tr("pinned to {0} in the training data").format(side) if side else ""


def act_in_words(
    part: Part | None, asked: Sequence[ArticleId], changed: Collection[ArticleId], title_of: TitleOf
) -> str:
    """What was done to the articles that were asked for: where they are pinned, or that their pins are off."""
    count, one = len(changed) or len(asked), tr("{0} is pinned to {1}.")
    more, title = tr("{0} articles are pinned to {1}."), _headline(next(iter(changed or asked)), title_of)
    if part is None and changed:
        one = tr("{0} is not pinned any more: the next split decides.")
        more = tr("{0} articles are not pinned any more: the next split decides.")
    elif part is None:
        one, more = tr("{0} is not pinned."), tr("None of these {0} articles is pinned.")
    elif not changed:
        one, more = tr("{0} is pinned to {1} already."), tr("These {0} articles are pinned to {1} already.")
    return one.format(f"“{title}”", part) if count == 1 else more.format(chrome.number(count), part)


def with_family(said: str, findings: "Findings", title_of: TitleOf) -> str:
    """What was said of an act, with what pins do to near-duplicates, and which of two that contradict holds."""
    from exporters.split_warnings import of_pins

    more = " ".join(of_pins(findings, lambda id_: _headline(id_, title_of)))
    # The sentence about those that go along begins with what was said of the one.
    return more if more.startswith(said.removesuffix(".")) else f"{said} {more}".strip()


def _headline(article_id: ArticleId, title_of: TitleOf) -> str:
    """On one line, cut where it is long, in its own direction."""
    title = chrome.one_line(title_of(article_id))
    title = title if len(title) <= _LONG else title[: _LONG - 1].rstrip() + "…"
    return f"\u2068{title}\u2069"
