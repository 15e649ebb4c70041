"""User settings: a typed table over QSettings. What belongs to a project lives in the project, not here."""

import getpass
import re
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSettings

from annotations.model.project import is_reserved


@dataclass(frozen=True, slots=True)
class Setting:
    """One value the program remembers for this user."""

    key: str
    default: Any
    description: str


APPEARANCE = Setting("view/appearance", "system", "light, dark, or system: as the desktop is")
ZOOM = Setting("view/zoom", 100, "size of the article text in percent")
CONTRAST = Setting("view/contrast", "system", "high, normal, or system: as the desktop asks for")
READING_FONT = Setting("view/reading-font", "", "family of the article text; empty: the one that comes with Spandesk")
LINE_SPACING = Setting("view/line-spacing", 100, "distance of the article's lines in percent of normal")
DENSITY = Setting("view/density", 1, "lanes kept free under every line: 0 compact, 1 normal, 2 roomy")
KEYS = Setting("keys/changed", "", "keys that differ from the table, as JSON: action id -> list of keys")
WINDOW = Setting("view/window", "", "place and size of the window, as Qt writes them, in base 64")
QUEUE_WIDTH = Setting("view/queue-width", 272, "width of the article list in pixels")
INSPECTOR_WIDTH = Setting("view/inspector-width", 340, "width of the inspector in pixels")
AGREEMENT_LEFT_WIDTH = Setting("agreement/left-width", 224, "width of what agreement is measured on in pixels")
AGREEMENT_RIGHT_WIDTH = Setting("agreement/right-width", 320, "width of the list of disagreements in pixels")
AGREEMENT_CHOICES = Setting(
    "agreement/choices", "", "what agreement is measured on, as JSON: location of the project -> choice, latest first"
)
EXPORTS = Setting(
    "export/last", "", "what was exported last, as JSON: location of the project -> profile and folder, latest first"
)
GUIDELINE_OPEN = Setting("view/guideline-open", True, "whether the guideline is unfolded")
ANNOTATOR = Setting("annotator/name", "", "the name under which decisions are kept; empty: the name of the account")
RECENT = Setting("projects/recent", [], "projects opened before, latest first")

SETTINGS = (
    APPEARANCE, CONTRAST, ZOOM, READING_FONT, LINE_SPACING, DENSITY, KEYS, WINDOW, QUEUE_WIDTH, INSPECTOR_WIDTH,
    AGREEMENT_LEFT_WIDTH, AGREEMENT_RIGHT_WIDTH, AGREEMENT_CHOICES, EXPORTS, GUIDELINE_OPEN, ANNOTATOR,
    RECENT,
)  # fmt: skip
RECENT_MAX = 9


class Settings:
    """Reads and writes the table; values come back in the type of their default."""

    def __init__(self) -> None:
        self._store = QSettings()

    def get(self, setting: Setting) -> Any:
        """The stored value, or the default when there is none or it is unreadable."""
        value: Any = self._store.value(setting.key, setting.default)
        match setting.default:
            case bool():
                return value in (True, "true", "1", 1)
            case int():
                return int(value) if re.fullmatch(r"-?[0-9]{1,9}", str(value)) else setting.default
            case list():
                return [value] if value and isinstance(value, str) else list(value or [])
        return str(value)

    def set(self, setting: Setting, value: Any) -> None:
        """Store a value."""
        self._store.setValue(setting.key, value)

    def annotator(self) -> str:
        """The name decisions are kept under."""
        name = str(self.get(ANNOTATOR))
        return name if name and not is_reserved(name) else self.account()

    def account(self) -> str:
        """The name of the account on this computer, which stands in where no other is given."""
        try:
            name = getpass.getuser()
        except (OSError, KeyError):
            return "annotator"
        return name if not is_reserved(name) else "annotator"

    def recent(self) -> list[str]:
        """Locations of projects opened before, latest first."""
        return [str(location) for location in self.get(RECENT)]

    def remember(self, location: str) -> None:
        """Put a project at the head of the recent ones."""
        others = [known for known in self.recent() if known != location]
        self.set(RECENT, [location, *others][:RECENT_MAX])

    def forget(self, location: str) -> None:
        """Take a project out of the recent ones."""
        self.set(RECENT, [known for known in self.recent() if known != location])
