import pytest

from annotations.model.mention import EventMention
from annotations.model.starters import starter
from tests.annotations.suggesters.helpers import ANY_EVENT, frames, suggest

# One sentence for each way a role is said: sentence, event, role, fillers.
ROLES = [
    ("Turkey attacked Syria.", "attacked ASSAULT", "ACTOR", {"Turkey"}),
    ("Turkey attacked Syria.", "attacked ASSAULT", "RECIPIENT", {"Syria"}),
    ("Syria was attacked by Turkey.", "attacked ASSAULT", "ACTOR", {"Turkey"}),
    ("Syria was attacked by Turkey.", "attacked ASSAULT", "RECIPIENT", {"Syria"}),
    ("Israel and Egypt accused Iran of lying.", "accused ACCUSE", "ACTOR", {"Israel", "Egypt"}),
    ("France accused Iran and Russia of lying.", "accused ACCUSE", "RECIPIENT", {"Iran", "Russia"}),
    ("Germany wants to attack France.", "attack ASSAULT", "ACTOR", {"Germany"}),
    ("Russia invaded Ukraine and bombed Poland.", "bombed ASSAULT", "ACTOR", {"Russia"}),
    ("Fighters backed by Iran entered the town.", "backed SUPPORT", "ACTOR", {"Iran"}),
    ("The soldiers of Sudan, who attacked Chad, fled.", "attacked ASSAULT", "ACTOR", {"Sudan"}),
    ("Iranian forces attacked Syria.", "attacked ASSAULT", "ACTOR", {"Iranian"}),
    ("The government of Japan praised Canada.", "praised SUPPORT", "ACTOR", {"Japan"}),
    ("Dozens of Palestinians protested in Ramallah.", "protested PROTEST", "ACTOR", {"Palestinians"}),
    ("Israel's attacks on Lebanon worried Egypt.", "attacks ASSAULT", "ACTOR", {"Israel"}),
    ("Israel's attacks on Lebanon worried Egypt.", "attacks ASSAULT", "RECIPIENT", {"Lebanon"}),
    ("US strikes on Syria worried Egypt.", "strikes ASSAULT", "ACTOR", {"US"}),
    ("The bombing of London shocked the world.", "bombing ASSAULT", "RECIPIENT", {"London"}),
    ("The invasion of Kuwait by Iraq shocked the world.", "invasion ASSAULT", "ACTOR", {"Iraq"}),
    ("Russia launched an attack against Ukraine.", "attack ASSAULT", "ACTOR", {"Russia"}),
    ("Russia launched an attack against Ukraine.", "attack ASSAULT", "RECIPIENT", {"Ukraine"}),
    ("Egypt accused Chad of attacking Sudan.", "attacking ASSAULT", "ACTOR", {"Chad"}),
    ("Greece and Turkey held two rounds of talks.", "talks CONSULT", "ACTOR", {"Greece", "Turkey"}),
    ("An invitation from Qatar reached Iran.", "invitation REQUEST", "ACTOR", {"Qatar"}),
    ("Talks between Egypt and Sudan resumed.", "Talks CONSULT", "ACTOR", {"Egypt", "Sudan"}),
    ("Norway demanded that Sweden leave the talks.", "demanded REQUEST", "RECIPIENT", {"Sweden"}),
    ("Norway urged Sweden to leave the talks.", "urged REQUEST", "RECIPIENT", {"Sweden"}),
    ("Canada promised Haiti new boats.", "promised PLEDGE", "RECIPIENT", {"Haiti"}),
    ("Russia attacked Ukraine on Friday.", "attacked ASSAULT", "DATE", {"Friday"}),
    ("Russia attacked Ukraine last week.", "attacked ASSAULT", "DATE", {"last week"}),
    ("Russia launched an attack against Ukraine on Friday.", "attack ASSAULT", "DATE", {"Friday"}),
    ("Gunmen attacked a convoy in Syria.", "attacked ASSAULT", "PLACE", {"Syria"}),
    ("Rebels held a rally in Paris.", "rally PROTEST", "PLACE", {"Paris"}),
    ("Fighters struck bases in Iraq and Syria.", "struck ASSAULT", "PLACE", {"Iraq", "Syria"}),
    ("Turkey killed nine rebels with an airstrike.", "killed ASSAULT", "INSTRUMENT", {"airstrike"}),
]


@pytest.mark.parametrize(("sentence", "event", "role", "fillers"), ROLES)
def test_role(sentence: str, event: str, role: str, fillers: set[str]):
    found = frames(sentence)
    assert event in found
    assert found[event].get(role, set()) == fillers


