"""From what the rules found to what is suggested: by learned models, calibrated scores and the phrase list."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.errors import BadInput
from annotations.model.mention import Kind
from annotations.model.schema import Schema
from annotations.suggesters.article_text import stretches
from annotations.suggesters.found import Found, Stretch
from annotations.suggesters.learning.learned import Learned
from annotations.suggesters.phrase_list import merged, phrase_list
from annotations.suggesters.plan import ModelFile, Plan
from annotations.suggesters.reading import Reading
from annotations.suggesters.scores import Calibration

if TYPE_CHECKING:
    from spacy.language import Language

# Models read several articles at once; without one there is nothing to wait for.
_AT_ONCE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Refined:
    """What is to be suggested in an article, stretch by stretch. `parsed` says that roles can be read off it."""

    reading: Reading
    stretches: tuple[Stretch, ...]
    names: list[list[Found]]
    triggers: list[list[Found]]
    parsed: bool


def refined(nlp: "Language", readings: Iterable[Reading], plan: Plan, schema: Schema) -> Iterator[Refined]:
    """Each reading as the plan wants it, in order; phrases whose label is not on offer are left out.

    Raises BadInput where a model's file is not what the plan says.
    """
    offered = {(kind, label.code) for kind in Kind for label in schema.active(kind)}
    plan = replace(plan, phrases=tuple(each for each in plan.phrases if (each.kind, each.label) in offered))
    models = {kind: load_model(file) for kind in Kind if (file := plan.model(kind)) is not None}
    remaining = iter(readings)
    while group := list(islice(remaining, _AT_ONCE if models else 1)):
        names, triggers = (_said(kind, models.get(kind), plan, group) for kind in (Kind.ENTITY, Kind.EVENT))
        for reading, of_names, of_triggers in zip(group, names, triggers, strict=True):
            yield _with_phrases(nlp, plan, reading, of_names, of_triggers)


def load_model(file: ModelFile) -> Learned:
    """A learned model, read once per process. Raises BadInput where the file is gone or not the one that is meant."""
    return _load_model(file.path, file.sha256)


@lru_cache(maxsize=4)
def _load_model(path: str, sha256: str) -> Learned:
    from annotations.suggesters.learning.training import load_model as read_model

    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise BadInput(path, None, error.strerror or str(error)) from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise BadInput(path, None, "this is not the model that was learned")
    return read_model(data)


def _said(kind: Kind, model: Learned | None, plan: Plan, readings: Sequence[Reading]) -> list[list[list[Found]]]:
    """What the model says, or else the rules, with calibrated scores."""
    if model is not None:
        return model.refine(readings)
    calibration = Calibration(curves=plan.curves(kind))
    return [
        calibration.applied(reading.names if kind is Kind.ENTITY else reading.found_triggers()) for reading in readings
    ]


def _with_phrases(
    nlp: "Language", plan: Plan, reading: Reading, names: list[list[Found]], triggers: list[list[Found]]
) -> Refined:
    whole = reading.stretches
    if plan.phrases and not whole:
        # Not English: the rules have nothing to say, but the words on the list can still be found.
        spans = stretches(reading.article)
        whole = tuple(Stretch(span.start, nlp.make_doc(span.of(reading.article.text))) for span in spans)
        names, triggers = [[] for _ in whole], [[] for _ in whole]
    if plan.phrases:
        of_names, of_triggers = (phrase_list(nlp, plan.phrases, kind) for kind in (Kind.ENTITY, Kind.EVENT))
        names = [merged(found, of_names.find(each.doc)) for each, found in zip(whole, names, strict=True)]
        triggers = [merged(found, of_triggers.find(each.doc)) for each, found in zip(whole, triggers, strict=True)]
    return Refined(reading=reading, stretches=whole, names=names, triggers=triggers, parsed=bool(reading.stretches))
