"""DyGIE++ and OneIE: what their readers see is what was given, less what the report says."""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.model.mention import EntityMention, EventMention
from annotations.model.project import AnnotatedArticle
from exporters import dygie, oneie
from exporters.alignment import FILLER_LOST
from exporters.base import Exporter, ExportReport
from exporters.files import OutputFolder
from exporters.sentence_events import FILLER_FAR, FILLER_IS_EVENT, SECOND_ROLE, TRIGGER_TAKEN
from tests.exporters.drawn import annotated_articles
from tests.exporters.event_readers import Seen, read_dygie, read_oneie
from tests.exporters.hard import (
    far_apart,
    hard_articles,
    hard_schema,
    long_and_blank,
    nested_and_crossing,
    nested_event,
    two_roles,
)
from tests.factories import annotation_set, article, entity, event, span

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
READERS: dict[str, tuple[Exporter, Callable[[Path], list[Seen]]]] = {
    "dygie": (dygie.EXPORTER, read_dygie),
    "oneie": (oneie.EXPORTER, read_oneie),
}
both = pytest.mark.parametrize("format_id", sorted(READERS))
articles_drawn = st.lists(annotated_articles(off_tokens=True), max_size=3, unique_by=lambda each: each.article.id)


def export(
    format_id: str, folder: Path, *articles: AnnotatedArticle, **options: str
) -> tuple[ExportReport, list[Seen]]:
    exporter, read = READERS[format_id]
    report = exporter.write(iter(articles), hard_schema(), OutputFolder(folder), options)
    return report, read(Path(report.files[0]))


def lost(report: ExportReport) -> list[tuple[str, str]]:
    return [(each.surface, each.reason) for each in report.lost]


def told(made: AnnotatedArticle, *mentions: Any) -> AnnotatedArticle:
    return replace(made, sets=(annotation_set(made.article, *mentions),))


@both
def test_the_file_is_the_golden_one(format_id: str, tmp_path: Path):
    report, _seen = export(format_id, tmp_path, *hard_articles())
    (file,) = report.files
    written = Path(file).read_bytes()
    assert written == (GOLDEN / format_id / Path(file).name).read_bytes()
    assert written.isascii()


@both
def test_the_reader_sees_all_that_is_counted(format_id: str, tmp_path: Path):
    report, seen = export(format_id, tmp_path, *hard_articles())
    assert [each.id for each in seen] == [each.article.id for each in hard_articles()]
    assert sum(len(each.entities) for each in seen) == report.mentions
    assert sum(len(each.events) for each in seen) == report.events
    assert sum(len(each.arguments) for each in seen) == report.arguments


def squashed(text: str) -> str:
    return "".join(text.split())


def given_as_seen(made: AnnotatedArticle) -> Counter[tuple[str, ...]]:
    """Entities as (label, surface), events as (type,), arguments as (event type, role, "")."""
    found: Counter[tuple[str, ...]] = Counter()
    for mention in made.sets[0].mentions.values() if made.sets else ():
        if isinstance(mention, EventMention):
            found[(mention.label,)] += 1
            found.update((mention.label, argument.role, "") for argument in mention.arguments)
        else:
            found[mention.label, squashed(mention.span.of(made.article.text))] += 1
    return found


def lost_as_seen(report: ExportReport, article_id: str) -> Counter[tuple[str, ...]]:
    roles = [role.name for label in hard_schema().labels for role in label.roles]
    types = {label.code for label in hard_schema().labels if label.roles}
    found: Counter[tuple[str, ...]] = Counter()
    for each in report.lost:
        role, colon, _reason = each.reason.partition(": ")
        if each.article_id != article_id:
            continue
        if colon and role in roles:
            found[each.label, role, ""] += 1
        else:
            found[(each.label,) if each.label in types else (each.label, squashed(each.surface))] += 1
    return found


@both
@given(articles_drawn, st.sampled_from(("mentions", "events")))
def test_it_sees_what_was_given_less_what_was_lost(
    format_id: str, tmp_path_factory: pytest.TempPathFactory, drawn: list[AnnotatedArticle], join: str
):
    report, found = export(format_id, tmp_path_factory.mktemp("out"), *drawn, join=join)
    for made, seen in zip(drawn, found, strict=True):
        assert "".join(seen.words) == squashed(made.article.text)
        counted = Counter((label, squashed(surface)) for label, surface in seen.entities)
        counted.update((event_type,) for event_type, _trigger in seen.events)
        counted.update((event_type, role, "") for event_type, role, _filler in seen.arguments)
        assert counted + lost_as_seen(report, made.article.id) == given_as_seen(made)


