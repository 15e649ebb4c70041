"""Splits, export profiles and texts: they come back as they were kept, and what is damaged is found."""

import sqlite3

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from annotations.errors import StoreUnavailable
from annotations.model.ids import ArticleId
from annotations.model.project_settings import ProjectSettings
from annotations.model.split import Part, Placed
from annotations.workspace import Workspace
from tests.factories import article

TRAIN, DEV = Placed(Part.TRAIN), Placed(Part.DEV)


@pytest.fixture
def ids(workspace, record):
    """Four articles of the project."""
    workspace.add(record(article(f"Report number {number}.")) for number in range(4))
    return workspace.article_ids()


def test_texts_come_in_order(workspace, record):
    assert list(workspace.texts()) == []
    made = [article(f"Report number {number}.") for number in range(120)]
    workspace.add(map(record, made))
    assert list(workspace.texts()) == [(each.id, each.text) for each in made]


def test_a_split_comes_back(workspace, ids):
    assert workspace.split_of() == {}
    workspace.save_split({ids[1]: DEV, ids[0]: TRAIN})
    workspace.save_split({ids[2]: Placed(Part.TEST, pinned=True), ids[0]: DEV})
    assert list(workspace.split_of().items()) == [
        (ids[0], DEV),
        (ids[1], DEV),
        (ids[2], Placed(Part.TEST, pinned=True)),
    ]
    assert workspace.check() == []


def test_a_pin_holds_until_it_is_taken_away(workspace, ids):
    workspace.save_split(dict.fromkeys(ids, TRAIN))
    workspace.pin(ids[:2], Part.DEV)
    workspace.save_split(dict.fromkeys(ids, Placed(Part.TEST, pinned=True)))
    assert workspace.split_of()[ids[0]] == Placed(Part.DEV, pinned=True)
    assert workspace.split_of()[ids[2]] == Placed(Part.TEST, pinned=True)
    workspace.pin([ids[0]], Part.TRAIN)
    workspace.pin([ids[1], ids[3]], None)
    pinned = [workspace.split_of().get(id_) for id_ in ids]
    assert pinned == [Placed(Part.TRAIN, True), None, Placed(Part.TEST, True), None]


def test_the_queue_of_everybody_names_the_pins_of_the_training_data(workspace, ids):
    workspace.save_split(dict.fromkeys(ids, TRAIN))
    workspace.pin([ids[1]], Part.TEST)
    workspace.pin([ids[2]], Part.DEV, "mine")
    for annotator in ("ana", "ben"):
        assert [row.pinned for row in workspace.queue(annotator)] == ["", "test", "", ""]


def test_pinning_names_what_it_changed(workspace, ids):
    workspace.save_split({ids[0]: DEV, ids[1]: Placed(Part.TEST, pinned=True)})
    gone = ArticleId("gone")
    pinning = workspace.pin([*ids[:3], gone], Part.TEST)
    assert (pinning.part, pinning.before) == (Part.TEST, {ids[0]: DEV, ids[2]: None})
    assert workspace.pin(ids[:3], Part.TEST).before == {}
    assert workspace.pin(ids, None).before == dict.fromkeys(ids[:3], Placed(Part.TEST, pinned=True))


def test_what_somebody_else_pinned_since_stays_when_pins_are_taken_back(workspace, ids):
    pinning = workspace.pin(ids[:3], Part.TEST)
    workspace.pin([ids[0]], Part.TRAIN)
    workspace.pin([ids[1]], None)
    assert workspace.undo_pin(pinning) == 1
    assert workspace.split_of() == {ids[0]: Placed(Part.TRAIN, pinned=True)}


def test_a_pin_comes_back_although_an_export_has_placed_the_article_meanwhile(workspace, ids):
    workspace.pin([ids[0]], Part.TEST)
    off = workspace.pin([ids[0]], None)
    workspace.save_split(dict.fromkeys(ids, TRAIN))
    assert workspace.undo_pin(off) == 1
    assert workspace.split_of()[ids[0]] == Placed(Part.TEST, pinned=True)


_SIDES = st.sampled_from(Part)
_ACTS = st.tuples(st.sets(st.integers(0, 3)), st.none() | _SIDES)


