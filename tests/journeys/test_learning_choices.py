"""What a project settles about its suggestions: how sure is sure enough, which article comes next, which are blind."""

from PySide6.QtCore import Qt

from annotations.editing.edits import AcceptSuggestions, MarkDone, RejectSuggestions
from tests.factories import article
from tests.journeys.desk import at_desk
from tests.journeys.training_page import go_to, hide_in, scored, turn_to

PEOPLE = ("Ilya Merson", "Sara Velt", "Omid Tarn")
ARTICLES = 8


def visit(number, people=PEOPLE):
    """An article that names some people."""
    return article(f"{', '.join(people)} came by on day {number}. The harbour was closed.", title=f"Day {number}")


def sure(*scores):
    """People suggested with these scores."""
    return [("PERSON", name, score) for name, score in zip(PEOPLE, scores, strict=False)]


def queue(desk):
    """The queue as it is read out."""
    model = desk.page.queue.model
    return [model.data(model.index(row), Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]


def test_a_threshold_hides_suggestions_and_the_counts_follow(tmp_path, qtbot):
    first, second, third = (visit(number) for number in range(3))
    said = sure(0.9, 0.4, 0.7), sure(0.2, 0.8), sure(0.3, 0.1, 0.6)
    location = scored(tmp_path / "desk.spandesk", (first, second, third), said)
    with at_desk(location, "ana", qtbot) as desk:
        right, wrong, corrected = desk.session.pending
        assert desk.session.apply(AcceptSuggestions((right, corrected)), offered=()) is not None
        assert desk.session.apply(RejectSuggestions((wrong,)), offered=()) is not None
        assert desk.session.apply(MarkDone()) is not None
        desk.saved()
        go_to(desk, second.id)
        assert len(desk.session.pending) == 2
        turn_to(desk, "thresholds")
        panel = desk.window.training.page.thresholds
        desk.wait(lambda: "PERSON" in panel.rows and panel.rows["PERSON"].slider.isEnabled())
        row = panel.rows["PERSON"]
        assert [cell.text() for cell in row.cells] == ["3", "2", "0", "0"]
        row.slider.setFocus()
        desk.wait(row.slider.hasFocus)
        desk.type(*["PgUp"] * 5)
        desk.wait(lambda: [cell.text() for cell in row.cells] == ["2", "2", "0", "0"])
        assert len(desk.session.pending) == 2  # nothing counts until it is applied
        desk.click_button(panel.apply_button)
        desk.wait(lambda: len(desk.session.pending) == 1)
        desk.wait(lambda: queue(desk) == ["Day 0, done", "Day 1, 1 open", "Day 2, 1 open"])
        assert (desk.window.status.count.text(), desk.window.status.left.text()) == ("1", "undecided here")

        turn_to(desk, "thresholds")
        panel.rows["PERSON"].slider.setFocus()
        desk.type("Home")
        desk.click_button(panel.apply_button)
        desk.wait(lambda: queue(desk) == ["Day 0, done", "Day 1, 2 open", "Day 2, 3 open"])
        assert len(desk.session.pending) == 2


def test_the_doubtful_come_first_and_each_article_says_why(tmp_path, qtbot):
    articles = [visit(number) for number in range(4)]
    said = sure(0.99, 0.98, 0.97), sure(0.5, 0.55, 0.95), (), sure(0.5, 0.6, 0.4)
    location = scored(tmp_path / "desk.spandesk", articles, said)
    with at_desk(location, "ana", qtbot) as desk:
        as_imported = queue(desk)
        turn_to(desk, "order")
        orders = desk.window.training.page.order.orders
        desk.click_button(orders.button(1))
        desk.wait(lambda: queue(desk) != as_imported)
        assert queue(desk) == [
            "Day 3, 3 of 3 doubtful, 3 open",
            "Day 1, 2 of 3 doubtful, 3 open",
            "Day 0, 0 of 3 doubtful, 3 open",
            "Day 2, nothing to doubt yet, nothing suggested",
        ]
        desk.click_button(orders.button(0))
        desk.wait(lambda: queue(desk) == as_imported)


def test_blind_articles_show_no_suggestions_and_stay_so(tmp_path, qtbot):
    articles = [visit(number) for number in range(ARTICLES)]
    location = scored(tmp_path / "desk.spandesk", articles, [sure(0.9, 0.8)] * ARTICLES)
    with at_desk(location, "ana", qtbot) as desk:
        rows = desk.page.queue.model.rows
        hide_in(desk, 50)
        desk.wait(lambda: {row.blind for row in rows()} == {True, False})
        blind = [row.article_id for row in rows() if row.blind]
        for each in articles:
            go_to(desk, each.id)
            hidden = each.id in blind
            assert desk.session.blind is hidden
            assert len(desk.session.pending) == (0 if hidden else 2)
            assert desk.page.header.blind.isVisible() is hidden
        begun, untouched = blind[:2]
        go_to(desk, begun)
        desk.click(PEOPLE[0].split()[0])
        desk.press("1")
        desk.saved()
        hide_in(desk, 0)
        desk.wait(lambda: [row.article_id for row in rows() if row.blind] == [begun])
        go_to(desk, untouched)
        assert len(desk.session.pending) == 2

    with at_desk(location, "ana", qtbot) as desk:
        go_to(desk, begun)
        assert desk.session.blind
        assert desk.session.suggestions == ()
        assert desk.page.header.blind.isVisible()
