"""Disagreements settled by key on a real project file."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotations.agreement.disagreements import Which
from annotations.model.annotation_set import Status
from annotations.model.mark import Subject
from annotations.model.mention import Kind
from annotations.model.project import ADJUDICATED
from annotations.model.ruling import Cause, Verdict
from annotations.workspace import Workspace
from desktop import adjudications
from tests.desktop.disputed import DAYS, IDS, TEXTS, project_at
from tests.desktop.pages.seat import GUILD, MALIK, MET, WATCH, Seat, last
from tests.factories import span


def test_the_docket_lists_groups_largest_first(seat):
    rows = seat.page.docket.list.rows.rows
    assert [(row.words, row.count, row.articles) for row in rows] == [
        (GUILD, 5, 5), (MALIK, 5, 5), (WATCH, 5, 5), (MET, 1, 1),
    ]  # fmt: skip
    assert rows[0].labels == (("ORG", "orange"), ("or", ""), ("GPE", "green"))
    assert [text for text, _hue in rows[1].labels] == ["PERSON", "or", "longer"]
    assert [text for text, _hue in rows[2].labels] == ["ORG", "or", "nothing"]
    assert seat.at == (GUILD, 0)
    assert seat.page.docket.foot.done.text() == "0 of 16 settled, 0 rulings"
    assert seat.page.header.title.text() == "Day 0 <i>"
    assert (seat.page.header.open.text(), seat.page.header.of_all.text()) == ("4", "of 4 open here")
    assert "3 analysts · 1 span agreed by all" in seat.page.header.meta.text()
    assert seat.page.canvas.accessibleDescription() == f"{GUILD}: 1 ana ORG, 2 ben GPE, 3 cem ORG"


def test_what_all_agree_on_passes_by_itself(seat):
    assert seat.stands(1) == [("met", "CONSULT"), ("Port Amal", "GPE")]
    assert seat.stands(0) == [("Port Amal", "GPE")]
    assert {each.verdict for each in seat.workspace.rulings()} == {Verdict.UNANIMOUS}
    assert set(seat.changed) == set(IDS)


def test_sixteen_places_settled_by_key(seat):
    seat.press("1", "2", "1", "1", "X")
    assert seat.at == (MALIK, 0)
    seat.press("1", "2", "3", "A", "A")
    assert seat.at == (WATCH, 0)
    seat.press("1", "2", "2", "2", "X")
    assert seat.at == (MET, 0)
    seat.press("1")
    # Where events stand and it is settled which spans do, it is asked which of them fills the role.
    questions, _deferred, settled = seat.counts()
    assert questions == 2
    assert seat.work.current.subject is Subject.ARGUMENT
    assert seat.stands(0) == [(GUILD, "ORG"), (MET, "CONSULT"), (MALIK, "PERSON"), ("Port Amal", "GPE")]
    assert (GUILD, "GPE") in seat.stands(1)
    assert ("Malik", "PERSON") in seat.stands(1)
    assert {MALIK, "Malik"} <= {words for words, _label in seat.stands(3)}
    assert (WATCH, "ORG") in seat.stands(1)
    assert WATCH not in {words for words, _label in seat.stands(4)}
    seat.press("1", "1")
    assert seat.counts() == (0, 0, settled + 2)
    assert seat.settled == (settled + 2, settled + 2)
    assert {seat.workspace.load_set(id_, ADJUDICATED).status for id_ in IDS} == {Status.DONE}
    assert "settled" in seat.page.docket.foot.done.text()
    assert not list(seat.workspace.check())


def test_keys_faster_than_the_store_rule_one_place_each(seat):
    seat.type("1", "X", "2", "U")
    seat.settle()
    assert seat.counts() == (14, 0, 2)
    assert [last(seat.workspace, number).verdict for number in range(3)] == [
        Verdict.TAKEN, Verdict.NEITHER, Verdict.WITHDRAWN,
    ]  # fmt: skip
    assert seat.at == (GUILD, 2)


def test_undo_takes_rulings_back_one_by_one(seat):
    before = [seat.stands(number) for number in range(DAYS)]
    seat.press("2", "X", "1")
    seat.press("U")
    assert seat.at == (GUILD, 2)
    seat.press("Ctrl+Z", "U")
    assert seat.at == (GUILD, 0)
    assert seat.counts() == (16, 0, 0)
    assert [seat.stands(number) for number in range(DAYS)] == before
    seat.press("U")
    assert seat.heard[-1] == "There is no ruling of yours to take back."


def test_a_group_is_ruled_the_same_way(seat):
    seat.press("G")
    reach = seat.page.versions.reach
    assert reach.box.isChecked()
    assert reach.following.text() == "3 have the same versions and follow."
    assert reach.differing.words == "1 differs"
    seat.press("2")
    assert seat.counts() == (16, 0, 0)
    assert seat.page.versions.foot.button.words == "Rule 4 as GPE, next group"
    assert seat.page.versions.foot.sentence.text().startswith("Takes GPE from ben for 4 places.")
    seat.press("Return")
    assert seat.counts() == (12, 0, 4)
    assert seat.at == (MALIK, 0)
    assert [(GUILD, "GPE") in seat.stands(number) for number in range(DAYS)] == [True, True, True, True, False]
    assert len({last(seat.workspace, number).batch for number in range(4)}) == 1
    assert seat.page.docket.foot.done.text() == "4 of 16 settled, 1 ruling"
    seat.press("U")
    assert seat.counts() == (16, 0, 0)
    assert seat.heard[-1] == "Taken back: 4 rulings."


def test_where_nothing_follows_a_key_rules_at_once(seat):
    seat.press("G")
    seat.go_to(MET)
    seat.press("X")
    assert seat.counts() == (15, 0, 1)


def test_those_that_differ_can_be_looked_at(seat):
    seat.page.versions.reach.differing.click()
    seat.settle()
    assert seat.at == (GUILD, DAYS - 1)


def test_enter_before_anything_is_picked_rules_nothing(seat):
    seat.press("Return")
    assert seat.heard == ["Nothing is picked yet. A digit, A or X says what is to stand."]
    assert seat.counts() == (16, 0, 0)


def test_ends_are_moved_by_tokens(seat):
    seat.press("E", "Left")
    assert seat.page.versions.foot.sentence.text().startswith("The arrows move the end")
    seat.press("1", "J")
    assert seat.at == (GUILD, 0)
    seat.press("Return")
    assert ("Harbour", "ORG") in seat.stands(0)
    ruling = last(seat.workspace, 0)
    assert (ruling.verdict, ruling.taken) == (Verdict.EDITED, ())
    assert seat.at == (GUILD, 1)
    assert not seat.page.strip._moving


def test_ends_are_not_moved_by_the_tokens_of_another_article(seat):
    seat.work.go(next(each for each in seat.work.group.places if each.article == IDS[1]))
    seat.type("E", "Left")  # faster than the article is read
    assert seat.work.case.article.id == IDS[0]
    assert seat.desk.verbs.ends.mark.end == span(TEXTS[1], GUILD).end
    seat.settle()
    seat.press("Left")
    assert seat.desk.verbs.ends.mark.end == span(TEXTS[1], "Harbour").end


def test_what_comes_from_the_store_meanwhile_does_not_end_what_was_begun(seat):
    seat.press("E", "Left")
    seat.work.read_again([IDS[0]])
    seat.settle()
    seat.press("Return")
    assert ("Harbour", "ORG") in seat.stands(0)


def test_another_place_ends_what_was_begun(seat):
    seat.press("D")
    seat.go_to(WATCH)
    assert not seat.page.note.isVisible()
    seat.press("E")
    seat.go_to(GUILD)
    assert not seat.page.strip._moving


def test_a_picked_edit_goes_for_the_others_too(seat):
    seat.press("G", "E", "Left", "Return")
    assert seat.page.versions.foot.button.words == "Rule 4 as ORG, next group"
    assert seat.page.versions.foot.sentence.text().startswith("Puts ORG at 4 places.")
    seat.press("Return")
    assert all(("Harbour", "ORG") in seat.stands(number) for number in range(DAYS - 1))
    seat.press("X")
    assert seat.page.versions.foot.button.words == "Rule 5 as nothing, next group"
    seat.press("A")
    assert seat.page.versions.foot.button.words == "Keep all versions of 5, next group"
    assert seat.page.versions.foot.sentence.text().startswith("Keeps all versions at 5 places.")


def test_ends_left_alone_stay(seat):
    seat.press("E", "Right", "Shift+Left", "Esc")
    assert seat.counts() == (16, 0, 0)
    seat.press("J")
    assert seat.at == (GUILD, 1)


def test_ends_that_somebody_has_are_taken_from_them(seat):
    seat.go_to(MALIK)
    seat.press("E", "Shift+Left", "Return")
    ruling = last(seat.workspace, 0)
    assert (ruling.verdict, ruling.taken) == (Verdict.TAKEN, ("ana",))


def test_another_label_is_typed(seat):
    seat.press("L")
    seat.write("per", into=seat.page.picker.field)
    assert (GUILD, "PERSON") in seat.stands(0)
    assert seat.page.canvas.hasFocus()
    seat.press("L")
    seat.press("Esc", into=seat.page.picker.field)
    assert seat.counts() == (15, 0, 1)


def test_a_place_is_put_off_with_a_note(seat):
    seat.press("D")
    assert (seat.page.note.isVisible(), seat.page.strip.isVisible()) == (True, False)
    seat.write("ask the desk", into=seat.page.note.field)
    assert seat.counts() == (15, 1, 0)
    assert (last(seat.workspace, 0).verdict, last(seat.workspace, 0).note) == (Verdict.DEFERRED, "ask the desk")
    assert seat.heard == ["1 place put off. U takes it back."]
    assert seat.at == (GUILD, 1)
    seat.page.docket.filter_changed.emit("deferred")
    seat.settle()
    assert seat.at == (GUILD, 0)
    assert "ask the desk" in seat.page.versions.subject.note.text()
    seat.press("D")
    assert seat.page.note.field.text() == "ask the desk"
    seat.press("Esc", into=seat.page.note.field)
    seat.press("2")
    assert seat.counts() == (15, 0, 1)


def test_a_ruling_is_attached_to_the_guideline(seat):
    card = seat.page.guideline
    assert card.heading.title.text() == "Guideline for ORG"
    card.add_example.click()
    QTest.keyClicks(card.field, "A guild is ORG.")
    card.causes.buttons[0].click()
    assert card.heading.version.text() == "v1, becomes v2"
    QTest.keyClick(card.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert seat.page.canvas.hasFocus()
    seat.press("1")
    label = seat.workspace.schema.label("ORG", Kind.ENTITY)
    assert (seat.workspace.schema.version, label.guideline) == (2, "A guild is ORG.")
    assert label.examples == ("The [Harbour Guild] met Governor Malik in Port Amal on day 0.",)
    assert [schema.version for schema in seat.schemas] == [2]
    ruling = last(seat.workspace, 0)
    assert (ruling.cause, ruling.schema_version) == (Cause.GUIDELINE, 2)
    assert (card.edited, card.draft.cause, card.heading.version.text()) == (False, None, "v2")
    seat.press("1")
    assert (last(seat.workspace, 1).cause, seat.workspace.schema.version) == (None, 2)
    seat.press("U", "U")
    assert seat.heard[-1] == "Taken back: 1 ruling. The guideline stays as it is now."


def test_an_example_is_about_the_words_that_are_ruled(seat):
    seat.go_to(MALIK, 0)
    seat.page.guideline.add_example.click()
    seat.press("2")
    label = seat.workspace.schema.label("PERSON", Kind.ENTITY)
    assert label.examples == ("The Harbour Guild met Governor [Malik] in Port Amal on day 0.",)


def test_rulings_of_an_earlier_day_can_be_taken_back(seat, workspace, tasks, qtbot):
    seat.press("1", "G", "2", "Return", "D")
    seat.write("ask", into=seat.page.note.field)
    seat.desk.rest()
    next_day = Seat(workspace, tasks, qtbot)
    next_day.look()
    for counts in ((12, 0, 4), (15, 0, 1), (16, 0, 0)):
        next_day.press("U")
        assert next_day.counts() == counts
    next_day.press("U")
    assert next_day.heard[-1] == "There is no ruling of yours to take back."
    next_day.desk.rest()


def test_a_draft_goes_with_one_ruling_though_keys_are_faster(seat):
    QTest.keyClicks(seat.page.guideline.field, "A guild is ORG.")
    seat.type("1", "1", into=seat.page.canvas)
    seat.settle()
    assert (seat.workspace.schema.version, seat.counts(), seat.failures) == (2, (14, 0, 2), [])


def test_a_draft_waits_while_one_looks_elsewhere(seat):
    card = seat.page.guideline
    QTest.keyClicks(card.field, "A guild is ORG.")
    seat.go_to(MALIK)
    assert card.heading.title.text() == "Guideline for ORG"
    seat.press("1")
    assert seat.workspace.schema.label("ORG", Kind.ENTITY).guideline == "A guild is ORG."
    assert card.heading.title.text() == "Guideline for PERSON"


def test_names_can_be_hidden(seat):
    shown = {}
    for number in range(DAYS):
        seat.go_to(GUILD, number)
        seat.press("H")
        assert [button.row.name for button in seat.page.versions.card.buttons] == [
            "Analyst A",
            "Analyst B",
            "Analyst C",
        ]
        assert "ana" not in seat.page.canvas.accessibleDescription().split()
        assert seat.page.header.hide_names.isChecked()
        shown[number] = seat.work.annotators(IDS[number])
        seat.press("H")
    assert {frozenset(names) for names in shown.values()} == {frozenset({"ana", "ben", "cem"})}
    assert len(set(shown.values())) > 1
    seat.go_to(GUILD, 0)
    seat.press("H", str(shown[0].index("ben") + 1))
    assert last(seat.workspace, 0).taken == ("ben",)


def test_a_click_on_a_version_takes_it_once_its_place_is_looked_at(seat):
    place = seat.work.place
    other = next(each for each in seat.work.work.of_article(IDS[0]) if each.words == WATCH)
    seat.page.canvas.place_clicked.emit(other.key, 1)
    seat.settle()
    assert (seat.at, seat.counts()) == ((WATCH, 0), (16, 0, 0))
    seat.page.canvas.place_clicked.emit(other.key, 1)
    seat.settle()
    assert seat.counts() == (15, 0, 1)
    assert last(seat.workspace, 0).taken == ("ben",)
    seat.page.docket.row_chosen.emit(seat.work.work.group_of(place).key)
    seat.settle()
    assert seat.at == (GUILD, 0)
    seat.page.versions.card.buttons[1].click()
    seat.settle()
    assert (GUILD, "GPE") in seat.stands(0)


def test_articles_in_order(seat):
    seat.page.docket.order_changed.emit("article")
    seat.settle()
    assert [row.words for row in seat.page.docket.list.rows.rows][:5] == [GUILD, MET, MALIK, WATCH, GUILD]
    seat.press("1")
    assert seat.at == (MET, 0)
    seat.press("K")
    assert seat.at == (GUILD, 0)
    seat.press("Down", "Down")
    assert seat.at == (MALIK, 0)
    assert seat.page.versions.reach.following.text() == "4 have the same versions and follow."


def test_only_those_of_a_number(seat):
    seat.narrow(Which(labels=frozenset({"ORG", ""})), "ORG against nothing")
    assert [row.words for row in seat.page.docket.list.rows.rows] == [WATCH]
    assert seat.page.docket.narrowing.chip.words == "ORG against nothing"
    assert seat.at == (WATCH, 0)
    seat.page.docket.narrowing.chip.click()
    assert len(seat.page.docket.list.rows.rows) == 4


def test_articles_that_come_while_one_looks_are_looked_through_as_well(seat):
    seat.desk.look_through()
    seat.desk.look_through()
    asked = len(seat.tasks.asked(adjudications.docket))
    seat.answer(adjudications.docket)
    assert len(seat.tasks.asked(adjudications.docket)) == asked + 1
    seat.answer(adjudications.docket)
    assert len(seat.tasks.asked(adjudications.docket)) == asked + 1


def test_a_place_is_turned_to(seat):
    where = span(TEXTS[3], "Malik")
    seat.desk.show_place(IDS[3], where.start, where.end)
    seat.settle()
    assert seat.at == (MALIK, 3)
    port = span(TEXTS[3], "Port Amal")
    seat.desk.show_place(IDS[3], port.start, port.end)
    assert seat.heard == ["Nothing is disputed there any more."]


def test_of_an_event_type_and_fillers_are_shown(seat):
    seat.go_to(MET)
    rows = [button.row for button in seat.page.versions.card.buttons]
    assert [[line.code or line.words for line in row.lines] for row in rows] == [["CONSULT"], ["CONSULT"], ["nothing"]]
    assert [row.fillers for row in rows] == [(("Actor", MALIK),), (("Actor", "Malik"),), ()]
    assert seat.page.guideline.heading.title.text() == "Guideline for CONSULT"


def test_a_role_is_put_right(seat):
    seat.go_to(MALIK)
    seat.press("A")
    seat.go_to(MET)
    seat.press("1")
    argument = next(each for each in seat.work.work.of_article(IDS[0]) if each.subject is Subject.ARGUMENT)
    seat.go_to(argument.words, -1)
    assert seat.work.current.subject is Subject.ARGUMENT
    assert {"role"} <= seat.desk.verbs.possible()
    assert "label" not in seat.desk.verbs.possible()
    seat.press("R")
    assert seat.page.picker.isVisible()
    seat.press("Esc", into=seat.page.picker.field)
    at = seat.work.place
    seat.press("R")
    seat.write("cause", into=seat.page.picker.field)
    assert seat.heard[-1] == "Cause takes ASSAULT, not PERSON."
    assert (seat.work.place, seat.work.current.state.value) == (at, "open")


def test_read_only_says_why(location, tasks, qtbot):
    with Workspace.open(location, read_only=True) as workspace:
        seat = Seat(workspace, tasks, qtbot)
        seat.look()
        for key in ("1", "X", "E", "L", "D"):
            seat.press(key)
            assert seat.heard[-1] == "This project is open for reading only. Nothing was changed."
        assert seat.workspace.rulings() == []
        assert seat.page.versions.foot.sentence.text().startswith("This project is open for reading only")
        seat.desk.rest()


def test_nothing_to_settle_is_said_in_words(tmp_path, tasks, qtbot):
    from annotations.importers.base import ImportedArticle
    from tests.factories import small_schema

    with Workspace.create(tmp_path / "empty.spandesk", small_schema()) as workspace:
        workspace.add([ImportedArticle(article=TEXTS[0])])
        seat = Seat(workspace, tasks, qtbot)
        seat.look()
        assert seat.page.docket.empty.text() == "Nothing to settle. No article is finished by two analysts yet."
        seat.press("1", "J", "E", "L", "D", "G", "Return", "A")
        assert (seat.failures, seat.at) == ([], None)
        seat.desk.rest()


def test_a_project_left_and_another_one(seat, tmp_path, tasks):
    seat.press("1")
    seat.desk.rest()
    assert (seat.at, seat.page.docket.list.rows.rows) == (None, ())
    assert seat.page.header.title.text() == ""
    with Workspace.open(project_at(tmp_path / "other.spandesk")) as other:
        seat.desk.follow(other, str(other.location), "omar")
        seat.desk.refresh()
        seat.answer(adjudications.docket)
        seat.settle()
        assert seat.counts() == (16, 0, 0)
        seat.press("1")
        assert last(other, 0).adjudicator == "omar"
        seat.desk.rest()
