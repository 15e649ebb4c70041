"""Schema: the labels, event types and roles of a project, with what analysts need to know of each. Data, not code."""

from dataclasses import dataclass

from annotations.model.mention import Kind

# The eight hues of the palette; each has a light and a dark ink and tint in `desktop.theme`.
HUES = ("blue", "orange", "green", "violet", "magenta", "olive", "petrol", "grey")


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A slot of an event type. `fillers` are the entity labels (or event types) that may fill it; empty means any.

    A frame lacking a `required` role is incomplete: the gap is named when the frame is read back, but nobody is forced.

    `phrase` introduces the filler when the frame is read back ("with", "in"); the roles read as subject and object
    have none. The role whose `part` is "source" says who reports the event. `key` is the letter of the row below the
    digits, by position.
    """

    name: str
    title: str
    fillers: tuple[str, ...] = ()
    required: bool = False
    phrase: str = ""
    part: str = "adjunct"  # "subject", "object", "adjunct" or "source": its place in the read-back sentence
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributeType:
    """A property of a mention with a fixed choice of values, the first being the default, which is not stored.

    `titles` are the words for the values, in the same order; `key` is a letter of the bottom row, by position.
    """

    name: str
    title: str
    values: tuple[str, ...]
    titles: tuple[str, ...] = ()
    key: str = ""

    def title_of(self, value: str) -> str:
        """The word for a value; the value itself where the schema has none."""
        titles = dict(zip(self.values, self.titles, strict=False))
        return titles.get(value, value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """An entity label or an event type. `code` is what is stored and exported; `short` fits where `code` does not.

    `verb` is the past form used to read an event back ("attacked"). `key` is a digit, or "" when reached by typing.
    A label that is not `active` is kept but not offered.
    """

    code: str
    kind: Kind
    title: str
    short: str = ""
    hue: str = "grey"
    key: str = ""
    guideline: str = ""
    examples: tuple[str, ...] = ()
    active: bool = True
    verb: str = ""
    roles: tuple[Role, ...] = ()
    attributes: tuple[AttributeType, ...] = ()

    def role(self, name: str) -> Role | None:
        """The role of that name, or None."""
        return next((role for role in self.roles if role.name == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """All labels of a project, in the order they are shown. `version` grows by one with every change."""

    name: str
    title: str
    version: int = 1
    labels: tuple[Label, ...] = ()

    def label(self, code: str, kind: Kind) -> Label | None:
        """The label of that code and kind, active or not; None if the schema does not know it."""
        return next((label for label in self.labels if label.code == code and label.kind == kind), None)

    def active(self, kind: Kind) -> list[Label]:
        """The labels on offer, in order."""
        return [label for label in self.labels if label.kind == kind and label.active]
