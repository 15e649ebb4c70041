import json
import random
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from time import process_time

import pytest

from annotations.errors import BadInput
from annotations.importers import conll
from annotations.importers.base import ImportedArticle, Record
from annotations.importers.conll import IMPORTER, SENTENCES_AN_ARTICLE
from annotations.model.project import Rejected
from exporters.conll import EXPORTER
from exporters.files import OutputFolder
from tests.exporters.hard import hard_articles, hard_schema, write_gold

TOKENS = ("Ana", "Ruiz", "met", "Omar", "Erbil", "Kirkuk", ".")
EXPECTED = [("PER", "Ana Ruiz"), ("PER", "Omar"), ("LOC", "Erbil"), ("LOC", "Kirkuk")]
SCHEMES = {
    "IOB1": "I-PER I-PER O I-PER I-LOC B-LOC O",
    "IOB2": "B-PER I-PER O B-PER B-LOC B-LOC O",
    "BILOU": "B-PER L-PER O U-PER U-LOC U-LOC O",
    "BIOES": "B-PER E-PER O S-PER S-LOC S-LOC O",
    "BMEWO": "B-PER E-PER O W-PER W-LOC W-LOC O",
}


def rows(*lines: str) -> str:
    return "".join(f"{line}\n" for line in lines)


def taken(folder: Path, text: str | bytes, annotator: str | None = None) -> list[Record]:
    file = folder / "a.conll"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(IMPORTER.read(file, annotator))


def only(folder: Path, text: str | bytes) -> ImportedArticle:
    (record,) = taken(folder, text)
    assert isinstance(record, ImportedArticle), record
    return record


def labelled(record: Record) -> list[tuple[str, str]]:
    assert isinstance(record, ImportedArticle), record
    return [(each.label, each.span.of(record.article.text)) for each in record.sets[0].mentions]


def refused(folder: Path, text: str) -> Rejected:
    (record,) = taken(folder, text)
    assert isinstance(record, Rejected), record
    return record


@pytest.mark.parametrize("scheme", sorted(SCHEMES))
def test_every_scheme_says_the_same(tmp_path: Path, scheme: str):
    text = rows(*map(" ".join, zip(TOKENS, SCHEMES[scheme].split(), strict=True)))
    assert labelled(only(tmp_path, text)) == EXPECTED


def test_a_mention_of_three_words_in_the_schemes_that_mark_its_end(tmp_path: Path):
    for tags in ("B-ORG I-ORG L-ORG", "B-ORG M-ORG E-ORG", "I-ORG I-ORG I-ORG", "O B-ORG B-ORG"):
        text = rows(*(f"w{number} {tag}" for number, tag in enumerate(tags.split())))
        expected = [("ORG", "w1"), ("ORG", "w2")] if tags.startswith("O") else [("ORG", "w0 w1 w2")]
        assert labelled(only(tmp_path, text)) == expected


def test_tags_that_do_not_agree_begin_a_mention_at_each_label(tmp_path: Path):
    text = rows("a I-PER", "b I-LOC", "c E-LOC", "d E-PER", "e I-PER", "", "f I-PER", "g L-ORG")
    assert labelled(only(tmp_path, text)) == [
        *(("PER", "a"), ("LOC", "b c"), ("PER", "d"), ("PER", "e"), ("PER", "f"), ("ORG", "g"))
    ]


def test_the_text_is_words_with_a_space_between_and_a_line_for_each_sentence(tmp_path: Path):
    record = only(tmp_path, rows("", "Ana B-PER", "ran O", ". O", "", "", "Then O", "😀 B-X", ""))
    assert record.article.text == "Ana ran .\nThen 😀"
    assert [each.of(record.article.text) for each in record.article.tokens] == ["Ana", "ran", ".", "Then", "😀"]
    assert (record.line, record.file, record.article.meta.file) == (1, str(tmp_path / "a.conll"), "a.conll")
    assert record.sets[0].annotator == "imported"


@pytest.mark.parametrize(
    "row", ["Ana B-PER", "Ana NNP B-PER", "Ana NNP B-NP B-PER", "Ana  \t NNP\tB-PER", "Ana\tB-PER\r", "  Ana   B-PER  "]
)
def test_any_number_of_columns_with_spaces_or_tabs(tmp_path: Path, row: str):
    assert labelled(only(tmp_path, rows(row, "ran O"))) == [("PER", "Ana")]


def test_a_word_may_hold_blanks_that_do_not_part_columns(tmp_path: Path):
    text = rows("New York\tB-LOC", "1\u00a0000\u2028x\tB-NUM", "b O")
    record = only(tmp_path, text)
    assert labelled(record) == [("LOC", "New York"), ("NUM", "1\u00a0000\u2028x")]
    assert len(record.article.tokens) == 3


