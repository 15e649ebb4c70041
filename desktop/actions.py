"""The table of everything one can do in the window. Menus, key dispatch, command palette and shortcut sheet read it.

Adding an action is one row here and one handler where the window is wired.
"""

from collections.abc import Callable
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
    bare = key.removeprefix("Shift+")
    return not (key.startswith(("Ctrl+", "Alt+", "Meta+")) or (bare.startswith("F") and bare[1:].isdigit()))


def is_of_text(spec: "ActionSpec", key: str) -> bool:
    """True for a key that may only act while the text has the keyboard: what it does is done to what is seen there."""
    return is_plain(key) or spec.group in _OF_TEXT


FILE, ARTICLE, SUGGESTIONS, TRAINING = "Project", "Article", "Suggestions", "Training"
MENTION, EVENT, MOVE, RULING, VIEW, HELP = "Mention", "Event", "Move", "Rulings", "View", "Help"
_OF_TEXT = (SUGGESTIONS, MENTION, EVENT, MOVE)
GROUPS = (FILE, ARTICLE, SUGGESTIONS, MENTION, EVENT, MOVE, RULING, TRAINING, VIEW, HELP)

DIGITS = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "0")
# The row below the digits, and the key of the role that says who reports the event.
ROLE_KEYS = ("Q", "W", "E", "R", "T", "Y", "V")
# The bottom row: how the event stands.
ATTRIBUTE_KEYS = ("Z", "X", "C", "B")

# While the occurrences of a mention are previewed, nothing but the preview is acted on.
_OF_THE_ARTICLE = (
    "article", "editable", "done", "suggestion", "mention", "focus", "event", "linked", "parts", "held", "offered",
    "can-undo", "can-redo",
)  # fmt: skip

