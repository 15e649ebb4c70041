from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from desktop.models.queue_model import QueueModel, dot_of
from tests.desktop.chrome_samples import row


def shown(model):
    return [model.article_at(place) for place in range(model.rowCount())]


def test_it_is_a_sound_list_model_through_all_its_changes(qtmodeltester):
    model = QueueModel()
    qtmodeltester.check(model)
    model.set_rows([row("a"), row("b", "done"), row("c", "open")])
    model.set_filter("undecided")
    model.update_row(row("a", "done"))
    model.set_found({"c"})
    model.set_preparing({"c"})
    qtmodeltester.check(model)


def test_filters_and_counts():
    model = QueueModel()
    model.set_rows([row("a"), row("b", "done"), row("c", "open")])
    assert model.counts() == {"all": 3, "undecided": 2, "done": 1, "pinned": 0}
    model.set_filter("undecided")
    assert shown(model) == ["a", "c"]
    model.set_filter("done")
    assert shown(model) == ["b"]
    model.set_filter("all")
    model.set_found({"c", "b"})
    assert shown(model) == ["b", "c"]
    model.set_found(None)
    assert shown(model) == ["a", "b", "c"]


def test_the_article_being_worked_on_stays_listed_until_another_is_opened():
    model = QueueModel()
    model.set_rows([row("a"), row("b")])
    model.set_filter("undecided")
    model.keep("a")
    model.update_row(row("a", "done"))
    assert shown(model) == ["a", "b"]
    model.keep("b")
    assert shown(model) == ["b"]


def test_one_changed_row_repaints_one_row_and_resets_nothing(qtbot):
    model = QueueModel()
    model.set_rows([row("a"), row("b")])
    resets = []
    model.modelReset.connect(lambda: resets.append(1))
    with qtbot.waitSignal(model.dataChanged) as changed:
        model.update_row(row("b", undecided=2))
    assert changed.args[0].row() == 1
    assert resets == []


def test_the_next_open_article_goes_round_and_never_names_the_present_one():
    model = QueueModel()
    model.set_rows([row("a"), row("b", "done"), row("c", "open")])
    assert model.next_open("c") == "a"
    assert model.next_open("a") == "c"
    assert model.next_open(None) == "a"
    model.update_row(row("c", "done"))
    assert model.next_open("a") is None


def test_state_in_words_and_shape():
    model = QueueModel()
    fresh = row("a", undecided=0, prepared=False)
    assert model.state_of(fresh) == ""
    model.set_rows([fresh])
    model.set_preparing({"a"})
    assert model.state_of(fresh) == "preparing"
    assert model.state_of(row("a", undecided=16)) == "16 open"
    assert model.state_of(row("a", "done")) == "done"
    shapes = [dot_of(value) for value in (fresh, row("a"), row("a", "open"), row("a", "done"))]
    assert shapes == ["empty", "dashed", "half", "full"]


@given(
    statuses=st.lists(st.sampled_from(["new", "open", "done"]), max_size=12),
    filter_=st.sampled_from(["all", "undecided", "done"]),
    found=st.none() | st.sets(st.integers(0, 12).map(str)),
)
def test_what_is_shown_is_what_passes_in_the_order_given(statuses, filter_, found):
    model = QueueModel()
    model.set_rows([row(str(place), status) for place, status in enumerate(statuses)])
    model.set_filter(filter_)
    model.set_found(found)
    wanted = [
        str(place)
        for place, status in enumerate(statuses)
        if (found is None or str(place) in found) and (filter_ == "all" or (filter_ == "done") == (status == "done"))
    ]
    assert shown(model) == wanted
    assert all(model.index_of(article).row() == place for place, article in enumerate(wanted))


def test_pins_are_all_that_is_given_and_can_be_filtered_for():
    model = QueueModel()
    model.set_rows([row("a"), row("b", "done"), row("c")])
    model.set_pins({"a": "test", "c": "dev", "elsewhere": "train"})
    assert [each.pinned for each in model.rows()] == ["test", "", "dev"]
    assert model.counts()["pinned"] == 2
    model.set_filter("pinned")
    assert shown(model) == ["a", "c"]
    model.set_pins({"b": "test"})
    assert shown(model) == ["b"]
    assert model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole) == (
        "Article b, The Ford Post, pinned to test in the training data, done"
    )
    assert model.data(model.index(0), Qt.ItemDataRole.ToolTipRole) == "<span>pinned to test in the training data</span>"
    model.set_pins({})
    assert shown(model) == []


def test_new_figures_of_the_same_articles_reset_nothing(qtbot):
    model = QueueModel()
    model.set_rows([row("a"), row("b", "done")])
    model.set_filter("undecided")
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        model.set_rows([row("a", "open", undecided=1), row("b", "done")])
    assert model.row("a").undecided == 1
    with qtbot.waitSignal(model.modelReset):
        model.set_rows([row("a", "done"), row("b", "done")])
    assert shown(model) == []
