"""What annotators did beside what was suggested: whose, against which rulings, how fast."""

from datetime import UTC, datetime, timedelta

from annotations.agreement.looks import PAUSE_SECONDS, looks
from annotations.model.annotation_set import Status
from annotations.model.project import ADJUDICATED, AnnotatedArticle
from tests.factories import annotation_set, article, entity, event, span, suggestion

TEXT = article("Ana met Ben in Paris.")
ANA, BEN = entity("PERSON", span(TEXT, "Ana")), entity("PERSON", span(TEXT, "Ben"))
MET = event("CONSULT", span(TEXT, "met"))
MORNING = datetime(2024, 5, 6, 9, tzinfo=UTC)


def done(annotator, *mentions, status=Status.DONE):
    return annotation_set(TEXT, *mentions, annotator=annotator, status=status)


def of(*sets, blind, names=None, labels=(), times=None):
    annotated = AnnotatedArticle(article=TEXT, sets=sets, suggestions=(suggestion(ANA), suggestion(MET)))
    return list(looks(annotated, blind, times or {}, names=names or blind, labels=labels))


def test_each_finished_set_is_one():
    ana, ben = of(done("ana", ANA, MET), done("ben", BEN), blind={"ana": False, "ben": True})
    assert (ana.annotator, ana.blind, ben.annotator, ben.blind) == ("ana", False, "ben", True)
    assert ana.marked == ana.suggested == {("entity", 0, 3, "PERSON"), ("event", 4, 7, "CONSULT")}
    assert (ana.gold, ana.seconds) == (None, ())
    assert [
        each.annotator for each in of(done("ana"), done("ben"), blind={"ana": False, "ben": True}, names={"ben"})
    ] == ["ben"]


def test_one_label_alone():
    (ana,) = of(done("ana", ANA, MET), blind={"ana": False}, labels=("CONSULT",))
    assert ana.marked == ana.suggested == {("event", 4, 7, "CONSULT")}


def test_rulings_count_where_somebody_saw_no_suggestions():
    ruled = done(ADJUDICATED, BEN)
    for seen in of(done("ana"), done("ben"), ruled, blind={"ana": False, "ben": True}):
        assert seen.gold == {("entity", 8, 11, "PERSON")}
    assert [each.gold for each in of(done("ana"), done("ben"), ruled, blind={"ana": False, "ben": False})] == [None] * 2
    unfinished = done(ADJUDICATED, BEN, status=Status.OPEN)
    assert [each.gold for each in of(done("ana"), unfinished, blind={"ana": True})] == [None]


def test_decisions_take_time_and_pauses_do_not():
    own = done("ana")
    moments = [MORNING + timedelta(seconds=at) for at in (0, 10, 10, 30 + PAUSE_SECONDS, 35 + PAUSE_SECONDS)]
    (ana,) = of(own, blind={"ana": True}, times={own.id: moments})
    assert ana.seconds == (10.0, 5.0)
