import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.model.article import text_sha256
from annotations.model.ids import ArticleId
from annotations.model.learned import Learner, Measure, Verdict
from annotations.model.mention import Kind
from annotations.model.project_settings import ScoreCurve
from annotations.model.span import Span
from annotations.suggesters.article_text import ArticleText
from annotations.suggesters.learning.examples import Marked
from annotations.suggesters.learning.measure import Counts
from annotations.suggesters.learning.training import Trained
from annotations.text.tokens import tokenize
from benchmarks import suggest, suggest_curve, suggest_gold, suggest_quality
from benchmarks.suggest_answers import Answered, together
from benchmarks.suggest_curve import Course, Score, calibration_error, curve
from benchmarks.suggest_gold import Gold, Link, Missing, Said
from benchmarks.suggest_table import Table, count_links, scored, share, shown

TEXT = "Rebels attacked Erbil on Monday. Rebels said so."
REBELS, ATTACKED, ERBIL, SAID = Span(0, 6), Span(7, 15), Span(16, 21), Span(40, 44)


def mark(span, label, kind=Kind.EVENT):
    return Marked(kind=kind, span=span, label=label)


def gold(*marks, links=(), id_="one", type_=""):
    text = ArticleText(article_id=ArticleId(id_), text=TEXT, tokens=tokenize(TEXT, "en"), language="en")
    return Gold(text, Said(frozenset(marks), frozenset(links)), type=type_)


def answered(each, *marks, links=()):
    said = Said(frozenset(marks), frozenset(links))
    return Answered([each], {each.article.article_id: said}, {each.article.article_id: Said()})


def written(path, *rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def beside(tmp_path, monkeypatch):
    """A folder in place of all the gold and data, with nothing in it yet."""
    monkeypatch.setattr(suggest_gold, "ARTICLES", tmp_path / "articles")
    monkeypatch.setattr(suggest_gold, "DATA", tmp_path / "data")
    monkeypatch.setattr(suggest_gold, "GOLD", tmp_path / "gold")
    monkeypatch.setattr(suggest_gold, "NEWSROOM", tmp_path / "newsroom.jsonl")
    monkeypatch.setattr(suggest_gold, "SAMPLE", tmp_path / "sample.jsonl")
    return tmp_path


# -- gold -------------------------------------------------------------------------------------------------------------


def test_an_annotated_article_is_found_by_its_text_and_loses_what_is_not_scored(beside):
    (beside / "articles").mkdir()
    (beside / "articles" / "000_a.txt").write_text(TEXT, encoding="utf-8")
    spans = [["entity", 0, 6, "NORP"], ["event", 7, 15, "ASSAULT"], ["entity", 33, 39, "NORP"]]
    row = {
        "sha256": text_sha256(TEXT),
        "unscored": [[30, 35]],
        "spans": spans,
        "args": [[1, 0, "ACTOR"], [1, 2, "ACTOR"]],
    }
    changed = {**row, "id": "001_b.txt", "sha256": "0"}
    (beside / "articles" / "001_b.txt").write_text(TEXT, encoding="utf-8")
    written(beside / "gold" / "articles.jsonl", {**row, "id": "000_a.txt"}, changed, {**row, "id": "002_c.txt"})
    missing = Missing()
    (found,) = suggest_gold.our_articles(missing)
    assert found.said.marks == {mark(REBELS, "NORP", Kind.ENTITY), mark(ATTACKED, "ASSAULT")}
    assert found.said.links == {Link(ATTACKED, REBELS, "ACTOR")}
    assert [line.partition(":")[0] for line in missing.lines] == ["001_b.txt", "002_c.txt"]


def test_a_corpus_has_its_types_renamed_and_its_roles_in_capitals(beside):
    row = {
        "id": "one",
        "text": TEXT,
        "spans": [
            {"start": 0, "end": 6, "label": "ACTOR", "kind": "entity"},
            {"start": 7, "end": 15, "label": "FIGHT", "kind": "event"},
        ],
        "args": [{"event": [1], "span": 0, "role": "actor"}],
        "meta": {"event": "FIGHT"},
    }
    written(beside / "data" / "some.jsonl", row)
    (typed,) = suggest_gold.corpus("some.jsonl", Missing(), {"FIGHT": "ASSAULT"})
    assert typed.type == "ASSAULT"
    assert typed.said == Said(
        frozenset({mark(REBELS, "ACTOR", Kind.ENTITY), mark(ATTACKED, "ASSAULT")}),
        frozenset({Link(ATTACKED, REBELS, "ACTOR")}),
    )
    (alike,) = suggest_gold.corpus("some.jsonl", Missing(), "EVENT")
    assert alike.said.of(Kind.EVENT) == {mark(ATTACKED, "EVENT")}


def test_of_native_articles_the_finished_are_gold_and_a_refused_line_is_said(beside):
    def record(text, status):
        mentions = [
            {"id": "m1", "kind": "entity", "start": 0, "end": 6, "label": "NORP"},
            {"id": "m2", "kind": "event", "start": 7, "end": 15, "label": "ASSAULT"},
        ]
        roles = [{"event": "m2", "role": "ACTOR", "target": "m1"}]
        return {
            "format": "spandesk/1",
            "text": text,
            "sets": [{"annotator": "Desk", "status": status, "mentions": mentions, "arguments": roles}],
        }

    path = written(beside / "some.jsonl", record(TEXT, "done"), record(f"{TEXT} ", "open"), {"format": "spandesk/1"})
    missing = Missing()
    (found,) = suggest_gold.native(path, missing)
    assert found.article.text == TEXT
    assert found.said.of(Kind.EVENT) == {mark(ATTACKED, "ASSAULT")}
    assert found.said.links == {Link(ATTACKED, REBELS, "ACTOR")}
    (line,) = missing.lines
    assert line.startswith("some.jsonl line 3: ")


@given(st.permutations(range(30)))
def test_the_order_by_chance_is_that_of_the_articles_however_they_come(numbers):
    articles = [gold(id_=f"topic {number:02}") for number in numbers]
    order = [each.article.article_id for each in suggest_gold.by_chance(articles)]
    assert order == [each.article.article_id for each in suggest_gold.by_chance(articles[::-1])]
    assert sorted(order) != order
    assert sorted(order) == sorted(each.article.article_id for each in articles)


# -- counts and tables ------------------------------------------------------------------------------------------------


def test_a_role_is_right_with_both_extents_and_near_when_both_overlap_each_once():
    right = Link(ATTACKED, REBELS, "ACTOR")
    wider = Link(ATTACKED, Span(16, 31), "PLACE")
    assert count_links([right, Link(ATTACKED, ERBIL, "PLACE")], [right, wider, Link(SAID, REBELS, "ACTOR")]) == Counts(
        marked=2, said=3, right=1, near=2
    )
    assert count_links([Link(ATTACKED, ERBIL, "PLACE")], [wider, Link(ATTACKED, Span(16, 24), "PLACE")]).near == 1
    assert count_links([Link(ATTACKED, ERBIL, "PLACE")], [Link(ATTACKED, ERBIL, "ACTOR")]).near == 0


def test_several_articles_have_intervals_and_a_single_one_has_none():
    one, other = Counts(marked=4, said=4, right=2, near=3), Counts(marked=4, said=4, right=4, near=4)
    assert scored([one])["exact F1".replace(" ", "_")] == 0.5
    figures = scored([one, other])
    assert figures["P"] == figures["R"] == 0.75
    assert figures["exact_F1"] == Measure(f1=0.75, low=0.5, high=1.0)
    assert figures["partial_F1"] == Measure(f1=0.875, low=0.75, high=1.0)
    assert scored([Counts(marked=1)])["P"] is None


def test_a_share_is_the_mean():
    assert share([True, False, False, False]).f1 == 0.25


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.5, ".500"),
        (1.0, "1.000"),
        (-0.0125, "-0.013"),
        (12.34, "12.3"),
        (7, "7"),
        (None, ""),
        (Measure(f1=0.1005, low=0.05, high=1.0), ".101 [.050, 1.000]"),
    ],
)
def test_figures_as_shown(value, text):
    assert shown(value) == text


