"""Days are read as sources write them, and not where they could be two."""

from datetime import date

import pytest

from exporters.dates import day_of


@pytest.mark.parametrize(
    "text",
    [
        "2023-11-21",
        "2023-11-21T08:00:00+03:00",
        "2023/11/21",
        "2023.11.21",
        "20231121",
        "20231121T0800",
        "20231121080000",
        "21 Nov 2023",
        "21 November 2023",
        "21st November, 2023",
        "21-Nov-2023",
        "Nov 21, 2023",
        "Nov. 21, 2023",
        "NOVEMBER 21 2023",
        "Updated: November 21, 2023, 9:08 AM",
        "Tue, 21 Nov 2023 10:00:00 GMT",
        "21-11-2023",
        "21.11.2023",
        "21/11/2023",
        "11/21/2023",
    ],
)
def test_a_day_is_read(text):
    assert day_of(text) == date(2023, 11, 21)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("04-05-2023", date(2023, 5, 4)),
        ("5/5/2023", date(2023, 5, 5)),
        ("2023-2-3", date(2023, 2, 3)),
        ("2024-02", date(2024, 2, 29)),
        ("Sept. 3, 2023", date(2023, 9, 3)),
        ("31 Feb 2024, that is 2 March 2024", date(2024, 3, 2)),
    ],
)
def test_other_days_are_read(text, day):
    assert day_of(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2023",
        "2023-13-01",
        "31 Feb 2024",
        "4/5/2023",
        "1700000000",
        "May 2023",
        "foo 21, 2023",
        "99999",
    ],
)
def test_what_is_no_day_is_none(text):
    assert day_of(text) is None
