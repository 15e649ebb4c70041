"""Articles, labels and an event for the tests of what stands around the text."""

from annotations.model.ids import ArticleId, MentionId
from annotations.model.mention import Argument, EntityMention, EventMention, Kind
from annotations.model.project import QueueRow
from annotations.model.schema import Label, Role
from annotations.model.span import Span

TEXT = "Hill fighters have struck a border post of the guard with rockets near Talas."


def span(words: str) -> Span:
    """Where those words stand in TEXT."""
    start = TEXT.index(words)
    return Span(start, start + len(words))


def entity(id_: str, words: str, label: str) -> EntityMention:
    """An entity mention on those words."""
    return EntityMention(id=MentionId(id_), span=span(words), label=label)


MENTIONS = {
    mention.id: mention
    for mention in (
        entity("m1", "Hill fighters", "ORG"),
        entity("m2", "a border post of the guard", "FAC"),
        entity("m3", "rockets", "EVENT"),
        entity("m4", "Talas", "GPE"),
    )
}

ASSAULT = Label(
    code="ASSAULT",
    kind=Kind.EVENT,
    title="Assault",
    hue="magenta",
    guideline="Force used against people or things.",
    examples=("The post was [struck] at dawn.",),
    roles=(
        Role(name="ACTOR", title="Actor", part="subject", required=True, key="Q"),
        Role(name="RECIPIENT", title="Recipient", part="object", key="W"),
        Role(name="PLACE", title="Place", phrase="in", key="E"),
        Role(name="DATE", title="Date", phrase="on", required=True, key="R"),
        Role(name="INSTRUMENT", title="Instrument", phrase="with", key="T"),
    ),
)


def struck(**fillers: str) -> EventMention:
    """The event, each role filled with the mentions named in a comma-separated list."""
    arguments = tuple(
        Argument(role, MentionId(target)) for role, targets in fillers.items() for target in targets.split(",")
    )
    return EventMention(id=MentionId("e1"), span=span("struck"), label="ASSAULT", arguments=arguments)


def entity_label(code: str, key: str, short: str = "", hue: str = "blue") -> Label:
    """An entity label."""
    return Label(code=code, kind=Kind.ENTITY, title=code.capitalize(), short=short, hue=hue, key=key)


LABELS = tuple(
    entity_label(code, key, short)
    for code, key, short in (
        ("PERSON", "1", "PER"), ("ORG", "2", "ORG"), ("GPE", "3", "GPE"), ("NORP", "4", "NORP"),
        ("EVENT", "5", "EVT"), ("CARDINAL", "6", "CARD"), ("FAC", "7", "FAC"), ("DATE", "8", "DATE"),
    )
)  # fmt: skip


def row(id_: str, status: str = "new", *, undecided: int = 3, prepared: bool = True, title: str = "") -> QueueRow:
    """A row of the queue."""
    return QueueRow(
        article_id=ArticleId(id_),
        title=title or f"Article {id_}",
        source="The Ford Post",
        date="3 May 2024",
        language="en",
        words=240,
        status=status,
        mentions=0,
        suggestions=undecided,
        undecided=undecided,
        prepared=prepared,
    )
