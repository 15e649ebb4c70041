"""The file of a learned model: a line of JSON that says what it is, then its numbers. Holds no code and runs none."""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from annotations.errors import BadInput
from annotations.model.learned import Learner
from annotations.model.mention import Kind

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

_FORMAT = 1
_LONGEST_LINE = 4_000_000  # of the first line: words and features that a model knows, not its weights


def write(learner: Learner, kind: Kind, meta: Mapping[str, Any], arrays: Mapping[str, "Array | bytes"]) -> bytes:
    """A model as bytes; the same model gives the same bytes. `meta` is any JSON, `arrays` numbers, words or bytes.

    Raises TypeError for an array of objects, and for what JSON cannot say.
    """
    import numpy as np

    blobs = sorted(name for name, value in arrays.items() if isinstance(value, bytes))
    plain = {
        name: np.frombuffer(value, dtype=np.uint8) if isinstance(value, bytes) else np.asarray(value)
        for name, value in sorted(arrays.items())
    }
    for name, array in plain.items():
        if array.dtype.hasobject:
            raise TypeError(f"{name}: an array of objects")
    body = io.BytesIO()
    # Typed as if an array could be taken for the flag `allow_pickle`.
    np.savez_compressed(body, **plain)  # type: ignore[arg-type]
    header = {
        "spandesk-model": _FORMAT,
        "learner": learner.value,
        "kind": kind.value,
        "sha256": hashlib.sha256(body.getvalue()).hexdigest(),
        "blobs": blobs,
        "meta": dict(meta),
    }
    return json.dumps(header, sort_keys=True, ensure_ascii=False).encode() + b"\n" + body.getvalue()


def read(data: bytes, name: str = "model") -> tuple[Learner, Kind, dict[str, Any], dict[str, "Array | bytes"]]:
    """The inverse of `write`: learner, kind, meta, arrays. `name` is what the error calls the file.

    Raises BadInput where the bytes are no model, are damaged, or are of a newer form.
    """
    import numpy as np

    line, _, body = data.partition(b"\n")
    header = _header(line, name)
    if header.get("sha256") != hashlib.sha256(body).hexdigest():
        raise BadInput(name, None, "the model is damaged: its numbers are not those that were written")
    try:
        with np.load(io.BytesIO(body), allow_pickle=False) as archive:
            arrays = {each: archive[each] for each in archive.files}
        blobs = set(header["blobs"])
        read_ = {each: array.tobytes() if each in blobs else array for each, array in arrays.items()}
        return Learner(header["learner"]), Kind(header["kind"]), dict(header["meta"]), read_
    except (ValueError, KeyError, TypeError, OSError, zipfile.BadZipFile) as error:
        raise BadInput(name, None, f"the model is damaged: {error}") from error


def learner_of(data: bytes, name: str = "model") -> Learner:
    """Which learner made the model. Raises BadInput as `read` does, but looks at the first line only."""
    try:
        return Learner(str(_header(data.partition(b"\n")[0], name).get("learner")))
    except ValueError as error:
        raise BadInput(name, None, "a model of a learner that this version does not know") from error


def _header(line: bytes, name: str) -> dict[str, Any]:
    if len(line) > _LONGEST_LINE:
        raise BadInput(name, None, "not a model")
    try:
        header = json.loads(line)
    except ValueError as error:
        raise BadInput(name, None, "not a model") from error
    if not isinstance(header, dict) or "spandesk-model" not in header:
        raise BadInput(name, None, "not a model")
    if header["spandesk-model"] != _FORMAT:
        raise BadInput(name, None, f"a model of form {header['spandesk-model']}, which this version cannot read")
    return header
