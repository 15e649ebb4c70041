"""The table of actions: one id each, one meaning for a key at a time."""

import itertools

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from desktop.action_set import ActionSet
from desktop.actions import ACTIONS, BY_ID, CARET_KEYS, GROUPS, key_lines, together
from desktop.pages.context_menu import GROUPS as MENU


def test_ids_are_unique_and_groups_known():
    assert len(BY_ID) == len(ACTIONS)
    assert {spec.group for spec in ACTIONS} == set(GROUPS)
    assert {id_ for group in MENU for id_ in group} <= set(BY_ID)


def test_no_key_means_two_things_at_once():
    for first, second in itertools.combinations(ACTIONS, 2):
        assert not {*first.keys} & {*second.keys} or not together(first, second), f"{first.id} and {second.id}"


@pytest.mark.parametrize("spec", ACTIONS, ids=lambda spec: spec.id)
def test_keys_are_written_as_qt_writes_them(spec):
    for key in spec.keys:
        assert QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText) == key


def test_everything_bound_in_the_window(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    actions, ran = ActionSet(window), []
    for spec in ACTIONS:
        actions.bind(spec.id, lambda id_=spec.id: ran.append(id_))
    for spec in ACTIONS:
        actions.set_state(spec.when)
        actions[spec.id].trigger()
        assert actions.trigger_key(spec.keys[0]) if spec.keys else True
        actions.set_state(())
        assert actions[spec.id].isEnabled() == (not spec.when)
    assert set(ran) == set(BY_ID)


def test_the_lines_of_keys_are_those_of_the_table_or_of_whoever_is_asked():
    assert {keys for _, _, keys in key_lines()} == {spec.keys for spec in ACTIONS if spec.keys} | {
        keys for _, keys in CARET_KEYS
    }
    changed = {words: keys for _, words, keys in key_lines(lambda id_: ("X",) if id_ == "undo" else ())}
    assert changed == {"Undo": ("X",), **dict(CARET_KEYS)}
