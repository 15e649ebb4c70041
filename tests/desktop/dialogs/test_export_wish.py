from dataclasses import replace

import pytest

import exporters
from annotations.model.project import ADJUDICATED, EVERYBODY, MAJORITY, SUGGESTIONS, SetSummary
from desktop.dialogs.export_formats import format_rows
from desktop.dialogs.export_wish import Wish
from desktop.panels.export.words import FORMATS, OPTIONS
from exporters.base import Exporter
from exporters.profile import Profile
from exporters.split import Wanted
from exporters.truth import Truth
from tests.desktop.export_samples import HANA, OMAR

RULINGS = SetSummary(annotator=ADJUDICATED, articles=3, done=3, mentions=9)
PLAIN = Exporter(id="plain", title="Plain", suffix=".x", keeps=frozenset(("entity", "all sets")), write=print)
NARROW = replace(PLAIN, id="narrow", keeps=frozenset(("entity",)))
DIVIDED = replace(PLAIN, id="divided", always_split=True)


@pytest.fixture
def wish():
    made = Wish((HANA, OMAR), "Hana")
    made.turn_to(PLAIN)
    return made


@pytest.mark.parametrize(("summaries", "source"), [
    ((), SUGGESTIONS), ((OMAR,), "Omar"), ((OMAR, HANA), "Hana"), ((HANA, RULINGS), ADJUDICATED),
])  # fmt: skip
def test_the_likeliest_source_stands(summaries, source):
    assert Wish(summaries, "Hana").profile.truth.source == source


@pytest.mark.parametrize(("source", "finished"), [("Hana", True), ("Omar", False), (MAJORITY, True), (EVERYBODY, True)])
def test_unfinished_articles_are_left_out_unless_nothing_is_finished(wish, source, finished):
    wish.choose_source(source)
    assert wish.profile.truth.finished_only == finished


def test_a_format_has_again_what_it_had(wish):
    wish.choose_option("ents", "shortest", "longest")
    wish.choose_split(Wanted(seed=3))
    wish.turn_to(NARROW)
    assert (wish.profile.options, wish.profile.split) == ({}, None)
    wish.turn_to(PLAIN)
    assert (wish.profile.options, wish.profile.split) == ({"ents": "shortest"}, Wanted(seed=3))


def test_what_is_usual_need_not_be_said(wish):
    wish.choose_option("ents", "shortest", "longest")
    wish.choose_option("ents", "longest", "longest")
    assert wish.profile.options == {}


def test_a_format_without_room_for_everybody_takes_one(wish):
    wish.choose_source(EVERYBODY)
    wish.turn_to(NARROW)
    assert wish.profile.truth.source == "Hana"


def test_a_format_that_is_always_divided_begins_so(wish):
    wish.turn_to(DIVIDED)
    assert wish.profile.split == Wanted()
    wish.take(Profile(format_id="divided", truth=Truth(source="Omar"), name="Night"), DIVIDED)
    assert wish.profile == Profile(format_id="divided", truth=Truth(source="Omar"), split=Wanted())


def test_another_source_asks_for_all_of_its_analysts(wish):
    wish.choose_truth(Truth(source=MAJORITY, annotators=("Hana",), labels=("GPE",)))
    wish.choose_source("Hana")
    assert wish.profile.truth == Truth(source="Hana", finished_only=True, labels=("GPE",))


def test_every_format_of_ours_has_a_name_and_every_option_its_words():
    ours = [id_ for id_, where in exporters.table().items() if where.startswith("exporters.")]
    assert sorted(ours) == sorted(FORMATS)
    assert [row.id for row in format_rows() if row.id in FORMATS] == list(FORMATS)
    for format_id in ours:
        for option, choices in exporters.find(format_id).options.items():
            asked, words = OPTIONS[option]
            assert asked
            assert choices.isdecimal() or set(choices.split("|")) <= set(words)


def test_formats_of_others_stand_at_the_end_also_broken_ones(monkeypatch):
    ours = dict(exporters.table())
    others = {PLAIN.id: f"{__name__}:PLAIN", "gone": "no_such_module_here:EXPORTER"}
    for module in ("desktop.dialogs.export_formats", "exporters"):
        monkeypatch.setattr(f"{module}.table", lambda: ours | others)
    assert [row.title for row in format_rows()[-2:]] == ["Plain", "gone"]
