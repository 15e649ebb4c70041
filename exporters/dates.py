"""The day that a source gives, however it writes it."""

import re
from calendar import monthrange
from datetime import date

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_TWELVE = 12
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_DAY = r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_MONTH = r"\b(?P<month>[A-Za-z]{3,9})\.?"
# The year first; a day first with the month in letters; the month in letters first; a day or month first in digits.
_FORMS = (
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<sign>[-/.]?)(?P<month>\d\d)(?P=sign)(?P<day>\d\d)(?:\d{6})?(?!\d)"),
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)[-/.](?P<month>\d{1,2})(?:[-/.](?P<day>\d{1,2}))?(?!\d)"),
    re.compile(rf"{_DAY}[\s.-]*{_MONTH}[\s,-]*{_YEAR}"),
    re.compile(rf"{_MONTH}\s*{_DAY}[\s,]+{_YEAR}"),
    re.compile(rf"(?<!\d)(?P<one>\d{{1,2}})(?P<sign>[-/.])(?P<other>\d{{1,2}})(?P=sign){_YEAR}"),
)


def day_of(text: str) -> date | None:
    """The first day in a text, as in "2023-11-21T08:00", "21 Nov 2023", "Nov 21, 2023", "21-11-2023"; None if none is.

    A month without a day is its last day. Where slashes leave open which number is the month, there is none.
    """
    for form in _FORMS:
        for found in form.finditer(text):
            day = _day(found.groupdict())
            if day is not None:
                return day
    return None


def _day(found: dict[str, str | None]) -> date | None:
    year = int(found["year"] or 0)
    if "one" in found:
        day, month = _in_order(int(found["one"] or 0), int(found["other"] or 0), found["sign"] == "/")
    else:
        month = _month(found["month"] or "")
        day = int(found["day"]) if found["day"] else _last_day(year, month)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _in_order(one: int, other: int, by_slashes: bool) -> tuple[int, int]:
    """Day and month; 0 for what cannot be told."""
    if other > _TWELVE:
        return other, one
    if by_slashes and one <= _TWELVE and one != other:
        return 0, 0
    return one, other


def _month(word: str) -> int:
    if word.isdigit():
        return int(word)
    begins = [number for number, name in enumerate(_MONTHS, start=1) if name.startswith(word.lower())]
    return begins[0] if begins else 0


def _last_day(year: int, month: int) -> int:
    return monthrange(year, month)[1] if 1 <= month <= _TWELVE else 0
