"""Who goes where: near-duplicates together, what was placed stays, shares as near as groups allow."""

from collections import Counter, defaultdict
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from annotations.model.ids import ArticleId
from annotations.model.split import Part, Placed
from exporters.split import SplitItem, Wanted, split

LABELS = ("PERSON", "ORG", "GPE", "MEET")


def item(name: str, **more) -> SplitItem:
    return SplitItem(article_id=ArticleId(name), **more)


def many(count: int, **more) -> list[SplitItem]:
    return [item(f"a{number:03}", **more) for number in range(count)]


@st.composite
def articles(draw, prefix: str = "a", least: int = 0) -> list[SplitItem]:
    count = draw(st.integers(least, 30))
    of = st.fixed_dictionaries(
        {
            "group": st.sampled_from(["", "", "", "g1", "g2", "g3"]),
            "source": st.sampled_from(["", "Daily", "Weekly", "Post", "Times"]),
            "date": st.sampled_from(["", "2023-11-20", "21 Nov 2023", "Nov 22, 2023"]),
            "labels": st.dictionaries(st.sampled_from(LABELS), st.integers(1, 5)),
        }
    )
    return [item(f"{prefix}{number:02}", **draw(of)) for number in range(count)]


def fitting_events(made: list[SplitItem]) -> list[SplitItem]:
    return [replace(each, events=each.labels.get("MEET", 0)) for each in made]


wishes = st.builds(
    Wanted,
    shares=st.sampled_from([(80, 20, 0), (80, 10, 10), (50, 25, 25), (100, 0, 0), (10, 45, 45)]),
    seed=st.integers(0, 3),
    by_source=st.booleans(),
) | st.builds(
    Wanted,
    dev_from=st.just("2023-11-21"),
    test_from=st.sampled_from(["", "2023-11-22"]),
    by_source=st.booleans(),
)


def together(items, wanted) -> dict[str, list[ArticleId]]:
    sets = defaultdict(list)
    for each in items:
        if each.group:
            sets[f"group {each.group}"].append(each.article_id)
        if wanted.by_source and each.source:
            sets[f"source {each.source}"].append(each.article_id)
    return sets


@given(items=articles(), wanted=wishes)
def test_what_belongs_together_is_on_one_side(items, wanted):
    result = split(items, wanted, {})
    assert result.parts.keys() == {each.article_id for each in items}
    for ids in together(items, wanted).values():
        assert len({result.parts[id_].part for id_ in ids}) == 1


@given(items=articles(), more=articles("b"), wanted=wishes, other=wishes)
def test_adding_articles_moves_none(items, more, wanted, other):
    before = split(items, wanted, {}).parts
    after = split([*more, *items], other, before).parts
    assert {id_: after[id_] for id_ in before} == before


@given(items=articles(), wanted=wishes, shuffled=st.randoms(use_true_random=False), pins=st.booleans())
def test_the_order_of_articles_makes_no_difference(items, wanted, shuffled, pins):
    before = {
        each.article_id: Placed(shuffled.choice(list(Part)), pinned=pins) for each in items if shuffled.random() < 0.3
    }
    other = list(items)
    shuffled.shuffle(other)
    assert split(items, wanted, before) == split(other, wanted, before)


@given(items=articles(least=1), part=st.sampled_from(Part), wanted=wishes, earlier=wishes)
def test_a_pin_takes_its_group_along(items, part, wanted, earlier):
    before = {**split(items, earlier, {}).parts, items[0].article_id: Placed(part, pinned=True)}
    result = split(items, wanted, before)
    assert result.parts[items[0].article_id] == Placed(part, pinned=True)
    for ids in together(items, wanted).values():
        if items[0].article_id in ids:
            assert {result.parts[id_].part for id_ in ids} == {part}


@given(items=articles(), wanted=wishes)
def test_shares_are_as_near_as_groups_allow(items, wanted):
    assume(not wanted.dev_from)
    result = split(items, wanted, {})
    there = Counter(placed.part for placed in result.parts.values())
    families = Counter(frozenset(ids) for ids in _families(items, wanted))
    largest = max((len(ids) for ids in families), default=0)
    for part, share in zip(Part, wanted.shares, strict=True):
        # A side has at most one family too much: the last one, or the only one. What two have too much the third lacks.
        assert there[part] - share / 100 * len(items) <= largest
        assert share / 100 * len(items) - there[part] <= 2 * largest
        if share and len(families) >= sum(1 for each in wanted.shares if each):
            assert there[part], "no side is empty where there is something to put there"