def test_articles_begin_where_the_file_says(tmp_path: Path):
    text = rows("-DOCSTART- -X- O O", "", "Ana NNP B-NP B-PER", "", "-DOCSTART- -X- -X- O", "ran VBD B-VP O")
    first, second = taken(tmp_path, text, "ben")
    assert [labelled(first), labelled(second)] == [[("PER", "Ana")], []]
    assert [each.line for each in (first, second)] == [1, 5]
    assert isinstance(second, ImportedArticle)
    assert [each.annotator for each in second.sets] == ["ben"]


def test_a_long_file_that_does_not_say_is_cut_between_sentences(tmp_path: Path):
    sentences = 2 * SENTENCES_AN_ARTICLE + 1
    records = taken(tmp_path, "".join(f"w{number} O\n\n\n" for number in range(sentences)))
    assert [each.article.text.count("\n") + 1 for each in records if isinstance(each, ImportedArticle)] == [
        *(SENTENCES_AN_ARTICLE, SENTENCES_AN_ARTICLE, 1)
    ]


def test_a_bad_row_of_such_a_file_costs_no_more_than_its_article(tmp_path: Path):
    bad, good = taken(tmp_path, "ran\n\n" + "Ana B-PER\n\n" * SENTENCES_AN_ARTICLE)
    assert bad == Rejected(str(tmp_path / "a.conll"), 1, "the row has a single column, and no tag")
    assert labelled(good) == [("PER", "Ana")]


def test_comments_are_passed_over_and_words_that_look_like_one_are_not(tmp_path: Path):
    record = only(tmp_path, rows("# id 17\tdomain=en", "# O", "Ana _ _ B-PER"))
    assert (record.article.text, labelled(record)) == ("# Ana", [("PER", "Ana")])


def test_the_text_is_fixed_and_offsets_go_along(tmp_path: Path):
    record = only(tmp_path, rows("-DOCSTART- O", "\ufeffEU B-ORG", "a\x01b B-X").encode("utf-8-sig"))
    assert labelled(record) == [("ORG", "EU"), ("X", "a b")]
    assert record.changes == {"byte order mark removed": 1, "control character made a space": 1}


def test_an_older_encoding_is_read_and_said(tmp_path: Path):
    text = rows("Zoé B-PER", "était O", "à O", "Orléans B-LOC")
    record = only(tmp_path, text.encode("cp1252"))
    assert labelled(record) == [("PER", "Zoé"), ("LOC", "Orléans")]
    assert record.changes == {"read as cp1252": 1}


def test_a_bad_row_costs_its_article_and_is_named(tmp_path: Path):
    text = rows(
        "-DOCSTART- O", "Ana B-PER", "ran", "-DOCSTART- O", "Omar B-PER", "-DOCSTART- O", "x NN", "y", "-DOCSTART- O"
    )
    single, good, tag, empty = taken(tmp_path, text)
    assert isinstance(good, ImportedArticle)
    file = str(tmp_path / "a.conll")
    assert single == Rejected(file, 3, "the row has a single column, and no tag")
    assert tag == Rejected(file, 7, "the tag 'NN' is neither O nor a label after B-, I- and the like")
    assert empty == Rejected(file, 9, "text: no text")


def test_what_cannot_be_a_text_is_refused(tmp_path: Path):
    assert "NUL" in refused(tmp_path, "a\0b O\n").reason
    assert "blank" in refused(tmp_path, "a O\n\u00a0 B-X\n").reason
    with pytest.raises(BadInput, match="is not UTF-8"):
        taken(tmp_path, b"caf\xc3\xa9 O\n\xff O\n")


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(conll, "LARGEST_FILE", 8)
    with pytest.raises(BadInput, match="larger than 8 bytes"):
        taken(tmp_path, "Ana B-PER\n")


def test_an_article_that_is_too_long_is_refused_and_the_next_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(conll, "LONGEST_ARTICLE", 2)
    long, good = taken(tmp_path, rows("-DOCSTART- O", "a O", "b O", "c O", "d O", "-DOCSTART- O", "e O", "f O"))
    assert long == Rejected(str(tmp_path / "a.conll"), 4, "the article has more than 2 words")
    assert isinstance(good, ImportedArticle)


def test_a_row_that_is_too_long_is_refused(tmp_path: Path):
    assert refused(tmp_path, "a O" + " O" * conll.LONGEST_ROW).reason == "the row is longer than 100,000 characters"


def test_utf_16_is_read(tmp_path: Path):
    assert labelled(only(tmp_path, rows("Zoë B-PER", "ran O").encode("utf-16"))) == [("PER", "Zoë")]


