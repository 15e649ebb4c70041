"""A project of every revision that was ever released opens, whole, in this program."""

import shutil
from pathlib import Path

import pytest

from annotations.editing.history import History
from annotations.model.annotation_set import Status
from annotations.model.project import ADJUDICATED
from annotations.model.project_settings import ProjectSettings
from annotations.model.ruling import Cause, Verdict
from annotations.model.split import Part, Placed
from annotations.store.projects import REVISIONS
from annotations.workspace import Workspace

FOLDER = Path(__file__).parent


def test_there_is_one_for_each_revision():
    assert sorted(path.stem for path in FOLDER.glob("*.spandesk")) == list(REVISIONS)


@pytest.mark.parametrize("revision", REVISIONS)
def test_it_opens_whole(tmp_path, revision):
    path = tmp_path / "old.spandesk"
    shutil.copy(FOLDER / f"{revision}.spandesk", path)
    with Workspace.open(path) as workspace:
        assert workspace.check() == []
        assert (workspace.title, workspace.schema.name, workspace.schema.version) == ("Old news", "small", 1)
        first, second = workspace.article_ids()
        text = workspace.article(first).text
        made = workspace.load_set(first, "ana")
        assert [(m.label, m.span.of(text), m.note) for m in made.in_order()] == [
            ("ORG", "Militias", "which?"),
            ("ASSAULT", "struck", ""),
            ("ORG", "base", ""),
            ("GPE", "Erbil", ""),
        ]
        assert [argument.role for argument in made.events()[0].arguments] == ["ACTOR", "PLACE"]
        state = History(workspace.entries(made.id)).state
        assert state.redo is not None
        assert (state.undo.edit_name, state.redo.edit_name) == ("add-entity", "undo")
        assert [each.score for each in workspace.suggestions(first)] == [0.75, None, None]
        assert [(fate.surface, fate.fated, fate.given) for fate in workspace.fates("ana")] == [
            ("Militias", "accepted", "ORG"),
            ("Erbil", "accepted", "GPE"),
            ("struck", "accepted", "ASSAULT"),
        ]
        written = [(each.name, each.knowledge_base) for each in workspace.load_set(first, "cy").written_clusters()]
        assert written == ([] if revision < "0002" else [("The militias", "Q1")])
        assert workspace.load_set(second, "ben").status is Status.DONE
        assert [row.article_id for row in workspace.queue("ana", search="monday")] == [first]
        if revision < "0003":
            assert workspace.settings == ProjectSettings()
            assert (workspace.models(), workspace.phrases()) == ([], [])
            return
        assert (workspace.settings.thresholds, workspace.settings.blind_share) == ((("ORG", 0.5),), 0.25)
        (model,) = workspace.models()
        assert (model.active, workspace.model_bytes(model.id), len(model.curve)) == (True, b"a model", 1)
        assert [phrase.text for phrase in workspace.phrases()] == ["Erbil"]
        assert [row.reason for row in workspace.queue("ana")] == ["why not", ""]
        if revision < "0004":
            assert workspace.rulings() == []
            return
        put_off, made = workspace.rulings(second)
        assert (put_off.verdict, put_off.note, put_off.step) == (Verdict.DEFERRED, "ask", None)
        assert (made.verdict, made.taken, made.cause, made.step) == (Verdict.TAKEN, ("cy",), Cause.SLIP, 1)
        assert [each.annotator for each in made.versions] == ["ben", "cy"]
        assert list(workspace.load_set(second, ADJUDICATED).mentions) == list(made.mentions)
        if revision < "0005":
            assert (workspace.split_of(), workspace.imports(), workspace.export_profiles()) == ({}, [], {})
            return
        assert workspace.split_of() == {first: Placed(Part.TRAIN), second: Placed(Part.DEV, pinned=True)}
        (batch,) = workspace.imports()
        assert (batch.number, batch.files, batch.articles) == (1, ("old.jsonl",), 2)
        assert workspace.export_profiles() == {"for training": {"format_id": "spacy"}}
