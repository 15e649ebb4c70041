"""What the article canvas costs, against a read-only QTextEdit with the same text and no spans ("bare").

Run: QT_QPA_PLATFORM=offscreen python benchmarks/canvas.py
CPU time of the GUI thread, medians; every step ends with a flushed UpdateRequest, and its Paint events are counted.
Prints one row per demand: measured ratio, bar, verdict. Exit status 1 if a bar is missed.
"""

import gc
import os
import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QScrollBar, QTextEdit

from annotations.model.annotation_set import AnnotationSet
from annotations.model.article import Article, text_sha256
from annotations.model.ids import ArticleId, MentionId, SetId, SuggestionId
from annotations.model.mention import EntityMention, Kind
from annotations.model.schema import HUES, Label, Schema
from annotations.model.span import Span
from annotations.model.suggestion import Suggestion, SuggestionRun
from desktop.canvas.metrics import Metrics
from desktop.canvas.view import ArticleCanvas

ROUNDS = 41
OPENS = 7
SETTLED = 0.5  # seconds without a change of the scroll range
SIZE = (900, 1000)
CODES = ("PERSON", "ORG", "GPE", "NORP", "EVENT", "CARDINAL", "FAC", "DATE")
SCHEMA = Schema(
    name="benchmark",
    title="Benchmark",
    labels=tuple(
        Label(code=code, kind=Kind.ENTITY, title=code.title(), short=code[:3], hue=hue)
        for code, hue in zip(CODES, HUES, strict=True)
    ),
)
PROSE = (
    "the minister of foreign affairs said on Monday that talks with delegates from Baghdad and Erbil would continue "
    "after the attack against a convoy near the border while protesters gathered in front of the ministry and called "
    "for an inquiry into the death of three journalists who had been detained by security forces last month"
)


class Paints(QObject):
    """Counts the Paint events of one viewport."""

    def __init__(self, widget: QObject) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


