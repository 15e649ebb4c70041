from dataclasses import replace

import pytest

from annotations.model.mention import Argument, Kind
from annotations.model.schema import Label, Schema
from benchmarks.gestures_hands import Keyboard, Mouse
from benchmarks.gestures_labels import OutOfReach, bounds_keys, label_keys
from benchmarks.gestures_plan import next_keys
from benchmarks.gestures_reading import Reading
from benchmarks.gestures_scene import Gold, Scene
from tests.factories import article, entity, event, small_schema, span, suggestion

ARTICLE = article("The militias attacked Erbil with rockets. Sudani met Blinken in Baghdad on Monday.")
NAMES = [span(ARTICLE, name) for name in ("Erbil", "Sudani", "Blinken", "Baghdad")]
READING = Reading(ARTICLE.text, ARTICLE.tokens, NAMES)
SCHEMA = small_schema()

MILITIAS = entity("ORG", span(ARTICLE, "militias"))
ERBIL = entity("GPE", span(ARTICLE, "Erbil"))
SUDANI = entity("PERSON", span(ARTICLE, "Sudani"))
BLINKEN = entity("PERSON", span(ARTICLE, "Blinken"))
BAGHDAD = entity("GPE", span(ARTICLE, "Baghdad"))
ATTACK = event("ASSAULT", span(ARTICLE, "attacked"), ("ACTOR", MILITIAS), ("PLACE", ERBIL))
PEOPLE = (MILITIAS, ERBIL, SUDANI, BLINKEN, BAGHDAD)


def decided(*mentions):
    return {mention.id: mention for mention in mentions}


def keys(gold, hand=Keyboard, **scene):
    return next_keys(hand(Scene(**scene), READING, SCHEMA), Gold(gold))


def token(words):
    return READING.tokens_of(span(ARTICLE, words))[0]


# -- labels and bounds ------------------------------------------------------------------------------------------------


def many(kind, *codes, **keys_of):
    return Schema(
        name="s", title="S", labels=tuple(Label(code=c, kind=kind, title=c, key=keys_of.get(c, "")) for c in codes)
    )


def test_a_label_with_a_digit_is_one_key():
    assert label_keys(SCHEMA, "ORG", Kind.ENTITY) == ("2",)


def test_a_label_without_a_digit_is_chosen_in_the_list():
    schema = many(Kind.ENTITY, *"ABCDEFGHIJ", "MONEY", "MONTH", "MOON")
    assert label_keys(schema, "C", Kind.ENTITY) == ("L", "3")
    assert label_keys(schema, "MONEY", Kind.ENTITY) == ("L", "m", "Return")
    assert label_keys(schema, "MOON", Kind.ENTITY) == ("L", "m", "3")


def test_an_event_type():
    assert label_keys(SCHEMA, "CONSULT", Kind.EVENT) == ("F", "2")
    assert label_keys(SCHEMA, "CONSULT", Kind.EVENT, likely="CONSULT") == ("F", "Return")
    assert label_keys(many(Kind.EVENT, "EVENT"), "EVENT", Kind.EVENT) == ("F",)
    with pytest.raises(OutOfReach):
        label_keys(SCHEMA, "LAW", Kind.ENTITY)  # switched off


@pytest.mark.parametrize(
    ("now", "wanted", "expected"),
    [
        ((2, 4), (2, 4), ()),
        ((2, 4), (2, 5), ("Alt+Right",)),
        ((2, 4), (1, 3), ("Alt+Shift+Left", "Alt+Left")),
        ((2, 2), (4, 4), ("Alt+Right", "Alt+Right", "Alt+Shift+Right", "Alt+Shift+Right")),
        ((4, 4), (2, 2), ("Alt+Shift+Left", "Alt+Shift+Left", "Alt+Left", "Alt+Left")),
    ],
)
def test_bounds_never_pass_each_other(now, wanted, expected):
    assert bounds_keys(now, wanted) == expected
    start, end = now
    for key in expected:
        start += {"Alt+Shift+Left": -1, "Alt+Shift+Right": 1}.get(key, 0)
        end += {"Alt+Left": -1, "Alt+Right": 1}.get(key, 0)
        assert start <= end
    assert (start, end) == wanted