@both
def test_an_argument_that_no_reader_would_find_is_lost(format_id: str, tmp_path: Path):
    nested, _seen = export(format_id, tmp_path / "nested", nested_event())
    assert ("announced", f"CONTENT: {FILLER_IS_EVENT}") in lost(nested)
    assert ("opened fire", f"RECIPIENT: {FILLER_IS_EVENT}") in lost(nested)
    twice, (seen,) = export(format_id, tmp_path / "twice", two_roles())
    assert ("shot", f"RECIPIENT: {SECOND_ROLE}") in lost(twice)
    assert ("ASSAULT", "ACTOR", "Nadia Aziz") in seen.arguments
    apart, _seen = export(format_id, tmp_path / "apart", far_apart())
    assert ("burned", f"ACTOR: {FILLER_FAR}") in lost(apart)


@both
def test_sentences_of_an_event_may_be_joined(format_id: str, tmp_path: Path):
    report, (seen,) = export(format_id, tmp_path, far_apart(), join="events")
    assert ("ASSAULT", "ACTOR", "Rebels") in seen.arguments
    assert not [reason for _surface, reason in lost(report) if FILLER_FAR in reason]


@both
def test_of_two_events_on_one_word_that_with_more_arguments_is_written(format_id: str, tmp_path: Path):
    report, (seen,) = export(format_id, tmp_path, two_roles())
    assert seen.events == [("ASSAULT", "shot"), ("PROTEST", "rally")]
    assert ("shot", TRIGGER_TAKEN) in lost(report)
    assert [each.label for each in report.lost if each.reason == TRIGGER_TAKEN] == ["PROTEST"]


@both
def test_a_mention_held_with_less_is_noted(format_id: str, tmp_path: Path):
    report, _seen = export(format_id, tmp_path, two_roles(), far_apart())
    noted = {(each.surface, each.reason) for each in report.notes}
    assert ("herself", "is written without the flag that the annotator is not sure") in noted
    assert ("south and east Basra", "is one span from its first to its last part") in noted


def test_dygie_numbers_words_through_the_article(tmp_path: Path):
    of = article("He ran. Ana Ruiz met Omar.")
    ana, omar = entity("PERSON", span(of, "Ana Ruiz")), entity("PERSON", span(of, "Omar"))
    met = event("CONSULT", span(of, "met"), ("ACTOR", ana), ("RECIPIENT", omar))
    made = AnnotatedArticle(article=of, sets=(annotation_set(of, ana, omar, met),))
    report, _seen = export("dygie", tmp_path, made)
    assert json.loads(Path(report.files[0]).read_text("ascii")) == {
        "doc_key": of.id,
        "dataset": "spandesk",
        "sentences": [["He", "ran", "."], ["Ana", "Ruiz", "met", "Omar", "."]],
        "ner": [[], [[3, 4, "PERSON"], [6, 6, "PERSON"]]],
        "relations": [[], []],
        "events": [[], [[[5, "CONSULT"], [3, 4, "ACTOR"], [6, 6, "RECIPIENT"]]]],
    }


def test_dygie_takes_mentions_of_eight_words_unless_told_otherwise(tmp_path: Path):
    report, _seen = export("dygie", tmp_path / "a", long_and_blank())
    name = "the Joint Committee for the Return of Displaced Families to Western Nineveh"
    assert lost(report) == [(name, "has more than 8 words"), ("came", f"RECIPIENT: {FILLER_LOST}")]
    wider = dygie.EXPORTER.write([long_and_blank()], hard_schema(), OutputFolder(tmp_path / "b"), {"widest": "12"})
    assert wider.lost == ()
    (seen,) = read_dygie(Path(wider.files[0]), widest=12)
    assert ("PLACE OF WORSHIP", name) in seen.entities


def test_dygie_has_one_label_for_one_span_but_every_role(tmp_path: Path):
    made = nested_and_crossing()
    mentions = list(made.sets[0].mentions.values())
    mosque = [each for each in mentions if each.span.of(made.article.text) == "Great Mosque of Kufa"]
    visited = event("CONSULT", span(made.article, "praised"), ("PLACE", mosque[0]))
    assert isinstance(mosque[0], EntityMention)
    report, (seen,) = export("dygie", tmp_path, told(made, *mosque, visited))
    assert [(each.label, each.reason) for each in report.lost] == [("PLACE OF WORSHIP", dygie.SECOND_LABEL)]
    assert seen.arguments == [("CONSULT", "PLACE", "Great Mosque of Kufa")]


