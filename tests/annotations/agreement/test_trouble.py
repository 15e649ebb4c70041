"""Where the trouble is: only what the counts bear out."""

from annotations.agreement.disagreements import disagreements
from annotations.agreement.estimate import Estimate
from annotations.agreement.trouble import MixUp, trouble
from tests.annotations.agreement.drawn import document

TOGETHER = {"strict_f1": Estimate(value=0.8, interval=(0.7, 0.9))}


def mixed(**counts: int) -> MixUp | None:
    """`mixed(GPE_ORG=3)`."""
    confusion = {tuple(name.split("_")): many for name, many in counts.items()}
    return trouble([], {**confusion, ("GPE", "GPE"): 90, ("GPE", ""): 90}, {}, TOGETHER).mix_up


def test_one_pair_of_labels_makes_up_most():
    assert mixed(GPE_ORG=5, NORP_ORG=2, DATE_TIME=1) == MixUp(label="GPE", others=("ORG",), count=5, of=8)


def test_one_label_with_two_others_makes_up_most():
    assert mixed(GPE_ORG=4, NORP_ORG=3, DATE_TIME=3) == MixUp(label="ORG", others=("GPE", "NORP"), count=7, of=10)


def test_where_nothing_makes_up_most_the_commonest_pair_is_named():
    assert mixed(A_B=3, C_D=2, E_F=2) == MixUp(label="A", others=("B",), count=3, of=7)


def test_two_mix_ups_are_not_worth_a_word():
    assert mixed(A_B=2) is None


def test_a_label_is_weak_only_beyond_chance():
    labels = {
        "ORG": Estimate(value=0.5, interval=(0.4, 0.6)),
        "GPE": Estimate(value=0.6, interval=(0.5, 0.75)),
        "NORP": Estimate(value=0.1),
    }
    assert trouble([], {}, labels, TOGETHER).weakest == "ORG"
    assert trouble([], {}, labels, {"strict_f1": Estimate(value=0.8)}).weakest == ""


def test_the_words_most_of_it_is_about():
    text = "Rudaw Rudaw Rudaw Ana"
    of = document(21, A=[(0, 5, "ORG"), (6, 11, "ORG"), (12, 17, "ORG"), (18, 21, "PERSON")], B=[(0, 5, "GPE")])
    found = trouble(list(disagreements(of, text, [("A", "B")])), {}, {}, TOGETHER)
    assert (found.surface, found.about_surface, found.disagreements) == ("Rudaw", 3, 4)
    assert found.ways == {"one_only": 3, "ends": 0, "label": 1, "ends_and_label": 0}
