"""What is ruled next: groups, their order, what is listed, and the way through them."""

from hypothesis import given
from hypothesis import strategies as st

from annotations.agreement.disputes import Dispute, State
from annotations.model.mark import Mark, Subject
from desktop.worklist import Only, Order, PlaceId, Shown, Where, Worklist, place_of


def dispute(article, start, words, state=State.OPEN, labels=("ORG", "GPE"), **more):
    """Two annotators differ about the label of some words."""
    versions = {name: (Mark(start, start + len(words), label),) for name, label in zip("ab", labels, strict=True)}
    return Dispute(
        article=article,
        subject=Subject.SPAN,
        start=start,
        end=start + len(words),
        words=words,
        versions=versions,
        state=state,
        **more,
    )


REUTERS = [dispute(f"a{number}", 10, "Reuters") for number in range(3)]
SUDAN = [dispute("a0", 30, "Sudan"), dispute("a2", 0, "Sudan", labels=("ORG", "PERSON"))]
CAIRO = dispute("a1", 50, "Cairo")
ALL = (REUTERS[0], SUDAN[0], REUTERS[1], CAIRO, SUDAN[1], REUTERS[2])


def worklist(*disputes):
    work = Worklist()
    work.take(disputes or ALL)
    return work


def in_state(one, state):
    return dispute(one.article, one.start, one.words, state)


def words(work):
    return [(group.words, len(group.disputes)) for group in work.groups]


def test_the_largest_group_comes_first():
    assert words(worklist()) == [("Reuters", 3), ("Sudan", 2), ("Cairo", 1)]


def test_in_article_order_each_place_is_a_row():
    work = worklist()
    work.arrange(Order.ARTICLE)
    assert [word for word, _count in words(work)] == ["Reuters", "Sudan", "Reuters", "Cairo", "Sudan", "Reuters"]
    assert len(work.about_same_words(REUTERS[1])) == 3


def test_only_what_is_in_a_state_is_listed():
    work = worklist(in_state(REUTERS[0], State.SETTLED), REUTERS[1], in_state(CAIRO, State.DEFERRED))
    assert words(work) == [("Reuters", 2)]
    work.arrange(shown=Shown.DEFERRED)
    assert words(work) == [("Cairo", 1)]
    work.arrange(shown=Shown.SETTLED)
    assert [group.state for group in work.groups] == [State.OPEN]
    work.arrange(shown=Shown.ALL)
    assert words(work) == [("Reuters", 2), ("Cairo", 1)]
    assert work.counts() == {State.OPEN: 1, State.DEFERRED: 1, State.SETTLED: 1}


def test_a_group_settled_meanwhile_stays_where_it_is():
    work = worklist()
    for each in REUTERS:
        work.replace(
            {
                each.article: [
                    in_state(one, State.SETTLED) if one == each else one for one in work.of_article(each.article)
                ]
            }
        )
    assert words(work)[0] == ("Reuters", 3)
    assert work.groups[0].state is State.SETTLED
    work.arrange()
    assert words(work) == [("Sudan", 2), ("Cairo", 1)]


def test_what_comes_is_listed_last_or_in_its_place():
    come = dispute("a0", 90, "Basra")
    work = worklist()
    work.replace({"a0": [*work.of_article("a0"), come]})
    assert words(work)[-1] == ("Basra", 1)
    work = worklist()
    work.arrange(Order.ARTICLE)
    work.replace({"a0": [*work.of_article("a0"), come]})
    assert [word for word, _count in words(work)][:3] == ["Reuters", "Sudan", "Basra"]


def test_a_group_in_which_nothing_changed_is_the_same_one():
    work = worklist()
    before = {group.words: group for group in work.groups}
    work.replace({"a1": [REUTERS[1]]})
    assert work.groups[0] is before["Reuters"]
    assert [group.words for group in work.groups] == ["Reuters", "Sudan"]


