"""What a file says under the name that stands for machines: suggestions, and nobody's decisions."""

from collections.abc import Iterator
from dataclasses import replace

from annotations.importers.base import ImportedArticle, ImportedSet, Record
from annotations.importers.mentions import run_of
from annotations.model.ids import MentionId, SuggestionId, suggestion_id_for
from annotations.model.mention import BY_HAND, EventMention, Mention
from annotations.model.project import SUGGESTIONS
from annotations.model.suggestion import Suggestion

_SUGGESTER = "imported"


def as_suggestions(record: Record) -> Record:
    """The record with sets of that name as suggestions, unless it has the suggestions themselves beside them."""
    if not isinstance(record, ImportedArticle) or all(each.annotator != SUGGESTIONS for each in record.sets):
        return record
    made = [each for one in record.sets if one.annotator == SUGGESTIONS for each in _suggestions(one)]
    return replace(
        record,
        sets=tuple(each for each in record.sets if each.annotator != SUGGESTIONS),
        suggestions=record.suggestions or tuple({each.id: each for each in made}.values()),
    )


def _suggestions(said: ImportedSet) -> Iterator[Suggestion]:
    run = run_of(_SUGGESTER)
    ids = {each.id: _id(each) for each in said.mentions}
    for mention in said.mentions:
        id_, score = ids[mention.id], mention.origin.score
        bare = replace(mention, id=MentionId(id_), origin=BY_HAND, cluster=None)
        if isinstance(bare, EventMention):
            arguments = (replace(each, target=MentionId(ids[each.target])) for each in bare.arguments)
            bare = bare.with_arguments(tuple(dict.fromkeys(arguments)))
        yield Suggestion(id=id_, run=run, mention=bare, score=score)


def _id(mention: Mention) -> SuggestionId:
    return suggestion_id_for(_SUGGESTER, mention.kind.value, mention.span.start, mention.span.end, mention.label)
