"""The newsroom's month as gesture work: what is suggested in its last articles changes by what its first teach."""

import pytest

from benchmarks import gestures_newsroom
from benchmarks.gestures_newsroom import LEARN, before_and_after, tasks


@pytest.mark.slow
def test_the_same_work_with_other_suggestions(tmp_path, monkeypatch):
    monkeypatch.setattr(gestures_newsroom, "LEARN", 6)
    before, after = before_and_after(tmp_path, articles=2)
    assert [task.article for task in before.tasks] == [task.article for task in tasks()[6:8]]
    assert [(task.article, task.gold) for task in before.tasks] == [(task.article, task.gold) for task in after.tasks]
    assert all(task.suggestions for task in (*before.tasks, *after.tasks))
    assert {each.id for task in before.tasks for each in task.suggestions} != {
        each.id for task in after.tasks for each in task.suggestions
    }


def test_every_article_has_gold_that_keys_lead_to():
    assert len(tasks()) > LEARN
    assert all(task.gold and not task.trouble for task in tasks())
