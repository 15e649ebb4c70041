"""Training and its verdict."""

import hashlib
import json
from dataclasses import replace

import pytest

from annotations.errors import BadInput, Cancelled
from annotations.model.learned import Learner
from annotations.model.mention import Kind
from annotations.model.project_settings import Phrase, ScoreCurve
from annotations.suggesters import scores
from annotations.suggesters.learning import gate, measure, training
from annotations.suggesters.learning.examples import Example
from annotations.suggesters.learning.fast import FastModel
from annotations.suggesters.learning.material import EvidenceCache, Subject
from annotations.suggesters.learning.out_of_fold import OutOfFold
from annotations.suggesters.learning.slow_model import SlowModel
from annotations.suggesters.learning.training import Incumbent
from annotations.suggesters.plan import Plan
from tests.annotations.suggesters.learning.helpers import ANY_EVENT, example, never, unheard

EXAMPLES = [example(number) for number in range(12)]


def train(examples, folder, *, learner=Learner.FAST, **more):
    given = {
        "incumbent": None,
        "on_progress": unheard,
        "cancelled": never,
        "folder": folder,
        **more,
    }
    return training.train(learner, Kind.EVENT, ANY_EVENT, Plan(), examples, **given)


def by_rules(one):
    """What the rules suggest in an article, with scores."""
    subject = Subject(kind=Kind.EVENT, schema=ANY_EVENT, plan=Plan())
    (reading,) = subject.readings([one.article])
    return subject.by_rules(reading)


@pytest.fixture(scope="module")
def fast(tmp_path_factory):
    """What the fast learner made of twelve articles against the rules."""
    return train(EXAMPLES, tmp_path_factory.mktemp("fast"))


def test_a_consistent_annotator_is_learned_from(fast):
    assert fast.verdict.better
    assert fast.verdict.reason == "better"
    assert fast.verdict.articles == 12
    assert fast.trained_on == 12
    assert fast.seconds > 0


def test_the_model_can_be_read(fast, tmp_path):
    (tmp_path / "a.model").write_bytes(fast.data)

    assert isinstance(training.load_model(fast.data), FastModel)
    assert training.load_model(tmp_path / "a.model").to_bytes() == fast.data
    (tmp_path / "a.model").write_bytes(b"nonsense")
    with pytest.raises(BadInput, match=r"a\.model"):
        training.load_model(tmp_path / "a.model")


def test_the_curve_ends_at_the_verdict(fast):
    last = fast.curve[-1]

    assert [point.articles for point in fast.curve] == [3, 5, 8, 10]
    assert last.new.f1 == pytest.approx(fast.verdict.new.f1)
    assert all(point.old == last.old for point in fast.curve)
    assert last.old.f1 == pytest.approx(fast.verdict.old.f1)


def test_what_is_kept_is_of_every_article_and_out_of_fold(fast):
    kept = OutOfFold.from_bytes(Kind.EVENT, fast.out_of_fold)
    ids = {each.article.article_id for each in EXAMPLES}

    assert set(kept.said) == ids
    assert kept.learned_from == ids
    counts = [measure.count(each.marked, kept.said[each.article.article_id]) for each in EXAMPLES]
    assert measure.f1(counts) == pytest.approx(fast.verdict.new.f1)


def test_the_same_again_is_no_better(fast, tmp_path):
    again = train(EXAMPLES, tmp_path, incumbent=Incumbent(data=fast.data, out_of_fold=fast.out_of_fold))

    assert (again.verdict.better, again.verdict.reason) == (False, "no_better")
    assert again.data == fast.data


def test_the_scores_of_the_model_are_drawn_to_what_was_right(fast):
    model = training.load_model(fast.data)

    # “came”, the verbs and the flotilla were right out of fold whenever they were suggested.
    assert 0.8 < scores.apply(model.calibration.curve("EVENT"), 0.8) < 0.95


def test_the_scores_of_the_rules_are_judged_too(fast):
    (curve,) = fast.rules_curves

    assert (curve.kind, curve.label) == (Kind.EVENT, "EVENT")
    # Every meeting was suggested, and none is an event.
    meeting = min(score for each in EXAMPLES for score in by_rules(each).values())
    assert scores.apply(curve.knots, meeting) < meeting - 0.1


def test_the_rules_are_judged_as_often_as_there_is_enough_to_judge_by(fast, tmp_path):
    incumbent = Incumbent(
        data=fast.data,
        out_of_fold=OutOfFold.from_bytes(
            Kind.EVENT, b'{"said": {}, "learned_from": ["article 0", "article 1"]}'
        ).to_bytes(),
    )
    too_few_for_a_verdict = train(EXAMPLES[:6], tmp_path, incumbent=incumbent)
    few = train(EXAMPLES[:4], tmp_path)

    assert too_few_for_a_verdict.verdict.reason == "too_few_articles"
    assert [curve.label for curve in too_few_for_a_verdict.rules_curves] == ["EVENT"]
    assert few.rules_curves == ()


def test_what_is_made_of_the_rules_findings_has_nothing_read_again(tmp_path):
    cache = EvidenceCache()
    train(EXAMPLES[:4], tmp_path, cache=cache)
    subject = Subject(kind=Kind.EVENT, schema=ANY_EVENT, plan=Plan())
    before = cache.materials(subject, EXAMPLES[:4], unheard, never)
    phrase = Phrase(text="flotilla", kind=Kind.EVENT, label="EVENT")
    curve = ScoreCurve(kind=Kind.EVENT, label="EVENT", knots=((0.0, 0.0), (1.0, 0.5)))
    plan = Plan(phrases=(phrase,), calibration=(curve,))
    training.train(
        Learner.FAST,
        Kind.EVENT,
        ANY_EVENT,
        plan,
        EXAMPLES[:4],
        incumbent=None,
        on_progress=unheard,
        cancelled=never,
        folder=tmp_path,
        cache=cache,
    )

    assert all(
        one is other for one, other in zip(cache.materials(subject, EXAMPLES[:4], unheard, never), before, strict=True)
    )


