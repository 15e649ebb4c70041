"""DyGIE++ and OneIE files read by the rules of their readers; what those would drop or bend is an error here."""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

DYGIE_WIDEST = 8
ONEIE_LONGEST = 126

_DYGIE_KEYS = re.compile("doc_key$|dataset$|sentences$|weight$|.*ner$|.*relations$|.*clusters$|.*events$|^_")


@dataclass
class Seen:
    """What a reader saw of one article: words, and entities, triggers and arguments as (label or role, surface)."""

    id: str
    words: list[str] = field(default_factory=list)
    entities: list[tuple[str, str]] = field(default_factory=list)
    events: list[tuple[str, str]] = field(default_factory=list)
    arguments: list[tuple[str, str, str]] = field(default_factory=list)  # event type, role, surface of the filler


def read_dygie(file: Path, widest: int = DYGIE_WIDEST) -> list[Seen]:
    """The articles of a DyGIE++ file."""
    return [_dygie_article(record, widest) for record in _records(file)]


def _dygie_article(record: dict[str, Any], widest: int) -> Seen:
    assert all(_DYGIE_KEYS.match(key) for key in record), f"unexpected fields: {sorted(record)}"
    sentences = record["sentences"]
    assert sentences
    assert {len(record[key]) for key in ("ner", "relations", "events")} == {len(sentences)}
    seen, start = Seen(record["doc_key"]), 0
    for number, words in enumerate(sentences):
        assert len(words) > 1 or len(sentences) == 1, "a sentence with a single word"
        seen.words += words
        _dygie_sentence(record, number, range(start, start + len(words)), seen, widest)
        start += len(words)
    return seen


def _dygie_sentence(record: dict[str, Any], number: int, here: range, seen: Seen, widest: int) -> None:
    def surface(start: int, end: int) -> str:
        assert start in here, "a span begins outside its sentence"
        assert end in here, "a span ends outside its sentence"
        assert 0 <= end - start < widest, "a span is wider than the reader's limit"
        return " ".join(seen.words[start : end + 1])

    labels = {(start, end): label for start, end, label in record["ner"][number]}
    assert len(labels) == len(record["ner"][number]), "two labels on one span"
    seen.entities += [(label, surface(*span)) for span, label in labels.items()]
    triggers = [trigger for trigger, *_arguments in record["events"][number]]
    assert len({word for word, _type in triggers}) == len(triggers), "two events on one word"
    for (word, event_type), *arguments in record["events"][number]:
        seen.events.append((event_type, surface(word, word)))
        assert len({(start, end) for start, end, _role in arguments}) == len(arguments), "two roles of one span"
        seen.arguments += [(event_type, role, surface(start, end)) for start, end, role in arguments]


def read_oneie(file: Path, longest: int = ONEIE_LONGEST) -> list[Seen]:
    """The articles of a OneIE file, its windows put together."""
    found: dict[str, Seen] = {}
    windows = set()
    for record in _records(file):
        assert record["wnd_id"] not in windows, "two windows of one name"
        windows.add(record["wnd_id"])
        _window(record, found.setdefault(record["doc_id"], Seen(record["doc_id"])), longest)
    return list(found.values())


def _window(record: dict[str, Any], seen: Seen, longest: int) -> None:
    tokens = record["tokens"]
    assert 0 < len(record["pieces"]) <= longest, "the reader drops this window"
    assert len(tokens) == len(record["token_lens"])
    assert sum(record["token_lens"]) == len(record["pieces"])
    assert 0 not in record["token_lens"]
    assert record["relation_mentions"] == []
    assert "".join(record["sentence"].split()) == "".join(tokens)
    seen.words += tokens

    def surface(place: dict[str, Any]) -> str:
        assert 0 <= place["start"] < place["end"] <= len(tokens), "a span leaves its window"
        words = tokens[place["start"] : place["end"]]
        assert "".join(place["text"].split()) == "".join(words), "a surface is not what its words are"
        return " ".join(words)

    entities = {entity["id"]: entity for entity in record["entity_mentions"]}
    assert len(entities) == len(record["entity_mentions"]), "two entities of one id"
    _apart(record["entity_mentions"])
    _apart([event["trigger"] for event in record["event_mentions"]])
    seen.entities += [(entity["entity_type"], surface(entity)) for entity in entities.values()]
    for event in record["event_mentions"]:
        seen.events.append((event["event_type"], surface(event["trigger"])))
        fillers = [argument["entity_id"] for argument in event["arguments"]]
        assert len(set(fillers)) == len(fillers), "two roles of one entity"
        for argument in event["arguments"]:
            filler = entities[argument["entity_id"]]
            assert (argument["start"], argument["end"]) == (filler["start"], filler["end"])
            seen.arguments.append((event["event_type"], argument["role"], surface(argument)))


def _apart(places: list[dict[str, Any]]) -> None:
    words = [number for place in places for number in range(place["start"], place["end"])]
    assert len(set(words)) == len(words), "two spans overlap"


def _records(file: Path) -> list[dict[str, Any]]:
    data = file.read_bytes()
    assert not data or data.endswith(b"\n")
    assert b"\r" not in data
    return [json.loads(line) for line in data.decode().splitlines()]
