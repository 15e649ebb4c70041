"""Makes the manual's page of keys from the table that the program itself reads. `make pictures` runs it too."""

from pathlib import Path

from desktop.actions import key_lines
from desktop.chrome import keys_in_words
from desktop.dialogs.shortcut_sheet import folded

PAGE = Path(__file__).resolve().parent / "keys.md"


def main() -> None:
    """Write the page."""
    PAGE.write_text(keys_page(), encoding="utf-8")


def keys_page() -> str:
    """The page of keys in Markdown."""
    lines = [
        "# Keys",
        "",
        "Made from the program's own table. Press `?` in the window for the same list, with the keys as they are now;",
        "to change them, press `Ctrl ,`.",
    ]
    group = ""
    for heading, words, keys in folded(key_lines()):
        if heading != group:
            group = heading
            lines += ["", f"## {group}", "", "| Key | What it does |", "|---|---|"]
        lines.append(f"| {' or '.join(f'`{in_words(key)}`' for key in keys)} | {words} |")
    lines.append("")
    return "\n".join(lines)


def in_words(key: str) -> str:
    """A key, or a range of keys, as the window shows it."""
    return "…".join(keys_in_words(part) for part in key.split("…"))


if __name__ == "__main__":
    main()
