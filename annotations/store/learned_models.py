"""Learned models: their verdicts for ever, the bytes of those that may still be wanted."""

import hashlib
import os
import tempfile
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import Connection, select
from sqlalchemy import Row as ResultRow

from annotations.errors import StoreUnavailable
from annotations.model.learned import CurvePoint, LearnedModel, Learner, Measure, Verdict
from annotations.model.mention import Kind
from annotations.store.engine import DamagedRow
from annotations.store.rows import reading, to_json, to_time
from annotations.store.tables import learned_model

OTHERS_KEPT = 2
_FACTS = [column for column in learned_model.c if column.name not in ("bytes", "out_of_fold")]


def models(connection: Connection) -> list[LearnedModel]:
    """All models ever learned, the newest first."""
    query = select(*_FACTS).order_by(learned_model.c.at.desc(), learned_model.c.number.desc(), learned_model.c.id)
    return [model_from(row) for row in connection.execute(query)]


def save(connection: Connection, model: LearnedModel, data: bytes, out_of_fold: bytes) -> None:
    """Keep a model; without bytes, only its verdict. Forgets the bytes of those that are out of use for long.

    Raises ValueError if the bytes are not those that the model names.
    """
    if model.sha256 != (hashlib.sha256(data).hexdigest() if data else ""):
        raise ValueError(f"the bytes of model {model.id} are not those it names")
    if model.active:
        _deactivate(connection, model.kind)
    row = {
        "id": model.id,
        "kind": model.kind.value,
        "learner": model.learner.value,
        "number": model.number,
        "at": to_time(model.at),
        "active": model.active,
        "trained_on": model.trained_on,
        "seconds": model.seconds,
        "verdict": to_json(asdict(model.verdict)),
        "curve": to_json([asdict(point) for point in model.curve]),
        "sha256": model.sha256,
        "bytes": data or None,
        "out_of_fold": out_of_fold or None,
    }
    connection.execute(learned_model.insert(), row)
    _forget(connection, model.kind)


def activate(connection: Connection, id_: str | None, kind: Kind) -> None:
    """Let this model suggest, and no other of its kind; None: none at all. Raises KeyError if it is not kept."""
    _deactivate(connection, kind)
    if id_ is None:
        return
    wanted = (learned_model.c.id == id_) & (learned_model.c.kind == kind.value) & learned_model.c.bytes.is_not(None)
    if connection.execute(learned_model.update().where(wanted).values(active=True)).rowcount != 1:
        raise KeyError(id_)
    _forget(connection, kind)


def _deactivate(connection: Connection, kind: Kind) -> None:
    of_kind = learned_model.update().where(learned_model.c.kind == kind.value, learned_model.c.active)
    connection.execute(of_kind.values(active=False))


def _forget(connection: Connection, kind: Kind) -> None:
    others = (
        select(learned_model.c.id)
        .where(learned_model.c.kind == kind.value, ~learned_model.c.active, learned_model.c.bytes.is_not(None))
        .order_by(learned_model.c.at.desc(), learned_model.c.number.desc(), learned_model.c.id)
    )
    forgotten = connection.scalars(others).all()[OTHERS_KEPT:]
    statement = learned_model.update().where(learned_model.c.id.in_(forgotten))
    connection.execute(statement.values(bytes=None, out_of_fold=None, sha256=""))


def model_bytes(connection: Connection, id_: str) -> bytes:
    """The bytes of a model. Raises KeyError if they are not kept, DamagedRow if they are not what was saved."""
    row = connection.execute(select(learned_model).where(learned_model.c.id == id_)).one_or_none()
    if row is None or row.bytes is None:
        raise KeyError(id_)
    if hashlib.sha256(row.bytes).hexdigest() != row.sha256:
        raise DamagedRow(f"model {id_}: its bytes are not what was saved")
    return bytes(row.bytes)


def check(connection: Connection, id_: str) -> None:
    """Read all that is kept of a model. Raises DamagedRow."""
    row = connection.execute(select(learned_model).where(learned_model.c.id == id_)).one()
    model_from(row)
    if row.bytes is not None:
        model_bytes(connection, id_)


def out_of_fold(connection: Connection, id_: str) -> bytes:
    """What was kept as said out of fold; empty if nothing is. Raises KeyError for an unknown model."""
    row = connection.execute(select(learned_model.c.out_of_fold).where(learned_model.c.id == id_)).one_or_none()
    if row is None:
        raise KeyError(id_)
    return bytes(row.out_of_fold or b"")


def model_file(connection: Connection, id_: str, folder: Path) -> Path:
    """The model as a file of that folder, named by its hash; written if it is not there, or is not what it should be.

    Raises KeyError if its bytes are not kept, DamagedRow if they are damaged, StoreUnavailable if the folder is.
    """
    data = model_bytes(connection, id_)
    path = folder / f"{hashlib.sha256(data).hexdigest()}.model"
    try:
        if not path.is_file() or path.read_bytes() != data:
            folder.mkdir(parents=True, exist_ok=True)
            _write(path, data)
    except OSError as error:
        raise StoreUnavailable(str(path), error.strerror or "it cannot be written") from error
    return path


def _write(path: Path, data: bytes) -> None:
    # Under another name first: whoever reads the file sees all of it or none.
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    making = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        making.replace(path)
    finally:
        making.unlink(missing_ok=True)


@reading
def model_from(row: ResultRow[Any]) -> LearnedModel:
    """The model in a row."""
    verdict: dict[str, Any] = orjson.loads(row.verdict)
    verdict.update({name: _measure(verdict[name]) for name in ("new", "old")})
    points: list[dict[str, Any]] = orjson.loads(row.curve)
    return LearnedModel(
        id=row.id,
        kind=Kind(row.kind),
        learner=Learner(row.learner),
        number=row.number,
        at=datetime.fromisoformat(row.at),
        active=bool(row.active),
        trained_on=row.trained_on,
        seconds=row.seconds,
        verdict=Verdict(**verdict),
        curve=tuple(_point(point) for point in points),
        sha256=row.sha256,
    )


def _measure(value: Mapping[str, float] | None) -> Measure | None:
    return None if value is None else Measure(**value)


def _point(value: Mapping[str, Any]) -> CurvePoint:
    return CurvePoint(articles=value["articles"], new=Measure(**value["new"]), old=Measure(**value["old"]))
