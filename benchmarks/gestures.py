"""What annotating costs in key presses, clicks and drags: gold is made in the real window, gesture by gesture.

    python benchmarks/gestures.py [GOLD.jsonl] [--suggestions FILE|stored|none|gold] [--articles N]
                                  [--keyboard | --mouse]

Without arguments: the sample, and the PLOVER records if they lie beside the checkout, from scratch and with what our
suggesters say; then the last articles of a newsroom's month, before and after learning from the first. Exits with 1
if an article does not end up as its gold, names, events and roles, or if the program's own meter counts otherwise.
A mention is a name or an event; a thing is one of them or a role that is filled.
"""

import argparse
import os
import random
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import qInstallMessageHandler

from annotations.model.mention import EventMention, Kind
from annotations.text.likely_names import likely_names
from benchmarks.gestures_hands import Keyboard, Mouse
from benchmarks.gestures_inputs import Replay, Task, make_project, read_replay
from benchmarks.gestures_labels import OutOfReach
from benchmarks.gestures_mouse import MouseDesk
from benchmarks.gestures_newsroom import before_and_after
from benchmarks.gestures_plan import next_keys
from benchmarks.gestures_reading import Reading
from benchmarks.gestures_scene import Gold, Scene, claim, filled
from benchmarks.gestures_window import Desk, set_screen

CHECKOUT = Path(__file__).resolve().parents[1]
SAMPLE = CHECKOUT / "desktop" / "resources" / "sample" / "decisions.jsonl"
PLOVER = CHECKOUT.parent / "shared" / "data" / "plover_dev.jsonl"
SEED = 7
ARTICLES = 24
TURNS_PER_MENTION = 30
HANDS = {"keyboard": (Keyboard, Desk), "mouse": (Mouse, MouseDesk)}
NOISE = "This plugin does not support"  # the offscreen platform has no window manager
CLASSES = ("name", "event", "role")
HEAD = f"{'':32} {'hand':9} {'articles':>8} {'names':>6} {'events':>7} {'roles':>6} {'gestures':>9}"
HEAD += f" {'/mention':>9} {'/thing':>7} {'/name':>6} {'/event':>7} {'/role':>6} {'ms each':>8}"


@dataclass
class Bill:
    """Gestures by what they made, and how much of that there is in the gold."""

    gestures: dict[str, float] = field(default_factory=lambda: dict.fromkeys(CLASSES, 0.0))
    gold: Counter[str] = field(default_factory=Counter)
    articles: int = 0
    seconds: float = 0.0
    failures: list[str] = field(default_factory=list)

    def line(self, title: str, hand: str) -> str:
        """One row under `HEAD`."""
        total = sum(self.gestures.values())
        each = [self.gestures[name] / max(1, self.gold[name]) for name in CLASSES]
        mentions = max(1, self.gold["name"] + self.gold["event"])
        counts = f"{self.articles:8} {self.gold['name']:6} {self.gold['event']:7} {self.gold['role']:6}"
        prices = f"{total / mentions:9.2f} {total / max(1, sum(self.gold.values())):7.2f}"
        prices += f" {each[0]:6.2f} {each[1]:7.2f} {each[2]:6.2f}"
        return f"{title:32} {hand:9} {counts} {total:9.0f} {prices} {1000 * self.seconds / max(1, total):8.1f}"


def standing(scene: Scene, gold: Gold) -> Counter[str]:
    """How much of the gold stands, by class."""
    found: Counter[str] = Counter()
    for mention in scene.mentions.values():
        if claim(mention) in gold.claims:
            found["event" if mention.kind is Kind.EVENT else "name"] += 1
        if isinstance(mention, EventMention):
            found["role"] += len(filled(mention, scene.mentions) & gold.roles.get(claim(mention), frozenset()))
    return found


def replay(task: Task, desk: Desk, made_by: type[Keyboard], bill: Bill) -> None:
    """Make the gold of one article; what went wrong is in the bill."""
    article, gold = task.article, Gold(task.gold)
    desk.open(article.id)
    reading = Reading(
        article.text,
        article.tokens,
        likely_names(article.text, article.tokens),
        right_to_left=desk.canvas.reads_right_to_left(),
    )
    began, spent, before = desk.gestures, 0, standing(desk.scene(), gold)
    trouble = "no end"
    try:
        for _ in range(TURNS_PER_MENTION * (1 + len(task.gold))):
            gestures = next_keys(made_by(desk.scene(), reading, desk.commands.session.schema, desk.likely), gold)
            if not gestures:
                trouble = difference(desk.scene(), gold)
                break
            desk.press(gestures)
            spent += len(gestures)
            now = standing(desk.scene(), gold)
            if share(bill, now - before, spent):
                spent = 0
            before = now
    except OutOfReach as stuck:
        trouble = str(stuck)
    bill.gestures["name"] += spent
    bill.articles += 1
    bill.gold += wanted(task)
    if desk.counted(article.id) != desk.gestures - began:
        trouble = trouble or f"{desk.gestures - began} gestures, the meter counts {desk.counted(article.id)}"
    if trouble:
        bill.failures.append(f"{article.title or article.id}: {trouble}")


