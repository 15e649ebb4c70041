import pickle
from dataclasses import replace

from annotations.model.mention import Kind
from annotations.model.project_settings import Conventions, Phrase, Pipeline, ProjectSettings, ScoreCurve
from annotations.suggesters.plan import ModelFile, Plan, pipeline_id, plan_of

KNOTS = ((0.0, 0.0), (1.0, 0.9))
CURVES = [ScoreCurve(kind=kind, label=label, knots=KNOTS) for kind in Kind for label in ("ORG", "GPE")]
ONE = Pipeline(name="one", location="one", sha256="1", labels=(("A", "ORG"),))
OFF = Pipeline(name="off", location="off", sha256="2", active=False)
PHRASES = [Phrase(text=text, kind=Kind.ENTITY, label="ORG") for text in ("Zarn", "Orl")]
MODELS = [ModelFile(kind=kind, name="fast 1", path=kind, sha256="3") for kind in Kind]


def test_a_project_that_has_decided_nothing_has_the_plain_plan():
    assert plan_of(ProjectSettings()) == Plan()


def test_a_plan_holds_what_the_project_decided_and_nothing_that_is_switched_off():
    settings = ProjectSettings(conventions=Conventions(title=True), pipelines=(ONE, OFF))
    plan = plan_of(settings, PHRASES, MODELS)
    assert plan.suggesters == ("entities", "events", "pipeline:one")
    assert (plan.pipelines, plan.conventions) == ((ONE,), Conventions(title=True))
    assert [phrase.text for phrase in plan.phrases] == ["Orl", "Zarn"]
    assert (plan.model(Kind.EVENT), plan_of(settings).model(Kind.EVENT)) == (MODELS[1], None)
    assert pickle.loads(pickle.dumps(plan)) == plan


def test_the_order_in_which_things_come_makes_no_other_plan():
    settings, turned = (
        ProjectSettings(pipelines=(ONE,), calibration=tuple(curves)) for curves in (CURVES, CURVES[::-1])
    )
    assert plan_of(settings, PHRASES, MODELS) == plan_of(turned, reversed(PHRASES), reversed(MODELS))


def test_curves_are_of_the_rules_and_of_one_kind():
    plan = plan_of(ProjectSettings(calibration=tuple(CURVES[:3])), models=MODELS[1:])
    assert MODELS[1].kind is Kind.EVENT
    assert plan.curves(Kind.ENTITY) == {"ORG": KNOTS, "GPE": KNOTS}
    assert plan.curves(Kind.EVENT) == {}
    assert replace(plan, models=()).curves(Kind.EVENT) == {"ORG": KNOTS}


def test_choosing_suggesters_keeps_all_else():
    plan = plan_of(ProjectSettings(pipelines=(ONE,)), PHRASES)
    assert plan.only(["events"]).suggesters == ("events",)
    assert plan.only(["events"]).phrases == plan.phrases
    assert plan.without(pipeline_id(ONE)).suggesters == ("entities", "events")
    assert plan.only(plan.suggesters) == plan
