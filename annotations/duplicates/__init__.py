"""Near-duplicates: articles that tell the same story in the same words."""

from annotations.duplicates.grouping import clusters

__all__ = ["clusters"]
