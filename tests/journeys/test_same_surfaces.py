"""Emoji, astral and combining characters, CR LF, mixed directions: every door names the same surface strings."""

from pathlib import Path

import orjson
import pytest
from PySide6.QtCore import QPointF

import exporters
from annotations.importers import read
from annotations.importers.base import ImportedArticle, ImportedSet
from annotations.model.annotation_set import Status
from annotations.model.mention import EntityMention
from annotations.model.starters import starter
from annotations.workspace import Workspace
from exporters.files import OutputFolder
from tests.factories import entity, span
from tests.journeys.desk import at_desk

RAW = (
    "\ufeff👨‍👩‍👧‍👦 Families fled 🇮🇶 Mosul\u00a0on Monday.\r\n"
    "Cafe\u0301 owner Zoe\u0308 𝕽𝖚𝖉𝖆𝖜 met أحمد الجبوري in بغداد today.\r\n"
    "\r\n"
    "وصل الوزير Karim Haddad إلى مدينة الموصل 🚗 يوم الاثنين.\r\n"
    "“Sudani’s” office\u2028said: 𐎀𐎁 signed.\tEnd.\r\n"
)
SURFACES = (
    ("GPE", "Mosul"),
    ("DATE", "Monday"),
    ("PERSON", "Zoe\u0308 𝕽𝖚𝖉𝖆𝖜"),
    ("PERSON", "أحمد الجبوري"),
    ("GPE", "بغداد"),
    ("PERSON", "Karim Haddad"),
    ("GPE", "الموصل"),
    ("DATE", "يوم الاثنين"),
    ("PERSON", "Sudani"),
    ("ORG", "𐎀𐎁"),
    ("EVENT", "🚗"),
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    source = tmp_path / "nasty.txt"
    source.write_bytes(RAW.encode("utf-8"))
    (record,) = read([source])
    text = record.article.text
    mentions = tuple(entity(label, span(text, words)) for label, words in SURFACES)
    filled = ImportedArticle(
        article=record.article, sets=(ImportedSet(annotator="ana", status=Status.OPEN, mentions=mentions),)
    )
    location = tmp_path / "desk.spandesk"
    with Workspace.create(location, starter("political-events")) as workspace:
        report = workspace.add([filled])
    assert report.articles == 1
    assert not report.rejected
    return location


def highlighted(canvas, mention: EntityMention, text: str) -> str:
    """The characters that lie over a mention's bar, found by pointing at the text from one end of it to the other."""
    flow, position = canvas.flow, canvas._position
    canvas.reveal(mention.span)
    number = flow.text.paragraph_at(mention.span.start)
    laid = flow.laid(number)
    found: set[int] = set()
    for piece in laid.decoration.pieces_of(mention.id):
        y = position.y_of(number) + laid.layout.baselines[piece.line] - 3
        for left, right in piece.fragments:
            for step in range(2, round((right - left) * 4) - 1):
                hit = canvas.hit_at(QPointF(canvas.column_left() + left + step / 4, y))
                found.update(range(hit.start, hit.end))
    # From the first to the last: the second half of a ligature may have no width to point at.
    return text[min(found) : max(found) + 1]


def test_canvas_jsonl_and_docbin_name_the_same_surfaces(project, tmp_path, qtbot):
    import spacy
    from spacy.tokens import DocBin

    with at_desk(project, "ana", qtbot) as desk:
        shown = {
            (mention.label, highlighted(desk.canvas, mention, desk.text)) for mention in desk.made.mentions.values()
        }
    assert shown == set(SURFACES)

    out = OutputFolder(tmp_path / "out")
    with Workspace.open(project, read_only=True) as workspace:
        for format_id in ("jsonl", "spacy"):
            report = exporters.find(format_id).write(workspace.annotated("ana"), workspace.schema, out, {})
            assert report.mentions == len(SURFACES)
            assert report.lost == ()

    (record,) = [orjson.loads(line) for line in (tmp_path / "out" / "articles.jsonl").read_bytes().splitlines()]
    mentions = record["sets"][0]["mentions"]
    assert {(each["label"], each["surface"]) for each in mentions} == set(SURFACES)
    assert {(each["label"], record["text"][each["start"] : each["end"]]) for each in mentions} == set(SURFACES)

    (doc,) = DocBin().from_disk(tmp_path / "out" / "articles.spacy").get_docs(spacy.blank("xx").vocab)
    assert doc.text == record["text"]
    assert {(each.label_, each.text) for each in doc.spans["entities"]} == set(SURFACES)
