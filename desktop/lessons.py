"""What window and command line both do to learn from a project: its plan, a lesson, keeping what came of it.

No Qt. The models a plan speaks of are written into a folder, from which the child processes read them.
"""

import hashlib
import os
import secrets
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.errors import StoreUnavailable
from annotations.model.learned import LearnedModel, Learner
from annotations.model.mention import Kind
from annotations.suggesters.plan import ModelFile, Plan, plan_of
from annotations.suggesters.scores import renewed
from annotations.suggesters.worker import tell

if TYPE_CHECKING:
    # They bring SQLAlchemy with them, which must not be imported before the first paint.
    from annotations.suggesters.learning.examples import Example
    from annotations.suggesters.learning.training import EvidenceCache, Incumbent, Trained
    from annotations.workspace import Workspace

_KEPT_SECONDS = 60 * 24 * 3600.0  # of a copy of a model that nobody uses


@dataclass(frozen=True, slots=True)
class Doing:
    """What a learner is at: the kind it learns, the share done in 0..1, and "reading", "comparing" or "learning"."""

    kind: Kind
    share: float
    what: str


@dataclass(frozen=True, slots=True)
class Lesson:
    """What came of learning one kind."""

    learner: Learner
    kind: Kind
    trained: "Trained"


# In the child process that learns: what it read of the articles, so that the next refit reads only what changed.
_cache: "EvidenceCache | None" = None


def learn(location: str, learner: Learner, kinds: Sequence[Kind], seconds: float) -> Iterator[Lesson]:
    """Learn each kind in turn from whoever's decisions are the best evidence; tells `Doing` on the way."""
    from annotations.suggesters.learning.training import EvidenceCache
    from annotations.workspace import Workspace

    global _cache
    _cache = _cache or EvidenceCache()
    with Workspace.open(location, read_only=True) as workspace:
        annotator = workspace.annotator_to_learn_from()
        examples = list(workspace.examples(annotator)) if annotator is not None else []
        # Whoever asks has been told of models that cannot be had; it is learned by the rules.
        plan = plan_of_project(workspace, models_folder(), lambda _: None)
        for kind in kinds:
            if workspace.schema.active(kind):
                trained = lesson(
                    workspace,
                    learner,
                    kind,
                    examples,
                    plan=plan,
                    on_progress=lambda share, what, kind=kind: tell(Doing(kind, share, what)),  # type: ignore[misc]
                    seconds=seconds,
                    cache=_cache,
                )
                yield Lesson(learner, kind, trained)


def caches() -> Path:
    """Where this person's copies of models and half-finished trainings lie: never in the project."""
    from platformdirs import user_cache_path

    return user_cache_path("spandesk", appauthor=False)


def models_folder() -> Path:
    """The folder of model files."""
    return caches() / "models"


def checkpoints(location: str) -> Path:
    """Where a training of this project that was stopped goes on the next time."""
    return caches() / "training" / hashlib.sha256(location.encode()).hexdigest()[:16]


def plan_of_project(
    workspace: "Workspace", folder: Path, on_unreadable: Callable[[Exception], object] | None = None
) -> Plan:
    """What the project suggests with; learned models are written into the folder, from which those go that no project
    has used for long: a project has its own copy.

    In place of a model that cannot be had the rules suggest, and `on_unreadable` is told; without it the error is
    raised: ValueError for a damaged one, StoreUnavailable where the folder is.
    """
    models = []
    for model in workspace.models():
        if not model.active:
            continue
        try:
            path = str(workspace.model_file(model.id, folder))
        except (ValueError, StoreUnavailable) as error:
            if on_unreadable is None:
                raise
            on_unreadable(error)
            continue
        name = f"{model.learner} {model.number}"
        models.append(ModelFile(kind=model.kind, name=name, path=path, sha256=model.sha256))
    _forget_unused(folder, {Path(model.path) for model in models})
    return plan_of(workspace.settings, workspace.phrases(), models)


def _forget_unused(folder: Path, used: set[Path]) -> None:
    oldest = time.time() - _KEPT_SECONDS
    for path in folder.glob("*.model"):
        # Another window may be doing the same.
        with suppress(FileNotFoundError):
            if path in used:
                os.utime(path)
            elif path.stat().st_mtime < oldest:
                path.unlink()


def lesson(
    workspace: "Workspace",
    learner: Learner,
    kind: Kind,
    examples: "Iterable[Example]",
    *,
    plan: Plan,
    on_progress: Callable[[float, str], None],
    seconds: float,
    cache: "EvidenceCache | None" = None,
) -> "Trained":
    """Learn one kind from the examples and judge it. Raises Cancelled from `on_progress`."""
    from annotations.suggesters.learning import training

    return training.train(
        learner,
        kind,
        workspace.schema,
        plan,
        list(examples),
        incumbent=_incumbent(workspace, kind),
        on_progress=on_progress,
        cancelled=lambda: False,
        folder=checkpoints(workspace.location),
        cache=cache,
        seconds=seconds,
    )


def _incumbent(workspace: "Workspace", kind: Kind) -> "Incumbent | None":
    from annotations.suggesters.learning.training import Incumbent

    active = _active(workspace, kind)
    if active is None:
        return None
    return Incumbent(data=workspace.model_bytes(active.id), out_of_fold=workspace.out_of_fold(active.id))


def _active(workspace: "Workspace", kind: Kind) -> LearnedModel | None:
    return next((model for model in workspace.models() if model.active and model.kind is kind), None)


def keep(workspace: "Workspace", learner: Learner, kind: Kind, trained: "Trained", at: datetime) -> LearnedModel:
    """Keep what came of a lesson; a model that is better suggests from now on, and else the rules with new scores.

    It is better than what it was judged against: where another suggests by now, that one stays.
    """
    data, now = trained.data or b"", _active(workspace, kind)
    model = LearnedModel(
        id="l" + secrets.token_hex(8),
        kind=kind,
        learner=learner,
        number=1 + max((model.number for model in workspace.models() if model.kind is kind), default=0),
        at=at,
        active=bool(data) and trained.verdict.better and trained.against == (now.sha256 if now is not None else ""),
        trained_on=trained.trained_on,
        seconds=trained.seconds,
        verdict=trained.verdict,
        curve=trained.curve,
        sha256=hashlib.sha256(data).hexdigest() if data else "",
    )
    # That there was too little for the slow learner is said, and no more: nothing was learned to be listed. Of the fast
    # one it is kept when it last looked.
    if data or learner is Learner.FAST:
        workspace.save_model(model, data, trained.out_of_fold)
    settings = workspace.settings
    calibration = renewed(settings.calibration, trained.rules_curves)
    if calibration != settings.calibration:
        workspace.set_settings(replace(settings, calibration=calibration))
    return model