def test_a_table_has_the_columns_of_its_head_and_no_others():
    table = Table("What", ("who", "exact F1"))
    table.add(who="ours", exact_F1=Measure(f1=0.5, low=0.25, high=0.75))
    table.add(who="a longer one")
    assert table.text().splitlines() == [
        "== What",
        "who                    exact F1",
        "ours          .500 [.250, .750]",
        "a longer one",
    ]
    assert json.loads(json.dumps(table.json()))["rows"][0]["exact F1"] == {"f1": 0.5, "low": 0.25, "high": 0.75}
    with pytest.raises(KeyError, match="partial"):
        table.add(partial=0.5)


# -- quality ----------------------------------------------------------------------------------------------------------


def test_the_type_of_a_sentence_is_that_of_its_first_event_that_is_not_a_statement():
    sentence = gold(mark(ATTACKED, "ASSAULT"), type_="ASSAULT")
    statement = mark(Span(0, 6), "STATEMENT")
    for marks, first, on_gold in (
        ([statement, mark(ATTACKED, "ASSAULT")], 1.0, 1.0),
        ([mark(SAID, "ASSAULT")], 1.0, 0.0),
        ([mark(ATTACKED, "REJECT"), mark(SAID, "ASSAULT")], 0.0, 0.0),
        ([], 0.0, 0.0),
    ):
        rows = suggest_quality.sentence_types(answered(sentence, *marks)).rows
        assert [row["share"].f1 for row in rows] == [first, on_gold]