# -- from scratch -----------------------------------------------------------------------------------------------------


def test_what_is_near_is_marked_before_what_is_far():
    gold = (SUDANI, ERBIL, event("ASSAULT", span(ARTICLE, "attacked")))
    assert keys(gold) == ("Space", "3")
    after = {"mentions": decided(ERBIL), "focus": ERBIL.id, "caret": token("Erbil")}
    assert keys(gold[:2], **after) == ("Ctrl+Right", "1")
    assert keys(gold, **after) == ("Left", "F", "1")


def test_the_list_of_types_opens_on_what_the_trigger_was_before():
    scene, gold = Scene(caret=token("attacked")), Gold([event("ASSAULT", ATTACK.span)])
    assert next_keys(Keyboard(scene, READING, SCHEMA), gold) == ("F", "1")
    assert next_keys(Keyboard(scene, READING, SCHEMA, lambda _: "ASSAULT"), gold) == ("F", "Return")


def test_nothing_is_pressed_when_the_gold_stands():
    assert keys(PEOPLE, mentions=decided(*PEOPLE)) == ()
    assert keys((*PEOPLE, ATTACK), mentions=decided(*PEOPLE, ATTACK)) == ()


def test_a_mention_in_parts():
    parts = (span(ARTICLE, "attacked"), span(ARTICLE, "with rockets"))
    split = replace(event("ASSAULT", span(ARTICLE, "attacked Erbil with rockets")), parts=parts)
    pressed = keys((split,))
    assert pressed[2:5] == ("F", "1", "P")
    assert (pressed[-2:], len(pressed)) == (("Shift+Right", "P"), 9)


def test_a_stray_mention_is_gone_to_and_corrected_or_deleted():
    wrong = entity("ORG", span(ARTICLE, "Sudani"), id="m0")
    assert keys((SUDANI,), mentions=decided(wrong), focus="m0", caret=token("Sudani")) == ("1",)
    assert keys((), mentions=decided(wrong)) == ("J",)
    assert keys((), mentions=decided(wrong), caret=token("Baghdad")) == ("K",)
    assert keys((), mentions=decided(wrong), focus="m0") == ("Del",)


# -- roles ------------------------------------------------------------------------------------------------------------


def bare(**more):
    return {"mentions": decided(*PEOPLE, ATTACK.with_arguments(())), "focus": ATTACK.id, "caret": 2, **more}


def test_a_digit_fills_the_role_that_is_numbered():
    assert keys((*PEOPLE, ATTACK), **bare(armed="ACTOR", hints=(ERBIL.id, MILITIAS.id))) == ("2",)


def test_a_role_that_stays_empty_is_passed_by_its_key():
    actor = ATTACK.with_arguments((Argument("ACTOR", MILITIAS.id),))
    scene = bare(armed="RECIPIENT", hints=(ERBIL.id,)) | {"mentions": decided(*PEOPLE, actor)}
    assert keys((*PEOPLE, ATTACK), **scene) == ("E",)


def test_without_numbers_the_role_key_brings_them():
    assert keys((*PEOPLE, ATTACK), **bare()) == ("E",)
    assert keys((*PEOPLE, ATTACK), **bare(armed="RECIPIENT", hints=())) == ("E",)


def test_a_wrong_filler_is_taken_out_first():
    wrong = ATTACK.with_arguments((Argument("ACTOR", ERBIL.id),))
    assert keys((*PEOPLE, ATTACK), **bare() | {"mentions": decided(*PEOPLE, wrong)}) == ("Shift+Q",)


def test_roles_on_offer_are_taken_with_one_key_if_all_are_right():
    assert keys((*PEOPLE, ATTACK), **bare(offered=ATTACK.arguments)) == ("Return",)
    wrong = (Argument("INSTRUMENT", ERBIL.id), *ATTACK.arguments)
    assert keys((*PEOPLE, ATTACK), **bare(offered=wrong)) == ("E",)


def gold_of(actor):
    return (*PEOPLE, event("ASSAULT", ATTACK.span, ("ACTOR", actor), id=ATTACK.id))


