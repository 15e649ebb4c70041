"""The file of a learned model."""

import hashlib
import json

import pytest

from annotations.errors import BadInput
from annotations.model.learned import Learner
from annotations.model.mention import Kind
from annotations.suggesters.learning import model_file


def _file(meta=None):
    import numpy as np

    arrays = {"w": np.arange(6.0).reshape(2, 3), "words": np.array(["a", "bé"]), "blob": b"ab\x00"}
    return model_file.write(Learner.FAST, Kind.EVENT, meta or {"words": ["é"]}, arrays)


def test_what_was_written_is_read():
    learner, kind, meta, arrays = model_file.read(_file())

    assert (learner, kind, meta) == (Learner.FAST, Kind.EVENT, {"words": ["é"]})
    assert arrays["w"].tolist() == [[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]]
    assert arrays["words"].tolist() == ["a", "bé"]
    assert arrays["blob"] == b"ab\x00"


def test_the_same_model_has_the_same_bytes():
    assert _file() == _file()
    assert _file() != _file({"words": ["e"]})


def test_the_first_line_says_which_learner():
    assert model_file.learner_of(_file().partition(b"\n")[0]) is Learner.FAST


def test_objects_are_no_numbers():
    import numpy as np

    with pytest.raises(TypeError, match="objects"):
        model_file.write(Learner.FAST, Kind.EVENT, {}, {"x": np.array([{}], dtype=object)})


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: b"{}\n",
        lambda data: b"[1]\n",
        lambda data: b"\xff\xfe\n" + data,
        lambda data: data[:-1],
        lambda data: data[:-40] + bytes([data[-40] ^ 1]) + data[-39:],
        lambda data: data.replace(b'"spandesk-model": 1', b'"spandesk-model": 2'),
        lambda data: data.replace(b'"kind": "event"', b'"kind": "evant"'),
        lambda data: data.replace(b'"fast"', b'"dull"'),
        lambda data: data.replace(b'"blobs": ["blob"]', b'"blobs": 7'),
    ],
)
def test_damage_is_refused(damage):
    with pytest.raises(BadInput):
        model_file.read(damage(_file()))


def test_pickled_arrays_are_refused():
    body = b"\x80\x04N."
    line = model_file.write(Learner.FAST, Kind.EVENT, {}, {}).partition(b"\n")[0]
    header = {**json.loads(line), "sha256": hashlib.sha256(body).hexdigest()}

    with pytest.raises(BadInput, match="damaged"):
        model_file.read(json.dumps(header).encode() + b"\n" + body)
