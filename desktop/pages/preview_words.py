"""The preview of the same everywhere in words."""

from PySide6.QtCore import QCoreApplication

from annotations.editing.bulk import Standing
from annotations.text.occurrences import Rule
from desktop.pages.annotate_preview import Preview
from desktop.panels.preview_bar import PreviewView

RULES = {
    Rule.EXACT: "Rule: the same letters",
    Rule.CASE: "Rule: any capitals",
    Rule.VARIANTS: "Rule: variants of the name",
}


def preview_view(preview: Preview, text: str) -> PreviewView:
    """What the bar under the text says of a preview."""
    suggested = preview.standings.count(Standing.SUGGESTED)
    return PreviewView(
        surface=preview.mention.span.of(text),
        code=preview.mention.label,
        rule=QCoreApplication.translate("preview", RULES[preview.rule]),
        new=len(preview.spans) - suggested - preview.otherwise - preview.refused,
        suggested=suggested,
        already=preview.already,
        otherwise=preview.otherwise,
        refused=preview.refused,
        excluded=len(preview.left_out),
        place=preview.at + 1 if preview.spans else 0,
    )