def test_a_filler_without_a_number_is_gone_to_while_its_role_waits():
    waits = bare(armed="ACTOR", hints=(ERBIL.id,))
    assert keys(gold_of(MILITIAS), **waits) == ("Q",)
    assert keys(gold_of(MILITIAS), **waits, held=True) == ("Left", "2")


def test_a_role_is_filled_with_words_that_are_not_marked():
    left = decided(*PEOPLE[1:], ATTACK.with_arguments(()))
    assert keys(gold_of(MILITIAS), **bare() | {"mentions": left}) == ("Q",)
    assert keys(gold_of(MILITIAS), **bare(armed="ACTOR", held=True) | {"mentions": left}) == ("Left", "2")


def test_a_list_that_does_not_offer_the_filler_is_closed():
    waits = bare(armed="ACTOR", held=True, listed=True)
    assert keys(gold_of(MILITIAS), **waits, hints=(ERBIL.id,)) == ("Esc",)
    assert keys(gold_of(MILITIAS), **waits, hints=(ERBIL.id, MILITIAS.id)) == ("2",)


def test_an_event_fills_a_role_only_by_its_number():
    talks = event("CONSULT", span(ARTICLE, "met"))
    with pytest.raises(OutOfReach, match="cannot be filled"):
        keys((*gold_of(talks), talks), **bare(armed="ACTOR", held=True, hints=(ERBIL.id,)))


def test_an_event_without_its_roles_is_gone_to():
    scene = bare() | {"focus": BAGHDAD.id, "caret": token("Baghdad")}
    assert keys((*PEOPLE, ATTACK), **scene) == ("H", "a", "J")


# -- suggestions ------------------------------------------------------------------------------------------------------


def waiting(*mentions):
    return tuple(sorted((suggestion(each) for each in mentions), key=lambda each: each.mention.span.start))


def test_all_that_is_right_is_accepted_at_once():
    assert keys(PEOPLE, pending=waiting(*PEOPLE)) == ("Ctrl+Return",)  # there is but one paragraph


def test_the_rest_of_a_sentence_where_the_next_one_has_a_mistake():
    wrong = entity("PERSON", span(ARTICLE, "Monday"))
    assert keys(PEOPLE, pending=waiting(*PEOPLE, wrong)) == ("Shift+Return",)


def test_one_by_one_where_every_other_is_wrong():
    wrong = entity("PERSON", span(ARTICLE, "rockets"))
    left = waiting(MILITIAS, wrong, SUDANI)
    gold = (MILITIAS, SUDANI)
    assert keys(gold, pending=left, focus=left[0].id) == ("Return",)
    assert keys(gold, pending=left[1:], focus=left[1].id, caret=token("rockets")) == ("Backspace",)


def test_the_one_that_is_wrong_is_rejected_so_that_all_others_can_be_accepted_at_once():
    wrong = entity("PERSON", span(ARTICLE, "rockets"))
    left = waiting(*PEOPLE, wrong)
    place = next(each for each in left if each.mention.span == wrong.span)
    assert keys(PEOPLE, pending=left, focus=place.id, caret=token("rockets")) == ("Backspace",)
    assert keys(PEOPLE, pending=[each for each in left if each is not place]) == ("Ctrl+Return",)


def test_what_is_wrong_stays_undecided_at_the_end():
    wrong = (entity("PERSON", span(ARTICLE, "rockets")), entity("ORG", span(ARTICLE, "Monday")))
    assert keys((), pending=waiting(*wrong)) == ()


def test_a_wrong_label_and_a_wrong_bound_are_corrected():
    label = waiting(entity("ORG", SUDANI.span))
    assert keys((SUDANI,), pending=label, focus=label[0].id) == ("1",)
    long = waiting(entity("GPE", span(ARTICLE, "Baghdad on")))
    assert keys((BAGHDAD,), pending=long, focus=long[0].id) == ("Alt+Left",)
    far = waiting(entity("GPE", span(ARTICLE, "Sudani met Blinken in Baghdad")))
    assert keys((BAGHDAD,), pending=far, focus=far[0].id) == ("Alt+Shift+Right",) * 4


