from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from desktop import chrome
from desktop.panels.cluster_card import ClusterCard, ClusterView, MentionRow
from desktop.panels.mention_card import MentionCard, MentionView
from tests.desktop.chrome_samples import LABELS

VIEW = ClusterView(
    shown_name="Hill fighters",
    members=[("m1", "Hill\nfighters"), ("m2", "<b>they</b>"), ("m3", "the fighters")],
    offers=[("o1", "Fighters", "shorter form"), ("o2", "HF", "initials"), ("o3", "a", "x"), ("o4", "b", "y")],
    focused="m2",
)


@pytest.fixture
def card(qtbot):
    """The block with three members, shown."""
    made = ClusterCard()
    qtbot.addWidget(made)
    made.resize(340, 400)
    with qtbot.waitExposed(made):
        made.show_cluster(VIEW)
        made.show()
    return made


def rows(card, inside):
    return [row for row in inside.findChildren(MentionRow) if row.isVisibleTo(inside)]


def outs(card):
    return [button for button in card.members.findChildren(chrome.KeyButton) if button.isVisibleTo(card.members)]


def test_it_counts_its_mentions_and_goes_to_them(qtbot, card):
    assert card.heading.words == "Same thing, 3 mentions"
    members = rows(card, card.members)
    assert [row.accessibleName() for row in members] == ["Hill fighters", "<b>they</b>", "the fighters"]
    with qtbot.waitSignal(card.mention_chosen) as chosen:
        qtbot.mouseClick(members[2], Qt.MouseButton.LeftButton)
    assert chosen.args == ["m3"]
    with qtbot.waitSignal(card.unlink_clicked) as out:
        qtbot.mouseClick(outs(card)[0], Qt.MouseButton.LeftButton)
    assert out.args == ["m1"]
    assert outs(card)[0].accessibleName() == "Not the same thing: Hill fighters"


def test_at_most_three_offers_and_a_click_links(qtbot, card):
    offers = rows(card, card.offers)
    assert [row.accessibleName() for row in offers] == [
        "Link with Fighters, shorter form", "Link with HF, initials", "Link with a, x",
    ]  # fmt: skip
    with qtbot.waitSignal(card.link_clicked) as linked:
        qtbot.mouseClick(offers[1], Qt.MouseButton.LeftButton)
    assert linked.args == ["o2"]


def test_without_members_one_line_says_how_one_links(qtbot, card):
    card.show_cluster(ClusterView())
    assert card.heading.words == "links another mention of the same thing"
    assert not card.names.isVisible()
    with qtbot.waitSignal(card.link_asked):
        qtbot.mouseClick(card.heading, Qt.MouseButton.LeftButton)
    card.show_cluster(ClusterView(editable=False))
    assert not card.isVisible()
    card.show_cluster(replace(VIEW, members=[], editable=False))
    assert card.isVisible()
    with qtbot.assertNotEmitted(card.link_asked):
        qtbot.mouseClick(card.heading, Qt.MouseButton.LeftButton)
    card.show_cluster(None)
    assert not card.isVisible()


def test_many_members_are_shown_when_asked_for_and_scroll(qtbot, card):
    many = replace(VIEW, members=[(f"m{number}", f"name {number}") for number in range(30)])
    card.show_cluster(many)
    assert len(rows(card, card.members)) == 6
    assert card.more.words == "and 24 more"
    qtbot.mouseClick(card.more, Qt.MouseButton.LeftButton)
    assert len(rows(card, card.members)) == 30
    assert card.list.height() == 10 * 26
    assert not card.more.isVisible()
    card.show_cluster(replace(many, name="Fighters"))
    assert len(rows(card, card.members)) == 30
    card.show_cluster(replace(many, members=[(f"n{number}", "x") for number in range(30)]))
    assert len(rows(card, card.members)) == 6


def test_name_and_id_are_given_together_and_escape_gives_up(qtbot, card):
    got, names = [], card.names
    card.cluster_named.connect(lambda name, knowledge_base: got.append((name, knowledge_base)))
    assert names.name.placeholderText() == "Hill fighters  M"
    card.edit_name()
    qtbot.keyClicks(names.name, "Hill Front ")
    with qtbot.waitSignal(card.left):
        qtbot.keyClick(names.name, Qt.Key.Key_Return)
    card.show_cluster(replace(VIEW, name="Hill Front"))
    names.id.setFocus()
    qtbot.keyClicks(names.id, "Q115262")
    qtbot.keyClick(names.id, Qt.Key.Key_Return)
    assert got == [("Hill Front", ""), ("Hill Front", "Q115262")]
    card.edit_name()
    qtbot.keyClicks(names.name, "something else")
    with qtbot.waitSignal(card.left):
        qtbot.keyClick(names.name, Qt.Key.Key_Escape)
    assert names.name.text() == "Hill Front"
    assert len(got) == 2


def test_what_is_being_typed_stays_with_its_cluster(qtbot, card):
    got = []
    card.cluster_named.connect(lambda name, _: got.append(name))
    card.edit_name()
    qtbot.keyClicks(card.names.name, "Front")
    card.show_cluster(replace(VIEW, focused="m3"))
    assert card.names.name.text() == "Front"
    card.show_cluster(replace(VIEW, members=[("n1", "Guard")]))
    assert card.names.name.text() == ""
    qtbot.keyClicks(card.names.name, "Guard of the hills")
    card.finish()
    assert got == ["Guard of the hills"]


def test_a_closed_article_shows_its_clusters_and_changes_none(qtbot, card):
    card.show_cluster(replace(VIEW, editable=False))
    assert card.names.name.isReadOnly()
    assert outs(card) == []
    with qtbot.assertNotEmitted(card.link_clicked):
        qtbot.mouseClick(rows(card, card.offers)[0], Qt.MouseButton.LeftButton)


def test_it_folds_to_its_heading(qtbot, card):
    card.set_folded(True)
    assert [part.isVisible() for part in (card.names, card.list, card.offers)] == [False] * 3
    assert card.heading.isVisible()
    qtbot.mouseClick(card.heading, Qt.MouseButton.LeftButton)
    assert card.list.isVisible()
    card.set_folded(True)
    card.edit_name()
    assert not card.folded
    assert card.names.name.hasFocus()


def test_the_mention_card_passes_on_what_is_done_with_the_cluster(qtbot):
    page = MentionCard()
    qtbot.addWidget(page)
    page.show_mention(MentionView(label=LABELS[0], surface="they", cluster=VIEW))
    page.resize(340, 600)
    with qtbot.waitExposed(page):
        page.show()
    with qtbot.waitSignal(page.mention_chosen) as chosen:
        qtbot.mouseClick(rows(page.cluster, page.cluster.members)[0], Qt.MouseButton.LeftButton)
    assert chosen.args == ["m1"]
    page.edit_name()
    qtbot.keyClicks(page.cluster.names.name, "Front")
    with qtbot.waitSignal(page.cluster_named) as named:
        page.finish()
    assert named.args == ["Front", ""]
    page.show_empty("Nothing selected.")
    assert not page.cluster.isVisible()
