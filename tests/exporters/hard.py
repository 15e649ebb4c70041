"""A small project of everything that formats lose in silence, and what is in it in the shape of the readers' gold."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from annotations.model.annotation_set import Status
from annotations.model.article import Article
from annotations.model.cluster import Cluster
from annotations.model.ids import ClusterId
from annotations.model.mention import EntityMention, EventMention, Kind, Mention
from annotations.model.project import AnnotatedArticle
from annotations.model.schema import AttributeType, Label, Role, Schema
from annotations.model.span import Span
from annotations.text.tokens import TokenIndex
from exporters.alignment import without_overlap
from tests.exporters.samples import article
from tests.factories import annotation_set, entity, event, span

_ENTITY_LABELS = ("PERSON", "ORG", "GPE", "ARMED GROUP", "PLACE OF WORSHIP")
_ROLES = ("ACTOR", "RECIPIENT", "PLACE", "CONTENT", "HELD BY")
_EVENT_TYPES = ("ASSAULT", "CONSULT", "PROTEST", "MAKE STATEMENT")


def hard_schema() -> Schema:
    """Labels, event types and a role with blanks; any mention may fill any role."""
    roles = tuple(Role(name=name, title=name.capitalize()) for name in _ROLES)
    modality = AttributeType(name="modality", title="Modality", values=("asserted", "denied"))
    entities = (Label(code=code, kind=Kind.ENTITY, title=code.capitalize()) for code in _ENTITY_LABELS)
    events = (
        Label(code=code, kind=Kind.EVENT, title=code.capitalize(), roles=roles, attributes=(modality,))
        for code in _EVENT_TYPES
    )
    return Schema(name="hard", title="Hard", labels=(*entities, *events))


def hard_articles() -> list[AnnotatedArticle]:
    """All mentions stand on whole tokens. Sets are those of "ana"; one article has another of "ben"."""
    return [
        astral(),
        nested_and_crossing(),
        over_a_newline(),
        adjacent(),
        empty(),
        unannotated(),
        two_roles(),
        nested_event(),
        long_and_blank(),
        like_a_formula(),
        arabic(),
        signs(),
        far_apart(),
    ]


def _done(of: Article, *mentions: Mention, **more: Any) -> AnnotatedArticle:
    return AnnotatedArticle(article=of, sets=(annotation_set(of, *mentions, status=Status.DONE, **more),))


def astral() -> AnnotatedArticle:
    """Characters of two UTF-16 units, joined emoji and combining accents before and inside spans."""
    of = article(
        "😀😀 𝒳-Force fighters met Zoë Mu\u0308ller 👩‍👩‍👧 in Erbil 🇮🇶 . 🔥 Erbil slept.", title="😀 Fighters in Erbil"
    )
    force, zoe = entity("ARMED GROUP", span(of, "𝒳-Force")), entity("PERSON", span(of, "Zoë Mu\u0308ller"))
    erbil, again = entity("GPE", span(of, "Erbil")), entity("GPE", span(of, "Erbil", 2))
    met = event("CONSULT", span(of, "met"), ("ACTOR", force), ("RECIPIENT", zoe), ("PLACE", erbil))
    return _done(of, force, zoe, erbil, again, met)


def nested_and_crossing() -> AnnotatedArticle:
    """Mentions inside one another, across one another, two labels on one span, and a second annotator."""
    of = article("The Interior Ministry of Iran praised the University of Mosul Hospital and the Great Mosque of Kufa.")
    ministry, iran = entity("ORG", span(of, "Interior Ministry of Iran")), entity("GPE", span(of, "Iran"))
    university = entity("ORG", span(of, "University of Mosul"))
    hospital, mosul = entity("ORG", span(of, "Mosul Hospital")), entity("GPE", span(of, "Mosul"))
    mosque, as_org = (
        entity("PLACE OF WORSHIP", span(of, "Great Mosque of Kufa")),
        entity("ORG", span(of, "Great Mosque of Kufa")),
    )
    praised = event(
        "MAKE STATEMENT", span(of, "praised"), ("ACTOR", ministry), ("RECIPIENT", hospital), ("PLACE", mosul)
    )
    first = annotation_set(of, ministry, iran, university, hospital, mosul, mosque, as_org, praised, status=Status.DONE)
    second = annotation_set(of, iran, entity("GPE", span(of, "Kufa")), annotator="ben")
    return AnnotatedArticle(article=of, sets=(first, second))


def over_a_newline() -> AnnotatedArticle:
    """Mentions over a line end, a paragraph end, a tab, a no-break space and a line separator."""
    of = article(
        "Officials of the Ministry of\nWater Resources met\tElders\tof\tTikrit.\n\n"
        "Karim\u00a0Saleh of Rafidain\u2028Bank was sacked by the Council\n\nof Elders"
    )
    ministry = entity("ORG", span(of, "Ministry of\nWater Resources"))
    elders, karim = entity("ORG", span(of, "Elders\tof\tTikrit")), entity("PERSON", span(of, "Karim\u00a0Saleh"))
    bank, council = entity("ORG", span(of, "Rafidain\u2028Bank")), entity("ORG", span(of, "Council\n\nof Elders"))
    met = event("CONSULT", span(of, "met"), ("ACTOR", ministry), ("RECIPIENT", elders))
    sacked = event("ASSAULT", span(of, "sacked"), ("RECIPIENT", karim), ("HELD BY", bank), ("ACTOR", council))
    return _done(of, ministry, elders, karim, bank, council, met, sacked)


def adjacent() -> AnnotatedArticle:
    """Mentions of one label with nothing, and with one blank, between them."""
    of = article("Erbil Kirkuk Basra shut roads. Bus 20km out of Basra, say “Sadr”.")
    places = [entity("GPE", span(of, name)) for name in ("Erbil", "Kirkuk", "Basra")]
    touching = [entity("ORG", span(of, "20")), entity("ORG", span(of, "km"))]
    quoted = entity("PERSON", span(of, "Sadr"))
    shut = event("PROTEST", span(of, "shut"), *(("PLACE", place) for place in places))
    return _done(of, *places, *touching, quoted, shut)


def empty() -> AnnotatedArticle:
    """Looked at, and nothing found."""
    return _done(article("Nothing worth a label happened here."))


def unannotated() -> AnnotatedArticle:
    """Nobody has looked at it; blanks at both ends."""
    return AnnotatedArticle(article=article("  \nNobody has read Basra's news yet.\n \n"))


def two_roles() -> AnnotatedArticle:
    """One entity in two roles of an event, a role filled twice, two events on one trigger, one without arguments."""
    of = article("Nadia Aziz shot herself and Omar Hadi in Najaf before the rally of the rebels.")
    nadia, omar = (
        entity("PERSON", span(of, "Nadia Aziz"), cluster=ClusterId("c1")),
        entity("PERSON", span(of, "Omar Hadi")),
    )
    herself = entity("PERSON", span(of, "herself"), cluster=ClusterId("c1"), unsure=True)
    najaf, rebels = entity("GPE", span(of, "Najaf")), entity("ARMED GROUP", span(of, "rebels"))
    shot = event(
        "ASSAULT", span(of, "shot"), ("ACTOR", nadia), ("RECIPIENT", nadia), ("RECIPIENT", omar), ("PLACE", najaf)
    )
    also = event("PROTEST", span(of, "shot"), ("ACTOR", nadia), attributes=(("modality", "denied"),))
    rally = event("PROTEST", span(of, "rally"))
    made = _done(of, nadia, herself, omar, najaf, rebels, shot, also, rally)
    cluster = Cluster(id=ClusterId("c1"), name="Nadia Aziz", knowledge_base="Q7")
    return replace(made, sets=(replace(made.sets[0], clusters={cluster.id: cluster}),))


def nested_event() -> AnnotatedArticle:
    """An event that fills a role of another, a trigger of two tokens, an entity and a trigger on one span."""
    of = article("Police announced on Friday that gunmen opened fire at a Protest in Hilla.")
    police, gunmen = entity("ORG", span(of, "Police")), entity("ARMED GROUP", span(of, "gunmen"))
    hilla, named = entity("GPE", span(of, "Hilla")), entity("ORG", span(of, "Protest"))
    protest = event("PROTEST", span(of, "Protest"), ("PLACE", hilla))
    fire = event("ASSAULT", span(of, "opened fire"), ("ACTOR", gunmen), ("RECIPIENT", protest), ("PLACE", hilla))
    announced = event("MAKE STATEMENT", span(of, "announced"), ("ACTOR", police), ("CONTENT", fire))
    return _done(of, police, gunmen, hilla, named, protest, fire, announced)


def long_and_blank() -> AnnotatedArticle:
    """A mention of twelve tokens, and labels with blanks on it and in it."""
    of = article(
        "Aid came to the Joint Committee for the Return of Displaced Families to Western Nineveh, held by the 9-Front."
    )
    committee = entity(
        "PLACE OF WORSHIP", span(of, "the Joint Committee for the Return of Displaced Families to Western Nineveh")
    )
    nineveh, front = entity("GPE", span(of, "Nineveh")), entity("ARMED GROUP", span(of, "9-Front"))
    came = event("MAKE STATEMENT", span(of, "came"), ("RECIPIENT", committee), ("HELD BY", front))
    return _done(of, committee, nineveh, front, came)


def like_a_formula() -> AnnotatedArticle:
    """A text that begins with "=", and surfaces that table readers take for formulas, numbers, dates or nothing."""
    of = article(
        "= 1 + 2 said @Sabah, NA and None. On 2024-01-02 agent 007 left = Null City =.", title="=1+2", source="-x"
    )
    formula, sabah = entity("ORG", span(of, "= 1 + 2")), entity("PERSON", span(of, "@Sabah"))
    names = [entity("ORG", span(of, name)) for name in ("NA", "None", "2024-01-02", "007", "= Null City =")]
    said = event("MAKE STATEMENT", span(of, "said"), ("ACTOR", formula), ("ACTOR", sabah), note="=2+3")
    return _done(of, formula, sabah, *names, said)


def arabic() -> AnnotatedArticle:
    """A text that runs from right to left, with Latin words in it."""
    of = article("قالت نادية عزيز إن مسلحين هاجموا مصرف Rafidain في بغداد. انتهى الخبر؟", language="ar")
    nadia, bank = entity("PERSON", span(of, "نادية عزيز")), entity("ORG", span(of, "مصرف Rafidain"))
    gunmen, baghdad = entity("ARMED GROUP", span(of, "مسلحين")), entity("GPE", span(of, "بغداد"))
    attacked = event("ASSAULT", span(of, "هاجموا"), ("ACTOR", gunmen), ("RECIPIENT", bank), ("PLACE", baghdad))
    said = event("MAKE STATEMENT", span(of, "قالت"), ("ACTOR", nadia), ("CONTENT", attacked))
    return _done(of, nadia, bank, gunmen, baghdad, attacked, said)


def signs() -> AnnotatedArticle:
    """Signs that some format gives a meaning to, and lines that look like one of its own."""
    of = article(
        "-DOCSTART- O\n#Text=<b> AT&T </b> met [Al_Amal|Hope] * \\n; \"Basra\" -> 'x'.\nT1\tPERSON 0 3\tAna\n\n"
        'Ana O B-PER\n{"text": "Ana"}, a/b 100 % \ufffd and \u200fAli\u200f spoke'
    )
    att, amal = entity("ORG", span(of, "AT&T")), entity("ORG", span(of, "Al_Amal|Hope"))
    ana, again = entity("PERSON", span(of, "Ana")), entity("PERSON", span(of, "Ana", 2))
    docstart = entity("ORG", span(of, "-DOCSTART-"))
    met = event("CONSULT", span(of, "met"), ("ACTOR", att), ("RECIPIENT", amal))
    return _done(of, docstart, att, amal, ana, again, met)


def far_apart() -> AnnotatedArticle:
    """An argument in another sentence, a mention over a sentence end, and one in pieces."""
    of = article(
        "Rebels seized the bank in south and east Basra. It burned. Mr. Omar Hadi blamed Yahoo! News of Cairo."
    )
    rebels, omar = entity("ARMED GROUP", span(of, "Rebels")), entity("PERSON", span(of, "Omar Hadi"))
    yahoo = entity("ORG", span(of, "Yahoo! News"))
    parts = (span(of, "south"), span(of, "Basra"))
    south = entity("GPE", Span(parts[0].start, parts[1].end), parts=parts)
    seized = event("ASSAULT", span(of, "seized"), ("ACTOR", rebels), ("PLACE", south))
    burned = event("ASSAULT", span(of, "burned"), ("ACTOR", rebels))
    blamed = event("MAKE STATEMENT", span(of, "blamed"), ("ACTOR", omar), ("RECIPIENT", yahoo), ("CONTENT", seized))
    return _done(of, rebels, omar, yahoo, south, seized, burned, blamed)


def gold(annotated: AnnotatedArticle) -> dict[str, Any]:
    """What an article holds as the readers' checks compare it: `spans: [start, end, label, layer]` and `events`.

    The layer is "triggers", "ents" for a choice of entity mentions without overlap (the longest), "spans" for the rest.
    """
    found = list(annotated.sets[0].in_order()) if annotated.sets else []
    chosen = _without_overlap(annotated)
    number = {each.id: place for place, each in enumerate(found)}
    return {
        "id": annotated.article.id,
        "text": annotated.article.text,
        "spans": [[each.span.start, each.span.end, each.label, _layer(each, chosen)] for each in found],
        "events": [
            {
                "type": each.label,
                "trigger": number[each.id],
                "args": [[argument.role, number[argument.target]] for argument in each.arguments],
            }
            for each in found
            if isinstance(each, EventMention)
        ],
    }


def write_gold(path: Path) -> Path:
    """The gold of the whole project, one article a line, for `check_*.py --gold`."""
    path.write_text("".join(json.dumps(gold(each)) + "\n" for each in hard_articles()), "utf-8")
    return path


def _without_overlap(annotated: AnnotatedArticle) -> set[str]:
    index = TokenIndex(annotated.article.tokens)
    found = annotated.sets[0].entities() if annotated.sets else []
    chosen, _left_out = without_overlap([(each, index.indices(each.span)) for each in found])
    return {mention.id for mention, _numbers in chosen}


def _layer(mention: Mention, chosen: set[str]) -> str:
    if isinstance(mention, EntityMention):
        return "ents" if mention.id in chosen else "spans"
    return "triggers"
