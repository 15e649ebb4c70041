"""`spandesk split` and `spandesk verify`."""

from pathlib import Path

import pytest

from annotations.importers.base import ImportedArticle, ImportedSet
from annotations.model.annotation_set import Status
from annotations.model.ids import ArticleId
from annotations.model.native import MANIFEST
from annotations.model.split import Part, Placed
from annotations.workspace import Workspace
from tests.factories import article, entity, small_schema, span


@pytest.fixture
def project(tmp_path: Path) -> Path:
    location = tmp_path / "p.spandesk"
    with Workspace.create(location, small_schema()) as workspace:
        workspace.add(ImportedArticle(article=article(f"Article {number} of the day.")) for number in range(3))
    return location


def ids(project: Path) -> list[ArticleId]:
    with Workspace.open(project, read_only=True) as workspace:
        return workspace.article_ids()


def test_without_an_export_no_article_has_a_side(project, spandesk):
    assert spandesk("split", project) == (0, {"articles": {}}, "")


def test_articles_are_pinned_unpinned_and_forgotten(project, spandesk):
    first, second, _ = ids(project)
    pinned = {"part": "test", "pinned": True}
    assert spandesk("split", project, "--pin", "test", first, second)[1] == {
        "articles": {first: pinned, second: pinned}
    }
    assert spandesk("split", project, "--unpin", second)[1]["articles"][second] == {"part": "test", "pinned": False}
    with Workspace.open(project, read_only=True) as workspace:
        assert workspace.split_of() == {first: Placed(Part.TEST, pinned=True), second: Placed(Part.TEST)}
    assert spandesk("split", project, "--forget")[1] == {"articles": {}}


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--pin", "test", "no-such-article"), "no article no-such-article in this project"),
        (("--unpin", "no-such-article"), "no article no-such-article in this project"),
        (("--pin", "test"), "--pin takes a side (train, dev, test) and the ids of articles"),
        (("--pin", "left", "no-such-article"), "--pin takes a side (train, dev, test) and the ids of articles"),
    ],
)
def test_what_cannot_be_done_is_refused(project, spandesk, words, why):
    assert spandesk("split", project, *words) == (1, None, f"spandesk: {why}\n")


def test_an_export_is_verified_by_its_manifest(tmp_path, spandesk):
    location = tmp_path / "own.spandesk"
    with Workspace.create(location, small_schema()) as workspace:
        text = article("Oslo is calm.")
        own = ImportedSet(annotator="ana", status=Status.DONE, mentions=(entity("GPE", span(text, "Oslo")),))
        workspace.add([ImportedArticle(article=text, sets=(own,))])
    out = tmp_path / "out"
    code, _, why = spandesk("verify", out)
    assert (code, why) == (1, f"spandesk: {out} has no {MANIFEST}\n")
    assert spandesk("export", location, "--format", "jsonl", "--out", out)[0] == 0
    assert spandesk("verify", out) == (0, {"sentence": "0 of 1 mentions lost", "differences": []}, "")
    (out / "articles.jsonl").write_bytes(b"")
    code, _, why = spandesk("verify", out)
    assert (code, why) == (1, "spandesk: articles.jsonl is not what the manifest says\n")
