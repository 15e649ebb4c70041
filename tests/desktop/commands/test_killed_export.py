"""Killed without warning in the middle of an export, the command line leaves the old export or the new one."""

import random
from pathlib import Path

import pytest

from annotations.importers.base import ImportedArticle, ImportedSet
from annotations.model.annotation_set import Status
from annotations.model.native import MANIFEST
from annotations.workspace import Workspace
from exporters.manifest import verify
from tests.desktop.commands.test_killed import check_is_clean, run, run_and_kill
from tests.exporters.running import report, tree
from tests.factories import small_schema

pytestmark = pytest.mark.slow

KILLS = 10
ARTICLES = 400


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Enough articles that most of an export is the writing of them."""
    given = [report(number) for number in range(ARTICLES)]
    path = tmp_path / "desk.spandesk"
    with Workspace.create(path, small_schema()) as workspace:
        workspace.add(
            ImportedArticle(
                article=each.article,
                sets=(ImportedSet(annotator="ana", status=Status.DONE, mentions=tuple(each.sets[0].in_order())),),
            )
            for each in given
        )
    return path


def test_an_export_is_the_old_one_or_the_new_one(tmp_path: Path, project: Path, capsys):
    def words(folder: Path, *more: str) -> tuple[object, ...]:
        return ("export", project, "--format", "jsonl", "--split", "80/20", "--out", folder, *more)

    run(*words(tmp_path / "old"))
    seconds = run(*words(tmp_path / "new", "--labels", "PERSON"))
    old, new = tree(tmp_path / "old"), tree(tmp_path / "new")
    assert old[MANIFEST] != new[MANIFEST]
    chance = random.Random(3)
    folder, inside = tmp_path / "out", 0
    run(*words(folder))
    for _ in range(KILLS):
        killed = run_and_kill(seconds * chance.uniform(0.5, 1.0), *words(folder, "--labels", "PERSON"))
        left = tree(folder)
        inside += killed and any(name.startswith(".") for name in left)
        assert {name: each for name, each in left.items() if not name.startswith(".")} in (old, new)
        assert verify(folder) == []
        if left[MANIFEST] == new[MANIFEST]:
            run(*words(folder))
    assert inside > 0
    run(*words(folder))
    assert tree(folder) == old
    check_is_clean(project, capsys)