def test_triggers_count_with_their_type_and_without():
    link = Link(ATTACKED, REBELS, "ACTOR")
    each = gold(mark(ATTACKED, "ASSAULT"), mark(SAID, "STATEMENT"), links=[link])
    nothing = Answered([], {}, {})
    corpora = {"desk": answered(each, mark(ATTACKED, "COERCE"), mark(SAID, "STATEMENT"), links=[link])}
    rows = suggest_quality.political(corpora, nothing).rows
    assert [(row["what"], row["who"], row["exact F1"]) for row in rows] == [
        ("triggers, type ignored", "every verb", 0.0),
        ("triggers, type ignored", "ours", 1.0),
        ("triggers with type", "ours", 0.5),
        ("trigger, filler, role", "ours", 1.0),
    ]


def test_names_in_news_are_people_bodies_and_places():
    news = gold(mark(ERBIL, "LOC", Kind.ENTITY), mark(REBELS, "ORG", Kind.ENTITY))
    said = answered(news, mark(ERBIL, "GPE", Kind.ENTITY), mark(Span(25, 31), "DATE", Kind.ENTITY))
    alone, ours = suggest_quality.names({}, said).rows
    assert (alone["said"], ours["said"], ours["P"], ours["R"]) == (0, 1, 1.0, 0.5)


def test_labels_are_counted_over_all_articles():
    one = gold(mark(ERBIL, "GPE", Kind.ENTITY))
    other = gold(mark(ERBIL, "GPE", Kind.ENTITY), mark(REBELS, "NORP", Kind.ENTITY), id_="two")
    both = together([answered(one, mark(ERBIL, "GPE", Kind.ENTITY)), answered(other, mark(ERBIL, "ORG", Kind.ENTITY))])
    rows = suggest_quality.names_by_label(both).rows
    assert [(row["label"], row["gold"], row["ours"]) for row in rows] == [
        ("GPE", 2, pytest.approx(2 / 3)),
        ("NORP", 1, 0.0),
    ]


# -- learning ---------------------------------------------------------------------------------------------------------


def test_a_model_suggests_from_the_training_whose_verdict_let_it_through(tmp_path, monkeypatch):
    curves = (ScoreCurve(kind=Kind.EVENT, label="EVENT"),)
    trainings = iter([(b"worse", False), (b"better", True), (None, False), (b"noise", False)])
    incumbents = []

    def train(*_args, incumbent, **_named):
        incumbents.append(incumbent and incumbent.data)
        data, better = next(trainings)
        verdict = Verdict(better=better, reason="said", articles=5)
        return Trained(data=data, verdict=verdict, out_of_fold=b"{}", rules_curves=curves)

    scores = {"": 0.5, "worse": 0.4, "better": 0.75, "noise": 0.3}

    def score(_course, plan):
        name = Path(plan.models[0].path).read_text("utf-8") if plan.models else ""
        return Score(Measure(f1=scores[name], low=0.0, high=1.0), scores[name], 0.01 if plan.calibration else 0.1)

    monkeypatch.setattr(suggest_curve, "train", train)
    monkeypatch.setattr(suggest_curve, "_score", score)
    course = Course(
        title="Learning", kind=Kind.EVENT, schema="any-event", learning=[gold()], testing=[gold()], sizes=(1, 2, 3, 4)
    )
    table = curve(course, [Learner.FAST], tmp_path)
    rules, *steps = table.rows
    assert rules["suggested"].f1 == 0.5
    assert [step["model"] and step["model"].f1 for step in steps] == [0.4, 0.75, None, 0.3]
    assert [step["suggested"].f1 for step in steps] == [0.5, 0.75, 0.75, 0.75]
    assert [step["better by"] for step in steps] == [0.0, 0.25, 0.25, 0.25]
    assert [row["suggested ECE"] for row in table.rows] == [0.1, 0.01, 0.1, 0.1, 0.1]
    assert [row.get("model ECE") for row in table.rows] == [None, 0.1, 0.1, None, 0.1]
    assert incumbents == [None, None, b"better", b"better"]
    assert "0.500; the rules alone: 0.500" in table.notes[1]


def test_the_calibration_error_by_hand():
    scored = [(0.95, True), (0.95, False), (0.1, False), (1.0, True)]

    assert calibration_error(scored) == pytest.approx((abs(2.9 - 2) + abs(0.1 - 0)) / 4)
    assert calibration_error([]) == 0.0


# -- the whole --------------------------------------------------------------------------------------------------------


def test_without_any_data_it_says_what_is_missing(beside, capsys):
    assert suggest.main(["--quick", "--json", str(beside / "figures.json")]) == 0
    said = capsys.readouterr().out
    for name in ("articles.jsonl", "news_names.jsonl", "newsroom.jsonl", "plover_dev.jsonl", "ecbplus_dev.jsonl"):
        assert f"left out: {name}: not found" in said
    figures = json.loads((beside / "figures.json").read_text("utf-8"))
    assert figures["tables"] == []
    assert any("Speed" in line for line in figures["left_out"])
