"""A short article with suggestions written by hand, alone or in the middle of a very long one."""

from collections.abc import Sequence
from pathlib import Path

from annotations.importers.base import ImportedArticle
from annotations.model.article import Article
from annotations.model.starters import starter
from annotations.model.suggestion import Suggestion
from annotations.workspace import Workspace
from tests.factories import article, entity, event, span, suggestion

ATTACK = "Karim Haddad met King Rafiq in Amman on Monday. Militias attacked a convoy near Mosul with rockets."
TALKS = "The talks were called quietly off at the harbour. Haddad left MOSUL for Amman."
DENIAL = (
    "Haddad denied the report of the Iraqi Ministry of Water. His office denied nothing. All roads to Mosul are open."
)
SCENE = "\n\n".join((ATTACK, TALKS, DENIAL))

# As (label, words, which of them).
NAMES = (
    ("PERSON", "Karim Haddad", 1),
    ("PERSON", "Rafiq", 1),
    ("GPE", "Amman", 1),
    ("DATE", "Monday", 1),
    ("ORG", "Militias", 1),
    ("GPE", "Mosul", 1),
    ("PERSON", "Haddad", 2),
    ("GPE", "Amman", 2),
)

_FILLING = "Envoy Salma Darwish spoke in Tikrit on Friday about water, says report {}."
_FILLED = (("PERSON", "Salma Darwish"), ("GPE", "Tikrit"), ("DATE", "Friday"))
_MEGABYTE = 1_000_000
EVERY = 8  # of so many sentences of the filling, one has suggestions


def suggested(of: Article) -> list[Suggestion]:
    """The names of the scene, and the attack with its roles."""
    names = {(words, nth): suggestion(entity(label, span(of, words, nth))) for label, words, nth in NAMES}
    roles = ("ACTOR", names["Militias", 1].mention), ("PLACE", names["Mosul", 1].mention)
    return [*names.values(), suggestion(event("ASSAULT", span(of, "attacked"), *roles))]


def project(location: Path, of: Article, offered: Sequence[Suggestion], *others: Article) -> Path:
    """A project of these articles under the political-events schema; the first has suggestions."""
    with Workspace.create(location, starter("political-events")) as workspace:
        records = [ImportedArticle(article=each, file=f"{number}.txt") for number, each in enumerate((of, *others))]
        workspace.add(records)
        if offered:
            workspace.save_suggestions(offered[0].run, {of.id: list(offered)})
    return location


def short(location: Path) -> Path:
    """The scene, and nothing else."""
    of = article(SCENE)
    return project(location, of, suggested(of))


def long(location: Path) -> Path:
    """The scene in the middle of a megabyte with thousands of suggestions."""
    count = _MEGABYTE // len(_FILLING)
    filling = [_FILLING.format(number) for number in range(count)]
    paragraphs = ["\n".join(filling[: count // 2]), SCENE, "\n".join(filling[count // 2 :])]
    of = article("\n\n".join(paragraphs))
    offered, start = suggested(of), 0
    for number, sentence in enumerate(filling):
        start = of.text.index(sentence, start)
        if number % EVERY == 0:
            for label, words in _FILLED:
                there = span(sentence, words)
                offered.append(suggestion(entity(label, type(there)(start + there.start, start + there.end))))
    return project(location, of, sorted(offered, key=lambda each: each.mention.span.start))
