"""Surveys of files, and a schema that does not have all of their labels, for the tests of the import window."""

from annotations.importers.columns import Preview
from annotations.importers.mapping import LabelName, RoleName
from annotations.importers.records import UNNAMED
from annotations.importers.survey import FileSurvey, LabelSeen, RecordPreview, RoleSeen, Survey
from annotations.model.mention import Kind
from annotations.model.project import Rejected
from annotations.model.schema import Label, Role, Schema
from desktop.panels.importing.choices import Unknown

SCHEMA = Schema(
    name="desk",
    title="Desk",
    labels=(
        Label(code="PERSON", kind=Kind.ENTITY, title="Person", hue="blue", key="1"),
        Label(code="GPE", kind=Kind.ENTITY, title="Place", hue="green", key="2"),
        Label(
            code="ASSAULT",
            kind=Kind.EVENT,
            title="Assault",
            hue="magenta",
            roles=(Role(name="ACTOR", title="Actor", key="Q"), Role(name="PLACE", title="Place", key="W")),
        ),
        Label(code="MEET", kind=Kind.EVENT, title="Meet", hue="olive", roles=(Role(name="WITH", title="With"),)),
    ),
)

PER = LabelName(Kind.ENTITY, "PER")
MISC = LabelName(Kind.ENTITY, "MISC")
ATTACK = LabelName(Kind.EVENT, "Attack")
STRIKE = LabelName(Kind.EVENT, "strike")
ATTACKER = RoleName("Attack", "Attacker")
WEATHER = RoleName("Attack", "Weather")
STRIKER = RoleName("strike", "place")

PERSON = LabelName(Kind.ENTITY, "PERSON")
ASSAULT = LabelName(Kind.EVENT, "ASSAULT")
MEET = LabelName(Kind.EVENT, "MEET")

UNKNOWN = (
    Unknown(name=PER, count=412, examples=("Ana Ruiz", "Omar")),
    Unknown(name=MISC, count=38, examples=("<b>spring</b>",)),
    Unknown(name=ATTACK, count=12, examples=("struck",)),
    Unknown(name=ATTACKER, count=9),
    Unknown(name=WEATHER, count=3, examples=("rain",)),
    Unknown(name=STRIKE, count=2),
    Unknown(name=STRIKER, count=1),
)

TABLE = Preview(
    columns=("Nr", "Headline", "Body"),
    rows=(("1", "Talks resume", "The two sides met."), ("2", "Talks end", "Nothing was agreed.")),
    mapping={"text": "Body", "title": "Headline"},
)


def preview(file: str, line: int | None, title: str, **what: object) -> RecordPreview:
    """A record that can be read, with nothing in it but what is said."""
    nothing = {"annotators": (), "mentions": 0, "events": 0, "suggestions": 0, "lacking": ()}
    values = {"file": file, "line": line, "sha256": f"sha of {title}", "title": title, "first_line": title, **nothing}
    return RecordPreview(**{**values, **what})


def surveyed(*files: FileSurvey, **what: object) -> Survey:
    """Those files, and nothing else in them but what is said."""
    nothing = {"previews": (), "labels": (), "roles": (), "annotators": {}, "texts": ()}
    return Survey(files=files, **{**nothing, **what})


PLAIN = surveyed(
    FileSurvey(file="/d/a.txt", format_id="txt", by="suffix", records=1),
    FileSurvey(file="/d/b.txt", format_id="txt", by="suffix", records=1),
    previews=(preview("/d/a.txt", None, "One"), preview("/d/b.txt", None, "Two")),
    texts=("sha of One", "sha of Two"),
)
TEAM = surveyed(
    FileSurvey(
        file="/d/team.jsonl",
        format_id="jsonl",
        by="suffix",
        records=3,
        rejected=(Rejected("/d/team.jsonl", 2, "0..9999 is outside the text"),),
    ),
    FileSurvey(file="/d/news.csv", format_id="csv", by="suffix", records=2, columns=TABLE),
    previews=(
        preview("/d/team.jsonl", 1, "First", annotators=("Ana", "Ben"), mentions=4, events=1),
        preview("/d/team.jsonl", 3, "Third", suggestions=2),
        preview("/d/news.csv", 2, "Talks resume", first_line="The two sides met."),
    ),
    labels=(
        LabelSeen(name=PERSON, count=9, known=True, examples=("Lena",)),
        LabelSeen(name=MISC, count=38, known=False, examples=("spring",)),
        LabelSeen(name=ATTACK, count=1, known=False, examples=("struck",)),
    ),
    roles=(RoleSeen(name=WEATHER, count=3, known=False),),
    annotators={"Ana": 2, "Ben": 1},
    texts=("sha of First", "sha of Third", "sha of Fourth", "sha of Talks resume", "sha of Talks end"),
)
UNNAMED_ONLY = surveyed(
    FileSurvey(file="/d/old.conll", format_id="conll", by="content", records=1),
    previews=(preview("/d/old.conll", 1, "Old", annotators=(UNNAMED,), mentions=2),),
    labels=(LabelSeen(name=PERSON, count=2, known=True, examples=("Ana",)),),
    annotators={UNNAMED: 1},
    texts=("sha of Old",),
)
