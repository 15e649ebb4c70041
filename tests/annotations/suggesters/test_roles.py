from itertools import pairwise

import pytest

from annotations.model.ids import MentionId
from annotations.model.mention import Kind
from annotations.model.schema import Label, Role
from annotations.model.span import Span
from annotations.suggesters import event_rules, spacy_pipeline
from annotations.suggesters.found import Found
from annotations.suggesters.roles import Filler, kind_of
from tests.annotations.suggesters.helpers import frames

# One sentence for each way a role is said indirectly: sentence, event, role, fillers.
INDIRECT = [
    ("Iran-backed militias launched strikes on Jordan.", "strikes ASSAULT", "ACTOR", {"Iran"}),
    ("Israeli bombardment and invasion of Lebanon continued.", "invasion ASSAULT", "ACTOR", {"Israeli"}),
    ("Israeli bombardment and invasion of Lebanon continued.", "bombardment ASSAULT", "RECIPIENT", {"Lebanon"}),
    ("Russia answered attacks by Ukraine.", "attacks ASSAULT", "ACTOR", {"Ukraine"}),
    ("Hezbollah claimed responsibility for most of the attacks on Israel.", "attacks ASSAULT", "ACTOR", {"Hezbollah"}),
    ("The Lebanese factions behind the attack fled.", "attack ASSAULT", "ACTOR", {"Lebanese"}),
    ("Egypt blamed Sudan for the attack.", "attack ASSAULT", "ACTOR", {"Sudan"}),
    ("Turkey condemned the Russian strikes on Syria.", "condemned ACCUSE", "RECIPIENT", {"Russian"}),
    ("French troops have faced attacks in Mali.", "attacks ASSAULT", "RECIPIENT", {"French"}),
    ("Canada protested during talks with Norway in Oslo.", "talks CONSULT", "ACTOR", {"Canada"}),
    ("Ethiopia defended Somalia in its war against Kenya.", "war ASSAULT", "ACTOR", {"Somalia"}),
    ("Norway received the ambassador to Sudan Ann Miller.", "received CONSULT", "RECIPIENT", {"Ann Miller"}),
    ("BEIRUT, Lebanon - Israel attacked Syria on Monday.", "attacked ASSAULT", "ACTOR", {"Israel"}),
    ("Spain signed a treaty with Peru.", "signed AGREE", "RECIPIENT", {"Peru"}),
    ("Canada threatened to impose sanctions on Belarus.", "threatened THREATEN", "RECIPIENT", {"Belarus"}),
    ("Canada reiterated its commitment to protecting Kuwait.", "commitment PLEDGE", "ACTOR", {"Canada"}),
    ("Canada reiterated its commitment to protecting Kuwait.", "commitment PLEDGE", "RECIPIENT", {"Kuwait"}),
    ("The PKK is designated a terrorist organization by Turkey.", "designated COERCE", "ACTOR", {"Turkey"}),
]
CIRCUMSTANCES = [
    ("Gunmen killed nine members of the group in Yemen.", "killed ASSAULT", "PLACE", {"Yemen"}),
    ("Ministers met in Basra, Iraq.", "met CONSULT", "PLACE", {"Basra"}),
    ("The US sent troops to Kuwait.", "sent MOBILIZE", "PLACE", {"Kuwait"}),
    ("The visit by Obama to Havana angered Russia.", "visit CONSULT", "PLACE", {"Havana"}),
    ("The minister visited Baghdad, where Turkey praised Iraq.", "praised SUPPORT", "PLACE", {"Baghdad"}),
    ("The talks held in March in Geneva failed.", "talks CONSULT", "PLACE", {"Geneva"}),
    ("The talks held in March in Geneva failed.", "talks CONSULT", "DATE", {"March"}),
    ("Ties have improved since last year, when Iraq agreed to open the border.", "agreed AGREE", "DATE", {"last year"}),
    ("Turkey condemned the strikes by Iran on Monday.", "condemned ACCUSE", "DATE", {"Monday"}),
]
SOURCES = [
    ("Reuters said Turkey attacked Syria.", "attacked ASSAULT", "SOURCE", {"Reuters"}),
    ("Turkey attacked Syria, according to Reuters.", "attacked ASSAULT", "SOURCE", {"Reuters"}),
    ("Iran told Oman that Turkey attacked Syria.", "attacked ASSAULT", "SOURCE", {"Iran"}),
    ("Turkey attacked Syria on Monday.", "attacked ASSAULT", "SOURCE", set()),
    ("It said Turkey attacked Syria.", "attacked ASSAULT", "SOURCE", set()),
]


@pytest.mark.parametrize(("sentence", "event", "role", "fillers"), [*INDIRECT, *CIRCUMSTANCES, *SOURCES])
def test_role(sentence: str, event: str, role: str, fillers: set[str]):
    found = frames(sentence)
    assert event in found
    assert found[event].get(role, set()) == fillers


def test_according_to_says_who_reports_and_not_to_whom_it_was_done():
    roles = frames("Turkey donated boats to Syria, according to Reuters.")["donated AID"]
    assert roles["SOURCE"] == {"Reuters"}
    assert "Reuters" not in roles.get("RECIPIENT", set())