@settings(phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(placed=st.dictionaries(st.integers(0, 3), st.builds(Placed, _SIDES, st.booleans())), acts=st.lists(_ACTS))
def test_acts_of_pinning_undone_one_after_the_other_leave_all_as_it_was(workspace, ids, placed, acts):
    workspace.forget_split()
    workspace.save_split({ids[number]: each for number, each in placed.items()})
    before = workspace.split_of()
    done = [workspace.pin([ids[number] for number in sorted(those)], part) for those, part in acts]
    assert all(workspace.undo_pin(each) == len(each.before) for each in reversed(done))
    assert workspace.split_of() == before


def test_splits_have_nothing_to_do_with_each_other(workspace, ids):
    workspace.save_split({ids[0]: TRAIN})
    workspace.save_split({ids[0]: DEV}, "mine")
    workspace.pin(ids, Part.TEST, "other")
    workspace.pin(ids, None, "mine")
    workspace.forget_split("other")
    assert (workspace.split_of(), workspace.split_of("mine"), workspace.split_of("other")) == (
        {ids[0]: TRAIN},
        {ids[0]: DEV},
        {},
    )


def test_what_is_no_article_has_no_side(workspace, ids):
    gone = ArticleId("gone")
    workspace.save_split({gone: TRAIN, ids[0]: DEV})
    workspace.pin([gone], Part.DEV)
    assert workspace.split_of() == {ids[0]: DEV}


def test_many_articles_are_placed_at_once(workspace, record):
    workspace.add(record(article(f"Report number {number}.")) for number in range(1_100))
    ids = workspace.article_ids()
    workspace.save_split(dict.fromkeys(ids, TRAIN))
    workspace.pin(ids, Part.DEV)
    assert workspace.split_of() == dict.fromkeys(ids, Placed(Part.DEV, pinned=True))
    off = workspace.pin(ids, None)
    assert workspace.split_of() == {}
    assert workspace.undo_pin(off) == len(ids)


def test_profiles_come_back(workspace, location):
    workspace.save_export_profile("für Training", {"format_id": "spacy", "truth": {"source": "ana"}})
    workspace.save_export_profile("all", {"format_id": "jsonl"})
    workspace.save_export_profile("all", {"format_id": "csv"})
    workspace.set_settings(ProjectSettings(blind_share=0.5))
    workspace.close()
    with Workspace.open(location) as reopened:
        assert reopened.export_profiles() == {
            "für Training": {"format_id": "spacy", "truth": {"source": "ana"}},
            "all": {"format_id": "csv"},
        }
        reopened.remove_export_profile("für Training")
        with pytest.raises(KeyError):
            reopened.remove_export_profile("für Training")
        assert list(reopened.export_profiles()) == ["all"]
        assert reopened.settings == ProjectSettings(blind_share=0.5)
        assert reopened.check() == []


@pytest.mark.parametrize(
    ("statement", "where", "what"),
    [
        ("UPDATE article_part SET part = 'x'", "split training, article", "'x' is not a valid Part"),
        ("UPDATE article_part SET article_id = 'x'", "table article_part", "a row belongs to no article"),
        ("UPDATE project_setting SET json = '{' WHERE key = 'export_profiles'", "export profiles", "cannot be read"),
        ("UPDATE project_setting SET json = '[1]' WHERE key = 'export_profiles'", "export profiles", "cannot be read"),
    ],
)
def test_damage_is_found(file_workspace, file_location, record, statement, where, what):
    file_workspace.add([record(article("Ana met Ben."))])
    file_workspace.save_split(dict.fromkeys(file_workspace.article_ids(), TRAIN))
    file_workspace.save_export_profile("all", {"format_id": "csv"})
    file_workspace.close()
    connection = sqlite3.connect(file_location)
    assert connection.execute(statement).rowcount == 1
    connection.commit()
    connection.close()
    with Workspace.open(file_location) as damaged:
        (problem,) = damaged.check()
        assert problem.where.startswith(where)
        assert what in problem.what
        assert damaged.settings == ProjectSettings(), "what exporters keep is none of its business"
        if "article_id" not in statement:
            with pytest.raises(StoreUnavailable, match="it is damaged"):
                damaged.split_of() if "article_part" in statement else damaged.export_profiles()
