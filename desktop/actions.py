"""The table of everything one can do in the window. Menus, key dispatch, command palette and shortcut sheet read it.

Adding an action is one row here and one handler where the window is wired.
"""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action. `keys` are in portable form ("Ctrl+D"); those in `when` must all hold for it to be enabled.

    `listed` is False for actions that only make sense as a key press and stay out of the palette.
    """

    id: str
    group: str
    text: str
    keys: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    listed: bool = True

    def title(self) -> str:
        """The text in the language of the interface."""
        return QCoreApplication.translate("actions", self.text)


def is_plain(key: str) -> bool:
    """True for a key that types or moves when a text field has the focus, so it may only act on the article."""
    return not (key.startswith(("Ctrl+", "Alt+", "Meta+")) or (key.startswith("F") and key[1:].isdigit()))


FILE, ARTICLE, SUGGESTIONS = "Project", "Article", "Suggestions"
MENTION, EVENT, MOVE, VIEW, HELP = "Mention", "Event", "Move", "View", "Help"
GROUPS = (FILE, ARTICLE, SUGGESTIONS, MENTION, EVENT, MOVE, VIEW, HELP)

DIGITS = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "0")
ROLE_KEYS = ("Q", "W", "E", "R", "T", "Y")

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("new-project", FILE, "New project…", ("Ctrl+N",)),
    ActionSpec("open-project", FILE, "Open project…", ("Ctrl+O",)),
    ActionSpec("open-sample", FILE, "Open the sample"),
    ActionSpec("import", FILE, "Add articles…", ("Ctrl+I",), ("project", "writable")),
    ActionSpec("import-folder", FILE, "Add a folder of articles…", ("Ctrl+Shift+I",), ("project", "writable")),
    ActionSpec("stop", FILE, "Stop reading or writing files", ("Esc",), ("working",)),
    ActionSpec("export", FILE, "Export…", ("Ctrl+E",), ("project",)),
    ActionSpec("check", FILE, "Check the project", (), ("project",)),
    ActionSpec("close-project", FILE, "Close project", ("Ctrl+W",), ("project",)),
    ActionSpec("quit", FILE, "Quit", ("Ctrl+Q",)),
    ActionSpec("undo", ARTICLE, "Undo", ("Ctrl+Z",), ("can-undo",)),
    ActionSpec("redo", ARTICLE, "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), ("can-redo",)),
    ActionSpec("done-next", ARTICLE, "Done, next article", ("Ctrl+D",), ("editable",)),
    ActionSpec("reopen", ARTICLE, "Reopen this article", ("Ctrl+Shift+D",), ("done",)),
    ActionSpec("next-article", ARTICLE, "Next article", ("Ctrl+PgDown",), ("project",)),
    ActionSpec("previous-article", ARTICLE, "Previous article", ("Ctrl+PgUp",), ("project",)),
    ActionSpec("search-articles", ARTICLE, "Search articles", ("Ctrl+F",), ("project",)),
    ActionSpec("accept", SUGGESTIONS, "Accept, go to the next", ("Return",), ("suggestion", "editable")),
    ActionSpec("reject", SUGGESTIONS, "Reject, go to the next", ("Backspace",), ("suggestion", "editable")),
    ActionSpec("next-undecided", SUGGESTIONS, "Next undecided", ("Tab",), ("article",)),
    ActionSpec("previous-undecided", SUGGESTIONS, "Previous undecided", ("Shift+Tab",), ("article",)),
    ActionSpec("accept-sentence", SUGGESTIONS, "Accept the rest of the sentence", ("Shift+Return",), ("editable",)),
    ActionSpec("accept-paragraph", SUGGESTIONS, "Accept the rest of the paragraph", ("Ctrl+Return",), ("editable",)),
    ActionSpec("accept-article", SUGGESTIONS, "Accept everything left here", ("Ctrl+Shift+Return",), ("editable",)),
    *(
        ActionSpec(f"label-{digit}", MENTION, f"Label {digit}", (digit,), ("article",), listed=False)
        for digit in DIGITS
    ),
    ActionSpec("label-pick", MENTION, "Choose a label by typing", ("L",), ("editable",)),
    ActionSpec("end-forward", MENTION, "Move the end one token on", ("Alt+Right",), ("focus", "editable")),
    ActionSpec("end-back", MENTION, "Move the end one token back", ("Alt+Left",), ("focus", "editable")),
    ActionSpec("start-back", MENTION, "Move the start one token back", ("Alt+Shift+Left",), ("focus", "editable")),
    ActionSpec("start-forward", MENTION, "Move the start one token on", ("Alt+Shift+Right",), ("focus", "editable")),
    ActionSpec("delete", MENTION, "Delete the mention", ("Del", "Backspace"), ("mention", "editable")),
    ActionSpec("note", MENTION, "Write a note", ("N",), ("mention", "editable")),
    ActionSpec("unsure", MENTION, "Unsure, or sure again", ("U",), ("mention", "editable")),
    ActionSpec("event", EVENT, "Event here, or change its type", ("F",), ("editable",)),
    *(
        ActionSpec(f"role-{key}", EVENT, f"Fill role {key}", (key,), ("event", "editable"), listed=False)
        for key in ROLE_KEYS
    ),
    *(
        ActionSpec(f"clear-{key}", EVENT, f"Clear role {key}", (f"Shift+{key}",), ("event", "editable"), listed=False)
        for key in ROLE_KEYS
    ),
    ActionSpec("next-mention", MOVE, "Next mention or suggestion", ("J",), ("article",)),
    ActionSpec("previous-mention", MOVE, "Previous mention or suggestion", ("K",), ("article",)),
    ActionSpec("escape", MOVE, "Let go of selection and focus", ("Esc",), ("article", "idle"), listed=False),
    ActionSpec("palette", VIEW, "Find an article or a command", ("Ctrl+K",)),
    ActionSpec("guideline", VIEW, "Show or fold the guideline", ("G",), ("project",)),
    ActionSpec("zoom-in", VIEW, "Larger text", ("Ctrl++", "Ctrl+="), ("project",)),
    ActionSpec("zoom-out", VIEW, "Smaller text", ("Ctrl+-",), ("project",)),
    ActionSpec("zoom-reset", VIEW, "Text at 100 %", ("Ctrl+0",), ("project",)),
    ActionSpec("theme-system", VIEW, "Appearance: as the system"),
    ActionSpec("theme-light", VIEW, "Appearance: light"),
    ActionSpec("theme-dark", VIEW, "Appearance: dark"),
    ActionSpec("fold-left", VIEW, "Fold the article list", ("Ctrl+B",), ("project",)),
    ActionSpec("fold-right", VIEW, "Fold the inspector", ("Ctrl+Shift+B",), ("project",)),
    ActionSpec("focus-mode", VIEW, "Focus mode: text only", ("F11",), ("project",)),
    ActionSpec("next-panel", VIEW, "Go to the next panel", ("F6",), ("project",)),
    ActionSpec("shortcuts", HELP, "Keys of this page", ("?", "F1")),
    ActionSpec("about", HELP, "About Spandesk"),
)

# Keys that the article itself understands, in the form of the table; listed with the others for people to learn.
CARET_KEYS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Move by word, by line", ("Left", "Right", "Up", "Down")),
    ("Start and end of the line", ("Home", "End")),
    ("Start and end of the article", ("Ctrl+Home", "Ctrl+End")),
    ("Select with any of these", ("Shift",)),
)


def key_lines() -> list[tuple[str, str, tuple[str, ...]]]:
    """All keys as (group, text, keys) in the order of the table, for the sheet and the manual."""
    lines = []
    for group in GROUPS:
        lines += [(group, spec.title(), spec.keys) for spec in ACTIONS if spec.group == group and spec.keys]
        if group == MOVE:
            lines += [(MOVE, QCoreApplication.translate("actions", text), keys) for text, keys in CARET_KEYS]
    return lines


BY_ID = {spec.id: spec for spec in ACTIONS}


def plain_keys() -> dict[str, tuple[ActionSpec, ...]]:
    """Every key that the article dispatches itself, with its actions in order; the first enabled one acts."""
    out: dict[str, tuple[ActionSpec, ...]] = {}
    for spec in ACTIONS:
        for key in spec.keys:
            out[key] = (*out.get(key, ()), spec)
    return out
