"""What an import did: what it could not read, line by line, and what it changed."""

from collections.abc import Mapping, Sequence
from os.path import commonpath, dirname, relpath

from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotations.model.project import ImportReport, Rejected
from desktop import chrome
from desktop.models.counting import counted
from desktop.panels.headline import Headline
from desktop.panels.importing.rows import RowList, TwoLines
from desktop.panels.importing.words import articles, records, shown, tr

_NAMED = 12  # kinds that are named in one sentence


def names_of(paths: Sequence[str]) -> dict[str, str]:
    """What files are called where all of them are shown: their path from the folder that they have in common."""
    if not paths:
        return {}
    try:
        common = commonpath([dirname(path) for path in paths])
    except ValueError:
        # On different drives, or some of them relative.
        return {path: shown(path) for path in paths}
    return {path: shown(relpath(path, common or ".")) for path in paths}


def refused_row(of: Rejected, name: str) -> TwoLines:
    """A record that cannot be read: where it is, and why."""
    where = name if of.line is None else tr("{0}, line {1}").format(name, chrome.number(of.line))
    return TwoLines(first=where, second=shown(of.reason), icon="warning", color="warn")


def done_in_words(report: ImportReport) -> tuple[str, str]:
    """What came in; and what did not, with the reason for each kind of it."""
    title = tr("{0} added.").format(articles(report.articles)) if report.articles else tr("No article was added.")
    said = []
    if report.sets:
        said.append(counted(report.sets, "1 set of annotations taken.", "{0} sets of annotations taken."))
    if report.duplicates:
        said.append(counted(report.duplicates, "1 article was here already.", "{0} articles were here already."))
    if report.rejected:
        whole = records(report.articles + report.duplicates + len(report.rejected))
        said.append(tr("{0} of {1} not read.").format(chrome.number(len(report.rejected)), whole))
    return title, " ".join(said)


class ReportPanel(QWidget):
    """A headline, what was changed on the way, and a row for each record that was left out."""

    def __init__(self) -> None:
        super().__init__()
        self.headline = Headline()
        self.changes = chrome.Label("", "second", wrap=True)
        self.title = chrome.Label(tr("Not read"), "strong")
        self.list = RowList(tr("Records not read"), ruled=True)
        card = chrome.Surface("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(chrome.px(20), chrome.px(16), chrome.px(20), chrome.px(16))
        column.setSpacing(chrome.px(12))
        for part in (self.headline, self.changes, self.title):
            column.addWidget(part)
        column.addWidget(card, 1)

    def show_report(self, report: ImportReport) -> None:
        """Show how an import ended."""
        title, rest = done_in_words(report)
        self.headline.tell("warn" if report.rejected else "ok", title, rest)
        changed = (
            (tr("What fixing the texts changed: {0}."), report.changes),
            (tr("Labels made others: {0}."), report.mapped),
            (tr("Labels and roles left out: {0}."), report.dropped),
        )
        self.changes.setText("\n".join(words.format(_listed(counts)) for words, counts in changed if counts))
        self.changes.setVisible(any(counts for _, counts in changed))
        names = names_of([each.file for each in report.rejected])
        self.list.show_rows([refused_row(each, names[each.file]) for each in report.rejected])


def _listed(counts: Mapping[str, int]) -> str:
    frequent = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    said = [f"{shown(name)} {chrome.number(count)}" for name, count in frequent[:_NAMED]]
    if len(frequent) > _NAMED:
        said.append(tr("and {0} more").format(chrome.number(len(frequent) - _NAMED)))
    return ", ".join(said)