def test_an_incumbent_is_judged_on_what_it_did_not_learn_from(fast, tmp_path):
    kept = OutOfFold.from_bytes(Kind.EVENT, fast.out_of_fold)
    three = EXAMPLES[:3]
    said = {each.article.article_id: kept.said[each.article.article_id] for each in three}
    half_known = replace(kept, said=said).to_bytes()
    more = [*EXAMPLES, *(example(number) for number in range(20, 24))]
    again = train(more, tmp_path, incumbent=Incumbent(data=fast.data, out_of_fold=half_known))

    assert again.verdict.articles == 3 + 4
    assert again.trained_on == 16


def test_in_place_of_a_damaged_incumbent_the_rules_are_the_rival(fast, tmp_path):
    by_rules = train(EXAMPLES, tmp_path)
    for incumbent in (
        Incumbent(data=fast.data[:-3], out_of_fold=fast.out_of_fold),
        Incumbent(data=fast.data, out_of_fold=b"[]"),
        Incumbent(data=fast.data, out_of_fold=json.dumps({"said": {"a": [[3, 1, "X"]]}, "learned_from": []}).encode()),
    ):
        trained = train(EXAMPLES, tmp_path, incumbent=incumbent)
        assert trained.verdict == by_rules.verdict
        # What it takes the place of is the model in use, damaged or not.
        assert trained.against == hashlib.sha256(incumbent.data).hexdigest()


@pytest.mark.parametrize("learner", Learner)
def test_too_few_articles_are_said_to_be(learner, tmp_path):
    trained = train(EXAMPLES[: gate.FEWEST_ARTICLES - 1], tmp_path, learner=learner)

    assert (trained.data, trained.verdict.better, trained.verdict.reason) == (None, False, "too_few_articles")


@pytest.mark.parametrize("learner", Learner)
def test_without_marks_there_is_nothing_to_learn(learner, tmp_path):
    bare = [Example(article=each.article, complete=True) for each in EXAMPLES]
    trained = train(bare, tmp_path, learner=learner)

    assert (trained.data, trained.verdict.reason) == (None, "nothing_to_learn")


def test_labels_and_kinds_that_are_not_asked_for_say_nothing(tmp_path):
    other = [
        Example(
            article=each.article,
            complete=False,
            marked=(replace(each.marked[0], label="MEET"), replace(each.marked[1], kind=Kind.ENTITY)),
        )
        for each in EXAMPLES
    ]

    assert train(other, tmp_path).verdict.reason == "nothing_to_learn"


def test_unfinished_articles_are_learned_from_but_not_judged(tmp_path):
    started = [example(number, complete=False) for number in range(30, 33)]
    trained = train([*EXAMPLES[:6], *started], tmp_path)

    assert trained.verdict.articles == 6
    assert trained.trained_on == 9


def test_articles_that_cannot_be_read_count_for_nothing(tmp_path):
    arabic = replace(EXAMPLES[0], article=replace(EXAMPLES[0].article, language="ar"))

    assert train([arabic, *EXAMPLES[1:6]], tmp_path).verdict.articles == 5


def test_progress_grows_and_says_what(tmp_path):
    told = []
    train(EXAMPLES[:6], tmp_path, on_progress=lambda *what: told.append(what))
    shares = [share for share, _ in told]

    assert shares == sorted(shares)
    assert 0 <= shares[0] < shares[-1] <= 1
    assert {what for _, what in told} == {"reading", "comparing", "learning"}


@pytest.mark.parametrize("calls", [0, 3, 14])
def test_it_stops_when_asked_to(calls, tmp_path):
    asked = []

    def cancelled():
        asked.append(None)
        return len(asked) > calls

    with pytest.raises(Cancelled):
        train(EXAMPLES[:6], tmp_path, cancelled=cancelled)
    assert len(asked) == calls + 1


def test_only_what_changed_is_read_again():
    subject = Subject(kind=Kind.EVENT, schema=ANY_EVENT, plan=Plan())
    cache = EvidenceCache()
    first = cache.materials(subject, EXAMPLES[:3], unheard, never)
    changed = replace(EXAMPLES[1], marked=EXAMPLES[1].marked[:1])
    second = cache.materials(subject, [EXAMPLES[0], changed, EXAMPLES[3]], unheard, never)
    elsewhere = cache.materials(replace(subject, plan=Plan(suggesters=("events",))), EXAMPLES[:1], unheard, never)

    assert second[0] is first[0]
    assert [each.example for each in second] == [EXAMPLES[0], changed, EXAMPLES[3]]
    assert second[1].evidence is not first[1].evidence
    assert elsewhere[0] is not first[0]


def test_the_slow_learner_never_sees_a_fifth(tmp_path):
    examples = [example(number) for number in range(25)]
    trained = train(examples, tmp_path, learner=Learner.SLOW, seconds=0.1)
    kept = OutOfFold.from_bytes(Kind.EVENT, trained.out_of_fold)

    assert trained.verdict.articles == 5
    assert trained.trained_on == 20
    assert len(kept.said) == 5
    assert kept.learned_from.isdisjoint(kept.said)
    model = training.load_model(trained.data)
    assert isinstance(model, SlowModel)
    assert model.calibration.curves.keys() == {"EVENT"}
    assert trained.rules_curves == ()
    again = train(examples, tmp_path, incumbent=Incumbent(data=trained.data, out_of_fold=trained.out_of_fold))
    assert again.verdict.articles == 5
