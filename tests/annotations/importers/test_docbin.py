import zlib
from pathlib import Path
from typing import Any

import pytest

from annotations.importers import docbin, read
from annotations.importers.base import ImportedArticle
from annotations.model.annotation_set import Status
from annotations.model.project import Rejected

spacy = pytest.importorskip("spacy")
DocBin, Span = spacy.tokens.DocBin, spacy.tokens.Span


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "a.spacy"


def doc(text: str) -> Any:
    return spacy.blank("en")(text)


def take(file: Path, *docs: Any, annotator: str | None = None) -> list[ImportedArticle | Rejected]:
    DocBin(docs=docs, store_user_data=True).to_disk(file)
    return list(read([file], annotator=annotator))


def test_entities_and_groups_of_a_foreign_file(file: Path):
    made = doc("Ana Ruiz met Ben in Erbil.")
    made.set_ents([Span(made, 0, 2, label="PERSON", span_id="Q1"), Span(made, 3, 4, label="PERSON", span_id="Q1")])
    made.spans["sc"] = [Span(made, 0, 2, label="PERSON"), Span(made, 5, 6, label="GPE")]
    made.spans["events"] = [Span(made, 2, 3, label="CONSULT")]
    (record,) = take(file, made, annotator="gold")
    assert isinstance(record, ImportedArticle)
    (annotations,) = record.sets
    assert (annotations.annotator, annotations.status) == ("gold", Status.OPEN)
    text = record.article.text
    assert [(each.kind.value, each.span.of(text), each.label) for each in annotations.mentions] == [
        ("entity", "Ana Ruiz", "PERSON"),
        ("event", "met", "CONSULT"),
        ("entity", "Ben", "PERSON"),
        ("entity", "Erbil", "GPE"),
    ]
    assert [token.of(text) for token in record.article.tokens] == ["Ana", "Ruiz", "met", "Ben", "in", "Erbil", "."]


def test_a_doc_nobody_looked_at_has_no_set(file: Path):
    empty = doc("Looked at.")
    empty.set_ents([])
    untouched, looked_at = take(file, doc("Not looked at."), empty)
    assert isinstance(untouched, ImportedArticle)
    assert isinstance(looked_at, ImportedArticle)
    assert untouched.sets == ()
    assert [each.mentions for each in looked_at.sets] == [()]


def test_offsets_are_carried_through_the_fixing_of_the_text(file: Path):
    made = doc("One\r\n\r\nAna met")
    ana = next(token for token in made if token.text == "Ana")
    made.set_ents([Span(made, ana.i, ana.i + 1, label="PERSON")])
    (record,) = take(file, made)
    assert isinstance(record, ImportedArticle)
    assert record.article.text == "One\n\nAna met"
    assert record.sets[0].mentions[0].span.of(record.article.text) == "Ana"


def test_a_bad_doc_costs_only_itself(file: Path):
    bad = doc("Ana  met Ben")
    bad.set_ents([Span(bad, 0, 2, label="PERSON")])
    first, second = take(file, bad, doc("Fine."))
    assert isinstance(first, Rejected)
    assert (first.line, first.reason) == (1, "mentions[0]: 0..5 begins or ends with a blank")
    assert isinstance(second, ImportedArticle)


@pytest.mark.parametrize(
    "data", [b"", b"not zlib", b"x\x9cgarbage", zlib.compress(b"nothing of spaCy"), zlib.compress(b"\x80")]
)
def test_what_is_no_docbin_is_rejected(file: Path, data: bytes):
    file.write_bytes(data)
    (record,) = read([file])
    assert isinstance(record, Rejected)
    assert record.reason.startswith("not a DocBin file")


def test_half_a_file_is_rejected(file: Path):
    take(file, doc("Ana met Ben in Erbil."))
    file.write_bytes(file.read_bytes()[:-20])
    (record,) = read([file])
    assert isinstance(record, Rejected)
    assert record.reason.startswith("not a DocBin file")


def test_a_file_that_unpacks_without_end_is_rejected(file: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(docbin, "_GROWTH_ALWAYS_FINE", 1_000_000)
    file.write_bytes(zlib.compress(bytes(20_000_000), 9))
    (record,) = read([file], format_id="spacy")
    assert isinstance(record, Rejected)
    assert record.reason.startswith("unpacks to more than")


def test_the_format_is_recognised_by_content(file: Path):
    take(file, doc("Ana met Ben."))
    renamed = file.rename(file.with_suffix(".txt"))
    (record,) = read([renamed])
    assert isinstance(record, ImportedArticle)
    assert record.article.text == "Ana met Ben."


def test_a_label_that_is_not_in_the_file_costs_its_doc(file: Path):
    import srsly

    good, bad = doc("Nothing happened."), doc("Ana met Ben.")
    bad.spans["sc"] = [Span(bad, 0, 1, label="SPY RING")]
    DocBin(docs=[good, bad], store_user_data=True).to_disk(file)
    content = srsly.msgpack_loads(zlib.decompress(file.read_bytes()))
    content["strings"].remove("SPY RING")
    file.write_bytes(zlib.compress(srsly.msgpack_dumps(content)))
    first, second = read([file])
    assert isinstance(first, ImportedArticle)
    assert second == Rejected(str(file), 2, "a label or word of it is not in the file")
