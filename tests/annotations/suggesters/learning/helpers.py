"""Made-up articles in which somebody decided: what the rules call events, except that no meeting is one, and that every
“flotilla” is one."""

from annotations.model.ids import ArticleId
from annotations.model.mention import Kind
from annotations.model.span import Span
from annotations.model.starters import starter
from annotations.suggesters.article_text import ArticleText
from annotations.suggesters.learning.examples import Example, Marked
from annotations.text.tokens import tokenize

ANY_EVENT = starter("any-event")

_PEOPLE = ("The minister", "A farmer", "Soldiers", "The mayor of Arden", "Two drivers", "Her brother", "The union")
_EVENTS = ("attacked", "visited", "arrested", "criticised", "rescued", "sued")
_OTHERS = ("the harbour", "a reporter", "the school", "their neighbours", "the bank")


def text_of(number: int) -> tuple[str, list[str]]:
    """An article and the words in it that are events, in order."""
    lines, events = [], []
    for line in range(4):
        at = number * 4 + line
        who, what, whom = _PEOPLE[at % 7], _EVENTS[at % 6], _OTHERS[at % 5]
        lines.append(f"{who} {what} {whom} before the meeting, and a flotilla came.")
        events += [what, "flotilla", "came"]
    return "\n".join(lines), events


def example(number: int, *, complete: bool = True) -> Example:
    """A decided article: complete, or with a first mark and a first rejection only."""
    text, words = text_of(number)
    article = ArticleText(
        article_id=ArticleId(f"article {number}"), text=text, tokens=tokenize(text, "en"), language="en"
    )
    marked, at = [], 0
    for word in words:
        at = text.index(word, at)
        marked.append(Marked(kind=Kind.EVENT, span=Span(at, at + len(word)), label="EVENT"))
        at += len(word)
    meeting = text.index("meeting")
    rejected = (Marked(kind=Kind.EVENT, span=Span(meeting, meeting + len("meeting")), label="EVENT"),)
    if complete:
        return Example(article=article, marked=tuple(marked), rejected=rejected, complete=True)
    return Example(article=article, marked=tuple(marked[:1]), rejected=rejected)


def unheard(*_: object) -> None:
    """For progress that nobody watches."""


def never() -> bool:
    """For a training that nobody stops."""
    return False
