"""The slow learner."""

import re
from dataclasses import replace

import pytest

from annotations.errors import BadInput, Cancelled
from annotations.model.learned import Learner
from annotations.model.mention import Kind
from annotations.model.span import Span
from annotations.model.starters import starter
from annotations.suggesters.learning import model_file, slow
from annotations.suggesters.learning.examples import Marked
from annotations.suggesters.learning.material import Subject
from annotations.suggesters.learning.slow_model import SlowModel
from annotations.suggesters.plan import Plan
from annotations.suggesters.scores import Calibration
from tests.annotations.suggesters.learning.helpers import ANY_EVENT, example, never, unheard

SUBJECT = Subject(kind=Kind.EVENT, schema=ANY_EVENT, plan=Plan())


def readings(examples):
    return list(SUBJECT.readings(each.article for each in examples))


def fit(examples, folder, *, seconds=20.0, cancelled=never, on_progress=unheard):
    return slow.fit(
        Kind.EVENT,
        ANY_EVENT,
        readings(examples),
        examples,
        on_progress=on_progress,
        cancelled=cancelled,
        seconds=seconds,
        folder=folder,
    )


def words(model, examples):
    """The words suggested in each article."""
    all_read = readings(examples)
    return [
        [
            each.extent.of(stretch.doc.text)
            for stretch, found in zip(reading.stretches, of_article, strict=True)
            for each in found
        ]
        for reading, of_article in zip(all_read, model.refine(all_read), strict=True)
    ]


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    """A model of twelve articles after one round; a few marks are enough to choose by."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slow, "_FEWEST_TO_CHOOSE", 10)
        return fit([example(number) for number in range(12)], tmp_path_factory.mktemp("slow"), seconds=0.1)


def test_it_learns_what_was_decided(trained):
    (said,) = words(trained, [example(40)])

    assert "meeting" not in said
    assert said.count("flotilla") == 4
    assert trained.labels == ("EVENT",)


def test_what_is_suggested_has_a_probability_and_a_source(trained):
    (of_article,) = trained.refine(readings([example(40)]))

    for found in (each for of_stretch in of_article for each in of_stretch):
        assert found.score is not None
        assert trained.threshold <= found.score <= 1
        assert found.why.endswith(("learned", "learned from decided articles"))


def test_it_survives_its_file(trained):
    data = trained.to_bytes()
    again = SlowModel.from_bytes(data)

    assert again.to_bytes() == data
    assert words(again, [example(41)]) == words(trained, [example(41)])


def test_what_is_suggested_has_calibrated_scores(trained):
    (reading,) = readings([example(40)])
    half = replace(trained, calibration=Calibration(pooled=((0.0, 0.0), (1.0, 0.5))))
    stored = SlowModel.from_bytes(half.to_bytes())
    raw, calibrated = (
        [found.score for of_stretch in model.refine([reading])[0] for found in of_stretch]
        for model in (trained, stored)
    )

    assert calibrated
    assert calibrated == pytest.approx([score / 2 for score in raw])


def test_damage_is_refused(trained):
    learner, kind, meta, arrays = model_file.read(trained.to_bytes())
    first = next(iter(arrays))

    for change in (
        {"labels": ["EVENT", "MEET"]},
        {"labels": 3},
        {"pipeline": "0.0.1"},
        {"threshold": "high"},
        {"calibration": []},
    ):
        with pytest.raises(BadInput):
            SlowModel.from_bytes(model_file.write(learner, kind, {**meta, **change}, arrays))
    with pytest.raises(BadInput):
        SlowModel.from_bytes(model_file.write(learner, kind, meta, {**arrays, first: b"1234"}))
    with pytest.raises(BadInput):
        SlowModel.from_bytes(model_file.write(Learner.FAST, kind, meta, arrays))


def test_nothing_to_learn_is_no_training(tmp_path):
    assert slow.learnable(Kind.EVENT, ANY_EVENT, [example(0, complete=False)]) == ()
    with pytest.raises(ValueError, match="no label"):
        fit([example(0, complete=False)], tmp_path)


def test_a_training_that_was_stopped_goes_on(tmp_path):
    examples = [example(number) for number in range(3)]
    asked = []

    def in_the_second_round():
        asked.append(None)
        return len(asked) > slow._UPDATES

    with pytest.raises(Cancelled):
        fit(examples, tmp_path, seconds=600, cancelled=in_the_second_round)
    (left,) = tmp_path.iterdir()
    told = []
    fit(examples, tmp_path, seconds=0.01, on_progress=lambda *what: told.append(what))

    assert told == []  # the round it had done was all the time there was
    assert list(tmp_path.iterdir()) == []
    assert left.suffix == ".training"


def test_what_was_left_damaged_is_begun_again(tmp_path):
    examples = [example(number) for number in range(2)]
    with pytest.raises(Cancelled):
        fit(examples, tmp_path, cancelled=_after(slow._UPDATES))
    (left,) = tmp_path.iterdir()
    left.write_bytes(left.read_bytes()[:-5])
    told = []
    fit(examples, tmp_path, seconds=0.01, on_progress=lambda *what: told.append(what))

    assert told == [(0.0, "training")]


def test_a_label_not_learned_is_left_to_the_rules(trained):
    (reading,) = readings([example(40)])
    by_rules = reading.found_triggers()
    nothing = replace(trained, labels=("OTHER",), threshold=1.1)

    assert nothing.refine([reading]) == [by_rules]


def test_names_are_learned_too(tmp_path):
    names = starter("names")
    examples = [
        replace(
            each,
            marked=tuple(
                Marked(kind=Kind.ENTITY, span=Span(found.start(), found.end()), label="FAC")
                for found in re.finditer("harbour|school|bank", each.article.text)
            ),
        )
        for each in map(example, range(8))
    ]
    subject = Subject(kind=Kind.ENTITY, schema=names, plan=Plan())
    read = list(subject.readings(each.article for each in examples))
    model = slow.fit(
        Kind.ENTITY,
        names,
        read,
        examples,
        on_progress=unheard,
        cancelled=never,
        seconds=0.1,
        folder=tmp_path,
    )
    again = SlowModel.from_bytes(model.to_bytes())

    assert model.labels == ("FAC",)
    assert model.refine(read[:1]) == again.refine(list(subject.readings([examples[0].article])))


def _after(calls):
    asked = []

    def cancelled():
        asked.append(None)
        return len(asked) > calls

    return cancelled
