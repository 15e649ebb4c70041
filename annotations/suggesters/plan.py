"""Plan: everything that decides what is suggested in a project, as plain values that cross to the child process."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from annotations.model.mention import Kind
from annotations.model.project_settings import Conventions, Knots, Phrase, Pipeline, ProjectSettings, ScoreCurve

ENTITIES, EVENTS = "entities", "events"
DEFAULT_SUGGESTERS = (ENTITIES, EVENTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFile:
    """A learned model in a file: `name` (“fast 3”) goes into the version of the runs it takes part in."""

    kind: Kind
    name: str
    path: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Which suggesters run, how names are cut, and what was learned. Equal plans make equal runs.

    `suggesters` chooses; a pipeline that is not chosen there is only known. `calibration` is of the rules' scores.
    """

    suggesters: tuple[str, ...] = DEFAULT_SUGGESTERS
    conventions: Conventions = field(default_factory=Conventions)
    models: tuple[ModelFile, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    pipelines: tuple[Pipeline, ...] = ()
    calibration: tuple[ScoreCurve, ...] = ()

    def model(self, kind: Kind) -> ModelFile | None:
        """The learned model of a kind, if one is active."""
        return next((model for model in self.models if model.kind is kind), None)

    def curves(self, kind: Kind) -> dict[str, Knots]:
        """What makes probabilities of the scores of what is suggested, by label. None where a learned model suggests:
        its scores are probabilities."""
        if self.model(kind) is not None:
            return {}
        return {curve.label: curve.knots for curve in self.calibration if curve.kind is kind}

    def only(self, suggesters: Iterable[str]) -> "Plan":
        """The same plan with these suggesters and no others."""
        return replace(self, suggesters=tuple(suggesters))

    def without(self, suggester: str) -> "Plan":
        """The same plan without one that failed."""
        return self.only(id_ for id_ in self.suggesters if id_ != suggester)


def pipeline_id(pipeline: Pipeline) -> str:
    """The id of a user's pipeline as a suggester."""
    return pipeline.suggester


def plan_for(suggesters: Iterable[str]) -> Plan:
    """These suggesters, and nothing else said."""
    return Plan(suggesters=tuple(suggesters))


def plan_of(
    settings: ProjectSettings,
    phrases: Iterable[Phrase] = (),
    models: Iterable[ModelFile] = (),
) -> Plan:
    """The plan of a project: what its settings say, its phrase list and the models that are active in it."""
    pipelines = tuple(pipeline for pipeline in settings.pipelines if pipeline.active)
    return Plan(
        suggesters=(*DEFAULT_SUGGESTERS, *map(pipeline_id, pipelines)),
        conventions=settings.conventions,
        models=tuple(sorted(models, key=lambda model: model.kind)),
        phrases=tuple(sorted(phrases, key=lambda phrase: (phrase.kind, phrase.label, phrase.text))),
        pipelines=pipelines,
        calibration=tuple(sorted(settings.calibration, key=lambda curve: (curve.kind, curve.label))),
    )
