"""The pages on token formats name every reason that their reports give."""

from pathlib import Path

import pytest

from exporters import alignment, conll, dygie, oneie, sentence_events, tally, token_layout
from tests.exporters.test_documented_formats import page

_SENTENCES = (
    sentence_events.TRIGGER_TAKEN,
    sentence_events.FILLER_FAR,
    sentence_events.FILLER_IS_EVENT,
    sentence_events.SECOND_ROLE,
    alignment.FILLER_LOST,
    alignment.EVENT_LOST,
)
_REASONS = {
    "conll": (
        *(conll.OVERLAPS, conll.NO_EVENTS, conll.RENAMED, token_layout.UNSEEN, tally.EXTENT_ONLY),
        *(alignment.OFF_TOKENS, alignment.BLANK_EDGE, alignment.OUTSIDE, alignment.EVENT_LOST),
    ),
    "dygie": (*_SENTENCES, dygie.SECOND_LABEL, dygie.NOTES["first"]),
    "oneie": (*_SENTENCES, oneie.OVERLAPS, oneie.LONG_SENTENCE),
}


@pytest.mark.parametrize("format_id", sorted(_REASONS))
def test_every_reason_is_named(format_id: str):
    said = " ".join(page(format_id).split())
    assert [reason for reason in _REASONS[format_id] if reason not in said] == []


def test_the_example_of_columns_is_recognised(tmp_path: Path):
    from annotations.importers.conll import IMPORTER

    example = page("conll").split("```\n")[1]
    file = tmp_path / "example.conll"
    file.write_text(example, "utf-8")
    assert IMPORTER.recognises(example.encode())
    (record,) = IMPORTER.read(file, None)
    assert [mention.label for mention in record.sets[0].mentions] == ["PERSON", "GPE"]


@pytest.mark.parametrize("format_id", ["dygie", "oneie"])
def test_the_example_of_events_is_read(format_id: str, tmp_path: Path):
    from tests.exporters.event_readers import read_dygie, read_oneie

    example = page(format_id).split("```json\n")[1].split("```")[0]
    file = tmp_path / "example.jsonl"
    file.write_text(example, "ascii")
    (seen,) = {"dygie": read_dygie, "oneie": read_oneie}[format_id](file)
    assert ("PERSON", "Ana") in seen.entities
    assert len(seen.events) == 1
