"""Groups, versions and a guideline for the tests of what the Adjudicate page is made of."""

from desktop.panels.docket_list import DocketFigures, DocketList
from desktop.panels.docket_rows import DocketRow
from desktop.panels.example_card import Example
from desktop.panels.note_row import NoteRow
from desktop.panels.ruling_guideline import GuidelineCard, GuidelineView
from desktop.panels.ruling_keys import RULING_ACTS
from desktop.panels.ruling_strip import RulingStrip
from desktop.panels.version_panel import VersionPanel, VersionView
from desktop.panels.version_rows import VersionLine, VersionRow

ORG, GPE, OR = ("ORG", "orange"), ("GPE", "green"), ("or", "")
ROWS = (
    DocketRow(
        key="post", words="Ford Post", labels=(ORG, OR, ("nothing", "")), count=41, articles=20,
        state="settled", ruled="nothing",
    ),
    DocketRow(key="hill", words="Hill\nResistance", labels=(ORG, OR, GPE), count=38, articles=18),
    DocketRow(key="strip", words="the <b>Strip</b>", labels=(GPE, OR, ("without “the”", "")), count=1, articles=1),
    DocketRow(key="majlis", words="مجلس النواب", labels=(ORG, OR, GPE), count=1234, articles=917, state="deferred"),
)  # fmt: skip
FIGURES = DocketFigures(open=2153, deferred=12, settled=41, rulings=3, shared=118)

LABELLED = (
    VersionRow("Hana", (VersionLine("ORG", "orange", "same as Leyla"),)),
    VersionRow("Marek", (VersionLine("GPE", "green", "alone"),)),
    VersionRow("Leyla", (VersionLine("ORG", "orange", "same as Hana"),)),
)
EVENTS = (
    VersionRow("Hana", (VersionLine("ASSAULT", "magenta"),), (("Actor", "Hill <b>fighters</b>"), ("Date", "Monday"))),
    VersionRow("Marek", (VersionLine(words="nothing"),)),
)
VIEW = VersionView(
    words="Hill Resistance",
    reason="Same span, different label",
    rows=LABELLED,
    place=1,
    of=38,
    articles=18,
    picked=0,
    follow=34,
    differ=3,
    alike=True,
    sentence="Takes ORG from Hana for 35 spans.",
    act="Rule 35 as ORG, next group",
)

SENTENCE = "The 𝒽ill Resistance of <b>Ford</b> claimed it."
EXAMPLE = Example(SENTENCE, SENTENCE.index("𝒽"), SENTENCE.index(" of"))
GUIDELINE = GuidelineView(code="ORG", hue="orange", text="A named group is ORG.", version=6, offered=EXAMPLE)


def docket():
    """The left panel, filled, its second group selected."""
    made = DocketList()
    made.show_rows(ROWS)
    made.show_figures(FIGURES)
    made.show_narrowing("ORG against GPE")
    made.select("hill")
    return made


def versions():
    """The right panel with the guideline in it."""
    card = GuidelineCard()
    made = VersionPanel(card)
    made.show_view(VIEW)
    card.show_guideline(GUIDELINE)
    card.add_example.click()
    return made


def ruling_strip():
    """The keys for three analysts, all of which apply."""
    made = RulingStrip()
    made.show_lanes(("Hana", "Marek", "Leyla"))
    made.show_possible(set(RULING_ACTS) - {"role"})
    return made


def note_row():
    """The field for a note."""
    return NoteRow()
