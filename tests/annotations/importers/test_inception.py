import io
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from annotations.importers import inception, read
from annotations.importers.base import ImportedArticle, Record
from annotations.model.annotation_set import Status
from annotations.model.project import AnnotatedArticle, Rejected
from exporters.cas import JSON_EXPORTER, XMI_EXPORTER
from exporters.files import OutputFolder
from exporters.webanno_tsv import EXPORTER as TSV_EXPORTER
from tests.annotations.importers.damage import assert_survived, damaged
from tests.exporters.hard import empty, hard_articles, hard_schema, nested_and_crossing, nested_event

pytest.importorskip("cassis")

EXPORTERS = {"tsv": TSV_EXPORTER, "xmi": XMI_EXPORTER, "json": JSON_EXPORTER}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "project.zip"


def files(folder: Path, kind: str, made: AnnotatedArticle) -> dict[str, bytes]:
    """What one article is written to: its own file as "document", and its types."""
    report = EXPORTERS[kind].write([made], hard_schema(), OutputFolder(folder), {})
    return {"TypeSystem.xml" if name.endswith(".xml") else "document": Path(name).read_bytes() for name in report.files}


def foreign(folder: Path, kind: str, made: AnnotatedArticle) -> dict[str, bytes]:
    """The same as another tool writes it: without the record of our own."""
    written = files(folder, kind, made)
    written["document"] = written["document"].replace(b"spandesk-cas/1", b"somebody elses")
    return written


