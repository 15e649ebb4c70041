"""Two records of another tool, one with labels that the schema of a new project lacks."""

from desktop import cli

RAID = {
    "text": "Rebels attacked Basra on Monday, Ana Lopez said.",
    "entities": [
        {"id": 1, "start_offset": 0, "end_offset": 6, "label": "GROUP"},
        {"id": 2, "start_offset": 7, "end_offset": 15, "label": "Attack"},
        {"id": 3, "start_offset": 16, "end_offset": 21, "label": "LOCATION"},
        {"id": 4, "start_offset": 33, "end_offset": 42, "label": "PER"},
    ],
    "relations": [
        {"id": 1, "from_id": 2, "to_id": 1, "type": "Attacker"},
        {"id": 2, "from_id": 2, "to_id": 3, "type": "Place"},
    ],
}
QUIET = {
    "text": "Nothing happened in Oslo.",
    "entities": [{"id": 1, "start_offset": 20, "end_offset": 24, "label": "GPE"}],
    "relations": [],
}
OPTIONS = "--map OLD=NEW, --drop LABEL, --guess or --add-labels"


def plain(capsys, *words: object) -> list[str]:
    """What the command says to people."""
    assert cli.main([*map(str, words)]) == 0
    return capsys.readouterr().out.splitlines()
