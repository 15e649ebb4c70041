"""What an export costs: `.spacy` beside bare spaCy, JSONL beside bare orjson, and memory as articles get more.

`benchmarks/export.py [--quick]`. Articles are made up: 400 words, 27 names, and 3 events with two roles each. CPU
seconds are the least of several runs, ours and the bare one by turns; words and places that bare spaCy needs are there
before its clock runs, and bare orjson is given the finished records. Peak memory is that of a process of its own which
gets one article after the other.
"""

import argparse
import gc
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import orjson

import exporters
from annotations.model.annotation_set import AnnotationSet, Status
from annotations.model.article import Article, Meta, text_sha256
from annotations.model.ids import ArticleId, MentionId, article_id_for, set_id_for
from annotations.model.mention import Argument, EntityMention, EventMention, Mention
from annotations.model.project import AnnotatedArticle
from annotations.model.schema import Schema
from annotations.model.span import Span
from exporters.files import OutputFolder

WORDS, NAMES, EVENTS, VOCABULARY = 400, 27, 3, 20_000
LABELS, TYPES = ("PERSON", "ORG", "GPE", "DATE", "EVENT"), ("ASSAULT", "CONSULT", "PROTEST")
SCHEMA = Schema(name="made-up", title="Made up")
SPACY_BAR, JSONL_BAR, MEMORY_BAR = 1.3, 5.0, 50.0  # times, times, megabytes
FORMATS = ("spacy", "spacy-pack", "jsonl")


def article(number: int) -> AnnotatedArticle:
    """The article of that number, always the same."""
    chance = random.Random(number)
    words = [f"w{chance.randrange(VOCABULARY)}" for _ in range(WORDS)]
    # As in real news, there is a sign beyond ASCII somewhere.
    words[chance.randrange(WORDS)] = "“said”"
    text, tokens, at = " ".join(words), list[Span](), 0
    for word in words:
        tokens.append(Span(at, at + len(word)))
        at += len(word) + 1
    sha256 = text_sha256(text)
    of = Article(
        id=article_id_for(sha256),
        text=text,
        sha256=sha256,
        meta=Meta(title=text[:40], source=f"Paper {number % 7}", date="2024-05-01", language="en"),
        tokens=tuple(tokens),
        source_sha256=sha256,
    )
    marked = AnnotationSet(
        id=set_id_for(of.id, "ana"),
        article_id=of.id,
        annotator="ana",
        status=Status.DONE,
        mentions={each.id: each for each in _mentions(of.id, tokens, chance)},
    )
    return AnnotatedArticle(article=of, sets=(marked,))


def _mentions(article_id: ArticleId, tokens: Sequence[Span], chance: random.Random) -> Iterator[Mention]:
    starts = chance.sample(range(0, WORDS - 3, 3), NAMES + EVENTS)
    names = [
        EntityMention(
            id=MentionId(f"{article_id}-{start}"),
            span=Span(tokens[start].start, tokens[start + chance.choice((0, 0, 1, 2))].end),
            label=chance.choice(LABELS),
        )
        for start in starts[:NAMES]
    ]
    yield from names
    for start in starts[NAMES:]:
        actor, place = chance.sample(names, 2)
        yield EventMention(
            id=MentionId(f"{article_id}-{start}"),
            span=tokens[start],
            label=chance.choice(TYPES),
            arguments=(Argument("ACTOR", actor.id), Argument("PLACE", place.id)),
        )


def export(format_id: str, articles: Iterator[AnnotatedArticle], folder: Path) -> Path:
    """Write them; the first file."""
    return Path(exporters.find(format_id).write(articles, SCHEMA, OutputFolder(folder), {}).files[0])


