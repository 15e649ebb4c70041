"""Which of the data of a Label Studio task is the text, and in which unit its offsets count."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from annotations.importers.fields import Fields
from annotations.importers.hypertext import renderings
from annotations.model.beside import BESIDE_KEY
from annotations.text.utf16 import Utf16Offsets

_USUAL = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A labelled stretch as a task has it; `surface` is what it says stands there, None when it says nothing."""

    place: str
    id: str
    start: int
    end: int
    labels: tuple[str, ...]
    surface: str | None = None
    in_html: bool = False
    score: float | None = None


Carry = Callable[[int], int]


@dataclass(frozen=True, slots=True)
class TaskText:
    """The text of a task. `carry` makes code points of its offsets; `utf16` says that they are UTF-16 units."""

    text: str
    carry: Carry
    utf16: bool


def text_of(data: Fields, regions: Sequence[Region]) -> TaskText:
    """The text in which all regions stand with the words they say. Raises Refused when there is none."""
    texts = {name: value for name, value in data.values.items() if isinstance(value, str) and name != BESIDE_KEY}
    if not texts:
        data.refuse("there is no text")
    in_order = sorted(texts, key=lambda name: name != _USUAL)
    said = [region for region in regions if region.surface is not None]
    if not said:
        if _USUAL not in texts and len(texts) > 1:
            data.refuse(f"which of {', '.join(texts)} is the text cannot be told")
        return TaskText(texts[in_order[0]], _same, False)
    in_html = any(region.in_html for region in regions)
    for name in in_order:
        for reading in _readings(texts[name], in_html):
            if all(_agrees(reading, region) for region in said):
                return reading
    first = TaskText(texts[in_order[0]], _same, False)
    wrong = next((region for region in said if not _agrees(first, region)), said[0])
    data.refuse(f"{wrong.place}: its text is not what stands at {wrong.start}..{wrong.end}")


def _same(offset: int) -> int:
    return offset


def _readings(value: str, in_html: bool) -> Iterator[TaskText]:
    for text in renderings(value) if in_html else (value,):
        yield TaskText(text, _same, False)
        if not text.isascii():
            yield TaskText(text, Utf16Offsets(text).to_code_point, True)


def _agrees(reading: TaskText, region: Region) -> bool:
    try:
        cut = reading.text[reading.carry(region.start) : reading.carry(region.end)]
    except ValueError:
        return False
    return region.surface is not None and _squashed(cut) == _squashed(region.surface)


def _squashed(surface: str) -> str:
    """Without blanks, which browsers fold, and without the two characters that stand for a line end."""
    return "".join(surface.replace("\\n", "").split())
