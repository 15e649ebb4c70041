from tests.annotations.suggesters.names.helpers import found


def test_a_short_form_is_the_person_who_was_named_in_full():
    made = found(
        "Sabti leaves Amman", "Foreign Minister Karim al-Sabti left.", "Then al-Sabti rested, and Sabti slept."
    )
    assert [surface for surface, label in made if label == "PERSON"] == ["Sabti", "Karim al-Sabti", "al-Sabti", "Sabti"]


def test_an_abbreviation_is_what_its_name_is():
    made = found("The Shalan Liberation Front (SLFX) denied it.", "Later SLFX fighters left, and the SLFX spoke.")
    assert made.count(("SLFX", "ORG")) == 3


def test_a_name_in_a_headline_ends_where_it_ends_in_the_text():
    made = found("Lindsay Okafor Checks Into Rehab Clinic", "Lindsay Okafor left on Friday.")
    assert made.count(("Lindsay Okafor", "PERSON")) == 2


def test_a_repeat_that_was_missed_is_found():
    made = found("Guards of the Nahrayn Movement left Amman.", "“nahr,” they sang. Nahrayn Movement, too, was there")
    assert made.count(("Nahrayn Movement", "ORG")) == 2


def test_a_country_is_not_taken_for_a_family_name():
    assert ("Jordan", "PERSON") not in found("Coach Paul France spoke.", "Troops left France on Friday.")
    assert ("France", "GPE") in found("Coach Paul France spoke.", "Troops left France on Friday.")


def test_a_family_name_of_two_parts_is_the_person():
    made = found("Karim Brandis-Ogul left Amman.", "Guards took Brandis-Ogul to court, and Brandis-Ogul wept.")
    assert [surface for surface, label in made if label == "PERSON"] == ["Karim Brandis-Ogul", *["Brandis-Ogul"] * 2]


def test_what_guards_stand_in_is_a_place():
    made = found("Guards in Upper Brandu left.", "He slept in Upper Brandu.")
    assert [label for surface, label in made if surface == "Upper Brandu"] == ["GPE", "GPE"]
