"""EventRoles: the number of each event in the article, and which marks fill its roles."""

from collections.abc import Container, Mapping

from annotations.model.annotation_set import Decision
from annotations.model.ids import SuggestionId
from annotations.model.mention import EventMention, Kind, reading_order
from annotations.model.schema import Label
from desktop.canvas.marks import RoleTag


class EventRoles:
    """Kept up to date by `update`; events count from 1 in reading order, decided and suggested together."""

    def __init__(self, labels: Mapping[tuple[str, Kind], Label]) -> None:
        self._labels = labels
        self.numbers: dict[str, int] = {}
        self.tags: dict[str, tuple[RoleTag, ...]] = {}
        self.fillers: dict[str, tuple[str, ...]] = {}

    def update(
        self,
        events: Mapping[str, EventMention],
        known: Container[str],
        decisions: Mapping[SuggestionId, Decision],
    ) -> set[str]:
        """Number the events anew and hang their roles on their fillers; the ids whose chip changes by that."""
        numbers: dict[str, int] = {}
        tags: dict[str, tuple[RoleTag, ...]] = {}
        fillers: dict[str, tuple[str, ...]] = {}
        for number, event in enumerate(sorted(events.values(), key=reading_order), start=1):
            numbers[event.id] = number
            label = self._labels.get((event.label, Kind.EVENT))
            found: dict[str, None] = {}
            for argument in event.arguments:
                filler = _filler(argument.target, known, decisions)
                if filler is None:
                    continue
                role = label.role(argument.role) if label else None
                tag = RoleTag(number, role.title if role else argument.role, label.hue if label else "grey")
                tags[filler] = (*tags.get(filler, ()), tag)
                found[filler] = None
            fillers[event.id] = tuple(found)
        changed = _differing(self.numbers, numbers) | _differing(self.tags, tags)
        self.numbers, self.tags, self.fillers = numbers, tags, fillers
        return changed


def _filler(target: str, known: Container[str], decisions: Mapping[SuggestionId, Decision]) -> str | None:
    """The mark that fills a role; a suggested filler that was accepted is by now the mention it became."""
    if target in known:
        return target
    decision = decisions.get(SuggestionId(target))
    return decision.mention if decision is not None and decision.mention in known else None


def _differing(old: Mapping[str, object], new: Mapping[str, object]) -> set[str]:
    return {id_ for id_ in old.keys() | new.keys() if old.get(id_) != new.get(id_)}
