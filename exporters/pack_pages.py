"""The pages of a training pack: README.md for whoever trains with it, DATASET_CARD.md for whoever has to trust it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from string import Template

from annotations.model.mention import Kind
from annotations.model.schema import Schema
from annotations.model.split import Part
from exporters.pack_config import WIDEST_ENTITY, WIDEST_TRIGGER, Trained
from exporters.pack_facts import PartFacts

_LAYERS = {
    "longest": "of overlapping ones the longest",
    "shortest": "of overlapping ones the shortest",
    "priority": "of overlapping ones that whose label is first in the schema",
}
_NESTED = {
    True: "all entity mentions, overlapping or not",
    False: "the same: mentions that overlap a longer one were left out",
}
_FILES = {
    Part.TRAIN: "articles to learn from",
    Part.DEV: "articles to measure on while training",
    Part.TEST: "articles to measure on once, at the end",
}
_COMPONENTS = {
    "ner": ("`doc.ents`", "`doc.ents`"),
    "spancat": ('`doc.spans["entities"]`', '`doc.spans["entities"]`, overlapping mentions too'),
    "triggers": ('`doc.spans["events"]`', '`doc.spans["events"]`, labelled with the event type'),
}
_MEASURE = "\n\nAt the very end, and once: `python -m spacy evaluate model/model-best test.spacy`."
_NOT_MEASURED = "fill in: how far several people agree (this program measures it, page *Agreement*)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """What the pages speak of."""

    schema: Schema
    parts: Mapping[Part, PartFacts]
    made: Trained
    layer: str
    nested: bool
    agreement: str = ""


def readme(pack: Pack) -> str:
    """The text of README.md."""
    from spacy import __version__ as spacy_version

    rows = [(f"`{part}.spacy`", f"{_FILES[part]}: {facts.articles:,}") for part, facts in pack.parts.items()]
    rows += [("`config.cfg`", "what is trained, and how"), ("`labels/`", "the labels of each component")]
    components = [(f"`{name}`", *_COMPONENTS[name]) for name in pack.made.components]
    return _template("README.md").substitute(
        title=_cell(pack.schema.title),
        files=_rows([*rows, ("`DATASET_CARD.md`", "counts, sources, licence")]),
        measure=_MEASURE if Part.TEST in pack.parts else "",
        components=_rows(components),
        warnings="".join(f"\n**{warning}**\n" for warning in _warnings(pack)),
        layer=_LAYERS[pack.layer],
        nested=_NESTED[pack.nested],
        spacy_version=spacy_version,
        schema=_cell(pack.schema.name),
        schema_version=pack.schema.version,
    )


def _warnings(pack: Pack) -> Iterable[str]:
    """What the scores will not tell of themselves."""
    train, dev = pack.parts[Part.TRAIN], pack.parts[Part.DEV]
    if not train.entities and not train.events:
        yield "Nothing is marked in the training articles, so there is nothing to learn."
    if not dev.articles:
        yield "There are too few articles for any to be set aside: the model is measured on those it learned from."
    sought = (
        ("entity mentions", train.entity_lengths, pack.made.widest_entity, WIDEST_ENTITY),
        ("triggers", train.trigger_lengths, pack.made.widest_trigger, WIDEST_TRIGGER),
    )
    for what, lengths, widest, limit in sought:
        longer = sum(count for length, count in lengths.items() if length > limit)
        if longer and widest:
            yield f"{longer:,} {what} have more than {limit} tokens and are not sought (`max_size` in config.cfg)."


def card(pack: Pack) -> str:
    """The text of DATASET_CARD.md."""
    parts = pack.parts
    languages, annotators, versions = Counter[str](), Counter[str](), Counter[int]()
    for facts in parts.values():
        languages += facts.languages
        annotators += facts.annotators
        versions += facts.schema_versions
    older = sorted(version for version in versions if version != pack.schema.version)
    return _template("DATASET_CARD.md").substitute(
        language_codes=", ".join(sorted(code for code in languages if code.isalpha())),
        title=_cell(pack.schema.title),
        schema=_cell(pack.schema.name),
        schema_version=pack.schema.version,
        made_under=f"; some were made under {', '.join(map(str, older))}" if older else "",
        annotators=", ".join(f"{_cell(name)} ({count:,} articles)" for name, count in sorted(annotators.items()))
        or "none",
        agreement=_cell(pack.agreement) or _NOT_MEASURED,
        counts=_counts(parts),
        entities=_table("label", {part: facts.entities for part, facts in parts.items()}),
        events=_table("event type", {part: facts.events for part, facts in parts.items()}),
        roles=_table("role", {part: facts.roles for part, facts in parts.items()}),
        sources=_table("source", {part: facts.sources for part, facts in parts.items()}),
        languages=_table("language", {part: facts.languages for part, facts in parts.items()}),
        guidelines=_guidelines(pack.schema, parts.values()),
    )


def _counts(parts: Mapping[Part, PartFacts]) -> str:
    rows = {
        "articles": [facts.articles for facts in parts.values()],
        "tokens": [facts.tokens for facts in parts.values()],
        "entity mentions": [facts.entities.total() for facts in parts.values()],
        "of them in doc.ents": [facts.in_ents for facts in parts.values()],
        "events": [facts.events.total() for facts in parts.values()],
        "filled roles": [facts.roles.total() for facts in parts.values()],
    }
    return _with_head("", parts, rows)


def _table(what: str, counts: Mapping[Part, Counter[str]]) -> str:
    """How often each is in each part, the most frequent first."""
    together = sum(counts.values(), Counter[str]())
    if not together:
        return "None."
    names = sorted(together, key=lambda name: (-together[name], name))
    return _with_head(
        what, counts, {_cell(name) or "(not said)": [each[name] for each in counts.values()] for name in names}
    )


def _with_head(what: str, parts: Iterable[Part], rows: Mapping[str, Sequence[int]]) -> str:
    head = [what, *parts, "together"]
    lines = [(name, *(f"{count:,}" for count in [*counts, sum(counts)])) for name, counts in rows.items()]
    return "\n".join([_rows([head]), f"|---|{'--:|' * (len(head) - 1)}", _rows(lines)])


def _guidelines(schema: Schema, parts: Iterable[PartFacts]) -> str:
    """The guideline of every label that occurs."""
    met = {Kind.ENTITY: Counter[str](), Kind.EVENT: Counter[str]()}
    for facts in parts:
        met[Kind.ENTITY] += facts.entities
        met[Kind.EVENT] += facts.events
    lines = []
    for label in schema.labels:
        if label.code in met[label.kind]:
            meaning = f"{label.title}. {label.guideline}" if label.guideline else label.title
            lines.append(f"- **{_cell(label.code)}** ({label.kind}): {_cell(meaning)}")
    return "\n".join(lines) or "The schema says nothing of them."


def _template(name: str) -> Template:
    return Template(files("exporters").joinpath("resources", "spacy-pack", name).read_text("utf-8"))


def _rows(rows: Iterable[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _cell(text: str) -> str:
    """Words that end neither a line nor a cell."""
    return " ".join(text.split()).replace("|", "\\|")