def _families(items, wanted) -> list[set[ArticleId]]:
    """Made by joining whatever meets until nothing does: slow, and plainly right."""
    families = [{each.article_id} for each in items] + [set(ids) for ids in together(items, wanted).values()]
    while True:
        met = next(((a, b) for a in families for b in families if a is not b and a & b), None)
        if met is None:
            return families
        families = [each for each in families if each is not met[0] and each is not met[1]] + [met[0] | met[1]]


@given(items=articles(), wanted=wishes)
def test_the_table_counts_everything_once(items, wanted):
    items = fitting_events(items)
    rows = split(items, wanted, {}).rows
    assert sum(row.articles for row in rows) == len(items)
    assert sum(row.events for row in rows) == sum(each.events for each in items)
    assert sum((Counter(row.labels) for row in rows), Counter()) == sum((Counter(i.labels) for i in items), Counter())
    assert all(row.mentions + row.events == sum(row.labels.values()) for row in rows)
    groups = {each.group for each in items if each.group and sum(i.group == each.group for i in items) > 1}
    assert sum(row.groups for row in rows) == len(groups)


def test_another_seed_is_another_division():
    items = many(40)
    divisions = {
        tuple(placed.part for placed in split(items, Wanted(seed=seed), {}).parts.values()) for seed in range(5)
    }
    assert len(divisions) == 5
    assert split(items, Wanted(seed=3), {}) == split(items, Wanted(seed=3), {})


def test_a_rare_label_is_on_both_sides():
    items = [*many(40, labels={"ORG": 3}), item("x", labels={"TITLE": 1}), item("y", labels={"TITLE": 1, "ORG": 2})]
    for seed in range(10):
        parts = split(items, Wanted(seed=seed), {}).parts
        assert {parts[ArticleId("x")].part, parts[ArticleId("y")].part} == {Part.TRAIN, Part.DEV}


def test_two_groups_are_enough_for_dev():
    items = [*many(30, group="g"), item("z")]
    for seed in range(5):
        assert [row.articles for row in split(items, Wanted(shares=(95, 5, 0), seed=seed), {}).rows] == [30, 1]


def test_by_date_a_group_over_the_border_is_on_the_later_side():
    items = [
        item("early", date="2023-11-19"),
        item("late", date="2023-11-21T08:00:00Z"),
        item("latest", date="Nov 23, 2023"),
        item("copied", date="20 Nov 2023", group="g"),
        item("copy", date="22 November 2023", group="g"),
        item("undated", date="last week"),
    ]
    result = split(items, Wanted(dev_from="2023-11-21", test_from="2023-11-23"), {})
    assert {id_: placed.part.value for id_, placed in result.parts.items()} == {
        "early": "train",
        "late": "dev",
        "latest": "test",
        "copied": "dev",
        "copy": "dev",
        "undated": "train",
    }
    assert result.warnings == ("In train, with no date that can be read: 1 article.",)


def test_train_cannot_have_nothing():
    with pytest.raises(ValueError, match="train cannot have a share of 0"):
        Wanted.parse("0/50/50")
    assert Wanted(shares=(0, 50, 50), dev_from="2024-01-01").sound()


@pytest.mark.parametrize(
    ("text", "shares"), [("80/20", (80, 20, 0)), ("80/10/10", (80, 10, 10)), (" 100 / 0 ", (100, 0, 0))]
)
def test_shares_are_read(text, shares):
    assert Wanted.parse(text) == Wanted(shares=shares)


@pytest.mark.parametrize("text", ["", "80", "80/30", "80/20/0/0", "a/b", "-20/120", "79.5/20.5", "80-20"])
def test_other_shares_are_refused(text):
    with pytest.raises(ValueError, match="split"):
        Wanted.parse(text)


@given(wanted=wishes)
def test_what_is_wanted_can_be_kept(wanted):
    assert Wanted.from_json(wanted.to_json()) == wanted


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        {"share": [80, 20, 0]},
        {"shares": [80, 20]},
        {"shares": [80, 20, "0"]},
        {"shares": "80/20"},
        {"seed": "1"},
        {"seed": True},
        {"by_source": 1},
        {"dev_from": "2023-13-01"},
        {"dev_from": "2023"},
        {"test_from": "2023-11-01"},
        {"dev_from": "2023-11-02", "test_from": "2023-11-01"},
    ],
)
def test_what_cannot_be_wanted_is_refused(value):
    with pytest.raises(ValueError, match=r"split|day|test"):
        Wanted.from_json(value)


def test_what_is_not_named_has_its_default():
    assert Wanted.from_json({"seed": 7}) == Wanted(seed=7)


def test_nothing_is_divided_that_is_not_sound():
    with pytest.raises(ValueError, match="100"):
        split(many(3), Wanted(shares=(80, 30, 0)), {})
