"""The fast learner: what it makes of decisions, and how it is stored."""

import dataclasses

import pytest

from annotations.errors import BadInput
from annotations.model.learned import Learner
from annotations.model.mention import Kind
from annotations.suggesters.found import Found
from annotations.suggesters.learning import fast, model_file
from annotations.suggesters.learning.evidence import Evidence
from annotations.suggesters.learning.fast import FastModel
from annotations.suggesters.scores import Calibration
from tests.annotations.suggesters.learning.reading_helpers import decided, reading

TOWNS = ("Sollen", "Varda", "Mirne", "Kesht", "Dorran", "Palis", "Ostrel", "Tamber", "Ruska", "Belin")
NEW = "Villagers held a gala in Harmen. Soldiers attacked a convoy near Harmen."


def found(model: FastModel, text: str, *, floor: bool = False) -> list[tuple[str, str]]:
    """(surface, label) of what is predicted in a text of one stretch."""
    return [(each.extent.of(text), each.label) for each in founds(model, text, floor=floor)]


def founds(model: FastModel, text: str, *, floor: bool = False) -> list[Found]:
    (of_stretches,) = model.predict([decided(text, kind=model.kind)], floor=floor)
    (of_stretch,) = of_stretches
    return of_stretch


def article(number: int, marked: list[tuple[str, str]], **more: bool) -> Evidence:
    town = TOWNS[number]
    text = f"Villagers held a gala in {town}. Soldiers attacked a convoy near {town}."
    return decided(text, marked, id_=f"a{number}", **more)


@pytest.fixture(scope="module")
def galas() -> list[Evidence]:
    """Ten articles in which a word that no rule knows was marked, and the attack was left out."""
    return [article(number, [("gala", "PARTY")]) for number in range(10)]


@pytest.fixture(scope="module")
def model(galas: list[Evidence]) -> FastModel:
    return fast.fit(Kind.EVENT, galas)


def test_after_one_article_the_rules_stand() -> None:
    for kind in Kind:
        learned = fast.fit(kind, [decided("Soldiers attacked a convoy on Friday.", kind=kind)])
        text = "President Amal Rashid visited Baghdad on Monday. Turkey condemned the attack in Iraq."
        read_ = reading(text)
        (rules,) = read_.names if kind is Kind.ENTITY else read_.found_triggers()

        ((refined,),) = learned.refine([read_])

        assert [(each.extent, each.label) for each in refined] == [(each.extent, each.label) for each in rules]
        assert rules


def test_what_was_marked_again_and_again_is_found_and_what_was_left_out_is_not(model: FastModel) -> None:
    assert ("attacked", "ASSAULT") in [(each.extent.of(NEW), each.label) for each in reading(NEW).found_triggers()[0]]
    assert found(model, NEW) == [("gala", "PARTY")]


def test_what_is_found_says_where_it_comes_from_and_how_sure_it_is(model: FastModel) -> None:
    (gala,) = founds(model, NEW)

    assert gala.source == "learned"
    assert gala.why
    assert gala.score is not None
    assert model.threshold <= gala.score <= 1


def test_where_rule_and_model_agree_the_reason_of_the_rule_is_kept() -> None:
    learned = fast.fit(Kind.EVENT, [article(number, [("attacked", "ASSAULT")]) for number in range(4)])
    ((rule,),) = reading("Soldiers attacked a convoy.").found_triggers()

    (kept,) = founds(learned, "Soldiers attacked a convoy.")

    assert kept.source == rule.source
    assert kept.why == f"{rule.why}; learned"


def test_another_label_is_learned_for_what_the_rules_find() -> None:
    learned = fast.fit(Kind.EVENT, [article(number, [("attacked", "RAID")]) for number in range(10)])

    assert ("attacked", "RAID") in found(learned, NEW)


def test_a_name_of_several_words_is_learned_whole() -> None:
    texts = [f"The old mill of {town} opened near {town} today." for town in TOWNS]
    learned = fast.fit(
        Kind.ENTITY,
        [decided(text, [("old mill", "FAC")], kind=Kind.ENTITY, id_=text) for text in texts],
    )

    assert ("old mill", "FAC") in found(learned, "The old mill of Harmen opened near Harmen today.")


