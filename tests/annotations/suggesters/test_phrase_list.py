from dataclasses import replace

import pytest

from annotations.model.mention import Kind
from annotations.model.project_settings import Phrase
from annotations.model.span import Span
from annotations.model.wire import schema_to_json
from annotations.suggesters.base import runs, suggest_batch
from annotations.suggesters.found import Found
from annotations.suggesters.phrase_list import merged, phrase_list
from annotations.suggesters.plan import Plan
from annotations.suggesters.spacy_pipeline import load
from tests.annotations.suggesters.helpers import POLITICAL, article_text


def name(text: str, label: str = "ORG") -> Phrase:
    return Phrase(text=text, kind=Kind.ENTITY, label=label)


def trigger(text: str, label: str = "REJECT") -> Phrase:
    return Phrase(text=text, kind=Kind.EVENT, label=label)


def suggested(text: str, *phrases: Phrase, kind: Kind, language: str = "en") -> dict[str, tuple[str, str]]:
    """Label and source of explanation by surface, over both suggesters."""
    ((_, by_run),) = suggest_batch(
        schema_to_json(POLITICAL), Plan(phrases=phrases), [article_text(text, language=language)]
    )
    return {
        made.mention.span.of(text): (made.mention.label, made.explanation)
        for of_run in by_run.values()
        for made in of_run
        if made.mention.kind is kind
    }


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("Ardent Dawn", "Ardent Dawn met ardent dawn and Ardent Dawning.", ["Ardent Dawn"]),
        ("ardent dawn", "Ardent Dawn met ARDENT DAWN.", ["Ardent Dawn", "ARDENT DAWN"]),
        ("Zarn-Orl", "The Zarn-Orl road and Zarn.", ["Zarn-Orl"]),
        ("Qal’at al-Nur", "In Qal’at al-Nur’s market.", ["Qal’at al-Nur"]),
    ],
)
def test_names_are_found_by_token_as_they_are_written(phrase: str, text: str, found: list[str]):
    nlp = load(with_syntax=False)
    made = phrase_list(nlp, (name(phrase),), Kind.ENTITY).find(nlp.make_doc(text))
    assert [each.extent.of(text) for each in made] == found
    assert {(each.label, each.source, each.why, each.score) for each in made} == {
        ("ORG", "phrase", "on your list", 0.97)
    }


def test_the_longest_phrase_is_taken_and_the_first_of_equals():
    nlp = load(with_syntax=False)
    phrases = (name("Dawn", "PERSON"), name("Ardent Dawn"), name("Ardent Dawn", "FAC"), name("Dawn Patrol", "FAC"))
    text = "Ardent Dawn Patrol saw Dawn."
    made = phrase_list(nlp, phrases, Kind.ENTITY).find(nlp.make_doc(text))
    assert [(each.extent.of(text), each.label) for each in made] == [("Ardent Dawn", "ORG"), ("Dawn", "PERSON")]


def test_the_list_is_built_once():
    nlp = load(with_syntax=False)
    assert phrase_list(nlp, (name("Zarn"),), Kind.ENTITY) is phrase_list(nlp, (name("Zarn"),), Kind.ENTITY)


def test_a_phrase_takes_the_place_of_what_it_reaches_over_and_leaves_longer_names_whole():
    def found(start: int, end: int, source: str) -> Found:
        return Found(extent=Span(start, end), label=source, why="", source=source)

    short, long, other = found(0, 4, "rule"), found(10, 30, "rule"), found(40, 44, "rule")
    over_short, in_long, on_other = found(0, 9, "phrase"), found(12, 16, "phrase"), found(40, 44, "phrase")
    assert merged([short, long, other], [over_short, in_long, on_other]) == [over_short, long, on_other]
    assert merged([short, long], []) == [short, long]


def test_names_on_the_list_are_suggested_and_fill_roles():
    text = "On Friday the Brown Heron Column attacked Turkey."
    before = suggested(text, kind=Kind.ENTITY)
    assert before.get("Brown Heron Column") != ("ORG", "on your list")
    phrase = name("Brown Heron Column")
    assert suggested(text, phrase, kind=Kind.ENTITY)["Brown Heron Column"] == ("ORG", "on your list")
    ((_, by_run),) = suggest_batch(schema_to_json(POLITICAL), Plan(phrases=(phrase,)), [article_text(text)])
    mentions = {made.mention.id: made.mention for of_run in by_run.values() for made in of_run}
    (attack,) = (mention for mention in mentions.values() if mention.label == "ASSAULT")
    fillers = {argument.role: mentions[argument.target].span.of(text) for argument in attack.arguments}
    assert fillers["ACTOR"] == "Brown Heron Column"


@pytest.mark.parametrize("surface", ["zigzagged away", "zigzags away", "Zigzagging away"])
def test_triggers_are_found_in_any_form(surface: str):
    text = f"The minister {surface} from the plan." if surface[0] == "z" else f"{surface} from the plan, he laughed."
    assert suggested(text, trigger("zigzag away"), kind=Kind.EVENT)[surface] == ("REJECT", "on your list")


def test_a_trigger_on_the_list_takes_the_place_of_the_lexicon():
    text = "Turkey attacked Syria."
    assert suggested(text, kind=Kind.EVENT)["attacked"][0] == "ASSAULT"
    assert suggested(text, trigger("attack", "ACCUSE"), kind=Kind.EVENT) == {"attacked": ("ACCUSE", "on your list")}


def test_articles_in_other_languages_have_the_list_and_nothing_else():
    text = "زار فارس الزرن مدينة أورل يوم الجمعة."
    phrases = (name("فارس الزرن", "PERSON"), trigger("زار", "CONSULT"))
    assert suggested(text, *phrases, kind=Kind.ENTITY, language="ar") == {"فارس الزرن": ("PERSON", "on your list")}
    assert suggested(text, *phrases, kind=Kind.EVENT, language="ar") == {"زار": ("CONSULT", "on your list")}
    assert suggested(text, kind=Kind.ENTITY, language="ar") == {}


def test_another_list_makes_another_run_of_its_kind_only():
    plain = runs(POLITICAL, Plan())
    with_name = runs(POLITICAL, Plan(phrases=(name("Zarn"),)))
    with_trigger = runs(POLITICAL, Plan(phrases=(trigger("zigzag"),)))
    assert with_name[0].id != plain[0].id
    assert with_trigger[0].id == plain[0].id
    assert with_trigger[1].id != plain[1].id
    again = (replace(name("Zarn")), name("Zarn"))
    assert runs(POLITICAL, Plan(phrases=again)) == with_name
