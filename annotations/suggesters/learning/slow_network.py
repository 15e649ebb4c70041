"""The component that the slow learner trains: a spaCy span categorizer that sees words, syntax and what the rules say.

It is built here from code alone; a model file holds its weights and labels, never a description of what to build.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from annotations.model.mention import Kind
from annotations.suggesters.found import Found

if TYPE_CHECKING:
    import numpy as np
    from spacy.language import Language
    from spacy.pipeline import SpanCategorizer
    from spacy.tokens import Doc
    from thinc.api import Model
    from thinc.types import Ragged

    Array = np.ndarray[Any, Any]

# Groups of spans on a Doc: what the rules found, what was marked, and the only spans that anything is known of.
RULES, GOLD, ASKED = "rules", "gold", "asked"

_WIDTH = 96
_VECTORS = "vectors of the names"

# Tokens; what the rules found is looked at however long it is.
_LONGEST = {Kind.EVENT: 3, Kind.ENTITY: 5}

# What is embedded of each token, and in how many rows. Names are read without syntax.
_WORDS = {"NORM": 3000, "PREFIX": 500, "SUFFIX": 1000, "SHAPE": 1000, "ENT_TYPE": 50}
_EMBEDDED = {Kind.EVENT: {**_WORDS, "LEMMA": 3000, "TAG": 100, "DEP": 100}, Kind.ENTITY: _WORDS}
# Log odds that a mention is what the rules say, and that there is one where they say nothing, before any learning.
_RULE_RIGHT, _RULE_MISSED = 1.1, -3.9
# How hard the corrections are drawn back to nothing.
_PENALTY = 0.1
_RULE_ROWS = (200, 400)
_RULE_WIDTH = 48


def component(nlp: "Language", kind: Kind, labels: Sequence[str]) -> "SpanCategorizer":
    """A span categorizer with these labels and fresh weights, drawn from the seed that is set."""
    from spacy.ml.models.spancat import build_mean_max_reducer, build_spancat_model
    from spacy.pipeline import SpanCategorizer
    from thinc.api import Linear, zero_init

    scorer = Linear(nO=len(labels), init_W=zero_init)
    network = build_spancat_model(_tok2vec(kind), build_mean_max_reducer(128), scorer)
    model = _correcting_rules(network, labels)
    made = SpanCategorizer(nlp.vocab, model, _candidates(kind), "spancat", spans_key=GOLD, threshold=0.0)
    for label in labels:
        made.add_label(label)
    sample = nlp("A word")
    prepare(nlp, kind, [sample], [()])
    docs, spans = [sample], made.suggester([sample])
    model.initialize(X=(docs, spans), Y=model.ops.alloc2f(spans.dataXd.shape[0], len(labels)))
    return made


def prepare(nlp: "Language", kind: Kind, docs: Sequence["Doc"], found: Sequence[Iterable[Found]]) -> None:
    """Put on the Docs what the component reads there: the spans of the rules, and what the pipeline saw in words."""
    for doc, of_doc in zip(docs, found, strict=True):
        spans = [
            doc.char_span(each.extent.start, each.extent.end, each.label, span_id=each.source, alignment_mode="expand")
            for each in of_doc
        ]
        doc.spans[RULES] = [span for span in spans if span is not None]
    if kind is Kind.ENTITY and docs:
        # Its first layer: the others make one array of the Docs and project it for the transitions.
        tok2vec = nlp.get_pipe("ner").model.get_ref("tok2vec").layers[0]
        for doc, vectors in zip(docs, tok2vec.predict(list(docs)), strict=True):
            doc.user_data[_VECTORS] = vectors


def weights(model: "Model[Any, Any]") -> dict[str, "Array"]:
    """All that training changes, by place in the network."""
    return {
        f"{at:03d} {name}": node.get_param(name)
        for at, node in enumerate(model.walk())
        for name in node.param_names
        if node.has_param(name)
    }


def set_weights(model: "Model[Any, Any]", arrays: Mapping[str, "Array | bytes"]) -> None:
    """The inverse of `weights`. Raises ValueError unless names and shapes are those of this network."""
    import numpy as np

    own = weights(model)
    if own.keys() != arrays.keys() or any(own[name].shape != getattr(arrays[name], "shape", None) for name in own):
        raise ValueError("weights of another network")
    for at, node in enumerate(model.walk()):
        for name in node.param_names:
            if node.has_param(name):
                node.set_param(name, np.ascontiguousarray(arrays[f"{at:03d} {name}"], dtype=np.float32))


def _correcting_rules(network: "Model[Any, Any]", labels: Sequence[str]) -> "Model[Any, Any]":
    """Probabilities that are those of the rules before anything is learned; the network moves them."""
    from thinc.api import Model

    def forward(model: Any, docs_and_spans: Any, is_train: bool) -> "tuple[Array, Callable[[Any], Any]]":
        import numpy as np

        docs, spans = docs_and_spans
        logits, backprop = model.layers[0](docs_and_spans, is_train)
        probabilities = 1 / (1 + np.exp(-(logits + _prior(docs, spans, labels))))
        # The gradient that comes in, probability less target, is that of the log loss by the logits.
        return probabilities, lambda gradient: backprop(gradient + _PENALTY * logits)

    def initialize(model: Any, X: Any = None, Y: Any = None) -> None:
        model.layers[0].initialize(X=X, Y=Y)

    return Model("correcting rules", forward, init=initialize, layers=[network])


def _prior(docs: Sequence["Doc"], spans: "Ragged", labels: Sequence[str]) -> "Array":
    """The log odds of each label for each span, as the rules have it."""
    import numpy as np

    prior = np.full((len(spans.dataXd), len(labels)), _RULE_MISSED, dtype=np.float32)
    column = {label: at for at, label in enumerate(labels)}
    first = 0
    for number, doc in enumerate(docs):
        places = spans[number].dataXd.tolist()
        row = {(start, end): at for at, (start, end) in enumerate(places, first)}
        for span in doc.spans[RULES]:
            if span.label_ in column and (span.start, span.end) in row:
                prior[row[span.start, span.end], column[span.label_]] = _RULE_RIGHT
        first += len(places)
    return prior


def _tok2vec(kind: Kind) -> "Model[list[Doc], list[Array]]":
    from spacy.ml.models.tok2vec import MaxoutWindowEncoder, MultiHashEmbed, build_Tok2Vec_model
    from thinc.api import HashEmbed, Maxout, chain, concatenate, list2ragged, ragged2list, with_array

    of_token = _EMBEDDED[kind]
    words = MultiHashEmbed(
        width=_WIDTH, attrs=list(of_token), rows=list(of_token.values()), include_static_vectors=False
    )
    embedded = [HashEmbed(_RULE_WIDTH, rows, column=at, seed=at, dropout=0.0) for at, rows in enumerate(_RULE_ROWS)]
    rules = chain(_rule_columns(), list2ragged(), with_array(concatenate(*embedded)), ragged2list())
    width = _WIDTH + _WIDTH + _RULE_WIDTH * len(_RULE_ROWS)
    embed = chain(
        concatenate(words, _frozen(kind), rules),
        list2ragged(),
        with_array(Maxout(nO=_WIDTH, nI=width, nP=3, dropout=0.0, normalize=True)),
        ragged2list(),
    )
    return build_Tok2Vec_model(embed, MaxoutWindowEncoder(width=_WIDTH, window_size=1, maxout_pieces=3, depth=1))


def _frozen(kind: Kind) -> "Model[list[Doc], list[Array]]":
    """What the pipeline's own network saw in each token; training does not change it."""
    from thinc.api import Model

    def forward(model: Any, docs: Sequence["Doc"], is_train: bool) -> "tuple[list[Array], Callable[[Any], list[Doc]]]":
        seen = [doc.tensor if kind is Kind.EVENT else doc.user_data[_VECTORS] for doc in docs]
        return seen, lambda _gradient: []

    return Model("frozen", forward, dims={"nO": _WIDTH})