@pytest.mark.parametrize(
    ("sentence", "trigger", "not_triggers"),
    [
        ("The army carried out an attack on Kyiv.", "attack ASSAULT", {"carried"}),
        ("Brazil called for an end to the fighting.", "called REQUEST", {"end"}),
        ("Sweden promised to withdraw its troops.", "promised PLEDGE", {"withdraw"}),
        ("Malaysia lifted the curfew.", "lifted CONCEDE", {"curfew"}),
        ("Egypt declared a cease-fire.", "cease-fire RETREAT", {"fire", "declared"}),
        ("Iran-backed militias attacked Erbil.", "attacked ASSAULT", {"backed"}),
        ("The minister said Iran attacked Erbil.", "attacked ASSAULT", {"said"}),
        ("The minister said the weather was fine.", "said STATEMENT", set()),
        ("Rebels launched repeated rocket strikes on Goma.", "strikes ASSAULT", {"launched", "rocket"}),
        ("Turkey struck a depot, killing two Syrians and wounding nine.", "struck ASSAULT", {"killing", "wounding"}),
        ("Mali renewed its commitment to protecting the dam.", "commitment PLEDGE", {"renewed"}),
        ("Ghana emphasized its commitment to the treaty.", "commitment PLEDGE", {"emphasized"}),
        ("The attacks launched by Hamas worried Egypt.", "attacks ASSAULT", {"launched"}),
        ("Norway demanded talks if Sweden attacks.", "demanded REQUEST", {"attacks", "talks"}),
        ("Kenya began to withdraw its troops.", "withdraw RETREAT", {"began"}),
        ("In a series of attacks rebels killed nine men.", "killed ASSAULT", {"series"}),
    ],
)
def test_trigger_is_the_one_word_that_says_it(sentence: str, trigger: str, not_triggers: set[str]):
    found = frames(sentence)
    assert trigger in found
    assert not not_triggers & {event.split()[0] for event in found}


@pytest.mark.parametrize(
    ("sentence", "event"),
    [
        ("Japan will donate boats to Fiji.", "donate PLEDGE"),
        ("Russia would bomb Poland.", "bomb THREATEN"),
        ("Cuba will not release the writer.", "release REJECT"),
        ("Japan donated boats to Fiji.", "donated AID"),
        ("The rebels said they would attack Juba.", "said THREATEN"),
        ("The army is ready to attack Juba.", "ready THREATEN"),
    ],
)
def test_what_is_only_announced_is_a_promise_a_threat_or_a_refusal(sentence: str, event: str):
    assert event in frames(sentence)


def test_what_a_website_says_to_its_readers_is_no_news():
    assert frames("We welcome your comments. Comments that break our guidelines will be rejected.") == {}
    assert "rejected REJECT" in frames("Turkey rejected the plan.")


def test_nobody_is_both_actor_and_recipient():
    for sentence, *_ in ROLES:
        for roles in frames(sentence).values():
            assert not roles.get("ACTOR", set()) & roles.get("RECIPIENT", set())


def test_a_role_takes_only_the_labels_the_schema_allows():
    schema = starter("political-events")
    for sentence, *_ in ROLES:
        made = {suggestion.mention.id: suggestion.mention for suggestion in suggest(sentence)}
        for mention in made.values():
            if isinstance(mention, EventMention):
                label = schema.label(mention.label, mention.kind)
                assert label is not None
                for argument in mention.arguments:
                    role = label.role(argument.role)
                    assert role is not None
                    assert not role.fillers or made[argument.target].label in role.fillers


def test_a_schema_without_types_gets_every_happening_and_no_states():
    found = frames("The dam collapsed after the storm. Officials held a meeting. The lake contains salt.", ANY_EVENT)
    assert {"collapsed EVENT", "held EVENT", "meeting EVENT", "storm EVENT"} <= found.keys()
    assert "contains EVENT" not in found
    assert "dead EVENT" in frames("Two miners were found dead in Chile.", ANY_EVENT)
    assert all(roles == {} for roles in found.values())


def test_every_event_says_why():
    explanations = {made.mention.label: made.explanation for made in suggest("Turkey attacked Syria. Talks resumed.")}
    assert explanations["ASSAULT"] == "verb “attack”, ASSAULT"
    assert explanations["CONSULT"] == "noun “talk”, CONSULT"


def test_no_event_fills_its_own_role():
    text = "The army responded to the attacks with three retaliatory strikes against militia targets in Syria."
    events = [each.mention for each in suggest(text) if isinstance(each.mention, EventMention)]
    assert any(each.span.of(text) == "strikes" for each in events)
    assert all(argument.target != each.id for each in events for argument in each.arguments)
