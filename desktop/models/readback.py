"""An event frame read back as one sentence, piece by piece, so that a wrong filler reads wrong."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from annotations.model.ids import MentionId
from annotations.model.mention import EventMention, Mention
from annotations.model.schema import Label, Role
from annotations.text.direction import has_right_to_left


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the sentence. A filler names its `target`, a gap the `role` that nothing fills yet."""

    text: str
    kind: Literal["words", "filler", "gap"] = "words"
    role: str = ""
    target: MentionId | None = None
    suggested: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """The few words of the sentence, in the language of the interface."""

    and_: str = "and"
    not_filled: str = "not filled"
    according_to: str = "according to"


ENGLISH = Words()
_PARTS = ("subject", "object", "adjunct", "source")


def surface(mention: Mention, article_text: str) -> str:
    """The words of a mention on one line; an ellipsis stands where a discontinuous one leaves text out."""
    return " … ".join(" ".join(piece.of(article_text).split()) for piece in mention.pieces)


def gaps(event: EventMention, label: Label) -> list[Role]:
    """The roles worth asking for: the required ones that are empty or, where none is required, all empty ones.

    The source is never asked for: without one, the paper itself says so.
    """
    filled = {argument.role for argument in event.arguments}
    taking_part = [role for role in label.roles if role.part != "source"]
    required = any(role.required for role in taking_part)
    return [role for role in taking_part if role.name not in filled and (role.required or not required)]


def standing(event: EventMention, label: Label) -> list[str]:
    """How the event stands, in words: the titles of its attribute values that are not the default ones."""
    values = dict(event.attributes)
    return [
        attribute.title_of(values[attribute.name]).lower()
        for attribute in label.attributes
        if attribute.name in values and values[attribute.name] not in attribute.values[:1]
    ]


def read_back(
    event: EventMention,
    label: Label,
    article_text: str,
    mentions: Mapping[MentionId, Mention],
    suggested: Collection[str] = (),
    words: Words = ENGLISH,
) -> tuple[Piece, ...]:
    """The frame as a sentence: subject, trigger, object, the other roles with their phrases, how the event stands, who
    says so, then what is missing.

    `mentions` holds all possible fillers, `suggested` names those without a decision.
    """

    def fillers(role: Role) -> list[Piece]:
        return [
            Piece(_isolated(surface(mentions[argument.target], article_text)), "filler", role.name, argument.target,
                  argument.target in suggested)
            for argument in event.arguments
            if argument.role == role.name and argument.target in mentions
        ]  # fmt: skip

    out: list[Piece] = []
    parts = {part: [role for role in label.roles if role.part == part] for part in _PARTS}
    for role in parts["subject"]:
        _append(out, "", fillers(role), words)
    if out:
        out.append(Piece(" "))
    out.append(Piece(_isolated(surface(event, article_text))))
    for role in [*parts["object"], *parts["adjunct"]]:
        _append(out, role.phrase, fillers(role), words)
    stands = standing(event, label)
    if stands:
        out.append(Piece(f" ({', '.join(stands)})"))
    for role in parts["source"]:
        _append(out, role.phrase or words.according_to, fillers(role), words, before=", ")
    _append_gaps(out, gaps(event, label), words)
    out.append(Piece("."))
    return _merged(out)


def _isolated(words: str) -> str:
    """Words that leave the order of the sentence around them as it is, whichever way they are read."""
    return f"\u2068{words}\u2069" if has_right_to_left(words) else words


def sentence(pieces: Sequence[Piece]) -> str:
    """The pieces as plain text, for screen readers."""
    return "".join(piece.text for piece in pieces)


def _append(out: list[Piece], phrase: str, fillers: list[Piece], words: Words, before: str = " ") -> None:
    if not fillers:
        return
    if out:
        out.append(Piece(before))
    if phrase:
        out.append(Piece(f"{phrase} "))
    for place, filler in enumerate(fillers):
        if place:
            out.append(Piece(f" {words.and_} " if place == len(fillers) - 1 else ", "))
        out.append(filler)


def _append_gaps(out: list[Piece], missing: list[Role], words: Words) -> None:
    for place, role in enumerate(missing):
        out.append(Piece(", " if place == 0 else f" {words.and_} " if place == len(missing) - 1 else ", "))
        name = role.title.lower()
        out.append(Piece(f"{name} {words.not_filled}" if place == len(missing) - 1 else name, "gap", role.name))


def _merged(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Neighbouring plain words as one piece."""
    out: list[Piece] = []
    for piece in pieces:
        if out and piece.kind == out[-1].kind == "words":
            out[-1] = Piece(out[-1].text + piece.text)
        else:
            out.append(piece)
    return tuple(out)
