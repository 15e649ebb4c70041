"""Reading the key `spandesk`, in which our files of other tools' formats carry what these have no place for."""

from collections.abc import Iterable

from annotations.importers.fields import Fields
from annotations.importers.mentions import clusters
from annotations.importers.records import status_of
from annotations.model.annotation_set import Status
from annotations.model.beside import BESIDE_FORMAT
from annotations.model.cluster import Cluster
from annotations.model.mention import Mention
from annotations.model.wire import Json

Place = tuple[int, int, str]


class SetBeside:
    """What is said beside of one annotator's set. What the other tool changed is found no more and has no details."""

    def __init__(self, fields: Fields) -> None:
        self._fields = fields
        self.rows: list[Json] = []
        self._at: dict[Place, list[Json]] = {}
        for each in fields.objects("mentions"):
            self.rows.append(each.values)
            place = each.whole("start"), each.whole("end"), each.text("label")
            each.name("id")
            each.text("kind")
            self._at.setdefault(place, []).append(each.values)

    @property
    def annotator(self) -> str:
        """Whose set it is."""
        return self._fields.text("annotator", "")

    @property
    def status(self) -> Status:
        """How far the annotator was."""
        return status_of(self._fields)

    def take(self, start: int, end: int, label: str) -> Json:
        """The next mention of that label there that was not taken yet; empty when there is none."""
        rows = self._at.get((start, end, label))
        return rows.pop(0) if rows else {}

    def clusters(self, among: Iterable[Mention]) -> tuple[Cluster, ...]:
        """What is written of the clusters that these mentions are in. Raises Refused."""
        said = tuple(among)
        named = {mention.cluster for mention in said}
        held = [each.values for each in self._fields.objects("clusters") if each.text("id", "") in named]
        return clusters(Fields({"clusters": held}, ""), said)


class Beside:
    """The value of the key; empty for files that others wrote."""

    def __init__(self, fields: Fields) -> None:
        self.fields = fields
        if fields.text("format", BESIDE_FORMAT) != BESIDE_FORMAT:
            fields.refuse(f"format is {fields.text('format')!r}, not {BESIDE_FORMAT!r}")
        self.sets = [SetBeside(each) for each in fields.objects("sets")]
        self.suggestions = {each.text("id"): each.values for each in fields.objects("suggestions")}

    def set(self, number: int = 0) -> SetBeside:
        """The set of that number; an empty one when there is none."""
        return self.sets[number] if number < len(self.sets) else SetBeside(Fields({}, ""))


NOTHING_BESIDE = Beside(Fields({}, ""))