def _rule_columns() -> "Model[list[Doc], list[Array]]":
    """Of each token: the label that the rules gave it and whether it begins there; and which rule."""
    from thinc.api import Model

    def forward(model: Any, docs: Sequence["Doc"], is_train: bool) -> "tuple[list[Array], Callable[[Any], list[Doc]]]":
        return [_rules_of(doc) for doc in docs], lambda _gradient: []

    return Model("rules", forward)


def _rules_of(doc: "Doc") -> "Array":
    import numpy as np

    columns = np.zeros((len(doc), len(_RULE_ROWS)), dtype=np.uint64)
    for span in doc.spans[RULES]:
        columns[span.start : span.end, 0] = span.label
        columns[span.start, 0] = doc.vocab.strings.add(f"begins {span.label_}")
        columns[span.start : span.end, 1] = span.id
    return columns


def _candidates(kind: Kind) -> "Callable[..., Ragged]":
    """All short runs of words that neither begin nor end with a mark, and what the rules found; in an article that is
    not finished only what was decided."""

    def suggest(docs: Iterable["Doc"], *, ops: Any = None) -> "Ragged":
        from thinc.api import get_current_ops
        from thinc.types import Ragged

        ops = ops or get_current_ops()
        spans = [_asked(doc) if ASKED in doc.spans else _runs(doc, _LONGEST[kind]) for doc in docs]
        return Ragged(ops.xp.vstack(spans).astype("i"), ops.asarray1i([len(each) for each in spans]))

    return suggest


def _asked(doc: "Doc") -> "Array":
    import numpy as np

    return np.array([(span.start, span.end) for span in doc.spans[ASKED]], dtype=int).reshape(-1, 2)


def _runs(doc: "Doc", longest: int) -> "Array":
    import numpy as np

    is_word = ~doc.to_array(["IS_PUNCT", "IS_SPACE"]).astype(bool).any(axis=1)
    starts = np.flatnonzero(is_word)
    runs = [np.stack([starts, starts + size], axis=1) for size in range(1, longest + 1)]
    ends = [each[(each[:, 1] <= len(doc))] for each in runs]
    short = np.vstack([each[is_word[each[:, 1] - 1]] for each in ends])
    known = {(start, end) for start, end in short.tolist()}
    ruled = [(span.start, span.end) for span in doc.spans[RULES] if (span.start, span.end) not in known]
    return np.vstack([short, np.array(sorted(set(ruled)), dtype=int).reshape(-1, 2)])
