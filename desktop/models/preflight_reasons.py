"""What each reason of an export is called in the pre-flight: for one, for several, and what else should be known."""

from collections.abc import Mapping
from dataclasses import dataclass

from exporters import (
    alignment,
    beside,
    brat,
    cas,
    conll,
    cut_words,
    doccano,
    dygie,
    hugging_face,
    oneie,
    read_back,
    reasons,
    sentence_events,
    spacy_docbin,
    spacy_pack,
    tables,
    tally,
    token_layout,
    trimming,
    webanno_tsv,
)
from exporters.left_out import Why


@dataclass(frozen=True, slots=True)
class Words:
    """`one` and `more` stand behind their count; `hint` is a sentence of its own."""

    one: str
    more: str
    hint: str = ""


_PARTS_KEPT = Words(
    "In parts, written as one span", "In parts, written as one span", "Spandesk finds the parts when it reads them."
)
_OTHER_IN_LAYER = Words(
    "Overlaps another in the flat layer", "Overlap another in the flat layer", "The layer of all spans has them."
)
_NO_ROOM = Words("Overlaps another, and one has room", "Overlap another, and one has room")
_REPLACED = Words(
    "Character that the format cannot hold", "Characters that the format cannot hold", "U+FFFD stands in its place."
)

WORDS: Mapping[str, Words] = {
    # What fits no words.
    alignment.OFF_TOKENS: Words("Begins or ends inside a word", "Begin or end inside a word"),
    alignment.BLANK_EDGE: Words("Begins or ends with a blank", "Begin or end with a blank"),
    alignment.OUTSIDE: Words("Lies outside the text", "Lie outside the text"),
    cut_words.INSIDE_A_TOKEN: Words(
        "Begins or ends inside a word", "Begin or end inside a word", "The word is cut there in the file."
    ),
    hugging_face.OFF_TOKENS: Words(
        "Begins or ends inside a word", "Begin or end inside a word", "They are in the spans, not in the tags."
    ),
    reasons.GROWN: Words("Ended inside a word, now grown", "Ended inside a word, now grown", "One step to undo."),
    reasons.SHRUNK: Words("Ended inside a word, now shrunk", "Ended inside a word, now shrunk", "One step to undo."),
    reasons.TRIMMED: Words(
        "Had a blank at an end, now trimmed", "Had blanks at an end, now trimmed", "One step to undo."
    ),
    # What has no room beside another.
    conll.OVERLAPS: _NO_ROOM,
    oneie.OVERLAPS: _NO_ROOM,
    spacy_docbin.OVERLAPS: Words("Overlaps a longer one", "Overlap longer ones", "Only the longest are kept."),
    hugging_face.OVERLAPS: _OTHER_IN_LAYER,
    spacy_docbin.NOT_IN_ENTS: _OTHER_IN_LAYER,
    doccano.OVERLAPS: Words("Overlaps another", "Overlap another", "Unless the project allows it, doccano drops them."),
    dygie.SECOND_LABEL: Words(
        "Second label on the same words", "Second labels on the same words", "Readers of this format keep one."
    ),
    sentence_events.TRIGGER_TAKEN: Words(
        "Event on the trigger of another", "Events on the trigger of another", "Readers of this format keep one."
    ),
    # What is too long.
    reasons.TOO_WIDE: Words("Longer than the reader takes", "Longer than the reader takes"),
    oneie.LONG_SENTENCE: Words("Stands in a sentence too long for readers", "Stand in sentences too long for readers"),
    tables.SHORTENED: Words(
        "Longer than a cell, and cut", "Longer than a cell, and cut", "A cell of Excel holds 32,767 characters."
    ),
    dygie.NOTES["first"]: Words("Trigger cut to its first word", "Triggers cut to their first word"),
    dygie.NOTES["last"]: Words("Trigger cut to its last word", "Triggers cut to their last word"),
    dygie.NOTES["none"]: Words("Event with a trigger of several words", "Events with a trigger of several words"),
    # Events and roles.
    conll.NO_EVENTS: Words("Event, which the format has none of", "Events, which the format has none of"),
    doccano.NO_RELATIONS: Words(
        "Role, which the format has none of", "Roles, which the format has none of", "doccano with roles holds them."
    ),
    alignment.EVENT_LOST: Words("Role of an event that is not written", "Roles of events that are not written"),
    alignment.FILLER_LOST: Words("Role with a filler that is not written", "Roles with fillers that are not written"),
    sentence_events.FILLER_IS_EVENT: Words("Role filled by an event", "Roles filled by events", "Entities only, here."),
    sentence_events.FILLER_FAR: Words(
        "Role filled from another sentence", "Roles filled from another sentence", "Joined sentences would hold them."
    ),
    sentence_events.SECOND_ROLE: Words(
        "Second role of the same filler", "Second roles of the same filler", "Readers of this format keep one."
    ),
    reasons.ROLE_MISSING: Words(
        "Event without a required role", "Events without a required role", "They are written with the gap."
    ),
    # What is written with something less.
    beside.EXTENT_ONLY: _PARTS_KEPT,
    cas.EXTENT_ONLY: _PARTS_KEPT,
    spacy_docbin.EXTENT_ONLY: _PARTS_KEPT,
    tally.EXTENT_ONLY: Words(
        "In parts, written as one span", "In parts, written as one span", "The format has no place for the parts."
    ),
    brat.PARTS_JOINED: Words("Parts on two lines are one piece", "Parts on two lines are one piece"),
    tally.WITHOUT["attributes"]: Words("Written without its attributes", "Written without their attributes"),
    tally.WITHOUT["cluster"]: Words("Written without its link to the same thing", "Written without their links"),
    tally.WITHOUT["note"]: Words("Written without its note", "Written without their notes"),
    tally.WITHOUT["unsure"]: Words("Written without the unsure flag", "Written without the unsure flag"),
    brat.NOTE_ON_ONE_LINE: Words("Note written on one line", "Notes written on one line"),
    brat.CLUSTER_ALONE: Words("Link to the same thing is left out", "Links to the same thing are left out"),
    brat.CLUSTER_NAME_LOST: Words(
        "Name of a thing is left out", "Names of things are left out", "They need a knowledge-base id without blanks."
    ),
    # What is written otherwise.
    reasons.CALLED: Words("Name is written otherwise", "Names are written otherwise"),
    reasons.RENAMED: Words("Label is written otherwise", "Labels are written otherwise"),
    webanno_tsv.LABEL_BENT: Words("Line end in a label becomes a blank", "Line ends in labels become blanks"),
    webanno_tsv.LEADING: Words(
        "Blank before the first word becomes a space", "Blanks before the first word become spaces"
    ),
    tables.GUARDED: Words(
        "Cell begins with an apostrophe", "Cells begin with an apostrophe", "So that none is taken for a formula."
    ),
    cas.REPLACED: _REPLACED,
    tables.NOT_IN_CELL: _REPLACED,
    # Whole articles.
    token_layout.UNSEEN: Words(
        "Article that nobody has begun", "Articles that nobody has begun", "Readers take them for finished and empty."
    ),
    spacy_pack.UNSEEN: Words(
        "Article that nobody has begun is left out", "Articles that nobody has begun are left out"
    ),
    spacy_pack.EMPTY: Words("Article without a word is left out", "Articles without a word are left out"),
    hugging_face.LIKE_A_TIME: Words(
        "Article that is nothing but a date", "Articles that are nothing but a date", "Readers may make a time of it."
    ),
    # What is left out.
    Why.UNFINISHED: Words(
        "Article still in progress is left out",
        "Articles still in progress are left out",
        "Finish them, or include them as they are.",
    ),
    Why.UNSEEN: Words("Article that nobody has begun is left out", "Articles that nobody has begun are left out"),
    Why.EMPTY: Words("Article is nothing but page furniture", "Articles are nothing but page furniture"),
    Why.LABEL: Words("Span of a label not chosen is left out", "Spans of labels not chosen are left out"),
    Why.ARGUMENT: Words("Role of such a span is left out", "Roles of such spans are left out"),
    Why.MERGED: Words("Span says the same as another now", "Spans say the same as others now"),
    Why.FURNITURE: Words("Line of page furniture is left out", "Lines of page furniture are left out"),
    Why.UNDECIDED: Words(
        "Suggestion nobody decided is not written",
        "Suggestions nobody decided are not written",
        "A suggestion is not a decision.",
    ),
    Why.RULINGS: Words(
        "Ruling is not written", "Rulings are not written", "They are about the text and labels as they are here."
    ),
    trimming.IN_FURNITURE: Words("Stands in page furniture", "Stand in page furniture", "It is left out."),
    trimming.INTO_FURNITURE: Words("Reaches into page furniture", "Reach into page furniture", "It is left out."),
    # What the files should hold and do not.
    read_back.NOT_THERE: Words("Not found again in the files", "Not found again in the files"),
    read_back.NOT_GIVEN: Words("In the files, and nobody said so", "In the files, and nobody said so"),
    read_back.ARTICLE_NOT_THERE: Words("Article not found again in the files", "Articles not found again in the files"),
    read_back.OTHER_TEXT: Words("Article has another text in the files", "Articles have another text in the files"),
}
