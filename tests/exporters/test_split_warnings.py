"""What an analyst is told of a split."""

from annotations.model.ids import ArticleId
from annotations.model.split import Part, Placed
from exporters.split import Wanted, split
from tests.exporters.test_split import item, many


def test_what_is_odd_is_said():
    both = {"PERSON": 20, "TITLE": 12}
    items = [
        item("a1", group="g", labels=both),
        item("a2", group="g", labels=both),
        item("b1", group="h"),
        item("b2", group="h"),
        item("c", labels={"TITLE": 1}),
        item("d"),
    ]
    before = {
        ArticleId("a1"): Placed(Part.TRAIN, pinned=True),
        ArticleId("a2"): Placed(Part.DEV, pinned=True),
        ArticleId("b1"): Placed(Part.TRAIN),
        ArticleId("b2"): Placed(Part.DEV),
        ArticleId("c"): Placed(Part.DEV),
        ArticleId("d"): Placed(Part.TEST),
    }
    result = split(items, Wanted(), before)
    assert result.parts == {**before, ArticleId("a2"): Placed(Part.TRAIN)}
    assert (result.kept, result.differs) == (6, True)
    assert result.warnings == (
        "“a2” is pinned to dev, but “a1”, which it must stay with, to train:"
        " train holds for their group of 2 articles.",
        "On different sides since before they were known to belong together: 1 group, 2 articles.",
        "Still in test from an earlier split: 1 article.",
        "Dev has no PERSON.",
        "Rarest in dev: TITLE, 1 span. Scores for it will say little.",
        "Test has no PERSON, TITLE.",
    )


def test_a_side_that_stays_empty_is_said():
    assert split(many(1), Wanted(), {}).warnings == ("Dev is empty.",)
    assert split([], Wanted(), {}).warnings == ()
    placed = split(many(5), Wanted(), {}).parts
    by_date = split(many(5, date="2020-01-01"), Wanted(dev_from="2021-01-01"), placed)
    assert by_date.warnings == ("Still where an earlier split put them, whatever their date: 1 article.",)


def test_what_a_pin_takes_along_is_named():
    family = [item(name, group="g", title=title) for name, title in (("a", "Raid"), ("b", ""), ("c", "A raid " * 9))]
    before = {ArticleId("a"): Placed(Part.TEST, pinned=True), ArticleId("b"): Placed(Part.TRAIN)}
    result = split([*family, *many(9)], Wanted(), before)
    assert {result.parts[each.article_id].part for each in family} == {Part.TEST}
    assert result.warnings[0] == (
        "“Raid” is pinned to test, and what must stay with it goes along:"
        " “b”, “A raid A raid A raid A raid A raid A ra…”."
    )
    again = split([*family, *many(9)], Wanted(), result.parts)
    assert "pinned" not in " ".join(again.warnings), "nothing moves any more"


def test_of_many_groups_with_pins_the_first_are_named():
    items = [item(f"{name}{group}", group=f"g{group}") for group in range(5) for name in "abc"]
    before = {each.article_id: Placed(Part.TRAIN, pinned=True) for each in items if each.article_id.startswith("a")}
    before |= {ArticleId(f"b{group}"): Placed(Part.DEV, pinned=True) for group in range(5)}
    said = split(items, Wanted(), before).warnings
    assert [each for each in said if each.startswith("“b")] == [
        f"“b{group}” is pinned to dev, but “a{group}”, which it must stay with, to train:"
        " train holds for their group of 3 articles."
        for group in range(3)
    ]
    assert "Pinned to different sides in the same way: 2 other groups." in said
    assert "Taken along by pins in the same way: 2 articles." in said


def test_shares_that_what_is_kept_makes_impossible_are_said():
    placed = split(many(20), Wanted(shares=(50, 25, 25)), {})
    assert (placed.kept, placed.differs) == (0, False)
    again = split(many(20), Wanted(shares=(80, 20, 0)), placed.parts)
    assert again.parts == placed.parts
    assert again.warnings == (
        "Articles keep the side they have, so the shares are 50/25/25 and not 80/20/0.",
        "Still in test from an earlier split: 5 articles.",
    )
    assert (again.kept, again.differs) == (20, True)
    as_before = split(many(20), Wanted(shares=(50, 25, 25)), placed.parts)
    assert (as_before.warnings, as_before.kept, as_before.differs) == ((), 20, False)


def test_a_side_is_empty_for_want_of_articles_or_because_all_have_a_side():
    placed = split(many(20), Wanted(shares=(80, 20, 0)), {}).parts
    assert (
        "Test is empty, as articles keep the side they have."
        in split(many(20), Wanted(shares=(80, 10, 10)), placed).warnings
    )
    both = split(many(2), Wanted(shares=(50, 50, 0)), {}).parts
    assert "Test is empty." in split(many(2), Wanted(shares=(80, 10, 10)), both).warnings
    later = Wanted(dev_from="2024-01-01", test_from="2025-01-01")
    dated = [item("a", date="2023-01-01"), item("b", date="2024-02-01"), item("c", date="2025-02-01")]
    kept = dict.fromkeys([each.article_id for each in dated], Placed(Part.DEV))
    assert "Test is empty, as articles keep the side they have." in split(dated, later, kept).warnings
    assert "Test is empty." in split(dated[:2], later, {}).warnings
