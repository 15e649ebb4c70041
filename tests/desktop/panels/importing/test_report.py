import pytest

from annotations.model.project import ImportReport, Rejected
from desktop.panels.importing.report import ReportPanel, done_in_words, names_of


@pytest.mark.parametrize(
    ("paths", "names"),
    [
        ((), []),
        (("/d/news/a.txt",), ["a.txt"]),
        (("/d/news/a.txt", "/d/more/a.txt"), ["news/a.txt", "more/a.txt"]),
        (("/d/a.txt", "b.txt"), ["/d/a.txt", "b.txt"]),
        (("a.txt", "b.txt"), ["a.txt", "b.txt"]),
        (("/d/a\n\u202etxt.exe",), ["a \ufffdtxt.exe"]),
    ],
)
def test_files_are_named_from_the_folder_they_share(paths, names):
    assert list(names_of(paths).values()) == names


@pytest.mark.parametrize(
    ("report", "title", "rest"),
    [
        (ImportReport(articles=37), "37 articles added.", ""),
        (ImportReport(articles=1, sets=2), "1 article added.", "2 sets of annotations taken."),
        (
            ImportReport(articles=3, duplicates=1, rejected=(Rejected("a", None, "b"),) * 2),
            "3 articles added.",
            "1 article was here already. 2 of 6 records not read.",
        ),
        (ImportReport(duplicates=4), "No article was added.", "4 articles were here already."),
    ],
)
def test_an_import_in_words(report, title, rest):
    assert done_in_words(report) == (title, rest)


def test_every_record_left_out_has_a_row(qtbot):
    panel = ReportPanel()
    qtbot.addWidget(panel)
    rejected = (Rejected("/d/<b>a.txt</b>", None, "it is empty"), Rejected("/d/b.jsonl", 7, "it holds\na NUL"))
    changes, mapped = {"line ends": 3}, {f"L{n} → ORG": n + 1 for n in range(14)}
    panel.show_report(ImportReport(articles=3, rejected=rejected, changes=changes, mapped=mapped, dropped={"MISC": 38}))
    panel.resize(600, 400)
    panel.show()
    assert [(row.first, row.second) for row in panel.list.rows] == [
        ("<b>a.txt</b>", "it is empty"),
        ("b.jsonl, line 7", "it holds a NUL"),
    ]
    assert panel.headline.level == "warn"
    said = panel.changes.text().split("\n")
    assert said[0] == "What fixing the texts changed: line ends 3."
    assert said[1].startswith("Labels made others: L13 → ORG 14, ")
    assert said[1].endswith(", and 2 more.")
    assert said[2] == "Labels and roles left out: MISC 38."
