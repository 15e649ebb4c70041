"""Articles that Hypothesis draws: words and blanks that readers stumble over, mentions on and off the tokens."""

from typing import Any

from hypothesis import strategies as st

from annotations.model.annotation_set import AnnotationSet, Status
from annotations.model.article import Article, Meta, text_sha256
from annotations.model.ids import MentionId, article_id_for, set_id_for
from annotations.model.mention import Argument, EntityMention, EventMention, Kind, Mention
from annotations.model.project import AnnotatedArticle
from annotations.model.span import Span

_WORDS = (
    *("Ana", "ruiz", "x", "😀", "e\u0301", "بغداد", "𝒳", "O", "B-PER", "#", "-DOCSTART-", "=", "a\u00a0b", "1\u30002"),
    *(".", "!", "”", '"', "\u200d", "\u200f", "\ufe0f", "\\", "_", "|"),
)
_GAPS = ("", "", " ", " ", " ", "  ", "\t", "\n", "\n\n", "\u00a0", "\u2028")
_LABELS = ("PERSON", "GPE", "ARMED GROUP", "ARMED_GROUP", "-X-")
_EVENT_TYPES = ("ASSAULT", "MAKE STATEMENT")
_ROLES = ("ACTOR", "HELD BY")


@st.composite
def annotated_articles(draw: Any, off_tokens: bool = False) -> AnnotatedArticle:
    """An article of some words, each of which is a token, with one set or none."""
    words = draw(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=14))
    gaps = draw(st.lists(st.sampled_from(_GAPS), min_size=len(words), max_size=len(words)))
    text, tokens = "", []
    for word, gap in zip(words, gaps, strict=True):
        tokens.append(Span(len(text), len(text) + len(word)))
        text += word + gap
    of = Article(
        id=article_id_for(text_sha256(text)),
        text=text,
        sha256=text_sha256(text),
        meta=Meta(language="en"),
        tokens=tuple(tokens),
    )
    if draw(st.booleans()) and draw(st.booleans()):
        return AnnotatedArticle(article=of)
    mentions = draw(_mentions(of, off_tokens))
    made = AnnotationSet(
        id=set_id_for(of.id, "ana"),
        article_id=of.id,
        annotator="ana",
        status=Status.OPEN,
        mentions={mention.id: mention for mention in mentions},
    )
    return AnnotatedArticle(article=of, sets=(made,))


@st.composite
def _mentions(draw: Any, of: Article, off_tokens: bool) -> list[Mention]:
    edges = [(first.start, last.end) for i, first in enumerate(of.tokens) for last in of.tokens[i : i + 12]]
    if off_tokens:
        edges += [(token.start, token.start + 1) for token in of.tokens]
    places = st.tuples(st.sampled_from(Kind), st.sampled_from(edges), st.integers(0, 4))
    drawn = draw(st.lists(places, max_size=8, unique=True))
    ids = [MentionId(f"m{number}") for number in range(len(drawn))]
    made: dict[tuple[Kind, Span, str], Mention] = {}
    for id_, (kind, edge, number) in zip(ids, drawn, strict=True):
        span = Span(*edge)
        if kind is Kind.ENTITY:
            mention: Mention = EntityMention(id=id_, span=span, label=_LABELS[number])
        else:
            targets = st.tuples(st.sampled_from(_ROLES), st.sampled_from(ids)).filter(
                lambda each, id_=id_: each[1] != id_
            )
            arguments = draw(st.lists(targets, max_size=3, unique=True)) if len(ids) > 1 else []
            label = _EVENT_TYPES[number % len(_EVENT_TYPES)]
            mention = EventMention(
                id=id_, span=span, label=label, arguments=tuple(Argument(*each) for each in arguments)
            )
        made.setdefault((kind, span, mention.label), mention)
    return _with_known_targets(list(made.values()))


def _with_known_targets(mentions: list[Mention]) -> list[Mention]:
    known = {mention.id for mention in mentions}
    return [
        mention.with_arguments(tuple(each for each in mention.arguments if each.target in known))
        if isinstance(mention, EventMention)
        else mention
        for mention in mentions
    ]
