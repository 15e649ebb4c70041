"""The phrase list: what is typed is suggested next, what is accepted grows, what is taken off stays off."""

import pytest
from PySide6.QtTest import QTest

from annotations.workspace import Workspace
from tests.factories import article, entity, span
from tests.journeys.desk import at_desk
from tests.journeys.training_page import go_to, phrases, project, turn_to, wait_learned

FINISHED = tuple(
    f"Ilya Merson slept at Tamsin Quay.\n\nThe {who} of Velik saw nobody there on day {number}."
    for number, who in enumerate(("envoy", "judge", "mayor", "guard", "sailor", "farmer"))
)
UNREAD = tuple(f"The harbour watch went to Tamsin Quay.\n\nNobody else came on day {number}." for number in range(3))


def named(text):
    """An article in which two names are marked."""
    of = article(text)
    return of, (entity("PERSON", span(of, "Ilya Merson")), entity("GPE", span(of, "Tamsin Quay")))


def suggested(location, of):
    """The names suggested in an article, with their labels."""
    with Workspace.open(location, read_only=True) as reader:
        return {(each.mention.label, each.mention.span.of(of.text)) for each in reader.suggestions(of.id)}


@pytest.mark.slow
def test_the_list_is_typed_grows_and_forgets(tmp_path, qtbot):
    unread = [article(text) for text in UNREAD]
    location = project(tmp_path / "desk.spandesk", [named(text) for text in FINISHED], unread)
    following = unread[1]
    with at_desk(location, "ana", qtbot) as desk:
        desk.wait_prepared()
        assert ("ORG", "harbour watch") not in suggested(location, following)
        turn_to(desk, "sources")
        panel = desk.window.training.page.sources.phrases
        QTest.keyClicks(panel.label, "ORG")
        panel.field.setFocus()
        desk.write(panel.field, "harbour watch")
        desk.wait(lambda: phrases(desk) == ["“harbour watch”  ORG"])
        desk.wait(lambda: ("ORG", "harbour watch") in suggested(location, following))
        go_to(desk, following.id)
        assert "harbour watch" in {each.mention.span.of(desk.text) for each in desk.session.pending}

        turn_to(desk, "models")
        desk.click_button(desk.window.training.page.models.list.fast)
        wait_learned(desk, "fast 1")
        turn_to(desk, "sources")
        grown = ["“Tamsin Quay”  GPE  · accepted", "“harbour watch”  ORG", "“Ilya Merson”  PERSON  · accepted"]
        assert phrases(desk) == grown
        desk.wait(lambda: ("GPE", "Tamsin Quay") in suggested(location, unread[2]))
        desk.click_row(panel.list, panel.list.indexFromItem(panel.list.item(0)))
        desk.type("Del")
        desk.wait(lambda: phrases(desk) == grown[1:])

        turn_to(desk, "models")
        desk.click_button(desk.window.training.page.models.list.fast)
        wait_learned(desk, "fast 2")
        turn_to(desk, "sources")
        assert phrases(desk) == grown[1:]
