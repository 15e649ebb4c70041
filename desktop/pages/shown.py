"""Shown: what the annotator wants to see of an article. What is hidden is neither gone to nor decided on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from annotations.model.annotation_set import AnnotationSet
from annotations.model.mention import Kind, Mention
from annotations.model.suggestion import Suggestion


@dataclass(frozen=True, slots=True)
class Shown:
    """`only` is the one label whose mentions are shown, or None for all; `suggestions` may be hidden as well."""

    only: tuple[Kind, str] | None = None
    suggestions: bool = True

    @property
    def everything(self) -> bool:
        """True if nothing is hidden."""
        return self.only is None and self.suggestions

    def shows(self, mention: Mention) -> bool:
        """True if a decided mention is shown."""
        return self.only in (None, (mention.kind, mention.label))

    def of_set(self, annotation_set: AnnotationSet) -> AnnotationSet:
        """The set with the mentions that are shown."""
        if self.only is None:
            return annotation_set
        kept = {id_: mention for id_, mention in annotation_set.mentions.items() if self.shows(mention)}
        return replace(annotation_set, mentions=MappingProxyType(kept))

    def of_pending(self, pending: Sequence[Suggestion]) -> list[Suggestion]:
        """The undecided suggestions that are shown."""
        if self.everything:
            return list(pending)
        return [each for each in pending if self.shows(each.mention)] if self.suggestions else []


ALL_SHOWN = Shown()
