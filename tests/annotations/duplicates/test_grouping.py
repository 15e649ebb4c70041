"""The same story is found again in other clothes; the same clothes around other stories are not."""

from itertools import combinations

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from annotations.duplicates import clusters
from annotations.errors import Cancelled
from annotations.model.ids import ArticleId
from tests.annotations.duplicates.made_texts import Newsroom, page

SEEDS = range(3)


def grouped(texts: dict[str, str], **more) -> list[set[str]]:
    return [set(group) for group in clusters(((ArticleId(id_), text) for id_, text in texts.items()), **more)]


def copies(room: Newsroom, words: int) -> dict[str, str]:
    """A story, and what becomes of it elsewhere."""
    story = room.story(words)
    return {
        "as it was": page(room.headline(), *story),
        "another headline and dateline": page(room.headline(), f"ARVEL, Garrin - {room.headline()}.", *story),
        "lightly edited": page(room.headline(), *room.edited(story, 0.05)),
        "edited": page(room.headline(), *room.edited(story, 0.1)),
        "its beginning": page(*story[:1]),
        "other stories after it": page(room.headline(), *story, *room.story(600)),
        "captions before it": page(*[room.headline()] * 6, *story),
        "on another site": page(room.furniture(30), *story, room.furniture(100)),
        "in capitals": page(*story).upper(),
        "without signs": page(*story).replace(",", "").replace(".", ""),
        "with other quotes": page(*story).replace("'", "’"),
    }


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("words", [200, 500])
def test_each_copy_is_found_beside_the_story(seed, words):
    made = copies(Newsroom(seed), words)
    for name, text in made.items():
        if name != "as it was":
            assert grouped({"as it was": made["as it was"], name: text}) == [{"as it was", name}], name


@pytest.mark.parametrize("seed", SEEDS)
def test_all_copies_are_one_group(seed):
    made = copies(Newsroom(seed), 400)
    assert grouped(made) == [set(made)]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("pages", [2, 4, 12, 60])
@pytest.mark.parametrize(("head", "tail"), [(0, 110), (40, 150), (60, 300)])
def test_furniture_joins_nothing(seed, pages, head, tail):
    room = Newsroom(seed)
    before, after = room.furniture(head), room.furniture(tail)
    texts = {
        f"{number}": page(room.headline(), before, *room.story([132, 200, 400, 800][number % 4]), after)
        for number in range(pages)
    }
    assert grouped(texts) == []


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("pages", [2, 5, 20])
@pytest.mark.parametrize("tail", [60, 110, 150])
def test_furniture_below_the_shortest_news_joins_nothing(seed, pages, tail):
    room = Newsroom(seed)
    below = room.furniture(tail)
    texts = {f"{number}": page(room.headline(), room.sentence(), room.sentence(), below) for number in range(pages)}
    assert grouped(texts) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_furniture_around_short_news_joins_nothing_once_it_is_known(seed):
    room = Newsroom(seed)
    before, after = room.furniture(30), room.furniture(250)
    texts = {f"{number}": page(room.headline(), before, *room.story(66), after) for number in range(20)}
    texts |= {"copy": page(room.headline(), *texts["3"].split("\n\n")[2:])}
    assert grouped(texts) == [{"3", "copy"}]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_paragraph_of_background_joins_nothing(seed):
    room = Newsroom(seed)
    background = room.story(132)
    texts = {}
    for number in range(8):
        story = room.story(400)
        texts[f"{number}"] = page(*story[:3], *background, *story[3:])
    assert grouped(texts) == []


@pytest.mark.parametrize("pages", [2, 4, 9])
def test_a_first_story_that_pages_begin_with_joins_them(pages):
    room = Newsroom(1)
    first, site = room.story(400), room.furniture(120)
    texts = {f"{number}": page(*first, *room.story(500), site) for number in range(pages)}
    texts |= {f"else {number}": page(*room.story(500), site) for number in range(30)}
    assert grouped(texts) == [{f"{number}" for number in range(pages)}]


