"""What the fast learner sees of each token, as numbers: words, shapes, grammar, neighbours, and what the rules say.

A feature is a template filled with the token's values, hashed to `BITS` bits; it is on or off. spaCy's numbers for
words are hashes of the words, so the same feature has the same number in every process. All of it is arithmetic on
whole columns: nothing is done token by token.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from zlib import crc32

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    from spacy.tokens import Doc

    Column = npt.NDArray[np.uint64]
    Ids = npt.NDArray[np.uint32]

BITS = 20

# Columns as `Doc.to_array` has them.
_WORD = ("LOWER", "SHAPE", "PREFIX", "SUFFIX", "ENT_TYPE", "ENT_IOB")
_SYNTAX = ("LEMMA", "POS", "TAG", "DEP", "HEAD")
_CHILD_DEPENDENCIES = """
nsubj nsubjpass dobj attr prep agent aux auxpass neg det poss prt mark amod compound ccomp xcomp advcl relcl pobj
"""

# What the rules say comes first, alone and with what it may depend on. “-1” is the token before, “head” the governor.
_NAMES = """
rule
source
rule source
rule score
rule source score
rule ENT_TYPE
rule LOWER
rule SHAPE
rule rule-1
rule rule+1
rule rule-1 rule+1
rule-1
rule+1
elsewhere
elsewhere rule
LOWER
SHAPE
PREFIX SHAPE
SUFFIX
SUFFIX SHAPE
ENT_TYPE ENT_IOB
ENT_TYPE-1 ENT_IOB ENT_TYPE
LOWER-1
LOWER-2
LOWER+1
LOWER+2
LOWER-1 LOWER
LOWER LOWER+1
LOWER-1 SHAPE
LOWER+1 SHAPE
SHAPE-1
SHAPE+1
SHAPE-1 SHAPE
SHAPE SHAPE+1
headline SHAPE
"""
_TRIGGERS = """
rule
source
rule source
rule score
rule source score
rule POS
rule TAG
rule DEP
rule LEMMA
rule ENT_TYPE
rule POS rule-1
rule POS rule+1
rule DEP rule.head
rule DEP LEMMA.head
rule DEP POS.head
rule headline
rule-1
rule+1
elsewhere rule
LEMMA
LOWER
LEMMA POS
POS
TAG
DEP
POS DEP
LEMMA DEP
SUFFIX
SUFFIX POS
SHAPE
ENT_TYPE
DEP POS.head
DEP LEMMA.head
DEP.head DEP
rule.head DEP
LEMMA LEMMA.head
LEMMA-1
LEMMA+1
POS-1
POS+1
POS-1 POS POS+1
LEMMA-1 LEMMA
LEMMA LEMMA+1
LEMMA-2
LEMMA+2
headline POS
"""
NAMES = tuple(tuple(line.split()) for line in _NAMES.strip().splitlines())
TRIGGERS = tuple(tuple(line.split()) for line in _TRIGGERS.strip().splitlines())


def code(word: str) -> int:
    """The number of a label or a source; never 0, which stands for none."""
    return crc32(word.encode()) or 1


class Columns:
    """The values of all tokens of one article, stretch after stretch; what has no value is 0."""

    def __init__(self, docs: "Sequence[Doc]", said: "Mapping[str, Column]", *, syntax: bool) -> None:
        import numpy as np

        names = list(_WORD + _SYNTAX if syntax else _WORD)
        parts = [doc.to_array(names) for doc in docs] or [np.zeros((0, len(names)), np.uint64)]
        values = np.concatenate(parts)
        self.lengths = [len(doc) for doc in docs]
        self._stretch = np.repeat(np.arange(len(docs)), self.lengths)
        self._columns: dict[str, Column] = {name: values[:, at].copy() for at, name in enumerate(names)}
        self._columns.update(said)
        self._columns["headline"] = (self._stretch == 0).astype(np.uint64)
        self._here = np.arange(len(values))
        if syntax:
            self.heads = self._here + self._columns.pop("HEAD").view(np.int64)

    def put(self, name: str, column: "Column") -> None:
        """Add a column."""
        self._columns[name] = column

    def __getitem__(self, name: str) -> "Column":
        """A column by its name: “LEMMA”, “LEMMA-1”, “LEMMA.head”."""
        if name not in self._columns:
            self._columns[name] = self._derived(name)
        return self._columns[name]

    def _derived(self, name: str) -> "Column":
        import numpy as np

        if name.endswith(".head"):
            above = self._columns[name.removesuffix(".head")][self.heads]
            return np.where(self.heads == self._here, np.uint64(0), above)
        base, shift = name[:-2], int(name[-2:])
        other = self._here + shift
        inside = (other >= 0) & (other < len(self._here))
        other[~inside] = 0
        inside &= self._stretch[other] == self._stretch
        return np.where(inside, self._columns[base][other], np.uint64(0))

    def of_children(self) -> "tuple[npt.NDArray[np.int64], Ids]":
        """What depends on each token: (token, feature) pairs, of the dependencies that tell one use from another."""
        import numpy as np
        from spacy.strings import get_string_id

        wanted = np.array([get_string_id(each) for each in _CHILD_DEPENDENCIES.split()], np.uint64)
        children = np.flatnonzero(np.isin(self._columns["DEP"], wanted) & (self.heads != self._here))
        parents = self.heads[children]
        dependency, word = self._columns["DEP"][children], self._columns["LEMMA"][children]
        ids = [_mixed("child", [dependency]), _mixed("child rule", [dependency, self._columns["rule"][parents]])]
        ids.append(_mixed("child word", [dependency, word]))
        return np.concatenate([parents] * len(ids)), np.concatenate(ids)


def ids(columns: Columns, templates: Sequence[Sequence[str]]) -> "Ids":
    """One row a token, one feature a template."""
    import numpy as np

    filled = [_mixed(" ".join(template), [columns[name] for name in template]) for template in templates]
    return np.stack(filled, axis=1)


def salted(ids: "npt.NDArray[np.integer[Any]]", salt: str) -> "Ids":
    """The same features told apart: those of the first word of a name from those of its last."""
    import numpy as np

    return _mixed(salt, [ids.astype(np.uint64)])


def _mixed(salt: str, values: "Sequence[Column]") -> "Ids":
    """Multiplies and folds, as MurmurHash3 ends (Appleby), so that near values land far apart."""
    import numpy as np

    mixed = np.full_like(values[0], crc32(salt.encode()))
    for value in values:
        mixed ^= value
        mixed *= np.uint64(0xFF51AFD7ED558CCD)
        mixed ^= mixed >> np.uint64(33)
        mixed *= np.uint64(0xC4CEB9FE1A85EC53)
        mixed ^= mixed >> np.uint64(33)
    return (mixed >> np.uint64(64 - BITS)).astype(np.uint32)
