"""`spandesk formats`: which formats there are."""

import argparse

from desktop.commands.base import Command, Outcome, Progress


def _formats(_arguments: argparse.Namespace, _progress: Progress) -> Outcome:
    import exporters
    from annotations import importers

    reading, unreadable = importers.usable()
    writing, unwritable = exporters.usable()
    readable = [
        {"id": importer.id, "title": importer.title, "suffixes": list(importer.suffixes)}
        for importer in sorted(reading, key=lambda importer: importer.id)
    ]
    writable = [
        {
            "id": exporter.id,
            "title": exporter.title,
            "suffix": exporter.suffix,
            "keeps": sorted(exporter.keeps),
            "options": dict(exporter.options),
        }
        for exporter in sorted(writing, key=lambda exporter: exporter.id)
    ]
    broken = [{"id": error.format_id, "why": error.why} for error in (*unreadable, *unwritable)]
    lines = [f"reads  {row['id']}: {row['title']} ({', '.join(row['suffixes'])})" for row in readable]
    lines += [f"writes {row['id']}: {row['title']} ({row['suffix']})" for row in writable]
    lines += [f"cannot be used: {row['id']}: {row['why']}" for row in broken]
    return Outcome(values={"readable": readable, "writable": writable, "broken": broken}, lines=tuple(lines))


FORMATS = Command(name="formats", title="list the formats that can be read and written", run=_formats)