def test_only_the_places_of_a_number():
    work = worklist()
    only = Only.at("ORG against GPE", [Where("a2", Subject.SPAN, 2, 4), Where("a1", Subject.EVENT, 50, 55)])
    work.narrow(only)
    assert (words(work), work.only.words) == ([("Sudan", 1)], "ORG against GPE")
    assert sum(work.counts().values()) == len(ALL)
    work.narrow(None)
    assert len(work.groups) == 3
    work.arrange(shown=Shown.SETTLED)
    work.narrow(only)
    assert (words(work), work.shown) == ([("Sudan", 1)], Shown.OPEN)


def test_touching_is_not_overlapping():
    assert not Only.at("", [Where("a1", Subject.SPAN, 40, 50)]).takes(CAIRO)
    assert Only.at("", [Where("a1", Subject.SPAN, 40, 51)]).takes(CAIRO)


def test_the_way_through_a_group_and_on():
    work = worklist()
    first = work.first()
    assert first == PlaceId("a0", REUTERS[0].key)
    assert work.after(first) == place_of(REUTERS[1])
    assert work.before(place_of(REUTERS[1])) == first
    assert work.before(first) is None
    assert work.after(place_of(CAIRO)) == first
    # From the middle of a group what was left before it comes first.
    work.begin([place_of(REUTERS[2])])
    assert work.onward(place_of(REUTERS[2])) == first
    assert work.next_group(place_of(REUTERS[1])) == place_of(SUDAN[0])
    assert work.first_of(work.groups[2].key) == place_of(CAIRO)
    assert work.first_of("no such group") is None
    work.end([place_of(REUTERS[2])])
    assert work.onward(first) == place_of(REUTERS[1])


def test_where_everything_is_settled_one_stays():
    work = worklist(in_state(CAIRO, State.SETTLED))
    assert (work.first(), work.after(None), work.groups) == (None, None, [])
    work.arrange(shown=Shown.ALL)
    assert work.first() == place_of(CAIRO)
    assert work.find(PlaceId("a1", "gone")) is None
    assert work.group_of(None) is None


@given(st.lists(st.tuples(st.integers(0, 5), st.sampled_from(["Reuters", "Sudan", "Cairo"])), max_size=20), st.data())
def test_going_onward_comes_to_every_place_once(drawn, data):
    disputes = [dispute(f"a{article}", 10 * place, word) for place, (article, word) in enumerate(sorted(drawn))]
    work = Worklist()
    work.take(disputes)
    work.arrange(data.draw(st.sampled_from(Order)))
    seen, place = [], work.first()
    while place is not None:
        seen.append(place)
        work.begin([place])
        place = work.onward(place)
    assert sorted(seen) == sorted(map(place_of, disputes))


def changed(data, articles):
    """Other disputes for some articles, perhaps for new ones."""
    drawn = data.draw(
        st.dictionaries(
            st.sampled_from(articles),
            st.lists(st.tuples(st.sampled_from(["Reuters", "Sudan", "Cairo", "Basra"]), st.sampled_from(State))),
            max_size=3,
        )
    )
    return {
        article: [dispute(article, 10 * place, word, state) for place, (word, state) in enumerate(those)]
        for article, those in drawn.items()
    }


@given(st.data())
def test_what_is_put_in_its_place_is_what_beginning_anew_would_list(data):
    articles = [f"a{number}" for number in range(5)]
    order, narrowed = data.draw(st.sampled_from(Order)), data.draw(st.booleans())
    narrow = Only.at("", [Where(article, Subject.SPAN, 0, 25) for article in articles[1:4]]) if narrowed else None
    work = Worklist()
    work.take([each for those in changed(data, articles).values() for each in those])
    work.narrow(narrow)
    work.arrange(order, Shown.ALL)
    for _ in range(3):
        work.replace(changed(data, articles))
        anew = Worklist()
        anew.take([each for those in work._by_article.values() for each in those])
        anew.narrow(narrow)
        anew.arrange(order, Shown.ALL)
        assert {group.key: group.disputes for group in work.groups} == {
            group.key: group.disputes for group in anew.groups
        }
        assert work._known.keys() == anew._known.keys()
        if order is Order.ARTICLE:
            assert [group.key for group in work.groups] == [group.key for group in anew.groups]
