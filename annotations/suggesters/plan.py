"""Plan: everything that decides what is suggested in a project, as plain values that cross to the child process."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from annotations.model.mention import Kind
from annotations.model.project_settings import Conventions, Phrase, Pipeline

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
    """Which suggesters run, how names are cut, and what was learned. Equal plans make equal runs."""

    suggesters: tuple[str, ...] = DEFAULT_SUGGESTERS
    conventions: Conventions = field(default_factory=Conventions)
    models: tuple[ModelFile, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    pipelines: tuple[Pipeline, ...] = ()

    def model(self, kind: Kind) -> ModelFile | None:
        """The learned model of a kind, if one is active."""
        return next((model for model in self.models if model.kind is kind), None)


def plan_for(suggesters: Iterable[str]) -> Plan:
    """These suggesters, and nothing else said."""
    return Plan(suggesters=tuple(suggesters))
