"""The report as a page: whole, escaped, without anything from elsewhere, and the same each time."""

from html.parser import HTMLParser

import pytest

from annotations.agreement.choice import Choice
from annotations.agreement.estimate import Estimate
from annotations.agreement.figures import Resampling
from annotations.agreement.gamma import gamma
from annotations.workspace import Workspace
from desktop import agreements
from desktop.agreement_report import charts
from desktop.agreement_report.markup import Markup, row, tag
from desktop.agreement_report.page import page
from tests.desktop import steady
from tests.desktop.agreed import project_at

VOID = {"meta", "br"}


class Read(HTMLParser):
    """Tags with attributes, text, and whether what was opened was closed."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.text, self._open = [], [], []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag):
        assert self._open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)

    @property
    def words(self):
        return " ".join(" ".join(self.text).split())


@pytest.fixture
def shown(tmp_path):
    """Agreement of a project, and the examples of its groups."""
    with Workspace.open(project_at(tmp_path / "desk.spandesk", ruled=True), read_only=True) as workspace:
        found = agreements.measured_in(workspace, Choice(), Resampling(draws=50))
        return found, agreements.examples(workspace, found.report.groups)


def test_what_was_filtered_is_said_at_the_top(tmp_path):
    choice = Choice(annotators=("ana", "ben"), labels=("GPE",), schema_versions=(1,))
    with Workspace.open(project_at(tmp_path / "desk.spandesk"), read_only=True) as workspace:
        text = page(agreements.measured_in(workspace, choice, Resampling(draws=0)), {}, "1")
    header = Read(text[text.index("<header>") : text.index("</header>") + len("</header>")]).words
    for words in ("work done: with suggestions", "analysts: ana, ben", "labels: GPE", "guideline versions: 1"):
        assert words in header


def test_everything_is_on_it(shown):
    read = Read(page(*shown, "1.2.3"))
    for words in (
        "Agreement: Desk <1>",
        "6 of 8 articles done by two or more.",
        "How well, in numbers",
        "Against the rulings",
        "Which labels are mixed up",
        "no span",
        "By event type",
        "One has the event, the other not 2",
        "Disagreements",
        "GPE or ORG",
        "or without “the”",
        "Week 0 <i>",
        "work done: with suggestions",
        "seed 20240611",
        "Spandesk 1.2.3, definitions 1.",
        "What the figures mean",
    ):
        assert words in read.words


def test_what_articles_say_is_text(shown):
    written = page(*shown, "1")
    read = Read(written)
    assert "<b>Guild & Co</b> = none." in read.words
    assert "<b>Guild" not in written
    assert "&lt;b&gt;Guild &amp; Co&lt;/b&gt;" in written


def test_it_needs_nothing_but_itself(shown):
    read = Read(page(*shown, "1"))
    assert not {"script", "link", "img", "iframe", "object"} & {name for name, _ in read.tags}
    assert not [
        value for _, given in read.tags for key, value in given.items() if key in ("src", "href") or key[:2] == "on"
    ]
    assert "url(" not in page(*shown, "1")
    assert "prefers-color-scheme:dark" in page(*shown, "1")


def test_the_same_work_gives_the_same_bytes(shown):
    assert page(*shown, "1") == page(*shown, "1")


def test_with_one_annotator_it_says_what_is_missing(tmp_path):
    location = project_at(tmp_path / "desk.spandesk")
    with Workspace.open(location, read_only=True) as workspace:
        found = agreements.measured_in(workspace, Choice(annotators=("ana",)), Resampling())
    read = Read(page(found, {}, "1"))
    assert "No article is finished by two analysts yet." in read.words
    assert "Disagreements" not in read.words


def test_gamma_stands_among_the_figures_with_how_sure_it_is(shown):
    found, examples = shown
    from dataclasses import replace

    from tests.annotations.agreement.drawn import document

    made = gamma([document(20, A=[(0, 3, "X"), (8, 9, "Y")], B=[(0, 4, "X")])], ("A", "B"))
    read = Read(page(replace(found, gamma=made), examples, "1"))
    assert "Gamma-cat" in read.words
    assert f"{made.samples} drawn continua, which puts it between" in read.words


def test_markup_escapes_whatever_is_not_markup():
    assert tag("td", "a<b", Markup("<i>x</i>"), title='"q"') == '<td title="&quot;q&quot;">a&lt;b<i>x</i></td>'
    assert row("<td>", tag("td", 1)) == "<tr><td>&lt;td&gt;</td><td>1</td></tr>"
    assert tag("p", None, class_=None) == "<p></p>"


def test_the_axis_has_room_for_all():
    sure = Estimate(value=0.8, interval=(0.7, 0.9))
    assert charts.axis([sure]).low == pytest.approx(0.4)
    assert charts.axis([sure, Estimate(value=0.35)]).low == pytest.approx(0.2)
    assert charts.axis([Estimate(value=-0.3)]).low == pytest.approx(-0.4)
    assert charts.axis([Estimate(value=None, reason="no_spans")]).low == pytest.approx(0.4)
    axis = charts.axis([sure])
    assert axis.ticks() == [0.4, 0.6, 0.8, 1.0]
    assert axis.at(0.4) < axis.at(0.7) < axis.at(1.0) == axis.at(1.2)


def test_a_dot_with_its_interval():
    on = charts.Axis(0.0)
    drawn = Read(charts.whisker(Estimate(value=0.5, interval=(0.4, 0.6)), on))
    circle = next(given for name, given in drawn.tags if name == "circle")
    ends = [given for name, given in drawn.tags if name == "line" and given["class"] == "whisker"]
    assert float(circle["cx"]) == on.at(0.5)
    assert (float(ends[0]["x1"]), float(ends[0]["x2"])) == (on.at(0.4), on.at(0.6))
    undefined = Read(charts.whisker(Estimate(value=None, reason="no_spans"), on))
    assert "circle" not in [name for name, _ in undefined.tags]


def test_a_bar_is_shared_out_by_count():
    parts = [given for name, given in Read(charts.shares([("done", 3), ("open", 1)], 400)).tags if name == "rect"]
    assert [(given["x"], given["width"]) for given in parts] == [("0.0", "300.0"), ("300.0", "100.0")]
    assert Read(charts.shares([("done", 0)])).tags


def test_what_changes_is_on_it(tmp_path):
    with Workspace.open(steady.project_at(tmp_path / "one.spandesk"), read_only=True) as workspace:
        found = agreements.measured_in(workspace, Choice(), Resampling(draws=50))
    read = Read(page(found, {}, "1"))
    for words in (
        "Over time same span and label, by week",
        "analysts agree more: +.23",
        "All pairs .77 1.00 +.23",
        "2024-05-06: .77",
        "Against themselves",
        "ana: 2 articles; 1 done again within 14 days left out",
    ):
        assert words in read.words
    assert "Suggestions seen or not" not in read.words
    assert len([given for name, given in read.tags if name == "circle" and given["class"] == "dot"]) > 2
    with Workspace.open(steady.project_at(tmp_path / "two.spandesk", blind=True), read_only=True) as workspace:
        crossed = agreements.measured_in(workspace, Choice(), Resampling(draws=50))
    read = Read(page(crossed, {}, "1"))
    assert "Suggestions seen or not" in read.words
    assert "Over time same span and label" not in read.words, "there is but one week"


def points(*values):
    sure = [Estimate(value=each, interval=None if each is None else (each - 0.1, each)) for each in values]
    return [charts.Point(at / 3, each, str(at), "", "guideline 2" if at == 2 else "") for at, each in enumerate(sure)]


def test_a_line_goes_up_with_the_figure_and_is_cut_where_there_is_none():
    drawn = Read(charts.line(points(0.5, 0.9, None, 0.7)))
    circles = [given for name, given in drawn.tags if name == "circle"]
    assert [float(each["cx"]) for each in circles] == sorted(float(each["cx"]) for each in circles)
    low, high, middle = (float(each["cy"]) for each in circles)
    assert high < middle < low
    lines = [given["points"].split() for name, given in drawn.tags if name == "polyline"]
    assert [len(each) for each in lines] == [2, 1]
    assert lines[0][1] == f"{circles[1]['cx']},{circles[1]['cy']}"
    assert "guideline 2" in drawn.words


def test_a_figure_without_an_interval_is_hollow():
    drawn = Read(charts.line([charts.Point(0.0, Estimate(value=0.5), "1–3", "too few")]))
    assert [given["class"] for name, given in drawn.tags if name == "circle"] == ["few"]


def test_names_under_a_long_line_do_not_run_into_each_other():
    many = [charts.Point(at / 99, Estimate(value=0.5), f"name {at}", "") for at in range(100)]
    assert Read(charts.line(many)).words.count("name") <= 12
