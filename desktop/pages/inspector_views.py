"""What the inspector's panels show, made from the session as plain values."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import chain, islice

from annotations.model.ids import MentionId, SuggestionId
from annotations.model.mention import EventMention, Kind, Mention
from annotations.model.schema import Label
from annotations.model.suggestion import Suggestion, SuggestionRun
from desktop import chrome
from desktop.models.readback import surface
from desktop.pages.annotate_commands import AnnotateCommands
from desktop.pages.cluster_views import cluster_view
from desktop.pages.fillers import fillers_for
from desktop.panels.event_frame import EventView
from desktop.panels.mention_card import FilledRole, MentionView
from desktop.panels.suggestion_list import SuggestionRow
from desktop.session import Session

CANDIDATES = 3
ROWS = 200


def hue_of(session: Session, mention: Mention) -> str:
    """The hue of a mention's label; grey for a label the schema does not know."""
    label = session.schema.label(mention.label, mention.kind)
    return label.hue if label is not None else "grey"


def suggestion_rows(session: Session, pending: Sequence[Suggestion], position: int) -> list[SuggestionRow]:
    """The undecided suggestions, those from the eye on first, then those before it; at most 200."""
    start = bisect_left(pending, position, key=lambda suggestion: suggestion.mention.span.start)
    text = session.article.text if session.article is not None else ""
    return [
        SuggestionRow(
            each.id, each.mention.label, hue_of(session, each.mention), each.mention.span.of(text), each.score
        )
        for each in islice(chain(pending[start : start + ROWS], pending[:start]), ROWS)
    ]


def event_view(
    session: Session, commands: AnnotateCommands, numbers: Mapping[str, int], elsewhere: int | None
) -> EventView | None:
    """The focused event with its frame, or None if the focus is no event of a known type."""
    event, label, article = commands.event(), commands.event_label(), session.article
    if event is None or label is None or article is None:
        return None
    offers = commands.offered(event)
    event = event.with_arguments((*event.arguments, *offers))
    near = commands.nearby(event)
    filling = _filling(session, event)
    asked = (session.pending_by_id.get(SuggestionId(id_)) for id_ in (*filling, event.id))
    offered = {each.mention.id: each for each in asked if each is not None}
    fitting = {
        role.name: [
            chrome.one_line(mention.span.of(article.text)) for mention, _ in fillers_for(event, role, near)[:CANDIDATES]
        ]
        for role in label.roles
    }
    return EventView(
        event=event,
        label=label,
        number=numbers.get(event.id, 0),
        count=len(numbers),
        text=article.text,
        mentions=filling,
        suggested=frozenset(offered),
        scores={id_: each.score for id_, each in offered.items()},
        hues={id_: hue_of(session, mention) for id_, mention in filling.items()},
        fitting=fitting,
        armed=commands.armed.name if commands.armed is not None else None,
        origin=_explained(offered.get(event.id)),
        editable=session.editable and not session.done,
        cluster=cluster_view(session, commands, event),
        elsewhere=elsewhere,
        offered=frozenset((argument.role, argument.target) for argument in offers),
    )


def _filling(session: Session, event: EventMention) -> dict[MentionId, Mention]:
    """What fills the event's roles, decided or suggested."""
    wanted = {argument.target for argument in event.arguments}
    decided = session.annotation_set.mentions if session.annotation_set is not None else {}
    offered = (session.pending_by_id.get(SuggestionId(id_)) for id_ in wanted)
    found = {each.mention.id: each.mention for each in offered if each is not None}
    return found | {id_: decided[id_] for id_ in wanted if id_ in decided}


def _explained(suggestion: Suggestion | None) -> str:
    if suggestion is None or not suggestion.explanation:
        return ""
    return f"{suggestion.run.suggester}: {suggestion.explanation}"


def mention_view(
    session: Session, commands: AnnotateCommands, mention: Mention, numbers: Mapping[str, int], elsewhere: int | None
) -> MentionView | None:
    """The focused entity mention or suggestion, or None if its label is unknown."""
    label, article = session.schema.label(mention.label, mention.kind), session.article
    if label is None or article is None or isinstance(mention, EventMention):
        return None
    offered = session.pending_by_id.get(SuggestionId(mention.id))
    known = offered or session.suggestion(str(mention.origin.suggestion))
    return MentionView(
        label=label,
        surface=surface(mention, article.text),
        suggested=offered is not None,
        origin=mention.origin,
        run=_named(known),
        score=known.score if known is not None else None,
        explanation=known.explanation if known is not None else "",
        note=mention.note,
        unsure=mention.unsure,
        roles=_roles_filled(session, mention, numbers),
        keys=(),
        editable=session.editable and not session.done,
        attributes=dict(mention.attributes),
        cluster=cluster_view(session, commands, mention),
        elsewhere=elsewhere,
    )


def _named(suggestion: Suggestion | None) -> SuggestionRun | None:
    return suggestion.run if suggestion is not None else None


def _roles_filled(session: Session, mention: Mention, numbers: Mapping[str, int]) -> list[FilledRole]:
    text = session.article.text if session.article is not None else ""
    decided = session.annotation_set.mentions.values() if session.annotation_set is not None else ()
    found = []
    for event in chain(decided, (each.mention for each in session.pending)):
        if not isinstance(event, EventMention):
            continue
        for argument in event.arguments:
            if argument.target == mention.id:
                title = _title(session.schema.label(event.label, Kind.EVENT), argument.role)
                trigger = chrome.one_line(event.span.of(text))
                number = numbers.get(event.id, 0)
                found.append(FilledRole(event.id, number, trigger, title, hue_of(session, event)))
    return found


def _title(label: Label | None, role: str) -> str:
    known = label.role(role) if label is not None else None
    return known.title if known is not None else role
