"""HTML that cannot be broken by what people write: text is escaped unless it is markup made here."""

from html import escape


class Markup(str):
    """HTML that is meant as such."""

    __slots__ = ()


BREAK = Markup("<br>")


def tag(name: str, *inside: object, **attributes: object) -> Markup:
    """An element. `inside` is escaped unless it is Markup; None is left out.

    A trailing "_" of an attribute's name goes, other underscores become hyphens.
    """
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Markup(f"<{name}{given}>{joined(*inside)}</{name}>")


def joined(*pieces: object) -> Markup:
    """One after the other."""
    return Markup(
        "".join(piece if isinstance(piece, Markup) else escape(str(piece)) for piece in pieces if piece is not None)
    )


def table(heads: tuple[object, ...], rows: list[Markup], **attributes: object) -> Markup:
    """A table with these column heads."""
    return tag("table", tag("thead", row(*heads, cell="th")), tag("tbody", *rows), **attributes)


def row(*cells: object, cell: str = "td") -> Markup:
    """A row; what is a cell already stays one."""
    return tag("tr", *(each if _is_cell(each) else tag(cell, each) for each in cells))


def number_cell(inside: object, **attributes: object) -> Markup:
    """A cell with a figure in it."""
    return tag("td", inside, class_="n", **attributes)


def _is_cell(each: object) -> bool:
    return isinstance(each, Markup) and each.startswith(("<td", "<th"))