def test_with_a_floor_everything_probable_enough_is_given(galas: list[Evidence], model: FastModel) -> None:
    strict = dataclasses.replace(model, threshold=0.99)

    assert found(strict, NEW) == []
    assert ("gala", "PARTY") in found(strict, NEW, floor=True)
    assert all((each.score or 0) >= fast.FLOOR for each in founds(strict, NEW, floor=True))


def test_refusals_in_unfinished_articles_are_evidence_too() -> None:
    accepted = [article(number, [("attacked", "ASSAULT")], complete=False) for number in range(5)]
    refused = [dataclasses.replace(each, rejected=each.marked, marked=()) for each in accepted]

    assert "attacked" in [surface for surface, _ in found(fast.fit(Kind.EVENT, accepted), NEW)]
    assert "attacked" not in [surface for surface, _ in found(fast.fit(Kind.EVENT, refused), NEW)]


def test_the_same_articles_in_any_order_make_the_same_bytes(galas: list[Evidence], model: FastModel) -> None:
    assert fast.fit(Kind.EVENT, galas[::-1]).to_bytes() == model.to_bytes()


def test_a_stored_model_says_what_it_said(model: FastModel) -> None:
    stored = FastModel.from_bytes(model.to_bytes())

    assert stored.kind is Kind.EVENT
    assert stored.threshold == model.threshold
    assert founds(stored, NEW, floor=True) == founds(model, NEW, floor=True)


def test_what_is_suggested_has_calibrated_scores_and_what_is_predicted_raw_ones(model: FastModel) -> None:
    half = dataclasses.replace(model, calibration=Calibration(pooled=((0.0, 0.0), (1.0, 0.5))))
    stored = FastModel.from_bytes(half.to_bytes())
    (raw,) = founds(model, NEW)

    (((calibrated,),),) = stored.refine([reading(NEW)])

    assert stored.calibration == half.calibration
    assert raw.score is not None
    assert founds(stored, NEW) == [raw]
    assert calibrated == dataclasses.replace(raw, score=pytest.approx(raw.score / 2))


def test_articles_without_words_are_no_hindrance(galas: list[Evidence]) -> None:
    german = reading("Der Bürgermeister trat zurück.", language="de")
    nothing = fast.evidence(german, Kind.EVENT, None)

    learned = fast.fit(Kind.EVENT, [*galas, dataclasses.replace(nothing, complete=True)])

    assert learned.refine([german]) == [[]]
    assert learned.refine([]) == []
    assert len(learned.refine([german, reading(NEW)])[1]) == 1


def test_without_any_label_there_is_nothing_to_learn() -> None:
    with pytest.raises(ValueError, match="no label"):
        fast.fit(Kind.EVENT, [decided("The sky was grey.")])


def test_damaged_or_foreign_bytes_are_refused(model: FastModel) -> None:
    data = model.to_bytes()
    _, kind, meta, arrays = model_file.read(data)
    worse = {
        "cut": data[:-9],
        "empty": b"",
        "of another learner": model_file.write(Learner.SLOW, kind, meta, arrays),
        "without numbers": model_file.write(Learner.FAST, kind, meta, {}),
        "without labels": model_file.write(Learner.FAST, kind, {"threshold": 0.4}, arrays),
        "without curves": model_file.write(Learner.FAST, kind, {**meta, "calibration": {}}, arrays),
        "with more labels": model_file.write(Learner.FAST, kind, {**meta, "labels": ["A", "B", "C", "D", "E"]}, arrays),
        "with bytes": model_file.write(Learner.FAST, kind, meta, {**arrays, "begins.known": b"1234"}),
    }
    for what, bad in worse.items():
        with pytest.raises(BadInput) as caught:
            FastModel.from_bytes(bad, "m.model")
        assert caught.value.file == "m.model", what