@pytest.mark.parametrize(("choice", "word"), [("first", "opened"), ("last", "fire")])
def test_dygie_has_triggers_of_one_word(tmp_path: Path, choice: str, word: str):
    report, (seen,) = export("dygie", tmp_path, nested_event(), trigger=choice)
    assert ("ASSAULT", word) in seen.events
    assert ("opened fire", dygie.NOTES[choice]) in [(each.surface, each.reason) for each in report.notes]


def test_dygie_may_lose_events_of_longer_triggers(tmp_path: Path):
    report, (seen,) = export("dygie", tmp_path, nested_event(), trigger="none")
    assert [event_type for event_type, _surface in seen.events] == ["MAKE STATEMENT", "PROTEST"]
    assert ("opened fire", "its trigger has more than one word") in lost(report)
    assert "opened fire" not in [each.surface for each in report.notes]


def test_an_event_whose_trigger_is_whole_goes_first(tmp_path: Path):
    of = article("They opened fire there.")
    longer, whole = event("ASSAULT", span(of, "opened fire")), event("PROTEST", span(of, "opened"))
    made = AnnotatedArticle(article=of, sets=(annotation_set(of, longer, whole),))
    report, (seen,) = export("dygie", tmp_path, made)
    assert seen.events == [("PROTEST", "opened")]
    assert lost(report) == [("opened fire", TRIGGER_TAKEN)]


def test_oneie_writes_mentions_apart_and_first_those_that_fill_a_role(tmp_path: Path):
    report, (seen,) = export("oneie", tmp_path, nested_and_crossing())
    assert [surface for _label, surface in seen.entities] == [
        *("Interior Ministry of Iran", "Mosul Hospital", "Great Mosque of Kufa")
    ]
    assert [surface for surface, reason in lost(report) if reason == oneie.OVERLAPS] == [
        *("Iran", "University of Mosul", "Mosul", "Great Mosque of Kufa")
    ]
    assert ("praised", f"PLACE: {FILLER_LOST}") in lost(report)


def test_oneie_keeps_triggers_of_several_words(tmp_path: Path):
    _report, (seen,) = export("oneie", tmp_path, nested_event())
    assert ("ASSAULT", "opened fire") in seen.events


def test_oneie_cuts_a_sentence_that_readers_would_drop(tmp_path: Path):
    of = article(" ".join(f"w{number}" for number in range(250)))
    names = [entity("ORG", span(of, f"w{number} w{number + 1}")) for number in (99, 120, 199, 248)]
    made = AnnotatedArticle(article=of, sets=(annotation_set(of, *names),))
    report, (seen,) = export("oneie", tmp_path, made)
    assert [len(json.loads(line)["tokens"]) for line in Path(report.files[0]).read_text("ascii").splitlines()] == [
        *(99, 100, 51)
    ]
    assert len(seen.entities) == 4
    assert (report.lost, report.notes) == ((), ())


def test_oneie_says_of_a_mention_that_its_sentence_is_too_long_to_be_read(tmp_path: Path):
    of = article("a b c d e f")
    wide = entity("ORG", span(of, "a b c d"))
    ran = event("PROTEST", span(of, "c"), ("ACTOR", wide))
    made = AnnotatedArticle(article=of, sets=(annotation_set(of, wide, ran),))
    report, (seen,) = export("oneie", tmp_path, made, words="3")
    assert [(each.surface, each.reason) for each in report.notes] == [
        *(("a b c d", oneie.LONG_SENTENCE), ("c", oneie.LONG_SENTENCE))
    ]
    assert seen.arguments == [("PROTEST", "ACTOR", "a b c d")]


def test_the_readers_own_samples_are_read_as_the_gold(shared_folder: Path):
    samples = shared_folder / "readers" / "samples"
    gold = [json.loads(line) for line in (samples / "gold.jsonl").read_text("utf-8").splitlines()]
    expected = Counter(
        (label, squashed(each["text"][start:end]))
        for each in gold
        for start, end, label, layer in each["spans"]
        if layer != "triggers"
    )
    seen = read_dygie(samples / "dygie.jsonl")
    assert Counter((label, squashed(surface)) for each in seen for label, surface in each.entities) == expected
    assert sum(len(each.arguments) for each in seen) == sum(
        len(made["args"]) for each in gold for made in each["events"]
    )
