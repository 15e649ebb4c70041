"""The look in force: theme, type sizes and scale, made into one palette and one style sheet at the top."""

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from string import Template

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop.theme import LIGHT, Theme, qt_palette


@dataclass(frozen=True, slots=True)
class Type:
    """One use of type: size and line in pixels at 100 %, and weight."""

    size: float
    line: int
    weight: int = 400


TYPES = {
    "headline": Type(26, 34, 600),
    "title": Type(17, 24, 600),
    "subject": Type(15, 20, 600),
    "lead": Type(15, 23),
    "readback": Type(13.5, 20),
    "body": Type(13, 18),
    "button": Type(13, 18, 500),
    "strong": Type(13, 18, 600),
    "queue": Type(12.5, 16),
    "second": Type(12, 16),
    "meta": Type(11, 14),
    "cap": Type(11, 14, 500),
    "code": Type(11, 14, 600),
}


class _Look:
    """What `apply` was last told. One per process: all windows look alike."""

    theme: Theme = LIGHT
    scale: float = 1.0
    turn: int = 0  # grows with every change
    given: "tuple[Theme, float, QFont] | None" = None


def theme() -> Theme:
    """The theme in force."""
    return _Look.theme


def px(pixels: float) -> int:
    """A length of the design, in pixels at 100 %, as pixels at the scale in force."""
    return round(pixels * _Look.scale)


def _points(pixels: float) -> float:
    screen = QGuiApplication.primaryScreen()
    return pixels * _Look.scale * 72 / (screen.logicalDotsPerInchY() if screen is not None else 96)


def _base_font() -> QFont:
    """Inter where it is installed, else the system's interface font; figures of one width."""
    if "Inter" in QFontDatabase.families():
        made = QFont("Inter")
    else:
        made = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def font(use: str, *, bold: bool = False) -> QFont:
    """The font for one use of type, a key of `TYPES`."""
    return QFont(_made(use, bold, _Look.turn)[0])


def metrics(use: str, *, bold: bool = False) -> QFontMetricsF:
    """The measures of that font."""
    return _made(use, bold, _Look.turn)[1]


# Rows ask for the same few fonts hundreds of times a key press. `turn` grows with every change of the look.
@lru_cache(maxsize=64)
def _made(use: str, bold: bool, turn: int) -> tuple[QFont, QFontMetricsF]:
    kind = TYPES[use]
    made = QFont(QApplication.font())
    made.setPointSizeF(_points(kind.size))
    made.setWeight(QFont.Weight(600 if bold else kind.weight))
    return made, QFontMetricsF(made)


def width_of(use: str, text: str, *, bold: bool = False) -> float:
    """Width of a text in one use of type, in pixels."""
    return _width(use, text, bold, _Look.turn)


@lru_cache(maxsize=4096)
def _width(use: str, text: str, bold: bool, turn: int) -> float:
    return metrics(use, bold=bold).horizontalAdvance(text)


def line(use: str) -> int:
    """Line height for one use of type, in pixels at the scale in force."""
    return px(TYPES[use].line)


def _picture(name: str) -> str:
    shade = "dark" if _Look.theme.dark else "light"
    path = files("desktop").joinpath("resources", f"{name.replace('_', '-')}-{shade}.svg")
    return str(path).replace("\\", "/")


def style_sheet() -> str:
    """The one style sheet, made of the tokens in force."""
    look = _Look.theme
    tokens = {name: getattr(look, name) for name in look.__dataclass_fields__ if name != "hues"}
    tokens |= {f"px{pixels}": f"{px(pixels)}px" for pixels in (2, 4, 6, 8, 10, 12, 14, 16, 20, 24, 28, 32)}
    tokens |= {f"pt_{use}": f"{_points(kind.size):.4f}pt" for use, kind in TYPES.items()}
    tokens["round"] = f"{(px(14) + 2) // 2}px"  # Qt leaves a corner square when its radius is more than half the side
    tokens |= {name: _picture(name) for name in ("tick", "arrow_up", "arrow_down")}
    sheets = ("chrome.qss", "chrome-high.qss") if look.high_contrast else ("chrome.qss",)
    source = "".join(files("desktop").joinpath("resources", sheet).read_text("utf-8") for sheet in sheets)
    return Template(source).substitute(tokens)


def apply(application: QApplication, look: Theme, scale: float = 1.0) -> None:
    """Give the application a theme; call again to switch while running. `scale` 1.0 is 100 %."""
    _Look.theme, _Look.scale = look, scale
    base = _base_font()
    base.setPointSizeF(_points(TYPES["body"].size))
    if _Look.given == (look, scale, base):
        return  # every widget there is measures itself again when it hears of a style
    if _Look.given is None:
        QApplication.setStyle("Fusion")
    application.setPalette(qt_palette(look))
    QApplication.setFont(base)
    _Look.turn, _Look.given = _Look.turn + 1, (look, scale, base)
    application.setStyleSheet(style_sheet())
