"""Numbers in sentences. Loads without Qt, and without the exporters."""

import sys

_THIN = "\N{NARROW NO-BREAK SPACE}"


def tr(text: str) -> str:
    """The text in the language of the interface; as it stands where there is no window."""
    core = sys.modules.get("PySide6.QtCore")
    return text if core is None else str(core.QCoreApplication.translate("preflight", text))


def number(value: int) -> str:
    """A count with thin spaces between the thousands."""
    return f"{value:,}".replace(",", _THIN)


def counted(count: int, one: str, more: str) -> str:
    """ "1 article", "118 articles": `more` with {0} for the number."""
    return tr(one) if count == 1 else tr(more).format(number(count))