# A project's own types: roles under other names, filled by their part and by what may fill them.
BURIED = Role(name="DEAD", title="Dead", part="object", fillers=("PERSON",))
BURIER = Role(name="BURIED_BY", title="Buried by", part="subject", fillers=("ORG", "NORP"))
CEMETERY = Role(name="CEMETERY", title="Cemetery", fillers=("GPE", "FAC"))
DAY = Role(name="DAY", title="Day", fillers=("DATE",))
BESIDE = Role(name="BESIDE", title="Beside", phrase="beside", fillers=("PERSON",))
TELLER = Role(name="TELLER", title="Told by", part="source", fillers=("ORG", "PERSON"))
BURIAL = Label(code="BURIAL", kind=Kind.EVENT, title="Burial", roles=(BURIED, BURIER, CEMETERY, DAY, BESIDE, TELLER))


def found_roles(marked: str, label: Label) -> dict[str, set[str]]:
    """The roles of the one event of a sentence in which the trigger is <so> and mentions are [LABEL so]."""
    pieces = marked.replace("<", "|* ").replace("[", "|").replace(">", "|").replace("]", "|").split("|")
    text, mentions = "", []
    for number, piece in enumerate(pieces):
        name, surface = piece.split(" ", 1) if number % 2 else ("", piece)
        if name:
            mentions.append((name, Span(len(text), len(text) + len(surface))))
        text += surface
    doc = spacy_pipeline.load(with_syntax=True)(text)
    trigger = next(
        Found(extent=span, label=label.code, why="", source="learned") for name, span in mentions if name == "*"
    )
    fillers = [Filler(MentionId(span.of(text)), span, name) for name, span in mentions if name != "*"]
    (event,) = event_rules.find(doc, {label.code: label}, fillers, event_rules.as_triggers(doc, [trigger], []))
    out: dict[str, set[str]] = {}
    for link in event.links:
        assert isinstance(link.target, Filler)
        out.setdefault(link.role, set()).add(link.target.id)
    return out


def test_the_roles_of_an_unknown_type_are_filled_by_their_part_and_their_fillers():
    assert found_roles("The [ORG Red Cross] <buried> [PERSON Ann Miller] in [GPE Lima] on [DATE Monday].", BURIAL) == {
        "BURIED_BY": {"Red Cross"},
        "DEAD": {"Ann Miller"},
        "CEMETERY": {"Lima"},
        "DAY": {"Monday"},
    }


def test_of_a_noun_of_an_unknown_type_what_follows_of_is_whom_it_was_done_to():
    found = found_roles("The <burial> of [PERSON Ann Miller] by the [ORG Red Cross] angered Peru.", BURIAL)
    assert found == {"DEAD": {"Ann Miller"}, "BURIED_BY": {"Red Cross"}}


def test_an_adjunct_is_found_by_the_phrase_that_introduces_it():
    found = found_roles("They <buried> [PERSON Ann Miller] beside [PERSON Karl Berg].", BURIAL)
    assert found["BESIDE"] == {"Karl Berg"}
    assert found["DEAD"] == {"Ann Miller"}


def test_a_role_read_as_source_takes_who_reports_it():
    assert found_roles("[ORG Reuters] said the army <buried> [PERSON Ann Miller].", BURIAL)["TELLER"] == {"Reuters"}


def test_a_type_that_is_done_to_nobody_has_its_doer_after_of():
    arrival = Label(
        code="ARRIVAL", kind=Kind.EVENT, title="Arrival", roles=(Role(name="WHO", title="Who", part="subject"),)
    )
    assert found_roles("The <arrival> of [PERSON Ann Miller] pleased them.", arrival) == {"WHO": {"Ann Miller"}}


def test_a_role_that_anything_may_fill_takes_no_date_and_no_number():
    meeting = Label(
        code="MEETING", kind=Kind.EVENT, title="Meeting", roles=(Role(name="WHO", title="Who", part="subject"),)
    )
    assert found_roles("[DATE Monday]'s <meeting> ended.", meeting) == {}


def test_our_own_role_names_count_more_than_their_part():
    assert kind_of(Role(name="PLACE", title="Place", part="object")) == "PLACE"
    kinds = [kind_of(role) for role in BURIAL.roles]
    assert kinds == ["RECIPIENT", "ACTOR", "PLACE", "DATE", "PHRASE", "SOURCE"]


def test_links_are_in_the_order_of_the_schema():
    doc = spacy_pipeline.load(with_syntax=True)("Turkey attacked Syria on Monday.")
    label = Label(
        code="RAID",
        kind=Kind.EVENT,
        title="Raid",
        roles=tuple(Role(name=name, title=name) for name in ("DATE", "RECIPIENT", "ACTOR")),
    )
    surfaces = {"Turkey": "GPE", "Syria": "GPE", "Monday": "DATE"}
    fillers = [
        Filler(MentionId(word), Span(doc.text.index(word), doc.text.index(word) + len(word)), code)
        for word, code in surfaces.items()
    ]
    trigger = Found(extent=Span(7, 15), label="RAID", why="", source="learned")
    (event,) = event_rules.find(doc, {"RAID": label}, fillers, event_rules.as_triggers(doc, [trigger], []))
    names = [role.name for role in label.roles]
    places = [names.index(link.role) for link in event.links]
    assert len(places) == 3
    assert all(first < second for first, second in pairwise(places))
