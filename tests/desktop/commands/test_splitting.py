"""`spandesk split` and `spandesk verify`."""

from dataclasses import replace
from pathlib import Path

import pytest

from annotations.importers.base import ImportedArticle, ImportedSet
from annotations.model.annotation_set import Status
from annotations.model.ids import ArticleId
from annotations.model.native import MANIFEST
from annotations.model.split import Part, Placed
from annotations.workspace import Workspace
from tests.desktop.commands.raids import plain
from tests.factories import article, entity, small_schema, span

NAME_IT = "in this project: name it by its title, its file or its id"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    location = tmp_path / "p.spandesk"
    with Workspace.create(location, small_schema()) as workspace:
        workspace.add(
            ImportedArticle(article=replace(made, meta=replace(made.meta, file=f"{number}.txt")))
            for number, made in enumerate(article(f"Article {number} of the day.") for number in range(3))
        )
    return location


def ids(project: Path) -> list[ArticleId]:
    with Workspace.open(project, read_only=True) as workspace:
        return workspace.article_ids()


def test_without_an_export_no_article_has_a_side(project, spandesk):
    assert spandesk("split", project) == (0, {"articles": {}, "warnings": []}, "")


def test_articles_are_pinned_unpinned_and_forgotten(project, spandesk):
    first, second, _ = ids(project)
    pinned = {"part": "test", "pinned": True, "title": "Article 0 of the day."}
    assert spandesk("split", project, "--pin", "test", first, second)[1] == {
        "articles": {first: pinned, second: pinned | {"title": "Article 1 of the day."}},
        "warnings": [],
    }
    assert spandesk("split", project, "--unpin", second)[1] == {"articles": {first: pinned}, "warnings": []}
    with Workspace.open(project, read_only=True) as workspace:
        assert workspace.split_of() == {first: Placed(Part.TEST, pinned=True)}
    assert spandesk("split", project, "--forget")[1] == {"articles": {}, "warnings": []}


def test_articles_are_named_as_people_know_them_and_told_with_their_titles(project, capsys):
    first, second, third = ids(project)
    pinned = plain(capsys, "split", project, "--pin", "dev", "article 0 OF the day.", second, "feed/2.txt")
    assert pinned == [f"dev, pinned: {id_} “Article {number} of the day.”" for number, id_ in enumerate(ids(project))]
    assert plain(capsys, "split", project, "--unpin", "2.txt") == [
        f"dev, pinned: {first} “Article 0 of the day.”",
        f"dev, pinned: {second} “Article 1 of the day.”",
        f"wherever the next split has it: {third} “Article 2 of the day.”",
    ]


STORY = " ".join(f"word{number} of the long story about the harbour strike" for number in range(40))


def test_a_pin_says_what_it_takes_along_and_which_of_two_holds(tmp_path, spandesk, capsys):
    project = tmp_path / "alike.spandesk"
    alike = [article(f"{STORY} told for the {name} time.", title=f"Strike {name}") for name in ("a", "b", "c")]
    one, two, three = sorted(alike, key=lambda each: each.id)
    with Workspace.create(project, small_schema()) as workspace:
        workspace.add(ImportedArticle(article=each) for each in (*alike, article("Rain in Basra.", title="Rain")))
    assert spandesk("split", project, "--pin", "train", "Rain")[1]["warnings"] == []
    along = f"“{two.title}” is pinned to test, and what must stay with it goes along: “{one.title}”, “{three.title}”."
    assert plain(capsys, "split", project, "--pin", "test", two.title)[-1] == along
    said = spandesk("split", project, "--pin", "dev", three.title)[1]["warnings"]
    assert said[0] == (
        f"“{three.title}” is pinned to dev, but “{two.title}”, which it must stay with, to test:"
        " test holds for their group of 3 articles."
    )
    assert spandesk("split", project, "--pin", "test", three.title, one.title)[1]["warnings"] == []


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--pin", "test", "no-such-article"), f"no article no-such-article {NAME_IT}"),
        (("--unpin", "no-such-article"), f"no article no-such-article {NAME_IT}"),
        (("--pin", "test"), "--pin takes a side (train, dev, test) and articles, each by title, file or id"),
        (("--pin", "left", "x"), "--pin takes a side (train, dev, test) and articles, each by title, file or id"),
        (("--pin", "", "x"), "--pin takes a side (train, dev, test) and articles, each by title, file or id"),
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
