"""The words of a piece of HTML as a browser counts them."""

from html.parser import HTMLParser

_UNSEEN = frozenset(("script", "style", "head", "title", "template"))


class _Words(HTMLParser):
    def __init__(self, line_break: str) -> None:
        super().__init__(convert_charrefs=True)
        self._line_break = line_break
        self._unseen = 0
        self.found: list[str] = []

    def handle_starttag(self, tag: str, _attributes: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in _UNSEEN
        if tag == "br":
            self.found.append(self._line_break)

    def handle_endtag(self, tag: str) -> None:
        self._unseen = max(0, self._unseen - (tag in _UNSEEN))

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.found.append(data)


def renderings(markup: str) -> tuple[str, ...]:
    """The words with and without line breaks as characters: tools differ in that."""
    return tuple(dict.fromkeys(_rendered(markup, line_break) for line_break in ("\n", "")))


def _rendered(markup: str, line_break: str) -> str:
    words = _Words(line_break)
    words.feed(markup)
    words.close()
    return "".join(words.found)
