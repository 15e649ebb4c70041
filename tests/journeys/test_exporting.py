"""The way of an export in the real window, by real keys and clicks: what does not fit is mended, written, read back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from annotations.importers.base import ImportedArticle, ImportedSet
from annotations.model.annotation_set import Status
from annotations.model.article import Article
from annotations.workspace import Workspace
from desktop.dialogs.export import ExportDialog
from exporters.alignment import OFF_TOKENS
from exporters.left_out import Why
from exporters.manifest import verify
from exporters.profile import Profile
from exporters.reasons import Fix
from tests.desktop.canvas.conftest import point_of
from tests.exporters.running import REPORTS, report
from tests.exporters.samples import article
from tests.factories import entity, small_schema, span
from tests.journeys.desk import Desk, at_desk
from tests.journeys.quiet import without_suggesters

FIRST = article(
    "Kirkuk rally\n\nAntigovernment crowds met in Kirkuk on Friday, and Omar Hadi spoke to them for an hour."
)
SECOND = article(
    "Port of Basra\n\nDockworkers of the harbour stopped all cranes. Nobody knows when the strikers return."
)
WAITING = article("Border shut\n\nThe crossing near Mandali stays shut, said Ana Ruiz, until the flood has gone down.")
MANY_TABS = 40


def own(of: Article, *mentions, status: Status = Status.DONE, annotator: str = "ana") -> ImportedSet:
    return ImportedSet(annotator=annotator, status=status, mentions=mentions)


@pytest.fixture
def location(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two analysts; Ana has two spans that end inside words in finished articles, and an article in progress."""
    without_suggesters(monkeypatch)
    first = (entity("ORG", span(FIRST, "government")), entity("GPE", span(FIRST, "Kirkuk", 2)))
    second = (entity("ORG", span(SECOND, "striker")), entity("GPE", span(SECOND, "Basra")))
    waiting = entity("PERSON", span(WAITING, "Ana Ruiz"))
    reports = (
        ImportedArticle(article=each.article, sets=(own(each.article, *each.sets[0].in_order()),)) for each in REPORTS
    )
    location = tmp_path / "desk.spandesk"
    with Workspace.create(location, small_schema(), title="Harbour desk") as workspace:
        workspace.add(
            [
                ImportedArticle(
                    article=FIRST,
                    sets=(own(FIRST, *first), own(FIRST, entity("GPE", span(FIRST, "Kirkuk")), annotator="ben")),
                ),
                ImportedArticle(article=SECOND, sets=(own(SECOND, *second),)),
                ImportedArticle(article=WAITING, sets=(own(WAITING, waiting, status=Status.OPEN),)),
                *reports,
            ]
        )
    return location


class Exporting:
    """Hands in the export window."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        desk.type("Ctrl+E")
        desk.wait(lambda: desk.window.exports.dialog is not None)
        self.wait()

    @property
    def dialog(self) -> ExportDialog:
        return self.desk.window.exports.dialog

    def wait(self) -> None:
        """Until what would be written is known."""
        self.desk.wait(lambda: self.dialog.write_button.isEnabled())

    @property
    def rows(self):
        return {line.row.reason: line.row for line in self.dialog.parts.before.list.lines}

    def tab_to(self, widget: QWidget) -> None:
        """Press Tab until a part of the window has the keyboard."""
        for _ in range(MANY_TABS):
            if QApplication.focusWidget() is widget:
                return
            self.desk.type("Tab")
        raise AssertionError(f"Tab does not lead to {widget}")

    def on_row(self, reason: str, key: str) -> None:
        """Go to a line with the arrow keys, and press a key on it."""
        rows = self.dialog.parts.before.list
        self.tab_to(rows)
        self.desk.type("Home")
        at = next(number for number, line in enumerate(rows.lines) if line.row.reason == reason)
        self.desk.type(*["Down"] * at)
        assert rows.lines[rows.currentIndex().row()].row.reason == reason
        self.desk.type(key)

    def title(self) -> str:
        """What the card says."""
        return self.dialog.parts.card.title.text()

    def write(self, folder: Path) -> None:
        """Give the folder and write, by the main button's key."""
        field = self.dialog.parts.foot.folder
        self.tab_to(field)
        self.desk.type("Ctrl+A")
        QTest.keyClicks(field, str(folder))
        self.tab_to(self.dialog.write_button)
        self.desk.type("Return")
        self.desk.wait(lambda: not self.dialog.writing and self.dialog.parts.foot.show_folder.isVisible())


@pytest.fixture
def desk(location: Path, qtbot) -> Iterator[Desk]:
    with at_desk(location, "ana", qtbot) as desk:
        yield desk


def extents(location: Path, of: Article, label: str = "ORG") -> set[str]:
    """The words of Ana's mentions of a label, as stored."""
    with Workspace.open(location, read_only=True) as workspace:
        mentions = workspace.load_set(of.id, "ana").in_order()
    return {mention.span.of(of.text) for mention in mentions if mention.label == label}


def test_from_a_span_that_ends_inside_a_word_to_a_pack_that_spacy_reads(location, qtbot, tmp_path):
    folder = tmp_path / "pack"
    with at_desk(location, "ana", qtbot) as desk:
        profile = write_a_pack(desk, location, folder)
    with at_desk(location, "ana", qtbot) as again:
        window = Exporting(again)
        assert window.dialog.profile() == profile
        assert window.dialog.parts.foot.folder.text() == str(folder)
        again.type("Esc")


