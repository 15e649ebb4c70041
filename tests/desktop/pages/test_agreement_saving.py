"""Saving the report: the file that was asked for, in the form that was chosen."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget

from annotations.agreement.choice import Choice
from annotations.agreement.resampling import DRAWS_EXPORTED
from annotations.errors import StoreUnavailable
from desktop.agreement_report.writing import written
from desktop.agreements import Measuring
from desktop.pages.agreement_saving import ReportSaving
from tests.desktop.played import PlayedTasks


@pytest.fixture
def saving(qtbot):
    tasks, parent = PlayedTasks(), QWidget()
    qtbot.addWidget(parent)
    said, told, failures = [], [], []
    made = ReportSaving(parent, tasks, lambda message: said.append(message.text), told.append, failures.append)
    made.tasks, made.said, made.told, made.failures = tasks, said, told, failures
    yield made
    tasks.close()


def asked(saving, monkeypatch, name, form="Page to read (*.html)", title="Desk"):
    """What the dialog is asked, when it is answered so."""
    questions = []

    def answer(parent, caption, suggested, forms):
        questions.append((suggested, forms))
        return name, form

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    saving.ask("desk.spandesk", title, Choice())
    return questions


@pytest.mark.parametrize(
    ("name", "form", "path"),
    [
        ("out/desk.html", "Page to read (*.html)", "out/desk.html"),
        ("out/desk.csv", "Page to read (*.html)", "out/desk.csv"),
        ("out/desk", "Values and details (*.json)", "out/desk.json"),
        ("out/desk.2024", "Table of figures (*.csv)", "out/desk.2024.csv"),
    ],
)
def test_the_ending_says_what_it_is(saving, monkeypatch, name, form, path):
    asked(saving, monkeypatch, name, form)
    (job,) = saving.tasks.asked(written)
    location, choice, resampling, target = job.arguments
    assert (location, choice, target) == ("desk.spandesk", Choice(), Path(path))
    assert resampling.draws == DRAWS_EXPORTED


def test_the_title_is_offered_as_a_name(saving, monkeypatch):
    ((suggested, forms),) = asked(saving, monkeypatch, "", title='Iraq: "desk" <2024>/a.')
    assert suggested == "Iraq desk 2024 a.html"
    assert forms.count("*") == 3
    assert not saving.working
    ((suggested, _),) = asked(saving, monkeypatch, "", title="...")
    assert suggested == "agreement.html"


def test_it_says_how_far_it_is_and_where_it_went(saving, monkeypatch):
    asked(saving, monkeypatch, "desk.html")
    (job,) = saving.tasks.asked(written)
    job.on_value(Measuring("articles", 3, 1200))
    assert saving.told == ["Writing the report", "Writing the report, 3 of 1\u202f200"]
    job.on_value(Path("desk.html"))
    job.on_done()
    assert saving.said == ["Report written: desk.html"]
    assert (saving.told[-1], saving.working) == ("", False)


def test_where_it_went_stays_on_the_status_bar(qtbot, monkeypatch):
    tasks, parent, line = PlayedTasks(), QWidget(), []
    qtbot.addWidget(parent)
    saving = ReportSaving(parent, tasks, lambda message: line.append(message.text), line.append, line.append)
    asked(saving, monkeypatch, "desk.html")
    (job,) = tasks.asked(written)
    job.on_value(Path("desk.html"))
    job.on_done()
    assert line[-1] == "Report written: desk.html"
    tasks.close()


def test_trouble_is_told(saving, monkeypatch):
    asked(saving, monkeypatch, "desk.html")
    (job,) = saving.tasks.asked(written)
    job.on_error(StoreUnavailable("desk.html", "the disk is full"))
    assert len(saving.failures) == 1
    assert not saving.working


def test_one_report_at_a_time(saving, monkeypatch):
    asked(saving, monkeypatch, "one.html")
    asked(saving, monkeypatch, "two.html")
    assert [job.arguments[-1].name for job in saving.tasks.asked(written)] == ["two.html"]
