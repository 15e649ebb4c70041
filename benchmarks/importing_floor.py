"""What `importing` imports, and the floor beside it: the same file brought into the same tables by a bare script."""

import hashlib
import itertools
import random
import sqlite3
from array import array
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import orjson

SENTENCES, WORDS, MENTIONS, EVENTS = 20, 20, 30, 3  # of an article; words of a sentence; events among the mentions
LABELS, EVENT, ROLES = ("PERSON", "ORG", "GPE", "NORP", "FAC"), "CONSULT", ("ACTOR", "PLACE")
ANNOTATOR, SUGGESTER, RUN = "ana", "names", "r1"
SET, SUGGESTIONS = "set", "suggestions"
_AT = "2026-01-01T00:00:00.000000+00:00"
_AT_ONCE = 200  # articles in one executemany

Json = dict[str, Any]
Rows = dict[str, list[tuple[Any, ...]]]


def corpus(path: Path, articles: int, kind: str, seed: int = 1) -> Path:
    """The file: that many articles, the same each time, with one finished set each, or with suggestions."""
    chance = random.Random(seed)
    syllables = [first + vowel for first in "bdfghklmnprstvz" for vowel in "aeiou"]
    words = ["".join(chance.choice(syllables) for _ in range(chance.randint(1, 4))) for _ in range(8_000)]
    often = list(itertools.accumulate(1 / rank for rank in range(1, len(words) + 1)))
    sentences = [" ".join(chance.choices(words, cum_weights=often, k=WORDS)).capitalize() for _ in range(3_000)]
    with path.open("wb") as stream:
        for number in range(articles):
            stream.write(orjson.dumps(_record(number, kind, chance, sentences)) + b"\n")
    return path


def _record(number: int, kind: str, chance: random.Random, sentences: Sequence[str]) -> Json:
    text, tokens = f"Number{number}\n\n", [(0, len(f"Number{number}"))]
    for sentence in chance.sample(sentences, SENTENCES):
        for word in sentence.split(" "):
            tokens.append((len(text), len(text) + len(word)))
            text += word + " "
        tokens.append((len(text), len(text) + 1))
        text += ".\n"
    mentions = [_mention(text, token, chance) for token in sorted(chance.sample(tokens, MENTIONS))]
    arguments = [
        {"event": event["id"], "role": role, "target": target["id"]}
        for event in mentions[-EVENTS:]
        for role, target in zip(ROLES, mentions, strict=False)
    ]
    for event in mentions[-EVENTS:]:
        event |= {"kind": "event", "label": EVENT}
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    finished = {"annotator": ANNOTATOR, "status": "done", "mentions": mentions, "arguments": arguments}
    return {
        "format": "spandesk/1",
        "id": "a" + sha256[:16],
        "text": text,
        "sha256": sha256,
        "source_sha256": sha256,
        "meta": {"title": "", "source": "", "url": "", "date": "2026-01-01", "language": "en", "file": f"{number}.txt"},
        "regions": [],
        "tokens": tokens,
        "schema_version": 1,
        "sets": [finished] if kind == SET else [],
        "suggestions": [_suggestion(each, arguments, chance) for each in mentions] if kind == SUGGESTIONS else [],
    }


def _mention(text: str, token: tuple[int, int], chance: random.Random) -> Json:
    start, end = token
    return {
        "id": f"m{chance.getrandbits(64):016x}",
        "kind": "entity",
        "start": start,
        "end": end,
        "label": chance.choice(LABELS),
        "surface": text[start:end],
        "attributes": {},
        "origin": {"by": "hand"},
    }


def _suggestion(mention: Json, arguments: Sequence[Json], chance: random.Random) -> Json:
    return {
        "id": mention["id"],
        "suggester": SUGGESTER,
        "version": "1",
        "score": chance.random(),
        "mention": mention,
        "arguments": [each for each in arguments if each["event"] == mention["id"]],
        "run": RUN,
        "settings": "",
        "explanation": "",
    }


def fill(file: Path, project: Path, *, with_log: bool) -> None:
    """Bring the file into the empty project, durably: parse, hash the texts, insert. Nothing is checked.

    Without the log of the sets it is what any program has to do; with it, what one has to do that can undo and prove.
    """
    with closing(sqlite3.connect(project, isolation_level=None)) as connection, file.open("rb") as lines:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO annotator VALUES (?, 'person')", (ANNOTATOR,))
        connection.execute("INSERT INTO suggestion_run VALUES (?, ?, '1', '', ?)", (RUN, SUGGESTER, _AT))
        number = 0
        while portion := list(itertools.islice(lines, _AT_ONCE)):
            rows: Rows = {table: [] for table in _TABLES}
            for line in portion:
                number += 1
                _add(rows, orjson.loads(line), number, with_log=with_log)
            for table, some in rows.items():
                if some:
                    places = ", ".join("?" * len(some[0]))
                    connection.executemany(f"INSERT INTO {table} VALUES ({places})", some)
        connection.execute("COMMIT")


_TABLES = ("article", "annotation_set", "log_entry", "mention", "argument", "suggestion", "prepared")


def _add(rows: Rows, record: Json, number: int, *, with_log: bool) -> None:
    id_, text, meta = record["id"], record["text"], record["meta"]
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    tokens = array("I", itertools.chain.from_iterable(record["tokens"])).tobytes()
    words, offered = len(text.split()), len(record["suggestions"])
    shared = (meta["title"], meta["source"], meta["url"], meta["date"], meta["language"], meta["file"])
    behind = (sha256, sha256, sha256, words, offered, "{}", "[]", _AT, tokens, text)
    rows["article"].append((id_, number, text.partition("\n")[0], *shared, *behind))
    for each in record["sets"]:
        _add_set(rows, "s" + id_, id_, each, with_log=with_log)
    rows["suggestion"] += [
        (id_, RUN, each["id"], *_place(each["mention"]), each["score"], 1, orjson.dumps(each["mention"]).decode(), "")
        for each in record["suggestions"]
    ]
    if offered:
        rows["prepared"].append((id_, SUGGESTER, RUN, _AT))


def _add_set(rows: Rows, set_id: str, article_id: str, found: Json, *, with_log: bool) -> None:
    mentions, arguments = found["mentions"], found["arguments"]
    standing = (1, 1, found["status"], 0, len(mentions), 0, _AT, _AT)
    rows["annotation_set"].append((set_id, article_id, ANNOTATOR, *standing))
    rows["mention"] += [
        (set_id, each["id"], *_place(each), None, "{}", None, "", 0, "hand", None, None, None, None)
        for each in mentions
    ]
    rows["argument"] += [
        (set_id, each["event"], place, each["role"], each["target"]) for place, each in enumerate(arguments)
    ]
    if with_log:
        change = orjson.dumps([mentions, arguments])
        hashed = hashlib.sha256(change).hexdigest()
        rows["log_entry"].append((set_id, 1, ANNOTATOR, _AT, "import", change.decode(), None, "i1", hashed))


def _place(mention: Json) -> tuple[str, int, int, str]:
    return mention["kind"], mention["start"], mention["end"], mention["label"]
