import sys
import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.model.ids import ArticleId
from desktop import local_notes
from desktop.local_notes import FILE_NAME, DayFigures, LocalNotes, notes_folder
from desktop.meter import Figures

HERE, THERE = "talks.spandesk", "postgresql://desk/talks"
FIRST, SECOND = ArticleId("a1"), ArticleId("a2")
MONDAY, TUESDAY = date(2024, 5, 6), date(2024, 5, 7)


def again(folder):
    """The notes as the next start of the program reads them."""
    return LocalNotes(folder)


def test_a_place_is_found_again_by_project_and_article(tmp_path):
    notes = LocalNotes(tmp_path)
    assert notes.place(HERE, FIRST) is None
    notes.set_place(HERE, FIRST, 120)
    notes.set_place(HERE, FIRST, 480)
    notes.set_place(THERE, FIRST, 7)
    assert notes.place(HERE, FIRST) == 480
    notes.save()
    read = again(tmp_path)
    assert (read.place(HERE, FIRST), read.place(THERE, FIRST), read.place(HERE, SECOND)) == (480, 7, None)
    assert read.complaint == ""


def test_nothing_is_written_before_it_is_saved(tmp_path):
    notes = LocalNotes(tmp_path / "new" / "folder")
    notes.set_place(HERE, FIRST, 1)
    assert not (tmp_path / "new").exists()
    notes.save()
    assert (tmp_path / "new" / "folder" / FILE_NAME).exists()


def test_figures_add_up_by_day_across_starts(tmp_path):
    notes = LocalNotes(tmp_path)
    notes.add_figures(HERE, SECOND, TUESDAY, Figures(10, 8, 30.04))
    notes.add_figures(HERE, FIRST, MONDAY, Figures(3, 2, 9))
    notes.save()
    notes.add_figures(HERE, SECOND, TUESDAY, Figures(1, -1, 2))
    notes.add_figures(THERE, FIRST, MONDAY, Figures(99, 1, 1))
    notes.save()
    assert again(tmp_path).figures(HERE) == [
        DayFigures(FIRST, MONDAY, Figures(3, 2, 9.0)),
        DayFigures(SECOND, TUESDAY, Figures(11, 7, 32.0)),
    ]


def test_two_windows_write_beside_each_other(tmp_path):
    one, other = LocalNotes(tmp_path), LocalNotes(tmp_path)
    for notes in (one, other):
        notes.add_figures(HERE, FIRST, MONDAY, Figures(2, 1, 5))
        notes.save()
    assert again(tmp_path).figures(HERE) == [DayFigures(FIRST, MONDAY, Figures(4, 2, 10))]


def test_saving_adds_to_the_file_and_takes_no_time(tmp_path):
    notes = LocalNotes(tmp_path)
    for number in range(5_000):
        notes.set_place(HERE, ArticleId(f"a{number}"), number)
    notes.save()
    before = (tmp_path / FILE_NAME).read_bytes()
    notes.set_place(HERE, FIRST, 77)
    started = time.thread_time()
    notes.save()
    assert time.thread_time() - started < 0.005
    after = (tmp_path / FILE_NAME).read_bytes()
    assert after.startswith(before)
    assert after.count(b"\n") == before.count(b"\n") + 1


def test_a_place_that_did_not_change_is_not_written(tmp_path):
    notes = LocalNotes(tmp_path)
    notes.set_place(HERE, FIRST, 5)
    notes.save()
    before = (tmp_path / FILE_NAME).read_bytes()
    notes.set_place(HERE, FIRST, 5)
    notes.save()
    assert (tmp_path / FILE_NAME).read_bytes() == before


def test_the_articles_left_longest_are_dropped(tmp_path, monkeypatch):
    monkeypatch.setattr(local_notes, "MOST", 3)
    notes = LocalNotes(tmp_path)
    for turn in range(3):
        for number in range(5):
            notes.set_place(HERE, ArticleId(f"a{number}"), turn)
    notes.set_place(HERE, ArticleId("a1"), 9)
    notes.save()
    read = again(tmp_path)
    assert [read.place(HERE, ArticleId(f"a{number}")) for number in range(5)] == [None, 9, None, 2, 2]
    assert len((tmp_path / FILE_NAME).read_bytes().splitlines()) == 3
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]
    again(tmp_path).set_place(HERE, FIRST, 1)
    assert again(tmp_path).place(HERE, FIRST) == 9