def share(bill: Bill, made: Counter[str], spent: int) -> bool:
    """Put gestures down to what they made, in equal shares; False if that is nothing yet."""
    total = made.total()
    for name, count in made.items():
        bill.gestures[name] += spent * count / total
    return total > 0


def wanted(task: Task) -> Counter[str]:
    """How much there is to make, by class."""
    events = [mention for mention in task.gold if isinstance(mention, EventMention)]
    names = len(task.gold) - len(events)
    return Counter(name=names, event=len(events), role=sum(len(event.arguments) for event in events))


def difference(scene: Scene, gold: Gold) -> str:
    """What stands and should not, or the other way round; "" where the gold stands."""
    claims = {claim(mention) for mention in scene.mentions.values()}
    events = [each for each in scene.mentions.values() if isinstance(each, EventMention)]
    if claims != gold.claims:
        return f"{len(gold.claims - claims)} missing, {len(claims - gold.claims)} too many"
    wrong = [each for each in events if filled(each, scene.mentions) != gold.roles[claim(each)]]
    return f"{len(wrong)} events with other roles" if wrong else ""


def measure(work: Replay, hand: str) -> Bill:
    """Replay all articles at one window."""
    made_by, desk_of = HANDS[hand]
    bill = Bill()
    with tempfile.TemporaryDirectory() as folder:
        location = Path(folder) / "gestures.spandesk"
        make_project(location, work)
        desk = desk_of(location)
        try:
            for task in work.tasks:
                replay(task, desk, made_by, bill)
        finally:
            bill.seconds = desk.seconds
            desk.close()
    return bill


def some(work: Replay, articles: int) -> Replay:
    """A sample of the articles, the same each time; 0 means all."""
    if not articles or articles >= len(work.tasks):
        return work
    chosen = sorted(random.Random(SEED).sample(range(len(work.tasks)), articles))
    return replace(work, tasks=tuple(work.tasks[number] for number in chosen))


def run(path: Path, suggestions: str, hands: list[str], articles: int) -> list[str]:
    """Print a line for each hand; returns what went wrong."""
    work = read_replay(path, suggestions, articles_of=lambda found: some(found, articles))
    for reason, count in Counter(work.left_out).items():
        print(f"{path.name}: {count} articles left out, whose gold {reason}")
    return rows(f"{path.stem}, {said(suggestions)}", work, hands)


def rows(title: str, work: Replay, hands: list[str]) -> list[str]:
    """Print a line for each hand; returns what went wrong."""
    failures = []
    for hand in hands:
        bill = measure(work, hand)
        print(bill.line(title, hand), flush=True)
        failures += [f"{title}, {hand}: {failure}" for failure in bill.failures]
    return failures


def run_newsroom(hands: list[str], articles: int) -> list[str]:
    """Print what learning saves; returns what went wrong."""
    with tempfile.TemporaryDirectory() as folder:
        before, after = before_and_after(Path(folder), articles)
    return rows("newsroom, by the rules", before, hands) + rows("newsroom, after learning", after, hands)


def said(suggestions: str) -> str:
    """Where the suggestions come from, for the table."""
    words = {"none": "from scratch", "stored": "suggestions", "gold": "gold suggested"}
    return words.get(suggestions, Path(suggestions).stem)


def arguments() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(description="Gestures per mention, by replaying gold in the real window.")
    parser.add_argument("gold", type=Path, nargs="?", help="native JSONL, or the shape of the corpora")
    parser.add_argument("--suggestions", help="stored, none, gold, or a native JSONL with suggestions")
    parser.add_argument("--articles", type=int, default=ARTICLES, help="how many at most; 0 for all")
    only = parser.add_mutually_exclusive_group()
    for hand in HANDS:
        only.add_argument(f"--{hand}", dest="hands", action="store_const", const=[hand])
    return parser.parse_args()


def main() -> int:
    """Print the table; 1 if any article ends up otherwise than its gold."""
    asked = arguments()
    paths = [asked.gold] if asked.gold else [path for path in (SAMPLE, PLOVER) if path.is_file()]
    sources = [asked.suggestions] if asked.suggestions else ["none", "stored"]
    failures: list[str] = []
    with tempfile.TemporaryDirectory() as home:
        # The annotator's own settings and notes are left alone.
        os.environ.update(dict.fromkeys(("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"), home))
        set_screen(Path(home))
        qInstallMessageHandler(lambda _kind, _where, words: None if NOISE in words else print(words, file=sys.stderr))
        print(HEAD)
        for path in paths:
            for source in sources:
                failures += run(path, source, asked.hands or list(HANDS), asked.articles)
        if not asked.gold:
            failures += run_newsroom(asked.hands or list(HANDS), asked.articles)
    for failure in failures:
        print(failure, file=sys.stderr)
    print("aims: from scratch 2.5 for each mention; with suggestions 1.2")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
