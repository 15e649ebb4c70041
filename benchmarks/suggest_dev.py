"""How good the suggestions are on the development corpora, and how fast: `python -m benchmarks.suggest_dev`.

Reads `../shared/data` beside the checkout and says so when it is not there. Scores with that folder's `score.py`.
"""

import importlib.util
import json
import sys
import time
from pathlib import Path
from types import ModuleType

from annotations.model.ids import ArticleId
from annotations.model.mention import EventMention, Kind
from annotations.model.suggestion import Suggestion
from annotations.model.wire import Json
from annotations.suggesters.base import ArticleText, Plan, plan_for, suggest_batch
from annotations.suggesters.spacy_pipeline import load
from annotations.text.tokens import tokenize

CHECKOUT = Path(__file__).resolve().parents[1]
DATA = CHECKOUT.parent / "shared" / "data"
SCHEMAS = CHECKOUT / "annotations" / "model" / "schemas"

# Gold types of the PLOVER records that the schema calls otherwise. PLOVER counts a promise as AGREE.
RENAMED = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT", "PLEDGE": "AGREE"}


def main() -> int:
    """Print the scores; 0, also when there is nothing to score on."""
    if not DATA.is_dir():
        print(f"no development data at {DATA}")
        return 0
    score = _module(DATA / "score.py")
    plover = list(score.load(DATA / "plover_dev.jsonl").values())
    ecbplus = list(score.load(DATA / "ecbplus_dev.jsonl").values())
    typed, untyped = _predict("political-events", plover), _predict("any-event", ecbplus)
    print(f"{'':44s}  exact F1  partial F1")
    _line("ECB+ dev, event triggers", score.evaluate(_by_id(ecbplus), untyped, kind="event", unlab=True)["all"])
    _line("PLOVER dev, triggers, type ignored", score.evaluate(_by_id(plover), typed, kind="event", unlab=True)["all"])
    _line("PLOVER dev, triggers with type", score.evaluate(_by_id(plover), typed, RENAMED, kind="event")["all"])
    _line("PLOVER dev, (trigger, filler, role)", score.evaluate(_by_id(plover), typed, RENAMED)["args"])
    right = sum(_first_type(typed[row["id"]]) == _renamed(row["meta"]["event"]) for row in plover)
    print(
        f"PLOVER dev, type of the sentence: {right / len(plover):.3f} of {len(plover)} (majority .125, verb list .361)"
    )
    covered = sum(_type_seen(row, typed[row["id"]]) for row in plover)
    print(f"PLOVER dev, right type on a gold trigger: {covered / len(plover):.3f}")
    _speed(ecbplus)
    return 0


def _predict(schema_name: str, rows: list[Json]) -> dict[str, Json]:
    schema = json.loads((SCHEMAS / f"{schema_name}.json").read_text("utf-8"))
    articles = [_article(row) for row in rows]
    texts = {article.article_id: article.text for article in articles}
    return {
        id_: _record(id_, texts[id_], [made for of_run in by_run.values() for made in of_run])
        for id_, by_run in suggest_batch(schema, Plan(), articles)
    }


def _article(row: Json) -> ArticleText:
    tokens = tokenize(row["text"], "en")
    return ArticleText(article_id=ArticleId(row["id"]), text=row["text"], tokens=tokens, language="en")


def _record(id_: str, text: str, suggestions: list[Suggestion]) -> Json:
    """Suggestions in the shape of the corpora; fillers of roles become ACTOR or PLACE spans, as in PLOVER's."""
    at = {made.mention.id: number for number, made in enumerate(suggestions)}
    spans = [
        {
            "start": made.mention.span.start,
            "end": made.mention.span.end,
            "label": made.mention.label,
            "kind": made.mention.kind.value,
        }
        for made in suggestions
    ]
    args = [
        {"event": [at[made.mention.id]], "span": at[argument.target], "role": argument.role.lower()}
        for made in suggestions
        if isinstance(made.mention, EventMention)
        for argument in made.mention.arguments
        if argument.role in ("ACTOR", "RECIPIENT", "PLACE")
    ]
    return {"id": id_, "text": text, "spans": spans, "args": args}


def _events(record: Json) -> list[Json]:
    return [span for span in record["spans"] if span["kind"] == Kind.EVENT.value]


def _first_type(record: Json) -> str | None:
    """The type of the first event that is not a mere statement."""
    types = [_renamed(event["label"]) for event in _events(record)]
    return next((code for code in types if code != "STATEMENT"), types[0] if types else None)


def _type_seen(gold: Json, predicted: Json) -> bool:
    return any(
        _renamed(mine["label"]) == _renamed(theirs["label"])
        and mine["start"] < theirs["end"]
        and theirs["start"] < mine["end"]
        for mine in _events(predicted)
        for theirs in _events(gold)
    )


def _renamed(code: str) -> str:
    return RENAMED.get(code, code)


def _by_id(rows: list[Json]) -> dict[str, Json]:
    return {row["id"]: row for row in rows}


def _line(what: str, block: Json) -> None:
    exact, partial = block["exact"], block["partial"]
    print(
        f"{what:44s}  {exact['f']:.3f}     {partial['f']:.3f}    "
        f"(exact P {exact['p']:.3f} R {exact['r']:.3f}; gold {block['gold']}, suggested {block['pred']})"
    )


def _speed(rows: list[Json]) -> None:
    """Words a CPU second of the suggesters, and the ratio to bare `nlp.pipe` with the same components."""
    articles = [_article(row) for row in rows]
    words = sum(len(article.tokens) for article in articles)
    for schema_name, ids in (("names", ("entities",)), ("political-events", ("entities", "events"))):
        schema = json.loads((SCHEMAS / f"{schema_name}.json").read_text("utf-8"))
        nlp = load(with_syntax="events" in ids)
        best = {"bare": float("inf"), "ours": float("inf")}
        for _ in range(3):
            start = time.process_time()
            for _doc in nlp.pipe(article.text for article in articles):
                pass
            between = time.process_time()
            for _made in suggest_batch(schema, plan_for(ids), articles):
                pass
            best["bare"] = min(best["bare"], between - start)
            best["ours"] = min(best["ours"], time.process_time() - between)
        ratio = best["bare"] / best["ours"]
        print(f"{'+'.join(ids):20s} {words / best['ours']:8.0f} words/CPU second, {ratio:.2f} of bare nlp.pipe")


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    sys.exit(main())
