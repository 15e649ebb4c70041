"""The files of a training pack that tell spaCy how to train: config.cfg, and the labels of each component."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from exporters.pack_facts import PartFacts

# Tokens. A span categoriser looks at every run of words up to that many, so its time grows with the number.
WIDEST_ENTITY = 12
WIDEST_TRIGGER = 5

_ANY_LANGUAGE = "xx"
_PLAIN_TOKENIZER = "spacy.Tokenizer.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """What a pack trains. `widest_entity` and `widest_trigger` are the longest that are sought, in tokens; 0 where no
    component does. `dev` is the file that is measured on."""

    language: str
    ner: bool
    widest_entity: int
    widest_trigger: int
    dev: str

    @property
    def components(self) -> tuple[str, ...]:
        """Names of the components that learn something."""
        learning = (("ner", self.ner), ("spancat", self.widest_entity), ("triggers", self.widest_trigger))
        return tuple(name for name, wanted in learning if wanted)


def trained(train: PartFacts, *, nested: bool, dev: str) -> Trained:
    """What can be learned from the training articles: without an event there is no component for triggers."""
    longest_entity, longest_trigger = max(train.entity_lengths, default=0), max(train.trigger_lengths, default=0)
    return Trained(
        language=_language(train),
        # There has to be one, else nothing can be run at all.
        ner=longest_entity > 0 or longest_trigger == 0,
        widest_entity=min(longest_entity, WIDEST_ENTITY) if nested else 0,
        widest_trigger=min(longest_trigger, WIDEST_TRIGGER),
        dev=dev,
    )


def _language(train: PartFacts) -> str:
    """The language of most articles as spaCy calls it; "xx" where it has none, or one with a tokeniser of its own,
    which would not run without further packages."""
    from spacy.util import get_lang_class

    # Of equally many the first by name, whatever came first.
    codes = sorted(train.languages, key=lambda code: (-train.languages[code], code))
    code = codes[0].lower().replace("_", "-").split("-")[0] if codes else ""
    if not (code.isascii() and code.isalpha() and len(code) in (2, 3)):
        return _ANY_LANGUAGE
    try:
        defaults = get_lang_class(code).Defaults.config
    except ImportError:
        return _ANY_LANGUAGE
    tokenizer = defaults.get("nlp", {}).get("tokenizer", {}).get("@tokenizers", _PLAIN_TOKENIZER)
    return code if tokenizer == _PLAIN_TOKENIZER else _ANY_LANGUAGE


def config(made: Trained) -> str:
    """The text of config.cfg: the template without the components there is nothing to learn for."""
    template = files("exporters").joinpath("resources", "spacy-pack", "config.cfg").read_text("utf-8")
    unwanted = {"ner", "spancat", "triggers"} - set(made.components)
    changed, lines, section = _changed(made), list[str](), ""
    for line in template.splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        if unwanted.intersection(section.split(".")):
            continue
        key = line.partition(" = ")[0]
        value = changed.get((section, key), line.removeprefix(f"{key} = "))
        if value is not None:
            lines.append(f"{key} = {value}" if " = " in line else line)
    return "\n".join(lines) + "\n"


def _changed(made: Trained) -> Mapping[tuple[str, str], str | None]:
    """What of the template depends on the articles, by section and key; None takes the line away."""
    weights = {"ner": ("ents_f", "ents_p", "ents_r", "ents_per_type"), "spancat": ("spans_entities_f",)}
    weights["triggers"] = ("spans_events_f",)
    out: dict[tuple[str, str], str | None] = {
        ("paths", "dev"): json.dumps(made.dev),
        ("nlp", "lang"): json.dumps(made.language),
        ("nlp", "pipeline"): json.dumps(["tok2vec", *made.components]),
        ("components.spancat.suggester", "max_size"): str(made.widest_entity),
        ("components.triggers.suggester", "max_size"): str(made.widest_trigger),
    }
    for name, keys in weights.items():
        share = f"{1 / len(made.components):.2f}"
        out |= {("training.score_weights", key): None for key in keys if name not in made.components}
        out |= {("training.score_weights", keys[0]): share} if name in made.components else {}
    if not made.widest_entity and not made.widest_trigger:
        out |= {("training.score_weights", f"spans_sc_{figure}"): None for figure in "fpr"}
    return out


def labels(made: Trained, train: PartFacts) -> Mapping[str, str]:
    """The label files, by name of the component, as `python -m spacy init labels` would write them."""
    values: dict[str, object] = {
        "ner": _moves(train.tokens_in_ents),
        "spancat": sorted(train.entities),
        "triggers": sorted(train.events),
    }
    return {name: json.dumps(values[name], ensure_ascii=False, indent=2) + "\n" for name in made.components}


def _moves(tokens: Mapping[str, int]) -> dict[str, dict[str, int]]:
    """Labels of the named-entity component: by what it can do at a token (nothing known, begin, go on, end, a name of
    one token, none), how often it would be done with which label. spaCy counts tokens for all of the four."""
    named = {label: tokens[label] for label in sorted(tokens)}
    return {"0": {}, "1": named, "2": named, "3": named, "4": {**named, "": 1}, "5": {"": 1}}
