from hypothesis import given
from hypothesis import strategies as st

from annotations.editing.ledger import SUGGESTED, Convention, Side, Which, examples, findings, summary
from annotations.model.fate import Fate, Fated
from annotations.model.ids import ArticleId, RunId
from annotations.model.mention import Kind
from annotations.model.span import Span


def fate(fated, label="ORG", surface="the Guard", *, kind=Kind.ENTITY, given=None, start=0, end=0, version="1"):
    kept = fated not in (Fated.REJECTED, Fated.LEFT)
    return Fate(
        article_id=ArticleId("a"),
        annotator="Sara",
        kind=kind,
        span=Span(0, len(surface)),
        surface=surface,
        label=label,
        given=given or (label if kept else None),
        fated=fated,
        suggester="entities",
        version=version,
        run=RunId("r"),
        start_tokens=start,
        end_tokens=end,
    )


def found(fates, most=5):
    return findings(summary(fates), fates, most)


def moved_both():
    return fate(Fated.REBOUNDED, start=1, end=-1, surface="the Guard’s")


fated = st.builds(
    fate,
    st.sampled_from(list(Fated)),
    st.sampled_from(["ORG", "GPE"]),
    kind=st.sampled_from(list(Kind)),
    start=st.integers(-2, 2),
    end=st.integers(-2, 2),
    version=st.sampled_from(["1", "2"]),
)


@given(st.lists(fated, max_size=40))
def test_every_fate_is_in_one_row_and_every_number_has_its_examples(fates):
    rows = summary(fates)
    assert sum(row.suggested + row.missed for row in rows) == len(fates)
    for row in rows:
        versions = ((row.suggester, row.version),)
        counted = {
            SUGGESTED: row.suggested,
            (Fated.ACCEPTED,): row.accepted,
            (Fated.RELABELLED,): row.relabelled,
            (Fated.REBOUNDED,): row.rebounded,
            (Fated.REJECTED,): row.rejected,
            (Fated.LEFT,): row.left,
            (Fated.MISSED,): row.missed,
        }
        for which, count in counted.items():
            meant = Which(kind=row.kind, label=row.label, fated=which, versions=versions)
            assert len(examples(fates, meant)) == count
        for side, count in ((Side.START, row.start_moved), (Side.END, row.end_moved)):
            meant = Which(kind=row.kind, label=row.label, fated=(Fated.REBOUNDED,), versions=versions, side=side)
            assert len(examples(fates, meant)) == count


@given(st.lists(fated, max_size=60))
def test_a_finding_counts_what_it_shows_and_the_dearest_comes_first(fates):
    made = found(fates, most=100)
    assert [finding.cost for finding in made] == sorted((finding.cost for finding in made), reverse=True)
    for finding in made:
        assert len(examples(fates, finding.which)) == finding.count
        assert 3 <= finding.count <= finding.of


def test_a_share_of_nothing_is_not_known():
    (row,) = summary([fate(Fated.MISSED)])
    assert row.accepted_share is None
    (row,) = summary([fate(Fated.ACCEPTED), fate(Fated.LEFT)])
    assert row.accepted_share == 0.5


def test_one_moved_on_both_sides_is_one_and_is_in_both():
    (row,) = summary([moved_both()])
    assert (row.rebounded, row.start_moved, row.end_moved, row.suggested) == (1, 1, 1, 1)


def test_determiners_that_were_cut_off_point_to_the_convention():
    fates = [fate(Fated.REBOUNDED, start=1)] * 4 + [fate(Fated.REBOUNDED, surface="New Guard", start=1)]
    (finding,) = found(fates)
    assert (finding.which.side, finding.tokens, finding.count, finding.of) == (Side.START, 1, 5, 5)
    assert finding.words == (("the", 4), ("New", 1))
    assert finding.convention is Convention.DETERMINER


def test_a_possessive_that_was_cut_off_points_to_the_convention():
    (finding,) = found([fate(Fated.REBOUNDED, surface="Iraq’s", end=-1)] * 3)
    assert (finding.which.side, finding.words, finding.convention) == (
        Side.END,
        (("’s", 3),),
        Convention.POSSESSIVE,
    )


def test_the_rest_of_a_hyphenated_word_points_to_the_convention():
    (finding,) = found([fate(Fated.REBOUNDED, surface="Iran-backed", end=-2)] * 3)
    assert finding.convention is Convention.HYPHENATED


def test_words_that_came_in_are_not_known_and_a_trigger_has_no_convention():
    (finding,) = found([fate(Fated.REBOUNDED, start=-2)] * 3)
    assert (finding.tokens, finding.words, finding.convention, finding.cost) == (-2, (), None, 6)
    (finding,) = found([fate(Fated.REBOUNDED, kind=Kind.EVENT, surface="the strike", start=1)] * 3)
    assert finding.convention is None


def test_missed_ones_cost_more_and_are_counted_on_all_with_the_label():
    fates = [fate(Fated.REJECTED, "DATE", "today")] * 4 + [fate(Fated.ACCEPTED, "AGREE", "agreed")] * 6
    fates += [fate(Fated.MISSED, "AGREE", surface) for surface in ("accord", "Accord", "deal")]
    missed, rejected = found(fates)
    assert (missed.which.fated, missed.count, missed.of, missed.cost) == ((Fated.MISSED,), 3, 9, 9)
    assert missed.words == (("accord", 2), ("deal", 1))
    assert (rejected.count, rejected.of, rejected.words) == (4, 4, (("today", 4),))


def test_words_that_are_also_refused_are_no_words_to_list():
    fates = [fate(Fated.MISSED, "AGREE", surface) for surface in ("said", "said", "accord", "accord")]
    fates += [fate(Fated.REJECTED, "AGREE", "Said")]
    (missed,) = found(fates)
    assert missed.words == (("accord", 2),)


def test_relabelled_ones_are_told_apart_by_what_they_became():
    fates = [fate(Fated.RELABELLED, "GPE", given="ORG")] * 3 + [fate(Fated.RELABELLED, "GPE", given="FAC")] * 2
    (finding,) = found(fates)
    assert (finding.which.given, finding.count, finding.of) == ("ORG", 3, 5)


def test_faults_of_a_version_that_is_not_looked_at_are_past():
    fates = [fate(Fated.REJECTED, version="1")] * 5 + [fate(Fated.ACCEPTED, version="2")] * 5
    now = [row for row in summary(fates) if row.version == "2"]
    assert findings(now, fates) == []
    assert len(findings(summary(fates), fates)) == 1