def packed(members: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def take(file: Path, members: Mapping[str, bytes], annotator: str | None = None) -> list[Record]:
    file.write_bytes(packed(members))
    return list(read([file], annotator=annotator))


def other(made: AnnotatedArticle) -> AnnotatedArticle:
    return replace(made, sets=made.sets[1:])


@pytest.mark.parametrize("kind", sorted(EXPORTERS))
def test_each_annotator_of_a_document_has_a_set(file: Path, tmp_path: Path, kind: str):
    made = nested_and_crossing()
    first, second = foreign(tmp_path / "a", kind, made), foreign(tmp_path / "b", kind, other(made))
    nobody = foreign(tmp_path / "c", kind, replace(made, sets=()))
    blank = foreign(tmp_path / "d", kind, empty())
    members = {
        "exportedproject.json": b'{"name": "Ours"}',
        "source/one.txt": made.article.text.encode(),
        "annotation/one.txt/INITIAL_CAS.zip": packed({f"INITIAL_CAS.{kind}": nobody.pop("document"), **nobody}),
        "annotation/one.txt/hana.zip": packed({f"hana.{kind}": first["document"], **_types(first)}),
        "annotation/one.txt/omar.zip": packed({f"omar.{kind}": second["document"], **_types(second)}),
        "annotation_ser/one.txt/hana.ser": b"\xac\xed",
        "annotation/two.txt/hana.zip": packed({f"hana.{kind}": blank["document"], **_types(blank)}),
        "curation/one.txt/CURATION_USER.zip": packed({f"CURATION_USER.{kind}": first["document"], **_types(first)}),
    }
    one, two = take(file, members)
    assert isinstance(one, ImportedArticle)
    assert isinstance(two, ImportedArticle)
    assert (one.article.text, one.article.meta.file) == (made.article.text, "one.txt")
    assert [each.annotator for each in one.sets] == ["hana", "omar", "curation"]
    claims = {(each.span, each.label) for each in one.sets[1].mentions}
    assert claims == {(each.span, each.label) for each in made.sets[1].mentions.values()}
    assert [(each.annotator, each.status, each.mentions) for each in two.sets] == [("hana", Status.OPEN, ())]


def _types(written: Mapping[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in written.items() if name != "document"}


def test_a_zip_of_one_document(file: Path, tmp_path: Path):
    written = foreign(tmp_path / "a", "xmi", nested_event())
    (record,) = take(file, {"admin.xmi": written["document"], **_types(written)}, annotator="gold")
    assert isinstance(record, ImportedArticle)
    assert [each.annotator for each in record.sets] == ["gold"]
    assert len(record.sets[0].mentions) == 7


def test_a_zip_of_our_own_export(file: Path, tmp_path: Path):
    articles = hard_articles()
    report = XMI_EXPORTER.write(articles, hard_schema(), OutputFolder(tmp_path / "out"), {})
    records = take(file, {f"out/{Path(name).name}": Path(name).read_bytes() for name in report.files})
    texts = {record.article.text: record for record in records if isinstance(record, ImportedArticle)}
    assert set(texts) == {made.article.text for made in articles}
    for made in articles:
        found = {mention.id: mention for each in texts[made.article.text].sets for mention in each.mentions}
        assert found == (dict(made.sets[0].mentions) if made.sets else {})


def test_a_file_that_is_not_like_the_others_of_its_document_is_refused(file: Path, tmp_path: Path):
    made = nested_and_crossing()
    members = {
        "annotation/one.txt/a.tsv": files(tmp_path / "a", "tsv", made)["document"],
        "annotation/one.txt/b.tsv": files(tmp_path / "b", "tsv", nested_event())["document"],
        "annotation/one.txt/c.xmi": files(tmp_path / "c", "xmi", made)["document"],
        "annotation/one.txt/d.json": b"{}",
        "annotation/one.txt/e.zip": packed({"x": b"y"}),
        "annotation/one.txt/a.json": foreign(tmp_path / "f", "json", made)["document"],
    }
    records = take(file, members)
    inside = f"{file}/annotation/one.txt"
    assert [(each.file, each.reason) for each in records if isinstance(each, Rejected)] == [
        (f"{inside}/a.tsv", "a has two sets"),
        (f"{inside}/b.tsv", f"its text is not that of {inside}/a.json"),
        (f"{inside}/c.xmi", "no TypeSystem.xml is beside it in the zip"),
        (f"{inside}/d.json", "neither a CAS nor a WebAnno table"),
        (f"{inside}/e.zip", "0 documents are in it, where there should be one"),
    ]
    assert isinstance(records[-1], ImportedArticle)
    assert [each.annotator for each in records[-1].sets] == ["a"]


def test_a_zip_with_nothing_of_ours_is_refused(file: Path):
    (record,) = take(file, {"readme.txt": b"nothing"})
    assert isinstance(record, Rejected)
    assert record.reason == "there is no CAS and no WebAnno table in the zip"


def test_a_file_that_unpacks_without_end_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(inception, "_GROWTH_ALWAYS_FINE", 1_000)
    (record,) = take(file, {"annotation/one.txt/a.tsv": b"#FORMAT=WebAnno TSV 3.3\n" + bytes(1_000_000)})
    assert isinstance(record, Rejected)
    assert record.reason.startswith("unpacks to more than")


@pytest.mark.parametrize(
    ("names", "ours"),
    [
        (("exportedproject123.json",), True),
        (("annotation/a.txt/b.zip",), True),
        (("x/y.xmi", "TypeSystem.xml"), True),
        (("[Content_Types].xml", "xl/workbook.xml"), False),
        (("word/document.xml",), False),
        (("a.txt", "b.tsv"), False),
    ],
)
def test_other_zips_are_not_claimed(names: tuple[str, ...], ours: bool):
    assert inception.IMPORTER.recognises(packed(dict.fromkeys(names, b"x"))) is ours


def test_damaged_zips_cost_only_themselves(tmp_path: Path):
    made = nested_and_crossing()
    written = foreign(tmp_path / "a", "xmi", made)
    table = files(tmp_path / "b", "tsv", nested_event())["document"]
    inner = packed({"hana.xmi": written["document"], **_types(written)})
    good = packed(
        {
            "annotation/one.txt/hana.zip": inner,
            "annotation/two.txt/omar.tsv": table,
            "annotation/two.txt/hana.tsv": table,
        }
    )
    with_stored = io.BytesIO()
    with zipfile.ZipFile(with_stored, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("TypeSystem.xml", written["TypeSystem.xml"])
        archive.writestr("x.xmi", written["document"])
        archive.writestr("annotation/two.txt/omar.tsv", table)
    spoilt = []
    for number, data in enumerate(damaged([good, with_stored.getvalue()], 200)):
        spoilt.append(tmp_path / f"{number}.zip")
        spoilt[-1].write_bytes(data)
    taken, refused = assert_survived(spoilt, "inception")
    assert taken + refused >= len(spoilt)
    assert taken > 0
    assert refused > len(spoilt) // 2
