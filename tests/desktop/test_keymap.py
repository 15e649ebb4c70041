"""Keys that analysts chose: no key ever means two things at once, and nothing stored can break the table."""

import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.actions import ACTIONS, BY_ID, together
from desktop.keymap import KeyMap, KeyTaken, Unusable, unusable
from desktop.settings import KEYS, Settings

IDS = [spec.id for spec in ACTIONS]
FOR_ANY = {key for spec in ACTIONS for key in spec.keys if unusable("note", key) is None}
SOME_KEYS = sorted(FOR_ANY | {"Ctrl+J", ";", "F9", "Shift+L"})


@pytest.fixture
def settings(qapp):
    return Settings()


@pytest.fixture
def keymap(settings):
    return KeyMap(settings)


def doubles(keymap):
    return [
        (first.id, second.id)
        for first, second in itertools.combinations(ACTIONS, 2)
        if {*keymap.keys(first.id)} & {*keymap.keys(second.id)} and together(first, second)
    ]


def all_keys(keymap):
    return {id_: keymap.keys(id_) for id_ in IDS}


TABLE = {spec.id: spec.keys for spec in ACTIONS}


def test_unchanged_it_is_the_table(keymap):
    assert all_keys(keymap) == TABLE
    assert keymap.cap("accept") == "Return"
    assert keymap.cap("about") == ""
    assert keymap.meanings("Return") == tuple(spec for spec in ACTIONS if "Return" in spec.keys)
    assert keymap.meanings("Ctrl+J") == ()


def test_another_key_is_remembered_and_told(qtbot, settings, keymap):
    with qtbot.waitSignal(keymap.changed):
        keymap.rebind("note", ("Ctrl+J", "N", "Ctrl+J"))
    assert keymap.keys("note") == ("Ctrl+J", "N")
    assert keymap.is_changed("note")
    assert json.loads(settings.get(KEYS)) == {"note": ["Ctrl+J", "N"]}
    assert KeyMap(Settings()).keys("note") == ("Ctrl+J", "N")
    with qtbot.waitSignal(keymap.changed):
        keymap.reset("note")
    assert not keymap.is_changed("note")
    assert settings.get(KEYS) == ""


def test_a_key_that_means_something_else_is_named_and_not_given(qtbot, keymap):
    with qtbot.assertNotEmitted(keymap.changed), pytest.raises(KeyTaken) as taken:
        keymap.rebind("reject", ("Return",))
    assert taken.value.key == "Return"
    assert [spec.id for spec in taken.value.specs] == ["accept"]
    assert all_keys(keymap) == TABLE


def test_it_is_taken_away_when_told_to_and_comes_back(keymap):
    keymap.rebind("reject", ("Return",), take=True)
    assert (keymap.keys("reject"), keymap.keys("accept")) == (("Return",), ())
    with pytest.raises(KeyTaken):
        keymap.reset("accept")
    keymap.reset("reject")
    assert all_keys(keymap) == TABLE


def test_a_chosen_key_that_was_taken_away_does_not_come_back(keymap):
    keymap.rebind("note", ("F9", "Ctrl+J"))
    keymap.rebind("unsure", ("F9",), take=True)
    keymap.reset("unsure")
    assert keymap.keys("note") == ("Ctrl+J",)
    keymap.reset_all()
    assert all_keys(keymap) == TABLE


def test_one_key_may_mean_what_is_never_enabled_together(keymap):
    keymap.rebind("done-next", ("Ctrl+J",))
    keymap.rebind("reopen", ("Ctrl+J",))
    assert [spec.id for spec in keymap.meanings("Ctrl+J")] == ["done-next", "reopen"]
    assert [spec.id for spec in keymap.clashes("undo", "Ctrl+J")] == ["done-next", "reopen"]


@pytest.mark.parametrize(
    ("key", "why"),
    [
        ("Left", Unusable.CARET), ("Shift+Home", Unusable.CARET), ("Ctrl+Shift+Right", Unusable.CARET),
        ("PgUp", Unusable.CARET), ("Ctrl+C", Unusable.FIELDS), ("Esc", Unusable.LEAVES),
        ("", Unusable.UNKNOWN), ("a", Unusable.UNKNOWN), ("Ctrl+K, Ctrl+J", Unusable.UNKNOWN),
        ("Ctrl+1", Unusable.RECENT), ("Ctrl+9", Unusable.RECENT), ("Ctrl+0", None),
        ("Ctrl+J", None), ("Alt+Up", None), ("Ctrl+PgUp", None), ("Space", None),
    ],
)  # fmt: skip
def test_keys_that_cannot_be_used(keymap, key, why):
    assert unusable("note", key) is why
    if why is not None:
        with pytest.raises(ValueError, match=why):
            keymap.rebind("note", (key,))
    assert unusable("escape", "Esc") is None


@pytest.mark.parametrize(
    "stored",
    [
        "", "{", "[]", "3", "null", "{" * 5000, "[" * 100_000, '{"note": "F9"}', '{"note": [3]}',
        '{"no-such-action": ["F9"]}',
        '{"note": ["Left"]}', '{"note": ["f9"]}', '{"note": ["F9", "nonsense"]}',
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_the_table(settings, stored):
    settings.set(KEYS, stored)
    assert all_keys(KeyMap(settings)) == TABLE


def test_what_was_stored_by_hand_has_one_meaning_too(settings):
    settings.set(KEYS, json.dumps({"unsure": ["F9"], "note": ["F9", "Return"]}))
    keymap = KeyMap(settings)
    assert doubles(keymap) == []
    assert keymap.keys("note") == ("F9", "Return")
    assert (keymap.keys("unsure"), keymap.keys("accept")) == ((), ("Return",))


ids, keys = st.sampled_from(IDS), st.lists(st.sampled_from(SOME_KEYS), max_size=3)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("rebind"), ids, keys, st.booleans()),
        st.tuples(st.just("reset"), ids, st.booleans()),
        st.tuples(st.just("reset_all")),
    ),
    max_size=12,
)


@given(STEPS)
def test_no_rebinding_gives_a_key_two_meanings(steps):
    settings = Settings()
    settings.set(KEYS, "")
    keymap = KeyMap(settings)
    for verb, *values in steps:
        *values, take = values if verb != "reset_all" else (False,)
        before = all_keys(keymap)
        try:
            getattr(keymap, verb)(*values, **({"take": take} if verb != "reset_all" else {}))
        except KeyTaken:
            assert not take
            assert all_keys(keymap) == before
        else:
            if verb == "rebind":
                assert keymap.keys(values[0]) == tuple(dict.fromkeys(values[1]))
            if not take and verb != "reset_all":
                lost = {id_ for id_ in IDS if {*before[id_]} - {*keymap.keys(id_)}}
                assert lost <= {values[0]}
        assert doubles(keymap) == []
        assert all_keys(KeyMap(settings)) == all_keys(keymap)


def test_without_settings_it_is_the_table_and_can_change(qapp):
    keymap = KeyMap()
    keymap.rebind("note", ("F9",))
    assert [spec.id for spec in keymap.meanings("F9")] == ["note"]
    assert BY_ID["note"].keys == ("N",)