def bare_spacy(articles: Sequence[AnnotatedArticle], path: Path) -> Callable[[], None]:
    """Doc, char_span and DocBin, for the same words and mentions and nothing else."""
    from spacy.tokens import Doc, DocBin
    from spacy.vocab import Vocab

    given = [
        (
            annotated.article.text.split(" "),
            [
                (isinstance(each, EventMention), each.span.start, each.span.end, each.label)
                for each in annotated.sets[0].mentions.values()
            ],
        )
        for annotated in articles
    ]

    def run() -> None:
        vocab, docs = Vocab(), DocBin()
        for words, mentions in given:
            doc = Doc(vocab, words=words, spaces=[True] * (len(words) - 1) + [False])
            names, triggers = [], []
            for is_event, start, end, label in mentions:
                (triggers if is_event else names).append(doc.char_span(start, end, label=label))
            doc.ents = names
            doc.spans["entities"], doc.spans["events"] = names, triggers
            docs.add(doc)
        docs.to_disk(path)

    return run


def bare_orjson(written: Path, path: Path) -> Callable[[], None]:
    """The records of a file that was written, written again."""
    records = [orjson.loads(line) for line in written.read_bytes().splitlines()]

    def run() -> None:
        with path.open("wb") as stream:
            for record in records:
                stream.write(orjson.dumps(record) + b"\n")

    return run


def compared(ours: Callable[[], object], bare: Callable[[], object], runs: int) -> tuple[float, float]:
    """CPU seconds of both, by turns."""
    gc.collect()
    # What is here already is neither's work, but both would look through it again and again.
    gc.freeze()
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(runs):
        for work, seconds in zip((ours, bare), times, strict=True):
            began = time.process_time()
            work()
            seconds.append(time.process_time() - began)
    gc.unfreeze()
    return min(times[0]), min(times[1])


def speed(count: int, runs: int, folder: Path) -> bool:
    """Whether both are within their bars."""
    articles = [article(number) for number in range(count)]
    lines = export("jsonl", iter(articles), folder)
    export("spacy", iter(articles[:1]), folder)  # spaCy itself is loaded
    rows = (
        (".spacy", "Doc, char_span, DocBin", "spacy", bare_spacy(articles, folder / "bare.spacy"), SPACY_BAR),
        ("JSONL", "orjson, the same records", "jsonl", bare_orjson(lines, folder / "bare.jsonl"), JSONL_BAR),
    )
    print(f"{'CPU seconds, ' + format(count, ',') + ' articles':<40}{'ours':>9}{'bare':>9}{'times':>9}{'bar':>8}")
    kept = True
    for name, what, format_id, bare, bar in rows:
        ours, least = compared(lambda format_id=format_id: export(format_id, iter(articles), folder), bare, runs)
        kept &= ours <= bar * least
        print(f"{f'{name} / {what}':<40}{ours:9.3f}{least:9.3f}{ours / least:9.2f}{bar:8.1f}", flush=True)
    return kept


def memory(few: int, many: int) -> bool:
    """Whether memory stays as it is when there are more articles."""
    print(f"{'peak memory, MB':<40}{format(few, ','):>9}{format(many, ','):>9}{'more':>9}{'bar':>8}")
    kept = True
    for format_id in FORMATS:
        small, large = (
            float(subprocess.check_output([sys.executable, __file__, "--peak", format_id, str(count)], text=True))
            for count in (few, many)
        )
        kept &= large - small <= MEMORY_BAR
        print(f"{format_id:<40}{small:9.0f}{large:9.0f}{large - small:9.0f}{MEMORY_BAR:8.0f}", flush=True)
    return kept


def peak(format_id: str, count: int) -> float:
    """Megabytes that this process needed at most to export so many articles."""
    with tempfile.TemporaryDirectory() as folder:
        export(format_id, map(article, range(count)), Path(folder))
    status = Path("/proc/self/status")
    if status.exists():  # Linux: what getrusage says there may be the parent's
        (line,) = (each for each in status.read_text().splitlines() if each.startswith("VmHWM:"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2


def main() -> int:
    """0 if all demands are met."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="fewer articles and runs")
    parser.add_argument("--peak", nargs=2, metavar=("FORMAT", "ARTICLES"), help="megabytes of one export, nothing else")
    asked = parser.parse_args()
    if asked.peak:
        print(peak(asked.peak[0], int(asked.peak[1])))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        fast = speed(*((200, 3) if asked.quick else (1_000, 5)), Path(folder))
    flat = memory(*((250, 2_500) if asked.quick else (1_000, 20_000)))
    return int(not (fast and flat))


if __name__ == "__main__":
    sys.exit(main())
