"""The Adjudicate page on a real project file, with real keys; what the child process does is done here and now."""

from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotations.agreement.disputes import State
from annotations.model.project import ADJUDICATED
from annotations.model.ruling import Verdict
from desktop import adjudications
from desktop.keymap import KeyMap
from desktop.models.which_places import places_of
from desktop.pages.adjudicate import AdjudicatePage
from desktop.pages.adjudicate_desk import AdjudicateDesk
from desktop.settings import Settings
from desktop.worklist import place_of
from tests.desktop.disputed import IDS

GUILD, MALIK, WATCH, MET = "Harbour Guild", "Governor Malik", "Sea Watch", "met"


def last(workspace, number):
    """The last ruling in an article that was not unanimous."""
    return [each for each in workspace.rulings(IDS[number]) if each.verdict is not Verdict.UNANIMOUS][-1]


class Seat:
    """`heard` is what the desk says, `failures` what went wrong, `changed` the articles named as changed."""

    def __init__(self, workspace, tasks, qtbot, annotator="nadia"):
        self.workspace, self.tasks, self.qtbot = workspace, tasks, qtbot
        self.page = AdjudicatePage(Settings(), KeyMap())
        self.page.resize(1440, 828)
        qtbot.addWidget(self.page)
        self.failures, self.heard, self.changed, self.schemas, self.settled = [], [], [], [], (0, 0)
        self.desk = AdjudicateDesk(self.page, tasks, self.failures.append)
        self.desk.said.connect(lambda message: self.heard.append(message.text))
        self.desk.changed.connect(self.changed.extend)
        self.desk.schema_changed.connect(self.schemas.append)
        self.desk.settled_changed.connect(lambda settled, of: setattr(self, "settled", (settled, of)))
        self.work = self.desk.adjudicator
        self.desk.follow(workspace, str(workspace.location), annotator)

    def look(self):
        """Turn to the page, and bring what it asks for."""
        with self.qtbot.waitExposed(self.page):
            self.page.show()
        self.answer(adjudications.docket)
        self.settle()

    def answer(self, function):
        """Do the last job of a function here and now."""
        job = self.tasks.asked(function)[-1]
        for value in function(*job.arguments):
            job.on_value(value)
        job.on_done()

    def settle(self):
        """Until the store has answered everything."""
        answered = []
        while True:
            answered.clear()
            for _ in range(3):  # what an answer asks for is asked for after it
                self.tasks.store(lambda: None, lambda _: answered.append(1))
                self.qtbot.waitUntil(lambda: bool(answered))
                answered.clear()
            if self.work.is_idle:
                return

    def narrow(self, which, words):
        """Ask for the disagreements of a number."""
        self.desk.show_which(which, words)
        self.answer(places_of)
        self.settle()

    def type(self, *keys, into=None):
        """Press keys without waiting for the store."""
        for key in keys:
            combination = QKeySequence(key)[0]
            QTest.keyClick(into or self.page.canvas, combination.key(), combination.keyboardModifiers())

    def press(self, *keys, into=None):
        """Press keys one after the other, each when the one before is kept."""
        for key in keys:
            self.type(key, into=into)
            self.settle()

    def write(self, words, into=None):
        """Type words into a field and leave it with Enter."""
        field = into or QApplication.focusWidget()
        QTest.keyClicks(field, words)
        self.press("Return", into=field)

    def go_to(self, words, nth=0):
        """Turn to a dispute about these words."""
        found = [dispute for group in self.work.work.groups for dispute in group.disputes if dispute.words == words]
        self.work.go(place_of(found[nth]))
        self.settle()

    @property
    def at(self):
        """The words and the number of the article that are looked at."""
        dispute = self.work.current
        return None if dispute is None else (dispute.words, self.workspace.article_ids().index(dispute.article))

    def counts(self):
        """How many are open, deferred and settled."""
        counts = self.work.work.counts()
        return counts[State.OPEN], counts[State.DEFERRED], counts[State.SETTLED]

    def stands(self, number):
        """What stands in an article, as (words, label)."""
        article = self.workspace.article(self.workspace.article_ids()[number])
        ruled = self.workspace.load_set(article.id, ADJUDICATED)
        return [(mention.span.of(article.text), mention.label) for mention in ruled.in_order()]
