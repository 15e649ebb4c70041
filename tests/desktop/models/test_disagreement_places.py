"""What is behind a number: as many as the number says, in groups and in places."""

import pytest

from annotations.agreement.choice import Choice
from annotations.agreement.disagreements import MATCHES, Which
from annotations.agreement.events import ARGUMENT_REASONS, EVENT_REASONS
from annotations.model.mark import Subject
from desktop import agreements
from desktop.agreements import measured
from desktop.models.disagreement_places import WAYS, Narrowing, found
from tests.desktop.agreed import WEEKS, project_at
from tests.desktop.test_agreements import DRAWS, PARIS

SPANS = frozenset((Subject.SPAN,))


@pytest.fixture
def location(tmp_path, monkeypatch):
    monkeypatch.setattr(agreements, "_read", None)
    return str(project_at(tmp_path / "desk.spandesk"))


def behind(location, narrowing=Narrowing(), places=False):  # noqa: B008
    (answer,) = found(location, Choice(), narrowing, places)
    return answer


def test_each_reason_is_one_way():
    differing = {"label", "boundary", "boundary+label", "missing", "extra", *EVENT_REASONS, *ARGUMENT_REASONS} - MATCHES
    assert sorted(reason for reasons in WAYS.values() for reason in reasons) == sorted(differing)


def test_all_of_them(location):
    (report,) = (each.report for each in measured(location, Choice(), DRAWS))
    answer = behind(location)
    counted = {subject: sum(reasons.values()) for subject, reasons in report.reasons.items()}
    assert dict(answer.subjects) == {subject: many for subject, many in counted.items() if many}
    assert answer.count == sum(counted.values()) == sum(answer.ways.values())
    assert answer.groups == report.groups
    assert answer.places == ()


@pytest.mark.parametrize("subject", Subject)
@pytest.mark.parametrize("way", ["", *WAYS])
def test_counts_add_up_however_it_is_narrowed(location, subject, way):
    narrowing = Narrowing(subject=subject, way=way)
    grouped, listed = behind(location, narrowing), behind(location, narrowing, places=True)
    assert grouped.count == listed.count == len(listed.places) == sum(group.count for group in grouped.groups)
    assert sum(grouped.ways.values()) == grouped.subjects.get(subject, 0)
    if way:
        assert grouped.count == grouped.ways[way]
    assert listed.groups == ()


def test_a_group_leads_to_its_places(location):
    narrowing = Narrowing(subject=Subject.SPAN)
    group = next(each for each in behind(location, narrowing).groups if each.versions == PARIS)
    answer = behind(location, Narrowing(which=narrowing.of_group(group)), places=True)
    assert (answer.count, len(answer.places)) == (WEEKS, WEEKS)


def test_a_number_and_a_way_hold_together(location):
    number = Which(subjects=SPANS, reasons=frozenset(("label", "boundary")))
    assert Narrowing(which=number, way="ends").narrowed() == Which(subjects=SPANS, reasons=frozenset(("boundary",)))
    assert behind(location, Narrowing(which=number)).count == 7
    assert behind(location, Narrowing(which=number, way="ends")).count == 1


@pytest.mark.parametrize(
    ("reasons", "label", "many"),
    [
        (("match",), "PERSON", WEEKS + 2),
        (("match", "boundary"), "ORG", 2 * WEEKS),
        (("trigger_match", "trigger_boundary"), "CONSULT", WEEKS),
        (("argument_match", "argument_boundary"), "ACTOR", WEEKS),
    ],
)
def test_agreements_are_counted_and_listed(location, reasons, label, many):
    number = Which(reasons=frozenset(reasons), labels=frozenset((label,)))
    answer = behind(location, Narrowing(which=number, subject=Subject.SPAN))
    assert (answer.count, len(answer.places), answer.groups) == (many, many, ())


def test_of_other_agreements_it_is_known_only_where_they_are(location):
    answer = behind(location, Narrowing(which=Which(reasons=frozenset(("argument_match",)), pair=("ana", "ben"))))
    assert (answer.count, len(answer.places)) == (None, WEEKS)


def test_agreements_of_one_article_and_pair(location):
    number = Which(reasons=frozenset(("match",)), labels=frozenset(("PERSON",)), pair=("ana", "ben"))
    assert behind(location, Narrowing(which=number)).count == WEEKS