@pytest.mark.parametrize(
    "text",
    [
        rows("-DOCSTART- O", "", "Ana B-PER"),
        rows("Ana B-PER", "ran O"),
        rows("# id 1", "Ana\tNNP\tB-PER", "", "ran\tVBD\tO"),
        rows("Ana NNP I-PER", "ran VBD O") * 4000,
    ],
)
def test_it_is_recognised_by_its_rows(text: str):
    assert IMPORTER.recognises(text.encode()[:65_536])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ana ran home.\n",
        "Vitamin B-12\nGroup B-side\n",
        "O\nO\n",
        "-DOCSTART- O is how the file began.\nAna ran.\n",
        rows("Ana B-PER", "ran VBD O"),
        rows("Ana O", "ran VBD"),
        "T1\tPER 0 3\tAna\n",
        "#FORMAT=WebAnno TSV 3.3\n\n\n#Text=Ana\n1-1\t0-3\tAna\tPER\t\n",
        "token,tag\nAna,B-PER\n",
        "1\tAna\tAna\tPROPN\t_\t_\t0\troot\t_\t_\n",
        '{"text": "Ana O"}\n',
        "a\0b O\n",
    ],
)
def test_nothing_else_is_taken_for_it(text: str):
    assert not IMPORTER.recognises(text.encode())


@pytest.mark.parametrize(("sample", "marked"), [("conll2002.iob2", True), ("conll_tab.iob2", False)])
def test_the_readers_own_sample_is_the_gold(shared_folder: Path, sample: str, marked: bool):
    samples = shared_folder / "readers" / "samples"
    gold = [json.loads(line) for line in (samples / "gold.jsonl").read_text("utf-8").splitlines()]
    expected = [
        sorted(
            (label, squashed(each["text"][start:end])) for start, end, label, layer in each["spans"] if layer == "ents"
        )
        for each in gold
    ]
    records = list(IMPORTER.read(samples / sample, None))
    found = [sorted((label, squashed(surface)) for label, surface in labelled(record)) for record in records]
    assert found == (expected if marked else [sorted(chain(*expected))])
    texts = [squashed(record.article.text) for record in records if isinstance(record, ImportedArticle)]
    assert "".join(texts) == "".join(squashed(each["text"]) for each in gold)


def squashed(text: str) -> str:
    return "".join(text.split())


def test_the_hard_project_comes_back_but_for_what_was_reported(tmp_path: Path):
    report = EXPORTER.write(hard_articles(), hard_schema(), OutputFolder(tmp_path), {})
    gold = [json.loads(line) for line in write_gold(tmp_path / "gold.jsonl").read_text("utf-8").splitlines()]
    expected = Counter(
        (label.replace(" ", "_"), squashed(each["text"][start:end]))
        for each in gold
        for start, end, label, layer in each["spans"]
        if layer == "ents"
    )
    records = IMPORTER.read(Path(report.files[0]), None)
    assert Counter((label, squashed(surface)) for each in records for label, surface in labelled(each)) == expected


def mutated(data: bytes, count: int) -> Iterator[bytes]:
    """Bytes changed, cut off, doubled or swapped: the same ones every time."""
    chance = random.Random(20)
    for number in range(count):
        damaged = bytearray(data)
        place = chance.randrange(len(data))
        match number % 5:
            case 0:
                for _ in range(1 + number % 7):
                    damaged[chance.randrange(len(data))] = chance.randrange(256)
            case 1:
                del damaged[place:]
            case 2:
                lines = data.split(b"\n")
                chance.shuffle(lines)
                damaged = bytearray(b"\n".join(lines))
            case 3:
                damaged = bytearray(
                    b"\n".join(b" ".join(reversed(line.split(b" "))) for line in data.split(b"\n")[:place])
                )
            case _:
                damaged[place:place] = chance.choice(
                    [b"\0", b"\xff\xfe", b"\t", b"\r", b" ", b"\xe2\x80\xa8", b"\n\n", b"B-"]
                )
        yield bytes(damaged)


def test_damaged_files_give_articles_and_reasons(tmp_path: Path):
    report = EXPORTER.write(hard_articles(), hard_schema(), OutputFolder(tmp_path), {})
    file = tmp_path / "damaged.conll"
    started = process_time()
    for damaged in mutated(Path(report.files[0]).read_bytes(), 200):
        file.write_bytes(damaged)
        IMPORTER.recognises(damaged[:65_536])
        for record in conll_records(file):
            assert isinstance(record, ImportedArticle | Rejected)
            if isinstance(record, Rejected):
                assert record.file == str(file)
                assert record.line is not None
                assert 0 < len(record.reason) < 200
                assert "\n" not in record.reason
    assert process_time() - started < 60


def conll_records(file: Path) -> list[Record]:
    try:
        return list(IMPORTER.read(file, None))
    except BadInput as error:
        return [Rejected(error.file, error.line, error.why)]
