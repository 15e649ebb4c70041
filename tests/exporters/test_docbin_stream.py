import io
import zlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from annotations.model.project import AnnotatedArticle
from annotations.model.schema import Schema
from exporters import docbin_stream
from exporters.alignment import layer_chooser
from exporters.docbin_stream import DocBinStream
from exporters.spacy_docbin import doc_of
from exporters.tally import Tally
from tests.exporters.drawn import annotated_articles
from tests.exporters.hard import hard_articles
from tests.exporters.samples import everything

spacy = pytest.importorskip("spacy")
srsly = pytest.importorskip("srsly")

CHOOSE = layer_chooser("longest", Schema(name="a", title="A"))


def streamed(folder: Path, articles: list[AnnotatedArticle]) -> bytes:
    with DocBinStream(folder) as docs:
        for annotated in articles:
            docs.add(doc_of(annotated, docs.vocab, CHOOSE, Tally()))
        stream = io.BytesIO()
        docs.write(stream)
    return stream.getvalue()


def at_once(articles: list[AnnotatedArticle]) -> bytes:
    docs, vocab = spacy.tokens.DocBin(store_user_data=True), spacy.vocab.Vocab()
    for annotated in articles:
        docs.add(doc_of(annotated, vocab, CHOOSE, Tally()))
    return bytes(docs.to_bytes())


@pytest.mark.parametrize("articles", [[], everything(), [*everything(), *hard_articles()]], ids=["none", "some", "all"])
@pytest.mark.parametrize(("portion", "strings", "memory"), [(10**6, 10**6, 10**6), (40, 60, 1), (1, 1, 1)])
def test_it_is_the_message_that_a_docbin_writes(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    articles: list[AnnotatedArticle],
    portion: int,
    strings: int,
    memory: int,
):
    monkeypatch.setattr(docbin_stream, "_PORTION", portion)
    monkeypatch.setattr(docbin_stream, "_STRINGS", strings)
    monkeypatch.setattr(docbin_stream, "_IN_MEMORY", memory)
    monkeypatch.setattr(docbin_stream, "_CHUNK", 100)
    assert zlib.decompress(streamed(tmp_path, articles)) == zlib.decompress(at_once(articles))
    assert list(tmp_path.iterdir()) == []


@given(st.lists(annotated_articles(), max_size=4), st.integers(1, 30), st.integers(1, 30))
@settings(max_examples=15, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_however_it_is_cut_it_is_the_same_message(
    tmp_path: Path, articles: list[AnnotatedArticle], portion: int, strings: int
):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(docbin_stream, "_PORTION", portion)
        patch.setattr(docbin_stream, "_STRINGS", strings)
        assert zlib.decompress(streamed(tmp_path, articles)) == zlib.decompress(at_once(articles))


def test_what_it_keeps_on_disk_goes_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(docbin_stream, "_PORTION", 1)
    monkeypatch.setattr(docbin_stream, "_IN_MEMORY", 1)

    def interrupted() -> None:
        with DocBinStream(tmp_path) as docs:
            docs.add(doc_of(everything()[0], docs.vocab, CHOOSE, Tally()))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert list(tmp_path.iterdir()) == []


def test_the_vocabulary_is_let_go_with_the_strings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(docbin_stream, "_PORTION", 1)
    monkeypatch.setattr(docbin_stream, "_STRINGS", 1)
    vocabularies: list[Any] = []
    with DocBinStream(tmp_path) as docs:
        for annotated in everything():
            vocabularies.append(docs.vocab)
            docs.add(doc_of(annotated, docs.vocab, CHOOSE, Tally()))
    assert len({id(each) for each in vocabularies}) == len(everything())
    assert all("Erbil" not in each.strings for each in vocabularies[1:])


@pytest.mark.parametrize("length", [0, 1, 255, 256, 65_535, 65_536, 1_000_000])
def test_a_length_is_written_as_spacy_does(length: int):
    assert docbin_stream._header_of_bytes(length) + bytes(length) == srsly.msgpack_dumps(bytes(length))


def test_more_than_a_file_can_hold_is_refused():
    assert docbin_stream._header_of_bytes(2**32 - 1)
    with pytest.raises(OverflowError, match="more tokens"):
        docbin_stream._header_of_bytes(2**32)