def write_a_pack(desk: Desk, location: Path, folder: Path) -> Profile:
    """Mend, take back, mend again, include what is in progress, write; the profile by which it was written."""
    window = Exporting(desk)
    assert window.dialog.profile().format_id == "spacy-pack"
    assert window.rows[OFF_TOKENS].count == 2
    assert Fix.GROW in window.rows[OFF_TOKENS].fixes
    window.on_row(OFF_TOKENS, "Space")
    desk.wait(lambda: window.dialog.write_button.isEnabled() and OFF_TOKENS not in window.rows)
    assert "2 spans fitted." in window.dialog.parts.before.said.text()
    assert (extents(location, FIRST), extents(location, SECOND)) == ({"Antigovernment"}, {"strikers"})
    window.tab_to(window.dialog.parts.before.undo)
    desk.type("Space")
    desk.wait(lambda: window.dialog.write_button.isEnabled() and OFF_TOKENS in window.rows)
    assert (extents(location, FIRST), extents(location, SECOND)) == ({"government"}, {"striker"})
    window.on_row(OFF_TOKENS, "Space")
    desk.wait(lambda: window.dialog.write_button.isEnabled() and OFF_TOKENS not in window.rows)
    assert window.rows[Why.UNFINISHED].count == 1
    window.on_row(Why.UNFINISHED, "Space")
    desk.wait(lambda: window.dialog.write_button.isEnabled() and Why.UNFINISHED not in window.rows)
    window.write(folder)
    assert window.title().startswith("0 of ")
    assert verify(folder) == []
    assert read_with_spacy(folder) >= {
        ("ORG", "Antigovernment"), ("ORG", "strikers"), ("PERSON", "Ana Ruiz"), ("GPE", "Kirkuk"),
    }  # fmt: skip
    profile = window.dialog.profile()
    desk.type("Esc")
    desk.wait(lambda: desk.window.exports.dialog is None)
    return profile


def read_with_spacy(folder: Path) -> set[tuple[str, str]]:
    """The names in all parts of a pack, as spaCy has them."""
    import spacy
    from spacy.tokens import DocBin

    vocab = spacy.blank("en").vocab
    found = set()
    for path in folder.glob("*.spacy"):
        for doc in DocBin().from_disk(path).get_docs(vocab):
            found |= {(each.label_, each.text) for each in doc.ents}
    return found


def test_a_line_leads_to_its_places_one_after_the_other(desk):
    window = Exporting(desk)
    window.on_row(OFF_TOKENS, "Return")
    desk.wait(lambda: desk.window.exports.dialog is None)
    at_place(desk, FIRST, "government")
    assert "Place 1 of 2" in desk.window.notice.words.text()
    desk.click_button(desk.window.notice.act)
    at_place(desk, SECOND, "striker")
    assert not desk.window.notice.act.isVisible()
    assert "The last of 2 places" in desk.window.notice.words.text()


def at_place(desk: Desk, of: Article, words: str) -> None:
    """Until the Annotate page shows these words of an article."""
    start = span(of, words).start
    area = desk.canvas.viewport().rect()
    desk.wait(lambda: desk.session.article is not None and desk.session.article.id == of.id)
    desk.wait(lambda: desk.page.isVisible() and area.contains(point_of(desk.canvas, start)))
    assert desk.window.notice.isVisible()


def test_the_open_article_shows_what_was_mended_and_takes_it_back(desk, location):
    desk.page.open_article(FIRST.id)
    desk.wait(lambda: desk.session.article.id == FIRST.id)
    window = Exporting(desk)
    window.on_row(OFF_TOKENS, "Space")
    desk.wait(lambda: window.dialog.write_button.isEnabled() and OFF_TOKENS not in window.rows)
    desk.type("Esc")
    desk.wait(lambda: desk.window.exports.dialog is None)
    desk.wait(lambda: ("ORG", "Antigovernment") in desk.surfaces())
    desk.canvas.setFocus()
    assert "fit ORG to words" in desk.window.actions_set["undo"].text()
    desk.press("Ctrl+Z")
    desk.wait(lambda: ("ORG", "government") in desk.surfaces())
    desk.saved()
    assert (extents(location, FIRST), extents(location, SECOND)) == ({"government"}, {"strikers"})
    window = Exporting(desk)
    assert window.rows[OFF_TOKENS].count == 1
    desk.type("Esc")


def test_stopping_in_the_middle_leaves_the_pack_that_was_there(desk, location, tmp_path):
    more = [report(number) for number in range(len(REPORTS), 300)]
    desk.window.session.workspace.add(
        ImportedArticle(article=each.article, sets=(own(each.article, *each.sets[0].in_order()),)) for each in more
    )
    folder = tmp_path / "pack"
    window = Exporting(desk)
    window.write(folder)
    before = files_in(folder)
    with Workspace.open(location, read_only=True) as workspace:
        assert workspace.split_of().keys() == {each.article.id for each in (*REPORTS, *more)} | {FIRST.id, SECOND.id}
    window.on_row(Why.UNFINISHED, "Space")
    desk.wait(lambda: window.dialog.write_button.isEnabled() and Why.UNFINISHED not in window.rows)
    window.tab_to(window.dialog.write_button)
    desk.type("Return")
    desk.wait((folder / ".spandesk-export.part").exists)
    assert window.dialog.writing
    desk.type("Esc")
    assert not window.dialog.writing
    assert "Stopped" in window.title()
    desk.wait(lambda: not (folder / ".spandesk-export.part").exists())
    desk.type("Esc")
    assert files_in(folder) == before
    # With what was chosen last, as if it had not been stopped.
    window = Exporting(desk)
    assert Why.UNFINISHED not in window.rows
    desk.type("Esc")


def files_in(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