@pytest.mark.parametrize(
    "broken",
    [
        b'{"project": "talks.spandesk", "article": "a1", "pl',
        b"\x00\xff\x00",
        b"[1, 2]",
        b'{"project": "talks.spandesk", "article": "a1", "day": "someday", "counted": [1, 2, 3]}',
        b'{"project": "talks.spandesk", "article": "a1", "day": "2024-05-06", "counted": [1]}',
        b'{"project": "talks.spandesk", "article": "a1", "place": null}',
    ],
)
def test_a_broken_file_is_set_aside_and_what_can_be_read_is_kept(tmp_path, broken):
    notes = LocalNotes(tmp_path)
    notes.set_place(HERE, SECOND, 12)
    notes.save()
    path = tmp_path / FILE_NAME
    path.write_bytes(path.read_bytes() + broken)
    read = again(tmp_path)
    assert read.place(HERE, SECOND) == 12
    assert read.place(HERE, FIRST) is None
    assert "set aside" in read.complaint
    assert path.with_suffix(".broken").read_bytes().endswith(broken)
    once_more = again(tmp_path)
    assert once_more.place(HERE, SECOND) == 12
    assert once_more.complaint == ""


def test_what_cannot_be_written_is_said_and_written_later(tmp_path):
    folder = tmp_path / "taken"
    folder.write_text("a file where the folder should be")
    notes = LocalNotes(folder)
    notes.set_place(HERE, FIRST, 3)
    notes.save()
    assert notes.complaint.startswith("The reading places of this machine cannot be ")
    folder.unlink()
    notes.save()
    assert again(folder).place(HERE, FIRST) == 3


def test_a_complaint_is_told_once_and_ends_when_writing_works(tmp_path):
    folder = tmp_path / "taken"
    folder.write_text("a file where the folder should be")
    notes = LocalNotes(folder)
    notes.set_place(HERE, FIRST, 3)
    notes.save()
    assert notes.news() == notes.complaint != ""
    notes.save()
    assert notes.news() == ""
    folder.unlink()
    notes.save()
    assert (notes.complaint, notes.news()) == ("", "")


def test_files_set_aside_do_not_replace_each_other(tmp_path):
    path = tmp_path / FILE_NAME
    for number in range(3):
        path.write_bytes(b"broken %d" % number)
        again(tmp_path).figures(HERE)
    found = {each.name: each.read_bytes() for each in tmp_path.iterdir() if each != path}
    assert found == {
        "articles.broken": b"broken 0",
        "articles.broken-2": b"broken 1",
        "articles.broken-3": b"broken 2",
    }


def test_days_long_ago_are_one_sum(tmp_path):
    today = date.today()
    notes = LocalNotes(tmp_path)
    for ago in (1, 59, 70, 80, 400):
        notes.add_figures(HERE, FIRST, today - timedelta(days=ago), Figures(1, 1, 1))
    notes.save()
    counted = {(today - each.day).days: each.figures.gestures for each in again(tmp_path).figures(HERE)}
    assert counted == {70: 3, 59: 1, 1: 1}


def test_a_full_file_that_tidying_would_not_shorten_is_left_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(local_notes, "MOST", 2)
    notes = LocalNotes(tmp_path)
    for ago in range(9):
        notes.add_figures(HERE, FIRST, date.today() - timedelta(days=ago), Figures(1, 1, 1))
    notes.save()
    before = (tmp_path / FILE_NAME).stat().st_ino
    again(tmp_path).figures(HERE)
    assert (tmp_path / FILE_NAME).stat().st_ino == before


def test_a_file_that_is_a_folder_is_no_crash(tmp_path):
    (tmp_path / FILE_NAME).mkdir()
    notes = LocalNotes(tmp_path)
    assert notes.place(HERE, FIRST) is None
    assert notes.complaint.startswith("The reading places of this machine cannot be read")


def test_the_notes_lie_with_the_person_and_not_in_a_project(tmp_path, own_home, qapp):
    folder = notes_folder()
    assert folder.is_relative_to(own_home)
    LocalNotes(folder).save()
    assert not folder.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="no such permissions here")
def test_only_this_person_may_read_them(tmp_path):
    notes = LocalNotes(tmp_path)
    notes.set_place(HERE, FIRST, 1)
    notes.save()
    assert (tmp_path / FILE_NAME).stat().st_mode & 0o077 == 0


steps = st.lists(
    st.tuples(st.sampled_from("abc"), st.one_of(st.integers(0, 99), st.tuples(st.integers(0, 9), st.integers(-3, 9))))
)


@given(steps, st.integers(1, 5))
def test_reading_gives_back_what_was_noted_however_often_it_was_saved(tmp_path_factory, steps, every):
    folder = tmp_path_factory.mktemp("notes")
    notes = LocalNotes(folder)
    for number, (article, what) in enumerate(steps):
        if isinstance(what, int):
            notes.set_place(HERE, ArticleId(article), what)
        else:
            notes.add_figures(HERE, ArticleId(article), MONDAY, Figures(*what, 0.5))
        if number % every == 0:
            notes.save()
    notes.save()
    read = again(folder)
    assert read.figures(HERE) == notes.figures(HERE)
    assert [read.place(HERE, ArticleId(each)) for each in "abc"] == [
        notes.place(HERE, ArticleId(each)) for each in "abc"
    ]
