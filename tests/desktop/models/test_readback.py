from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from annotations.model.mention import EntityMention
from annotations.model.schema import AttributeType, Role
from annotations.model.span import Span
from desktop.models.readback import Words, gaps, read_back, sentence, surface
from tests.desktop.chrome_samples import ASSAULT, MENTIONS, TEXT, struck


def read(event, label=ASSAULT, **more):
    return sentence(read_back(event, label, TEXT, MENTIONS, **more))


def test_a_full_frame_reads_as_a_sentence():
    event = struck(ACTOR="m1", RECIPIENT="m2", PLACE="m4", INSTRUMENT="m3", DATE="m3")
    assert read(event) == ("Hill fighters struck a border post of the guard in Talas on rockets with rockets.")


def test_the_required_gap_is_named_at_the_end():
    event = struck(INSTRUMENT="m3", RECIPIENT="m2", ACTOR="m1")
    assert read(event) == "Hill fighters struck a border post of the guard with rockets, date not filled."


def test_without_required_roles_every_empty_role_is_a_gap():
    label = replace(ASSAULT, roles=tuple(replace(role, required=False) for role in ASSAULT.roles))
    assert read(struck(), label) == "struck, actor, recipient, place, date and instrument not filled."
    assert [role.name for role in gaps(struck(ACTOR="m1"), label)] == ["RECIPIENT", "PLACE", "DATE", "INSTRUMENT"]


def test_several_fillers_of_one_role():
    assert read(struck(ACTOR="m1,m2,m4")).startswith("Hill fighters, a border post of the guard and Talas struck")


def test_pieces_know_their_role_and_target_and_what_is_only_suggested():
    pieces = read_back(struck(ACTOR="m1", INSTRUMENT="m3"), ASSAULT, TEXT, MENTIONS, suggested={"m3"})
    fillers = {piece.target: piece for piece in pieces if piece.kind == "filler"}
    assert fillers["m3"].suggested
    assert not fillers["m1"].suggested
    assert [piece.role for piece in pieces if piece.kind == "gap"] == ["DATE"]


STANDING = replace(
    ASSAULT,
    roles=(*ASSAULT.roles, Role(name="SOURCE", title="Source", part="source", required=True)),
    attributes=(
        AttributeType(name="modality", title="Modality", values=("A", "P"), titles=("Asserted", "Planned")),
        AttributeType(name="polarity", title="Polarity", values=("YES", "NO"), titles=("Happened", "Did not happen")),
    ),
)


def test_how_an_event_stands_is_said_where_it_is_not_as_usual():
    event = replace(struck(ACTOR="m1", DATE="m4"), attributes=(("modality", "P"), ("polarity", "NO")))
    assert read(event, STANDING) == "Hill fighters struck on Talas (planned, did not happen)."
    assert read(replace(event, attributes=(("modality", "A"),)), STANDING) == "Hill fighters struck on Talas."
    assert "(denied)" in read(replace(event, attributes=(("modality", "DENIED"),)), STANDING)


def test_the_source_stands_at_the_end_and_is_never_a_gap():
    event = replace(struck(ACTOR="m1", SOURCE="m2,m4"), attributes=(("modality", "P"),))
    assert read(event, STANDING) == (
        "Hill fighters struck (planned), according to a border post of the guard and Talas, date not filled."
    )
    assert [role.name for role in gaps(struck(), STANDING)] == ["ACTOR", "DATE"]
    asked = replace(STANDING, roles=(replace(STANDING.roles[-1], phrase="said"),))
    assert read(struck(SOURCE="m1"), asked) == "struck, said Hill fighters."


def test_the_words_are_those_of_the_interface():
    assert read(struck(ACTOR="m1,m4"), words=Words("und", "fehlt")) == "Hill fighters und Talas struck, date fehlt."


def test_a_filler_that_is_gone_is_left_out():
    assert read(struck(ACTOR="gone")) == "struck, date not filled."


def test_a_surface_is_one_line_and_shows_where_text_is_left_out():
    text = "first\n  second third"
    parts = (Span(0, 5), Span(15, 20))
    mention = EntityMention(id="m", span=Span(0, 20), label="X", parts=parts)
    assert surface(mention, text) == "first … third"
    assert surface(EntityMention(id="m", span=Span(0, 14), label="X"), text) == "first second"


@given(st.lists(st.tuples(st.sampled_from([role.name for role in ASSAULT.roles]), st.sampled_from(list(MENTIONS)))))
def test_every_filler_is_said_once_and_the_sentence_ends(pairs):
    from annotations.model.mention import Argument

    event = struck().with_arguments(tuple(Argument(role, target) for role, target in pairs))
    pieces = read_back(event, ASSAULT, TEXT, MENTIONS)
    said = sorted((piece.role, piece.target) for piece in pieces if piece.kind == "filler")
    assert said == sorted(pairs)
    words = sentence(pieces)
    assert words.endswith(".")
    assert "  " not in words
    assert " ," not in words


def test_arabic_words_keep_the_order_of_the_sentence_they_stand_in():
    text = "اتفق وفدان في عمّان"
    event = replace(struck(PLACE="m4"), span=Span(0, 4))
    place = EntityMention(id="m4", span=Span(14, 19), label="GPE")
    label = replace(
        ASSAULT, roles=tuple(replace(role, required=False) for role in ASSAULT.roles if role.name == "PLACE")
    )
    assert sentence(read_back(event, label, text, {"m4": place})) == "\u2068اتفق\u2069 in \u2068عمّان\u2069."
