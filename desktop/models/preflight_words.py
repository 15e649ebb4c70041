"""The lines of the pre-flight in words. Loads without Qt."""

from collections.abc import Sequence
from dataclasses import dataclass

from annotations.model.mention import Kind
from annotations.model.schema import Schema
from desktop.models import preflight_reasons
from desktop.models.counting import counted, number, tr
from exporters.left_out import Why
from exporters.preflight import Detail, Headline, PreflightRow
from exporters.reasons import CALLED, RENAMED, ROLE_MISSING

# Of words that are told as an example, and letters of each.
_TOLD = 2
_LONGEST = 32


@dataclass(frozen=True, slots=True)
class HeadlineWords:
    """The sentence on top, the line below it, and whether all is well."""

    sentence: str
    line: str
    is_well: bool


def headline_in_words(headline: Headline, *, is_read_back: bool) -> HeadlineWords:
    """ "0 of 2 612 spans and roles lost", and what is in the files."""
    sentence = tr("{0} of {1} spans and roles lost").format(number(headline.lost), number(headline.given))
    there = [
        counted(headline.articles, "1 article", "{0} articles"),
        counted(headline.mentions + headline.events, "1 span", "{0} spans"),
        counted(headline.events, "1 event", "{0} events"),
        counted(headline.arguments, "1 role filled", "{0} roles filled"),
    ]
    line = tr("{0}.").format(", ".join(there))
    if is_read_back:
        line += " " + tr("Each was read back from the file it will be in.")
    return HeadlineWords(sentence, line, headline.lost == 0)


def title(row: PreflightRow) -> str:
    """What happened, to stand behind the count. What a format of somebody else's says is told as it says it."""
    words = preflight_reasons.WORDS.get(row.reason)
    if words is None:
        return row.reason
    return tr(words.one if row.count == 1 else words.more)


def second_line(row: PreflightRow, schema: Schema | None = None) -> str:
    """Which they are, and what else should be known. `schema` has the titles of labels and roles."""
    words = preflight_reasons.WORDS.get(row.reason)
    hint = tr(words.hint) if words is not None and words.hint else ""
    if row.reason in (Why.UNFINISHED, Why.FURNITURE):
        return f"{_inside(row)} {hint}".strip()
    return " ".join(filter(None, (_examples(row, schema), hint)))


def _inside(row: PreflightRow) -> str:
    if row.reason == Why.UNFINISHED:
        return counted(row.inside, "1 span waits in them.", "{0} spans wait in them.")
    if row.inside:
        return counted(row.inside, "1 decided span lies in them.", "{0} decided spans lie in them.")
    return tr("No decided span lies in them.")


def _examples(row: PreflightRow, schema: Schema | None) -> str:
    if row.details:
        named = [_named(row, each, schema) for each in row.details]
        return _some(named, len(named))
    surfaces = list(dict.fromkeys(surface for place in row.places if (surface := _short(place.surface))))
    return _some([f"“\u2068{surface}\u2069”" for surface in surfaces], row.count if surfaces else 0)


def _some(named: Sequence[str], count: int) -> str:
    """ "“al-Sudani's”, “Iran-” and 12 more." """
    if not named:
        return ""
    told = named[:_TOLD]
    if count > len(told):
        return tr("{0} and {1} more.").format(", ".join(told), number(count - len(told)))
    return tr("{0}.").format(", ".join(told))


def _named(row: PreflightRow, detail: Detail, schema: Schema | None) -> str:
    match row.reason:
        case _ if row.reason == ROLE_MISSING:
            return tr("{0} without {1}").format(*_titles(detail, schema))
        case _ if row.reason in (RENAMED, CALLED):
            return tr("{0} as {1}").format(detail.what, detail.of)
    return tr("{0} {1}").format(detail.what, number(detail.count))


def _titles(detail: Detail, schema: Schema | None) -> tuple[str, str]:
    """Event type and role as analysts know them."""
    label = schema.label(detail.of, Kind.EVENT) if schema is not None else None
    role = label.role(detail.what) if label is not None else None
    return label.title if label is not None else detail.of, role.title if role is not None else detail.what


def _short(surface: str) -> str:
    words = " ".join(surface.split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"
