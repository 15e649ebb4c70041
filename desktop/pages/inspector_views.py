"""What the inspector's panels show, made from the session as plain values."""

from collections.abc import Mapping

from annotations.model.ids import MentionId
from annotations.model.mention import EventMention, Kind, Mention
from annotations.model.schema import Label
from annotations.model.suggestion import Suggestion, SuggestionRun
from desktop import chrome
from desktop.pages.annotate_commands import AnnotateCommands
from desktop.panels.event_frame import EventView
from desktop.panels.mention_card import FilledRole, MentionView
from desktop.panels.suggestion_list import SuggestionRow
from desktop.session import Session

CANDIDATES = 3


def hue_of(session: Session, mention: Mention) -> str:
    """The hue of a mention's label; grey for a label the schema does not know."""
    label = session.schema.label(mention.label, mention.kind)
    return label.hue if label is not None else "grey"


def suggestion_rows(session: Session, position: int) -> list[SuggestionRow]:
    """The undecided suggestions, those from the eye on first, then those before it."""
    ahead = [each for each in session.pending if each.mention.span.start >= position]
    behind = [each for each in session.pending if each.mention.span.start < position]
    text = session.article.text if session.article is not None else ""
    return [
        SuggestionRow(
            each.id, each.mention.label, hue_of(session, each.mention), each.mention.span.of(text), each.score
        )
        for each in [*ahead, *behind]
    ]


def _all_mentions(session: Session) -> dict[MentionId, Mention]:
    decided = session.annotation_set.mentions if session.annotation_set is not None else {}
    return {**{each.mention.id: each.mention for each in session.pending}, **decided}


def event_view(session: Session, commands: AnnotateCommands, numbers: Mapping[str, int]) -> EventView | None:
    """The focused event with its frame, or None if the focus is no event of a known type."""
    event, label, article = commands.event(), commands.event_label(), session.article
    if event is None or label is None or article is None:
        return None
    mentions = _all_mentions(session)
    offered = {each.mention.id: each for each in session.pending}
    fitting = {
        role.name: [
            chrome.one_line(mention.span.of(article.text)) for mention, _ in commands.fillers(role)[:CANDIDATES]
        ]
        for role in label.roles
    }
    return EventView(
        event=event,
        label=label,
        number=numbers.get(event.id, 0),
        count=len(numbers),
        text=article.text,
        mentions=mentions,
        suggested=frozenset(offered),
        scores={id_: each.score for id_, each in offered.items()},
        hues={id_: hue_of(session, mention) for id_, mention in mentions.items()},
        fitting=fitting,
        armed=commands.armed.name if commands.armed is not None else None,
        origin=_explained(offered.get(event.id)),
        editable=session.editable and not session.done,
    )


def _explained(suggestion: Suggestion | None) -> str:
    if suggestion is None or not suggestion.explanation:
        return ""
    return f"{suggestion.run.suggester}: {suggestion.explanation}"


def mention_view(session: Session, mention: Mention, numbers: Mapping[str, int]) -> MentionView | None:
    """The focused entity mention or suggestion, or None if its label is unknown."""
    label, article = session.schema.label(mention.label, mention.kind), session.article
    if label is None or article is None or isinstance(mention, EventMention):
        return None
    offered = next((each for each in session.pending if each.mention.id == mention.id), None)
    known = offered or session.suggestion(str(mention.origin.suggestion))
    return MentionView(
        label=label,
        surface=mention.span.of(article.text),
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
    )


def _named(suggestion: Suggestion | None) -> SuggestionRun | None:
    return suggestion.run if suggestion is not None else None


def _roles_filled(session: Session, mention: Mention, numbers: Mapping[str, int]) -> list[FilledRole]:
    text = session.article.text if session.article is not None else ""
    found = []
    for event in _all_mentions(session).values():
        if isinstance(event, EventMention):
            label = session.schema.label(event.label, Kind.EVENT)
            for argument in event.arguments:
                if argument.target == mention.id:
                    trigger = chrome.one_line(event.span.of(text))
                    hue = hue_of(session, event)
                    found.append(
                        FilledRole(event.id, numbers.get(event.id, 0), trigger, _title(label, argument.role), hue)
                    )
    return found


def _title(label: Label | None, role: str) -> str:
    known = label.role(role) if label is not None else None
    return known.title if known is not None else role