def test_a_translation_is_another_text():
    english = "The minister opened the new bridge over the river on Monday and thanked the workers who had built it."
    arabic = "افتتح الوزير الجسر الجديد على النهر يوم الاثنين وشكر العمال الذين قاموا ببنائه في المدينة"
    german = "Der Minister eröffnete am Montag die neue Brücke über den Fluss und dankte den Arbeitern, die sie bauten."
    assert grouped({"en": english, "ar": arabic, "de": german}) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "افتتح الوزير الجسر الجديد على النهر يوم الاثنين وشكر العمال الذين قاموا ببنائه في المدينة",
            "افتتح الوزير الجسر الجديد على النهر يوم الثلاثاء وشكر العمال الذين قاموا ببنائه في المدينة",
        ),
        (
            "市長は月曜日に新しい橋を開通させ、工事に携わった人々に感謝した。",
            "市長は火曜日に新しい橋を開通させ、工事に携わった人々に感謝した。",
        ),
        ("นายกเทศมนตรีเปิดสะพานใหม่เมื่อวันจันทร์", "นายกเทศมนตรีเปิดสะพานใหม่เมื่อวันอังคาร"),
    ],
)
def test_other_scripts_are_read(one, other):
    assert grouped({"one": one, "other": other}) == [{"one", "other"}]


def test_chains_are_one_group():
    room = Newsroom(4)
    story = room.story(800)
    texts = {"old": page(*story), "newer": page(*room.edited(story, 0.1))}
    texts["newest"] = page(*room.edited(texts["newer"].split("\n\n"), 0.12))
    assert grouped({name: texts[name] for name in ("old", "newer", "newest")}) == [set(texts)]


def test_very_many_copies_are_one_group():
    room = Newsroom(5)
    story = room.story(130)
    texts = {f"{number}": page(room.headline(), *room.edited(story, 0.02)) for number in range(150)}
    assert grouped(texts) == [set(texts)]


@pytest.mark.parametrize("text", ["", "…", "Ana", "Ana met", "Ana met Ben.", "\u200b\n"])
def test_of_a_few_words_nothing_is_said(text):
    assert grouped({"one": text, "other": text + " "}) == []
    assert grouped({"one": text}) == []
    assert grouped({}) == []


@settings(phases=[Phase.generate], max_examples=15)
@given(seed=st.integers(0, 99), shuffled=st.randoms(use_true_random=False))
def test_neither_the_order_nor_what_is_known_makes_a_difference(seed, shuffled):
    room = Newsroom(seed)
    site = room.furniture(80)
    texts = {}
    for number in range(10):
        story = room.story(room.random.choice([66, 200, 400]))
        texts[f"a{number}"] = page(room.headline(), *story, site)
        if number % 3 == 0:
            texts[f"b{number}"] = page(room.headline(), *room.edited(story, 0.1), room.furniture(50))
    groups = clusters(texts.items())
    known = {}
    some = list(texts.items())
    shuffled.shuffle(some)
    assert clusters(some[:5], known=known) is not None
    assert clusters(some, known=known) == groups
    assert known.keys() == texts.keys()
    assert clusters(some, known=known) == groups
    assert not any(one & other for one, other in combinations(groups, 2))
    assert [min(group) for group in groups] == sorted(min(group) for group in groups)


def test_what_is_known_of_another_text_is_not_used():
    room = Newsroom(6)
    first, second = (page(*room.story(300)) for _ in range(2))
    known = {}
    assert grouped({"one": first, "other": second}, known=known) == []
    assert grouped({"one": second + "!", "other": second}, known=known) == [{"one", "other"}]


def test_it_can_be_followed_and_stopped():
    room = Newsroom(7)
    texts = {f"{number}": page(*room.story(66)) for number in range(5)}
    told = []
    grouped(texts, on_progress=told.append)
    assert told == [1, 2, 3, 4, 5]
    for steps in (0, 3, 7):
        asked = iter([False] * steps + [True])
        with pytest.raises(Cancelled):
            grouped(texts, cancelled=lambda asked=asked: next(asked))


def test_a_stricter_threshold_finds_less():
    room = Newsroom(8)
    story = room.story(400)
    texts = {"one": page(*story), "other": page(*room.edited(story, 0.1))}
    assert grouped(texts) == [{"one", "other"}]
    assert grouped(texts, threshold=0.95) == []


def test_real_pages_that_begin_alike(shared_folder):
    texts = {path.name[:3]: path.read_text() for path in sorted((shared_folder / "articles").glob("*.txt"))}
    assert grouped(texts) == [{"003", "004"}]
