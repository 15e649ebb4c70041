"""The table of actions: one id each, one meaning for a key at a time."""

import itertools

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from desktop.action_set import ActionSet
from desktop.actions import ACTIONS, APART, BY_ID, GROUPS, plain_keys
from desktop.pages.context_menu import GROUPS as MENU


def together(first, second) -> bool:
    holds = {*first.when, *second.when}
    return not any(pair <= holds for pair in APART)


def test_ids_are_unique_and_groups_known():
    assert len(BY_ID) == len(ACTIONS)
    assert {spec.group for spec in ACTIONS} == set(GROUPS)
    assert {id_ for group in MENU for id_ in group} <= set(BY_ID)


def test_no_key_means_two_things_at_once():
    for key, specs in plain_keys().items():
        for first, second in itertools.combinations(specs, 2):
            assert not together(first, second), f"{key}: {first.id} and {second.id}"


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