def text_of(length: int, per_paragraph: int, seed: int = 7) -> str:
    """News-like prose of about that many characters."""
    chance, words_known = random.Random(seed), PROSE.split()
    paragraphs, total = [], 0
    while total < length:
        words = [chance.choice(words_known) for _ in range(max(4, per_paragraph // 6 + chance.randint(-4, 4)))]
        paragraphs.append(" ".join(words).capitalize() + ".")
        total += len(paragraphs[-1]) + 1
    return "\n".join(paragraphs)


def material(text: str, spans: int) -> tuple[Article, AnnotationSet, tuple[Suggestion, ...]]:
    """An article with so many spans spread evenly, half of them decided and half suggested."""
    tokens, start = [], 0
    for word in text.replace("\n", " ").split(" "):
        if word:
            tokens.append(Span(start, start + len(word)))
        start += len(word) + 1
    article = Article(id=ArticleId("a"), text=text, sha256=text_sha256(text), tokens=tuple(tokens))
    run = SuggestionRun(id="r", suggester="benchmark", version="1")
    mentions, suggestions = {}, []
    for number in range(spans):
        first = number * len(tokens) // spans
        last = min(first + number % 3, len(tokens) - 1)
        mention = EntityMention(
            id=MentionId(f"m{number}"), span=Span(tokens[first].start, tokens[last].end), label=CODES[number % 8]
        )
        if number % 2:
            suggestions.append(
                Suggestion(id=SuggestionId(mention.id), run=run, mention=mention, score=0.4 + 0.006 * (number % 100))
            )
        else:
            mentions[mention.id] = mention
    made = AnnotationSet(id=SetId("s"), article_id=article.id, annotator="ana", mentions=mentions)
    return article, made, tuple(suggestions)


def flush(widget: QAbstractScrollArea) -> None:
    """Deliver what is posted and paint what is due."""
    QCoreApplication.sendPostedEvents()
    QApplication.sendEvent(widget.window(), QEvent(QEvent.Type.UpdateRequest))


def measured(act: Callable[[int], None], widget: QAbstractScrollArea, paints: Paints, rounds: int = ROUNDS) -> float:
    """Median CPU milliseconds of `act` up to its paint. Every round must have painted."""
    times = []
    for number in range(rounds):
        flush(widget)
        before = paints.count
        start = time.thread_time()
        act(number)
        flush(widget)
        times.append(time.thread_time() - start)
        assert paints.count > before, "nothing was painted"
    return statistics.median(times) * 1000


def scrolled(widget: QAbstractScrollArea, paints: Paints) -> dict[str, float]:
    """A full repaint, frames of 48 px, and random jumps."""
    bar, chance = widget.verticalScrollBar(), random.Random(1)
    bar.setValue(0)
    out = {"repaint": measured(lambda _n: widget.viewport().update(), widget, paints)}
    for _warm in range(3):
        bar.setValue(bar.maximum() // 3)
        flush(widget)
    bar.setValue(0)
    out["scroll"] = measured(lambda number: bar.setValue(_frame(bar, number)), widget, paints)
    out["jump"] = measured(lambda _n: bar.setValue(_elsewhere(bar, chance)), widget, paints)
    return out


def _frame(bar: QScrollBar, number: int) -> int:
    """48 px further down; up and down again where the text is short."""
    span = min(bar.maximum() // 48, ROUNDS)
    back, step = divmod(number + 1, span)
    return 48 * (span - step if back % 2 else step)


def _elsewhere(bar: QScrollBar, chance: random.Random) -> int:
    wanted = chance.randint(0, bar.maximum())
    return wanted if wanted != bar.value() else (wanted + 1) % bar.maximum()


def plain_edit() -> QTextEdit:
    """A read-only QTextEdit with the same font and column as the canvas."""
    metrics = Metrics()
    edit = QTextEdit()
    edit.setReadOnly(True)
    edit.setFont(metrics.font)
    edit.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
    edit.setLineWrapColumnOrWidth(metrics.column)
    return edit


def shown(widget: QAbstractScrollArea) -> None:
    """Put a widget on the screen, painted once."""
    widget.resize(*SIZE)
    widget.show()
    QApplication.processEvents()
    flush(widget)


def opened(widget: QAbstractScrollArea, show: Callable[[], None]) -> float:
    """CPU milliseconds of `show` up to the first paint, in a widget that is on the screen already."""
    shown(widget)
    start = time.thread_time()
    show()
    flush(widget)
    return (time.thread_time() - start) * 1000


def bare_opened(text: str) -> tuple[float, QTextEdit]:
    """A QTextEdit with a text, and what showing it took."""
    edit = plain_edit()
    return opened(edit, lambda: edit.setPlainText(text)), edit


def canvas_opened(text: str, spans: int) -> tuple[float, ArticleCanvas]:
    """A canvas with a text and spans, and what showing them took."""
    article, made, pending = material(text, spans)
    view = ArticleCanvas()
    return opened(view, lambda: view.show_article(article, made, pending, SCHEMA)), view


def bare(text: str) -> dict[str, float]:
    """The floor: a read-only QTextEdit."""
    opens = [bare_opened(text)[0] for _round in range(OPENS)]
    edit = bare_opened(text)[1]
    return {"open": statistics.median(opens), **scrolled(edit, Paints(edit.viewport()))}


def canvas(text: str, spans: int) -> dict[str, float]:
    """The article canvas on the same text with spans."""
    opens = [canvas_opened(text, spans)[0] for _round in range(OPENS)]
    view, (article, made, pending) = canvas_opened(text, spans)[1], material(text, spans)
    paints = Paints(view.viewport())
    out = {"open": statistics.median(opens), **scrolled(view, paints)}
    view.verticalScrollBar().setValue(0)
    flush(view)
    out["focus"] = measured(lambda number: view.focus(f"m{number % 12}"), view, paints)
    view.focus(None)
    added = EntityMention(id=MentionId("new"), span=article.tokens[40], label="ORG")
    states = (replace(made, mentions={**made.mentions, added.id: added}), made)
    view.show_set(made, pending)
    out["edit"] = measured(lambda number: view.show_set(states[number % 2], list(pending)), view, paints, 2 * ROUNDS)
    return out


def resident() -> float:
    """Megabytes of memory that this process holds now (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


def memory(kind: str, length: int, spans: int) -> float:
    """Megabytes by which a fresh process grows when it shows such an article."""
    done = subprocess.run(
        [sys.executable, __file__, "memory", kind, str(length), str(spans)], capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def show_and_weigh(kind: str, length: int, spans: int) -> None:
    """In the fresh process: show the article, let it settle, go through it, print the growth."""
    text = text_of(length, 85)
    article, made, pending = material(text, spans)
    widget = plain_edit() if kind == "bare" else ArticleCanvas()
    shown(widget)
    before = resident()
    if isinstance(widget, QTextEdit):
        widget.setPlainText(text)
    else:
        widget.show_article(article, made, pending, SCHEMA)
    quiet_until, known = time.monotonic() + SETTLED, -1
    while time.monotonic() < quiet_until:  # both go on measuring what is out of sight
        QApplication.processEvents()
        if widget.verticalScrollBar().maximum() != known:
            known, quiet_until = widget.verticalScrollBar().maximum(), time.monotonic() + SETTLED
    for share in range(10):
        widget.verticalScrollBar().setValue(widget.verticalScrollBar().maximum() * share // 10)
        flush(widget)
    print(resident() - before)


def main() -> int:
    """Measure, print, judge."""
    small, large, single = text_of(5_000, 420), text_of(1_000_000, 85), text_of(1_000_000, 1_000_000)
    floor_small, ours_small = bare(small), canvas(small, 60)
    gc.collect()
    floor_large, ours_large = bare(large), canvas(large, 5_000)
    floor_single = bare_opened(single)[0]
    ours_single = canvas_opened(single, 60)[0]
    weight = {
        (kind, size): memory(kind, size, spans)
        for kind in ("bare", "canvas")
        for size, spans in ((5_000, 60), (1_000_000, 5_000))
    }
    grown = {kind: weight[kind, 1_000_000] - weight[kind, 5_000] for kind in ("bare", "canvas")}
    rows: list[tuple[str, float, float, float]] = []
    for name, floor, ours in (
        ("5 kB, 60 spans", floor_small, ours_small),
        ("1 MB, 5,000 spans", floor_large, ours_large),
    ):
        rows += [
            (f"{name}: focus next span / bare repaint", ours["focus"], floor["repaint"], 1.5),
            (f"{name}: add or remove a span / bare repaint", ours["edit"], floor["repaint"], 1.0),
            (f"{name}: full repaint / bare", ours["repaint"], floor["repaint"], 2.5),
            (f"{name}: 48 px scroll frame / bare", ours["scroll"], floor["scroll"], 2.0),
            (f"{name}: jump / bare", ours["jump"], floor["jump"], 3.0),
            (f"{name}: open to first paint / bare", ours["open"], floor["open"], 2.0 if name[0] == "5" else 4.0),
        ]
    rows += [
        ("add or remove a span, 1 MB / 5 kB", ours_large["edit"], ours_small["edit"], 2.0),
        ("open 1 MB in one paragraph / bare", ours_single, floor_single, 0.25),
        ("memory of 1 MB above 5 kB (MB) / bare", grown["canvas"], grown["bare"], 0.5),
    ]
    print(f"{'demand':54} {'ours':>8} {'floor':>8} {'ratio':>6} {'bar':>5}")
    missed = 0
    for name, ours, floor, bar in rows:
        ratio = ours / floor
        missed += ratio > bar
        print(f"{name:54} {ours:8.2f} {floor:8.2f} {ratio:6.2f} {bar:5.2f} {'ok' if ratio <= bar else 'MISSED'}")
    return int(missed > 0)


if __name__ == "__main__":
    application = QApplication([])
    if sys.argv[1:2] == ["memory"]:
        show_and_weigh(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
        sys.exit(0)
    sys.exit(main())
