"""What an export of an invented desk would say, for the tests of its window."""

from annotations.model.ids import ArticleId
from annotations.model.mention import Kind
from annotations.model.project import SetSummary
from annotations.model.schema import Label, Role, Schema
from annotations.model.split import Part, Placed
from exporters.alignment import OFF_TOKENS
from exporters.base import ExportIssue, ExportReport
from exporters.left_out import Why
from exporters.preflight import Detail, Place, PreflightRow
from exporters.reasons import ROLE_MISSING, Fix, RowKind
from exporters.split import SplitResult, SplitRow

SCHEMA = Schema(
    name="harbour",
    title="Harbour",
    labels=(
        Label(code="PERSON", kind=Kind.ENTITY, title="Person", hue="blue"),
        Label(code="GPE", kind=Kind.ENTITY, title="Place", hue="green"),
        Label(code="STRIKE", kind=Kind.EVENT, title="Strike", roles=(Role(name="TARGET", title="Target"),)),
    ),
)
HANA = SetSummary(annotator="Hana", articles=125, done=118, mentions=2612)
OMAR = SetSummary(annotator="Omar", articles=40, done=0, mentions=900)


def places(count: int, surface: str = "Talas") -> tuple[Place, ...]:
    """Places in as many articles."""
    return tuple(Place(article_id=f"a{at}", start=3, end=8, label="GPE", surface=surface) for at in range(count))


INSIDE = PreflightRow(
    kind=RowKind.NEEDS_YOU,
    reason=OFF_TOKENS,
    count=14,
    is_lost=True,
    places=places(14, "Talas’"),
    fixes=(Fix.GROW, Fix.SHRINK),
)
UNFINISHED = PreflightRow(
    kind=RowKind.NEEDS_YOU,
    reason=Why.UNFINISHED,
    count=7,
    inside=148,
    places=tuple(Place(article_id=f"a{at}") for at in range(7)),
    fixes=(Fix.INCLUDE,),
)
INCOMPLETE = PreflightRow(
    kind=RowKind.NEEDS_YOU,
    reason=ROLE_MISSING,
    count=5,
    places=places(5),
    details=(Detail("TARGET", "STRIKE", 5),),
    fixes=(Fix.FILL,),
)
UNDECIDED = PreflightRow(kind=RowKind.INFORMATION, reason=Why.UNDECIDED, count=212, places=places(212))
ROWS = (INSIDE, UNFINISHED, INCOMPLETE, UNDECIDED)

TRAIN = SplitRow(part=Part.TRAIN, articles=94, groups=17, mentions=1829, events=254, labels={})
DEV = SplitRow(part=Part.DEV, articles=24, groups=5, mentions=465, events=64, labels={})
DIVIDED = SplitResult(
    parts={ArticleId("a1"): Placed(Part.TRAIN, pinned=True), ArticleId("a2"): Placed(Part.DEV)},
    rows=(TRAIN, DEV),
    warnings=("Rarest in dev: GPE, 1 span. Scores for it will say little.",),
)
WHOLE = ExportReport(articles=118, mentions=2294, events=318)


def losing(count: int) -> ExportReport:
    """A report with so many mentions that are not in the files."""
    lost = (
        ExportIssue(article_id=f"a{at}", start=3, end=8, label="GPE", surface="Talas’", reason=OFF_TOKENS)
        for at in range(count)
    )
    return ExportReport(articles=118, mentions=2612 - count, lost=tuple(lost))
