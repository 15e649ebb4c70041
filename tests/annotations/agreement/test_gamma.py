"""Gamma: worked examples, the best alignment against a second way to find it, chance, laws, and what is undefined."""

import json
from itertools import combinations, product

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from annotations.agreement import gamma_alignment
from annotations.agreement.documents import Document, annotators
from annotations.agreement.gamma import FIRST_SAMPLES, Settings, gamma
from annotations.agreement.gamma_alignment import EMPTY, Dissimilarity, Units, best_alignment
from annotations.agreement.gamma_samples import shuffled, statistical
from annotations.errors import Cancelled
from annotations.model.mark import Mark

# The first samples are enough: what is compared is the same from seed to seed.
ROUGH = {sampler: Settings(sampler=sampler, precision=0.9) for sampler in ("shuffle", "statistical")}

marks = st.builds(
    lambda start, length, label: Mark(start, start + length, label),
    st.integers(0, 20),
    st.integers(1, 8),
    st.sampled_from(["ORG", "PER"]),
)
some = st.frozensets(marks, max_size=3)
several = st.lists(some, min_size=2, max_size=3)
few = settings(max_examples=5, phases=[Phase.generate])
np = pytest.importorskip("numpy")


def document(*sides, id_="d") -> Document:
    return Document(id=id_, length=60, marks=dict(zip("ABCDE", map(frozenset, sides), strict=False)))


def units(found) -> Units:
    ordered = sorted(found)
    return Units(
        np.array([mark.start for mark in ordered], dtype=float),
        np.array([mark.end for mark in ordered], dtype=float),
        np.array([["ORG", "PER"].index(mark.label) for mark in ordered], dtype=int),
    )


def row_cost(row, d: Dissimilarity) -> float:
    """By the letter of the definition; None is no unit."""
    pairs = list(combinations(row, 2))
    cost = 0.0
    for a, b in pairs:
        if a is None or b is None:
            cost += d.delta_empty
            continue
        apart = (abs(a.start - b.start) + abs(a.end - b.end)) / (a.end - a.start + b.end - b.start)
        cost += d.alpha * apart**2 * d.delta_empty + d.beta * (a.label != b.label) * d.delta_empty
    return cost / len(pairs)


def least_cost(sides, d: Dissimilarity) -> float:
    """Of all alignments there are."""
    known = {}

    def least(left) -> float:
        if not any(left):
            return 0.0
        if left not in known:
            at = next(number for number, side in enumerate(left) if side)
            first = min(left[at])
            choices = [[None, *side] if number != at else [first] for number, side in enumerate(left)]
            known[left] = min(
                row_cost(row, d) + least(tuple(side - {unit} for side, unit in zip(left, row, strict=True)))
                for row in product(*choices)
            )
        return known[left]

    return least(tuple(sides))


# Three annotators of one text: all share two labels, give one unit a label each, and split others or miss them.
THREE = document(
    {Mark(2, 9, "1"), Mark(11, 17, "2"), Mark(24, 30, "5"), Mark(32, 36, "6"), Mark(36, 44, "6"), Mark(44, 60, "7")},
    {Mark(2, 9, "1"), Mark(11, 17, "3"), Mark(19, 25, "5"), Mark(32, 44, "6")},
    {Mark(2, 9, "1"), Mark(11, 17, "4"), Mark(21, 27, "5"), Mark(32, 36, "6"), Mark(36, 40, "6"), Mark(40, 44, "6")},
    id_="three",
)


def test_a_published_example():
    found = gamma([THREE], "ABC", Settings(dissimilarity=Dissimilarity(alpha=3), sampler="shuffle", precision=0.03))
    assert found.disorder == pytest.approx(0.960625)
    assert found.gamma.value == pytest.approx(0.45, abs=0.02)
    assert found.cat.value == pytest.approx(0.39, abs=0.02)
    assert {label: found.by_label[label].value for label in "156"} == pytest.approx(
        {"1": 1.0, "5": 1.0, "6": 0.36}, abs=0.03
    )
    assert max(found.by_label[label].value for label in "2347") <= 0.01
    assert (found.gamma.units, found.gamma.articles, found.cat.units) == (16, 1, 14)
    low, high = found.range
    assert low < found.gamma.value < high
    assert found.precision <= 0.035
    assert found.exact


@given(
    several,
    st.sampled_from([Dissimilarity(), Dissimilarity(alpha=3), Dissimilarity(alpha=0.5, beta=2, delta_empty=1.5)]),
)
@settings(max_examples=60)
def test_no_alignment_costs_less_than_the_best(sides, dissimilarity):
    best = best_alignment([units(side) for side in sides], dissimilarity)
    assert best.cost == pytest.approx(least_cost(sides, dissimilarity), abs=1e-5)
    for column, side in enumerate(sides):
        numbers = best.rows[:, column]
        assert sorted(numbers[numbers != EMPTY]) == list(range(len(side)))
    assert best.exact


