"""All places behind a number, in a real project."""

import pytest

from annotations.agreement.choice import Choice
from annotations.agreement.disagreements import Which
from annotations.model.mark import Subject
from desktop import agreements
from desktop.models.which_places import places_of
from desktop.worklist import Where
from tests.desktop.disputed import DAYS, IDS, TEXTS, project_at
from tests.factories import span


@pytest.fixture
def location(tmp_path, monkeypatch):
    monkeypatch.setattr(agreements, "_read", None)
    return str(project_at(tmp_path / "desk.spandesk"))


def places(location, which, choice=None):
    (found,) = places_of(location, choice or Choice(), which)
    return found


def test_each_pair_that_differs_names_the_place(location):
    found = places(location, Which(labels=frozenset({"ORG", "GPE"})))
    guild = [span(text, "Harbour Guild") for text in TEXTS[: DAYS - 1]]
    assert set(found) == {
        Where(id_, Subject.SPAN, where.start, where.end) for id_, where in zip(IDS, guild, strict=False)
    }
    assert len(found) == 2 * (DAYS - 1)


def test_it_covers_what_either_has(location):
    found = places(location, Which(reasons=frozenset({"boundary"}), article=IDS[0]))
    malik = span(TEXTS[0], "Governor Malik")
    assert set(found) == {Where(IDS[0], Subject.SPAN, malik.start, malik.end)}


def test_the_choice_holds(location):
    both = Choice(annotators=("ana", "cem"))
    assert places(location, Which(labels=frozenset({"ORG", "GPE"})), both) == ()
    assert len(places(location, Which(subjects=frozenset({Subject.EVENT})), both)) == 1