def suggested_attack(*arguments):
    fillers = {each.mention.span: each.id for each in waiting(*PEOPLE)}
    links = tuple(Argument(role, fillers[filler.span]) for role, filler in arguments)
    return suggestion(event("ASSAULT", ATTACK.span).with_arguments(links))


def test_an_event_is_accepted_whole_if_its_roles_are_right():
    whole = suggested_attack(("ACTOR", MILITIAS), ("PLACE", ERBIL))
    left = (*waiting(MILITIAS, ERBIL), whole)
    assert keys((*PEOPLE, ATTACK), pending=left) == ("Shift+Return",)


def test_an_event_with_a_wrong_role_is_accepted_without_it():
    extra = suggested_attack(("ACTOR", MILITIAS), ("PLACE", ERBIL), ("RECIPIENT", BAGHDAD))
    left = (*waiting(*PEOPLE), extra)
    assert keys((*PEOPLE, ATTACK), pending=left, focus=extra.id, caret=2) == ("Shift+W",)
    wrong = suggested_attack(("ACTOR", ERBIL))
    assert keys((*PEOPLE, ATTACK), pending=(*waiting(*PEOPLE), wrong), focus=wrong.id, caret=2) == ("Alt+Return",)


def test_a_suggested_event_with_wrong_roles_is_never_marked_by_hand():
    wrong = waiting(suggested_attack(("ACTOR", ERBIL)).mention)[0]
    assert keys((ATTACK.with_arguments(()),), pending=(*waiting(ERBIL), wrong), caret=2)[-1] != "1"


# -- the same everywhere ----------------------------------------------------------------------------------------------


def test_a_name_that_comes_again_is_marked_everywhere():
    again = article("Erbil slept. Erbil woke. The Erbil Daily said Erbil burned.")
    reading = Reading(again.text, again.tokens)
    places = [entity("GPE", span(again, "Erbil", nth), id=f"m{nth}") for nth in (1, 2, 3, 4)]

    def next_to_press(*gold):
        scene = Scene(mentions=decided(places[0]), focus="m1")
        return next_keys(Keyboard(scene, reading, SCHEMA), Gold(gold))

    assert next_to_press(*places) == ("A", "Return")
    # Left out: the third, which is another thing; Space goes on, so that only what stands before is stepped over.
    assert next_to_press(places[0], places[1], places[3]) == ("A", "Tab", "Space", "Return")


# -- the mouse --------------------------------------------------------------------------------------------------------


def test_the_mouse_draws_over_words_and_clicks_their_label():
    first, last = READING.tokens_of(span(ARTICLE, "with rockets"))
    assert keys((entity("ORG", span(ARTICLE, "with rockets")),), Mouse) == (f"words:{first}-{last}", "label:ORG")
    at = token("attacked")
    assert keys([ATTACK.with_arguments(())], Mouse) == (f"words:{at}-{at}", "button:event", "row:ASSAULT")


def test_the_mouse_clicks_what_fills_the_armed_role():
    assert keys((*PEOPLE, ATTACK), Mouse, **bare(armed="ACTOR")) == (f"mark:{MILITIAS.id}",)
    assert keys((*PEOPLE, ATTACK), Mouse, **bare(armed="INSTRUMENT")) == ("role:ACTOR",)


def test_the_mouse_draws_the_end_of_a_suggestion_to_its_place():
    long = waiting(entity("GPE", span(ARTICLE, "Baghdad on")))
    assert keys((BAGHDAD,), Mouse, pending=long, focus=long[0].id) == (f"end:{token('Baghdad')}",)


def test_the_mouse_lets_go_of_a_waiting_role_before_it_clicks_another_mark():
    hand = Mouse(Scene(mentions=decided(*PEOPLE, ATTACK), focus=ATTACK.id, armed="PLACE"), READING, SCHEMA)
    assert hand.to_mark(ERBIL.id) == ("beside:", f"mark:{ERBIL.id}")
    assert hand.act("delete") == (f"menu:{ATTACK.id}", "choose:delete")