# Conditions that can never hold together.
APART: tuple[frozenset[str], ...] = (
    frozenset(("suggestion", "mention")),
    frozenset(("editable", "done")),
    *(frozenset(("settled", condition)) for condition in ("suggestion", "offered", "held", "preview")),
    frozenset(("held", "focus")),
    frozenset(("held", "suggestion")),
    frozenset(("held", "offered")),
    frozenset(("offered", "suggestion")),
    frozenset(("working", "idle")),
    *(frozenset(("preview", condition)) for condition in _OF_THE_ARTICLE),
    # Rulings are made on a page of their own.
    *(frozenset(("ruling", condition)) for condition in (*_OF_THE_ARTICLE, "preview", "settled")),
)

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("new-project", FILE, "New project…", ("Ctrl+N",)),
    ActionSpec("open-project", FILE, "Open project…", ("Ctrl+O",)),
    ActionSpec("open-sample", FILE, "Open the sample"),
    ActionSpec("import", FILE, "Add articles…", ("Ctrl+I",), ("project", "writable")),
    ActionSpec("import-folder", FILE, "Add a folder of articles…", ("Ctrl+Shift+I",), ("project", "writable")),
    ActionSpec("undo-import", FILE, "Undo the last import", (), ("project", "writable", "idle")),
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
    ActionSpec(
        "do-again", ARTICLE, "Do finished articles again, or go back to the others", (), ("project", "writable")
    ),
    ActionSpec("pin", ARTICLE, "Pin to train, dev or test…", ("Ctrl+T",), ("article", "writable")),
    ActionSpec("pin-train", ARTICLE, "In training data: train", (), ("article", "writable")),
    ActionSpec("pin-dev", ARTICLE, "In training data: dev", (), ("article", "writable")),
    ActionSpec("pin-test", ARTICLE, "In training data: test", (), ("article", "writable")),
    ActionSpec("unpin", ARTICLE, "In training data: wherever the split puts it", (), ("article", "writable")),
    ActionSpec("search-articles", ARTICLE, "Search articles", ("Ctrl+F",), ("project",)),
    ActionSpec("accept", SUGGESTIONS, "Accept, go to the next", ("Return",), ("suggestion", "editable")),
    ActionSpec("reject", SUGGESTIONS, "Reject, go to the next", ("Backspace",), ("suggestion", "editable")),
    ActionSpec("next-undecided", SUGGESTIONS, "Next undecided", ("Tab",), ("article",)),
    ActionSpec("previous-undecided", SUGGESTIONS, "Previous undecided", ("Shift+Tab",), ("article",)),
    ActionSpec("go-on", SUGGESTIONS, "Go on to the next undecided", ("Return",), ("settled",), listed=False),
    ActionSpec("accept-sentence", SUGGESTIONS, "Accept the rest of the sentence", ("Shift+Return",), ("editable",)),
    ActionSpec("accept-paragraph", SUGGESTIONS, "Accept the rest of the paragraph", ("Ctrl+Return",), ("editable",)),
    ActionSpec("accept-article", SUGGESTIONS, "Accept everything left here", ("Ctrl+Shift+Return",), ("editable",)),
    ActionSpec(
        "accept-alone",
        SUGGESTIONS,
        "Accept the event without its roles",
        ("Alt+Return",),
        ("suggestion", "event", "editable"),
    ),
    ActionSpec("reject-sentence", SUGGESTIONS, "Reject the rest of the sentence", ("Shift+Backspace",), ("editable",)),
    ActionSpec("reject-paragraph", SUGGESTIONS, "Reject the rest of the paragraph", ("Ctrl+Backspace",), ("editable",)),
    ActionSpec("reject-article", SUGGESTIONS, "Reject everything left here", ("Ctrl+Shift+Backspace",), ("editable",)),
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
    ActionSpec("everywhere", MENTION, "The same everywhere in this article", ("A",), ("focus", "editable")),
    ActionSpec("preview-apply", MENTION, "Apply to all that are shown", ("Return",), ("preview",)),
    ActionSpec(
        "preview-exclude", MENTION, "Leave this one out, or take it in again", ("Backspace", "Space"), ("preview",)
    ),
    ActionSpec("preview-next", MENTION, "Next one shown", ("Tab",), ("preview",)),
    ActionSpec("preview-previous", MENTION, "Previous one shown", ("Shift+Tab",), ("preview",)),
    ActionSpec("preview-rule", MENTION, "Find by another rule", ("A",), ("preview",)),
    ActionSpec("preview-leave", MENTION, "Leave things as they are", ("Esc",), ("preview", "idle")),
    ActionSpec("link", MENTION, "The same thing as…", ("S",), ("focus", "editable")),
    ActionSpec("link-all", MENTION, "Link all names that match", ("Ctrl+L",), ("editable",)),
    ActionSpec("unlink", MENTION, "Not the same thing", ("Shift+S",), ("linked", "editable")),
    ActionSpec("name-cluster", MENTION, "Name the thing", ("M",), ("linked", "editable")),
    ActionSpec("add-part", MENTION, "Add words to a mention in several parts", ("P",), ("editable",)),
    ActionSpec("one-piece", MENTION, "Make one piece of the parts", ("Shift+P",), ("parts", "editable")),
    ActionSpec("event", EVENT, "Event here, or change its type", ("F",), ("editable",)),
    *(
        ActionSpec(f"role-{key}", EVENT, f"Fill role {key}", (key,), ("event", "editable"), listed=False)
        for key in ROLE_KEYS
    ),
    *(
        ActionSpec(f"clear-{key}", EVENT, f"Clear role {key}", (f"Shift+{key}",), ("event", "editable"), listed=False)
        for key in ROLE_KEYS
    ),
    *(
        ActionSpec(
            f"attribute-{key}", EVENT, f"Next value of attribute {key}", (key,), ("focus", "editable"), listed=False
        )
        for key in ATTRIBUTE_KEYS
    ),
    *(
        ActionSpec(
            f"attribute-back-{key}",
            EVENT,
            f"Previous value of attribute {key}",
            (f"Shift+{key}",),
            ("focus", "editable"),
            listed=False,
        )
        for key in ATTRIBUTE_KEYS
    ),
    ActionSpec("accept-roles", EVENT, "Accept the roles still suggested", ("Return",), ("offered", "editable")),
    ActionSpec("fill-here", EVENT, "Fill the role with these words", ("Return",), ("held", "editable")),
    ActionSpec("next-name", MOVE, "Select the next likely name", ("Space",), ("article",)),
    ActionSpec("previous-name", MOVE, "Select the previous likely name", ("Shift+Space",), ("article",)),
    ActionSpec("hop", MOVE, "Go to the next word that begins with the letter typed", ("H",), ("article",)),
    ActionSpec("next-mention", MOVE, "Next mention or suggestion", ("J",), ("article",)),
    ActionSpec("previous-mention", MOVE, "Previous mention or suggestion", ("K",), ("article",)),
    ActionSpec("escape", MOVE, "Let go of selection and focus", ("Esc",), ("article", "idle"), listed=False),
    *(
        ActionSpec(
            f"rule-take-{digit}", RULING, f"Take the version of analyst {digit}", (digit,), ("ruling",), listed=False
        )
        for digit in DIGITS[:9]
    ),
    ActionSpec("rule-both", RULING, "Let all versions stand", ("A",), ("ruling",)),
    ActionSpec("rule-neither", RULING, "Let nothing stand here", ("X",), ("ruling",)),
    ActionSpec("rule-ends", RULING, "Move the ends", ("E",), ("ruling",)),
    ActionSpec("rule-label", RULING, "Give another label", ("L",), ("ruling",)),
    ActionSpec("rule-role", RULING, "Give another role", ("R",), ("ruling",)),
    ActionSpec("rule-defer", RULING, "Put it off, and say why", ("D",), ("ruling",)),
    ActionSpec("rule-alike", RULING, "Rule the others the same way, or each alone", ("G",), ("ruling",)),
    ActionSpec("rule-confirm", RULING, "Rule as it is picked", ("Return",), ("ruling",)),
    ActionSpec("rule-next", RULING, "Go to the next place", ("J", "Down"), ("ruling",)),
    ActionSpec("rule-back", RULING, "Go back to the place before", ("K", "Up"), ("ruling",)),
    ActionSpec("rule-undo", RULING, "Take the last ruling back", ("U", "Ctrl+Z"), ("ruling",)),
    ActionSpec("rule-hide-names", RULING, "Hide names, or show them again", ("H",), ("ruling",)),
    ActionSpec("learn-now", TRAINING, "Learn now from what was decided", (), ("project", "writable")),
    ActionSpec("learn-longer", TRAINING, "Train longer, in the background", (), ("project", "writable")),
    ActionSpec("stop-learning", TRAINING, "Stop learning", (), ("project", "writable")),
    ActionSpec("page-annotate", VIEW, "Go to Annotate", ("Ctrl+1",), ("project",)),
    ActionSpec("page-agreement", VIEW, "Go to Agreement", ("Ctrl+3",), ("project",)),
    ActionSpec("page-adjudicate", VIEW, "Go to Adjudicate", ("Ctrl+4",), ("project",)),
    ActionSpec("page-training", VIEW, "Go to Training", ("Ctrl+5",), ("project",)),
    ActionSpec("palette", VIEW, "Find an article or a command", ("Ctrl+K",)),
    ActionSpec("guideline", VIEW, "Show or fold the guideline", ("G",), ("article",)),
    ActionSpec("zoom-in", VIEW, "Larger text", ("Ctrl++", "Ctrl+="), ("project",)),
    ActionSpec("zoom-out", VIEW, "Smaller text", ("Ctrl+-",), ("project",)),
    ActionSpec("zoom-reset", VIEW, "Text at 100 %", ("Ctrl+0",), ("project",)),
    ActionSpec("theme-system", VIEW, "Appearance: as the system"),
    ActionSpec("theme-light", VIEW, "Appearance: light"),
    ActionSpec("theme-dark", VIEW, "Appearance: dark"),
    ActionSpec("high-contrast", VIEW, "High contrast, or normal again"),
    ActionSpec("density-0", VIEW, "Room for labels: compact"),
    ActionSpec("density-1", VIEW, "Room for labels: normal"),
    ActionSpec("density-2", VIEW, "Room for labels: roomy"),
    ActionSpec("only-label", VIEW, "Show only this label, or all again", ("O",), ("article",)),
    ActionSpec("hide-suggestions", VIEW, "Hide suggestions, or show them again", ("Ctrl+Shift+U",), ("article",)),
    ActionSpec("hide-codes", VIEW, "Hide label codes, or show them again", ("Ctrl+Shift+L",), ("article",)),
    ActionSpec("history", VIEW, "History of this article, or suggestions again", ("Ctrl+H",), ("article",)),
    ActionSpec("gestures", VIEW, "Gestures of this session", (), ("project",)),
    ActionSpec("settings", VIEW, "Settings…", ("Ctrl+,",)),
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
    ("Move by sentence, by paragraph", ("Ctrl+Left", "Ctrl+Right", "Ctrl+Up", "Ctrl+Down")),
    ("Select with any of these", ("Shift",)),
    ("Choose a mention that bears a number", ("1…0",)),
)


BY_ID = {spec.id: spec for spec in ACTIONS}


def on_slot(kind: str, slot: str) -> str:
    """The action for a key as schemas name it: "role" and "Q" is role-Q, wherever that key lies now; "" for others."""
    id_ = f"{kind}-{slot}"
    return id_ if id_ in BY_ID else ""


def standard_keys(id_: str) -> tuple[str, ...]:
    """The keys of an action as the table has them."""
    return BY_ID[id_].keys


def key_lines(keys_of: Callable[[str], tuple[str, ...]] = standard_keys) -> list[tuple[str, str, tuple[str, ...]]]:
    """All keys as (group, text, keys) in the order of the table, for the sheet and the manual."""
    lines = []
    for group in GROUPS:
        of_group = ((spec, keys_of(spec.id)) for spec in ACTIONS if spec.group == group)
        lines += [(group, spec.title(), keys) for spec, keys in of_group if keys]
        if group == MOVE:
            lines += [(MOVE, QCoreApplication.translate("actions", text), keys) for text, keys in CARET_KEYS]
    return lines


def together(first: ActionSpec, second: ActionSpec) -> bool:
    """True if both can be enabled at the same time."""
    holds = {*first.when, *second.when}
    return not any(pair <= holds for pair in APART)