def test_of_equal_alignments_the_one_with_fewer_rows_is_taken():
    # Side by side under different labels: together they cost 1 + 1, as much as each of them alone.
    best = best_alignment([units({Mark(0, 4, "ORG")}), units({Mark(4, 8, "PER")})], Dissimilarity())
    assert best.rows.tolist() == [[0, 0]]
    assert best.cost == 2.0


def test_too_dense_to_be_exact_is_said_and_still_an_alignment(monkeypatch):
    monkeypatch.setattr(gamma_alignment, "_MOST_ROWS", 20)
    sides = [{Mark(at, at + 20, "ORG") for at in range(12)} for _ in range(3)]
    best = best_alignment([units(side) for side in sides], Dissimilarity())
    assert not best.exact
    assert sorted(best.rows[best.rows[:, 1] != EMPTY, 1]) == list(range(12))
    assert not gamma([document(*sides)], "ABC", ROUGH["shuffle"]).exact


@pytest.mark.parametrize("sampler", ROUGH)
def test_what_is_undefined_says_why(sampler):
    def found(*documents, names="AB"):
        return gamma(documents, names, ROUGH[sampler])

    one_label = found(document({Mark(0, 9, "ORG"), Mark(20, 29, "ORG")}, {Mark(0, 9, "ORG"), Mark(21, 29, "ORG")}))
    assert 0 < one_label.gamma.value < 1
    assert (one_label.cat.value, one_label.cat.reason) == (None, "no_variation")
    assert one_label.by_label["ORG"].reason == "no_variation"
    whole = found(document({Mark(0, 60, "ORG")}, {Mark(0, 60, "ORG")}))
    assert (whole.gamma.value, whole.cat.reason) == (1.0, "no_variation")
    one_empty = found(document({Mark(0, 9, "ORG"), Mark(20, 29, "PER")}, ()))
    assert one_empty.gamma.value < 1
    assert (one_empty.cat.value, one_empty.cat.reason) == (None, "no_aligned_spans")
    assert {each.reason for each in one_empty.by_label.values()} == {"no_aligned_spans"}
    for documents, names, reason in (
        ([document((), ())], "AB", "no_spans"),
        ([document({Mark(0, 9, "ORG")})], "AB", "no_shared_documents"),
        ([document({Mark(0, 9, "ORG")}, {Mark(0, 9, "ORG")})], "A", "no_shared_documents"),
        ([], "AB", "no_shared_documents"),
    ):
        nothing = found(*documents, names=names)
        assert [(each.value, each.reason) for each in (nothing.gamma, nothing.cat)] == [(None, reason)] * 2
        assert (nothing.disorder, nothing.samples) == (None, 0)


def test_who_has_not_finished_a_document_is_not_there():
    spans = {Mark(0, 9, "ORG"), Mark(20, 29, "PER")}
    pair = document(spans, {Mark(0, 8, "ORG")})
    alone = document({Mark(0, 9, "ORG")}, id_="alone")
    empty = document((), (), id_="empty")
    with_third = Document(id="d", length=60, marks={**pair.marks, "C": frozenset()})
    found = gamma([pair], "ABC", ROUGH["shuffle"])
    assert gamma([alone, pair, empty], "ABC", ROUGH["shuffle"]) == found
    assert gamma([with_third], "AB", ROUGH["shuffle"]) == found
    assert gamma([with_third], "ABC", ROUGH["shuffle"]).disorder > found.disorder


def test_documents_count_by_what_is_in_them():
    full = document({Mark(0, 9, "ORG"), Mark(20, 29, "PER")}, {Mark(0, 9, "ORG"), Mark(20, 29, "PER")}, id_="full")
    none = document({Mark(0, 9, "ORG")}, (), id_="none")
    found = gamma([full, none], "AB", ROUGH["shuffle"])
    assert found.disorder == pytest.approx(1 / 2.5)
    assert (found.gamma.articles, found.gamma.units) == (2, 5)
    assert gamma([full], "AB", ROUGH["shuffle"]).gamma.value == 1.0


@pytest.mark.parametrize("sampler", ROUGH)
@given(several)
@few
def test_neither_order_nor_who_is_called_what_matters(sampler, sides):
    once = gamma([document(*sides), THREE], "ABC", ROUGH[sampler])
    turned = Document(id="d", length=60, marks=dict(reversed(list(document(*sides).marks.items()))))
    assert gamma([THREE, turned], "CBA", ROUGH[sampler]) == once
    swapped = gamma([document(*reversed(sides))], "ABC", ROUGH[sampler])
    if swapped.disorder is not None:
        assert swapped.disorder == pytest.approx(gamma([document(*sides)], "ABC", ROUGH[sampler]).disorder, abs=1e-5)


@pytest.mark.parametrize("sampler", ROUGH)
@given(some)
@few
def test_those_who_marked_the_same_agree_fully(sampler, side):
    found = gamma([document(side, side, side)], "ABC", ROUGH[sampler])
    if not side:
        assert found.gamma.reason == "no_spans"
        return
    assert (found.gamma.value, found.disorder) == (1.0, 0.0)
    expected = {1.0} if len({mark.label for mark in side}) > 1 else {None}
    assert {each.value for each in (found.cat, *found.by_label.values())} == expected


