"""Cluster: the mentions of one thing in the world within one article, and what is known of that thing."""

from dataclasses import dataclass

from annotations.model.ids import ClusterId


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """What the annotator wrote of a cluster. Its mentions name it; one of which nothing is written has no record.

    `name` is the canonical name, "" as long as the longest mention speaks for all. `knowledge_base` is the id of the
    thing in a knowledge base ("Q115262"), or "".
    """

    id: ClusterId
    name: str = ""
    knowledge_base: str = ""

    @property
    def is_bare(self) -> bool:
        """True if nothing is written of it."""
        return not self.name and not self.knowledge_base
