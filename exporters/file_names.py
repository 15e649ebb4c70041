"""Names for formats of one file per article."""

import re

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST_NAME = 80
# Windows opens a device of that name, whatever the suffix.
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


class FileNames:
    """Names that any file system takes, unlike each other also where capitals do not count."""

    def __init__(self) -> None:
        self._used: dict[str, int] = {}

    def name_for(self, article_id: str) -> str:
        """The name for an article, without suffix: its id as far as that can be. The same ids give the same names."""
        wanted = _UNSAFE.sub("_", article_id)[:_LONGEST_NAME].strip("._") or "article"
        if _DEVICES.match(wanted):
            wanted = f"article-{wanted}"
        name = wanted
        while name.lower() in self._used:
            self._used[wanted.lower()] += 1
            name = f"{wanted}-{self._used[wanted.lower()]}"
        self._used[name.lower()] = 1
        return name