def test_samples_by_shuffling_keep_lengths_and_labels_and_start_inside():
    sides = [units(side) for side in ({Mark(0, 5, "ORG"), Mark(30, 42, "PER")}, {Mark(10, 40, "ORG")}, ())]
    origins = {tuple(zip(each.ends - each.starts, each.labels, strict=True)) for each in sides}
    starts = set()
    for seed in range(50):
        sample = shuffled(sides, np.random.default_rng(seed))
        assert {tuple(zip(each.ends - each.starts, each.labels, strict=True)) for each in sample} <= origins
        starts |= {float(start) for each in sample for start in each.starts}
    assert min(starts) >= 0
    assert max(starts) <= 42
    assert len(starts) > 25


def test_two_who_are_shuffled_are_not_put_in_nearly_the_same_place():
    side = units({Mark(0, 20, "ORG"), Mark(60, 80, "ORG")})
    for seed in range(50):
        one, other = shuffled([side, side], np.random.default_rng(seed))
        assert abs(one.starts[0] - other.starts[0]) >= 10


def test_samples_by_statistics_have_the_averages_of_what_was_marked():
    sides = [units({Mark(at, at + 10, "ORG" if at % 80 else "PER") for at in range(20, 400, 20)}) for _ in range(2)]
    drawn = [each for seed in range(40) for each in statistical(sides, np.random.default_rng(seed))]
    assert {len(each.starts) for each in drawn} == {19}
    gaps = np.concatenate([each.starts[1:] - each.ends[:-1] for each in drawn])
    lengths = np.concatenate([each.ends - each.starts for each in drawn])
    assert gaps.mean() == pytest.approx(10, abs=1)
    assert lengths.mean() == pytest.approx(10, abs=1)
    assert np.concatenate([each.labels for each in drawn]).mean() == pytest.approx(4 / 19, abs=0.05)


def test_the_same_seed_gives_the_same_figures_and_a_finer_precision_more_samples():
    settings_of = [Settings(precision=precision, seed=seed) for precision, seed in ((0.9, 1), (0.9, 1), (0.9, 2))]
    first, again, other = (gamma([THREE], "ABC", each) for each in settings_of)
    assert first == again
    assert first.gamma.value != other.gamma.value
    finer = gamma([THREE], "ABC", Settings(precision=0.04))
    assert finer.samples > FIRST_SAMPLES
    assert finer.precision < first.precision


def test_progress_is_told_and_it_can_be_stopped():
    told = []
    gamma([THREE], "ABC", ROUGH["shuffle"], on_progress=lambda *done: told.append(done))
    assert told == [(done, FIRST_SAMPLES) for done in range(1, FIRST_SAMPLES + 1)]
    told.clear()
    with pytest.raises(Cancelled):
        gamma([THREE], "ABC", cancelled=lambda: len(told) == 3, on_progress=lambda *done: told.append(done))
    assert len(told) == 3


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Settings(sampler="dice"),
        lambda: Settings(precision=0),
        lambda: Settings(precision=1),
        lambda: Dissimilarity(alpha=-1),
        lambda: Dissimilarity(alpha=0, beta=0),
        lambda: Dissimilarity(delta_empty=0),
    ],
)
def test_settings_that_mean_nothing_are_refused(wrong):
    with pytest.raises(ValueError, match="no "):
        wrong()


def test_the_shared_vectors(shared_folder):
    compared = 0
    for path in sorted((shared_folder / "vectors" / "agreement").glob("*gamma*.json")):
        vector = json.loads(path.read_text(encoding="utf-8"))
        parameters, expected, tolerance = vector["parameters"], vector["expected"], vector["tolerance"]
        documents = [
            Document(
                id=each["id"],
                length=each["length"],
                marks={name: frozenset(Mark(**mark) for mark in found) for name, found in each["annotators"].items()},
            )
            for each in vector["documents"]
        ]
        dissimilarity = Dissimilarity(**{name: parameters[name] for name in ("alpha", "beta", "delta_empty")})
        how = Settings(dissimilarity=dissimilarity, sampler=parameters["sampler"], precision=0.03)
        found = gamma(documents, annotators(documents), how)
        figures = {
            "gamma": found.gamma.value,
            "gamma_cat": found.cat.value,
            "gamma_best_alignment_disorder": found.disorder,
            **{f"gamma_k {label}": each.value for label, each in found.by_label.items()},
        }
        wanted = {f"gamma_k {label}": value for label, value in expected.get("gamma_k", {}).items()}
        wanted |= {name: expected[name] for name in figures if name in expected}
        for name, value in wanted.items():
            within = tolerance.get(name, tolerance["default"])
            assert figures[name] == pytest.approx(value, abs=within), (path.name, name)
            compared += 1
    assert compared >= 9
