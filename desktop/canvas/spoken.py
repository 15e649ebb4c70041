"""What a screen reader says of marks, words and edits. Short: it is heard after every key."""

from collections.abc import Iterator

from annotations.model.annotation_set import AnnotationSet, Decision
from annotations.model.mention import EventMention, Mention, Outcome
from annotations.model.span import Span
from annotations.model.suggestion import Suggestion
from desktop.canvas.flow import ArticleFlow
from desktop.canvas.marks import Mark
from desktop.messages import tr

_LONG = 200  # of a longer selection only the beginning and the end are said
_MANY = 5  # of more decisions at once only the number is said: an event and its fillers are mostly fewer


def mark_in_words(flow: ArticleFlow, id_: str) -> str:
    """ "Baghdad, GPE, accepted"; of an event also its number and who fills its roles. "" for an unknown id."""
    mark, item = flow.spans.mark(id_), flow.spans.item(id_)
    if mark is None or item is None:
        return ""
    return ", ".join([_surface(flow, mark), *_standing(mark, item), *_roles(flow, mark), *_extras(item)])


def focus_in_words(flow: ArticleFlow, id_: str) -> str:
    """What is said when a mark is focused: the mark, and which it is."""
    return f"{mark_in_words(flow, id_)}, {place_in_words(flow, id_)}"


def article_in_words(flow: ArticleFlow) -> str:
    """What is said when an article is opened: its title, and how much is marked in it already."""
    suggested = suggestion_count(flow)
    decided = len(flow.spans) - suggested
    counts = [(decided, tr("{0} decided")), (suggested, tr("{0} suggestions"))]
    return ", ".join([flow.article.title, *(words.format(count) for count, words in counts if count)])


def suggestion_count(flow: ArticleFlow) -> int:
    """How many suggestions are shown."""
    return sum(isinstance(item, Suggestion) for _paragraph, item in flow.spans.places())


def place_in_words(flow: ArticleFlow, id_: str) -> str:
    """ "3 of 78": which mark of the article it is, in reading order. "" for an unknown id."""
    ids: list[str] = [item.id for _paragraph, item in flow.spans.places()]
    return tr("{0} of {1}").format(ids.index(id_) + 1, len(ids)) if id_ in ids else ""


def word_in_words(flow: ArticleFlow, token: Span) -> str:
    """The word under the caret, and the marks it stands in, inner ones first."""
    said = [token.of(flow.article.text)]
    marks = [
        mark
        for mark in flow.spans.marks_in(flow.text.paragraph_at(token.start))
        if any(part.start < token.end and token.start < part.end for part in mark.parts)
    ]
    for mark in sorted(marks, key=lambda mark: (len(mark.extent), mark.extent.start, mark.id)):
        item = flow.spans.item(mark.id)
        if item is not None:
            if mark.parts != (token,):
                said.append(tr("in {0}").format(_surface(flow, mark)))
            said += _standing(mark, item)
    return ", ".join(said)


def selection_in_words(flow: ArticleFlow, span: Span) -> str:
    """The words that are selected; the middle of a long selection is left out."""
    words = _one_line(span.of(flow.article.text))
    if len(words) > _LONG:
        words = f"{words[: _LONG // 2]} … {words[-_LONG // 2 :]}"
    return tr("selected: {0}").format(words)


def edit_in_words(before: AnnotationSet, after: AnnotationSet) -> str:
    """What an edit did: "accepted, PERSON". "" where nothing that can be said has changed."""
    fresh = [decision for id_, decision in after.decisions.items() if before.decisions.get(id_) != decision]
    if fresh:
        return _decided(fresh, after)
    reopened = len(before.decisions.keys() - after.decisions.keys())
    if reopened:
        return tr("undecided again: {0}").format(reopened)
    new, old = after.mentions, before.mentions
    added = [mention for id_, mention in new.items() if id_ not in old]
    gone = [mention for id_, mention in old.items() if id_ not in new]
    if added or gone:
        said = [tr("deleted, {0}").format(_counted(gone))] if gone else []
        return ", ".join([*said, tr("marked, {0}").format(_counted(added))] if added else said)
    return ", ".join(
        words for id_, mention in new.items() if old[id_] is not mention for words in _changes(old[id_], mention)
    )


def _decided(fresh: list[Decision], after: AnnotationSet) -> str:
    by_outcome: dict[Outcome, list[Decision]] = {}
    for decision in fresh:
        by_outcome.setdefault(decision.outcome, []).append(decision)
    said = []
    for outcome, decisions in by_outcome.items():
        ids = [each.mention for each in decisions if each.mention is not None]
        if len(decisions) > _MANY:
            said.append(f"{len(decisions)} {_outcome(outcome)}")
        else:
            said += [_outcome(outcome), *(after.mentions[id_].label for id_ in ids if id_ in after.mentions)]
    return ", ".join(said)


def _counted(mentions: list[Mention]) -> str:
    return mentions[0].label if len(mentions) == 1 else str(len(mentions))


def _changes(old: Mention, new: Mention) -> Iterator[str]:
    if old.label != new.label:
        yield new.label
    if old.pieces != new.pieces:
        yield tr("other words")
    if old.unsure != new.unsure:
        yield tr("unsure") if new.unsure else tr("sure again")
    if isinstance(old, EventMention) and isinstance(new, EventMention) and old.arguments != new.arguments:
        yield tr("roles: {0} filled").format(len(new.arguments))
    before, after = dict(old.attributes), dict(new.attributes)
    for name in sorted(before.keys() | after.keys()):
        if before.get(name) != after.get(name):
            yield f"{name} {after[name]}" if name in after else tr("{0} as usual").format(name)
    if old.note != new.note:
        yield tr("note kept") if new.note else tr("no note")


def _surface(flow: ArticleFlow, mark: Mark) -> str:
    return _one_line(" … ".join(part.of(flow.article.text) for part in mark.parts))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _standing(mark: Mark, item: Mention | Suggestion) -> Iterator[str]:
    yield f"{tr('event {0}').format(mark.event)} {mark.code}" if mark.event else mark.code
    if isinstance(item, Suggestion):
        yield tr("suggestion")
        if item.score is not None:
            yield tr("{0} percent").format(round(item.score * 100))
    else:
        yield _outcome(item.origin.outcome)
        if item.unsure:
            yield tr("unsure")


def _roles(flow: ArticleFlow, mark: Mark) -> Iterator[str]:
    """Of an event, its fillers; of a filler, the events it belongs to."""
    for filler in flow.spans.roles.fillers.get(mark.id, ()):
        found = flow.spans.mark(filler)
        if found is not None:
            for tag in found.tags:
                if tag.event == mark.event:
                    yield f"{tag.title.lower()} {_surface(flow, found)}"
    for tag in mark.tags:
        yield tr("{0} of event {1}").format(tag.title.lower(), tag.event)


def _extras(item: Mention | Suggestion) -> Iterator[str]:
    mention = item.mention if isinstance(item, Suggestion) else item
    for name, value in mention.attributes:
        yield f"{name} {value}"
    if mention.note:
        yield tr("note: {0}").format(_one_line(mention.note))


def _outcome(outcome: Outcome | None) -> str:
    words = {
        Outcome.ACCEPTED: tr("accepted"),
        Outcome.CORRECTED: tr("corrected"),
        Outcome.REJECTED: tr("rejected"),
    }
    return words[outcome] if outcome is not None else tr("by hand")
