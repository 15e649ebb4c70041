"""The programs of others that are asked, what each is shown, and what it sees of that."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from annotations.model.split import Part
from benchmarks.readers_given import Given, Gold, plain_name


def whole(export: Given) -> Sequence[Gold]:
    """All articles in the order given."""
    return export.gold


def by_name(export: Given) -> Sequence[Gold]:
    """Articles as their files are sorted."""
    return sorted(export.gold, key=lambda each: str(each["id"]))


def packed(export: Given) -> Sequence[Gold]:
    """Articles as the files of a pack are sorted: dev, then train."""
    return [*_part(export, Part.DEV), *trained(export)]


def trained(export: Given) -> Sequence[Gold]:
    """The training articles of a pack."""
    return _part(export, Part.TRAIN)


def with_spans(export: Given) -> Sequence[Gold]:
    """Articles with something in them: of others a table of mentions has no rows."""
    return [each for each in export.gold if each["spans"]]


def _part(export: Given, part: Part) -> Sequence[Gold]:
    return [each for each in export.gold if export.parts.get(each["id"]) is part]


@dataclass(frozen=True, kw_only=True)
class Check:
    """A script, the export that it is shown, and what it sees of that.

    `roles` is the count in its answer that is of roles, `labels` how the format writes labels. With `pieces` it puts a
    mention in pieces together of these, which a gold of extents cannot say; with `pairs` two roles of one filler in one
    event are one relation. Without `compared` it takes the file as it is, spans being elsewhere.
    """

    script: str
    format_id: str
    file: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    arguments: tuple[str, ...] = ()
    order: Callable[[Given], Sequence[Gold]] = whole
    labels: Callable[[str], str] = str
    roles: str = ""
    pieces: bool = False
    pairs: bool = False
    compared: bool = True


CHECKS = (
    Check(script="check_spacy_docbin.py", format_id="spacy-pack", order=packed, roles="event_args"),
    Check(script="check_spacy_train.py", format_id="spacy-pack", arguments=("--as-shipped",), order=trained),
    Check(script="check_spacy_docbin.py", format_id="spacy", roles="event_args"),
    Check(script="check_jsonl.py", format_id="jsonl", file="articles.jsonl", compared=False),
    Check(
        script="check_prodigy.py", format_id="prodigy", file="prodigy.jsonl", arguments=("--strict",), roles="relations"
    ),
    Check(script="check_jsonl.py", format_id="prodigy", file="prodigy.jsonl"),
    Check(script="check_doccano.py", format_id="doccano", file="doccano.jsonl"),
    Check(
        script="check_doccano.py",
        format_id="doccano-relations",
        file="doccano-relations.jsonl",
        arguments=("--kind", "relation"),
        roles="relations",
    ),
    Check(script="check_jsonl.py", format_id="doccano-relations", file="doccano-relations.jsonl"),
    Check(script="check_labelstudio_sdk.py", format_id="labelstudio", roles="relations", pairs=True),
    Check(script="check_labelstudio_server.py", format_id="labelstudio", roles="relations", pairs=True),
    Check(script="check_hf_datasets.py", format_id="hf", roles="event_args"),
    Check(script="check_argilla.py", format_id="hf", file="train.jsonl"),
    Check(script="check_jsonl.py", format_id="hf", file="train.jsonl"),
    Check(script="check_conll.py", format_id="conll", file="articles.conll", labels=plain_name),
    Check(script="check_spacy_convert.py", format_id="conll", file="articles.conll", labels=plain_name),
    Check(
        script="check_doccano.py",
        format_id="conll",
        file="articles.conll",
        options={"separator": "tab", "docstart": "no"},
        arguments=("--kind", "conll", "--encoding", "utf_8"),
        labels=plain_name,
    ),
    Check(script="check_dygie.py", format_id="dygie", file="articles.dygie.jsonl", roles="event_args"),
    Check(script="check_oneie.py", format_id="oneie", file="articles.oneie.jsonl", roles="event_args"),
    Check(script="check_jsonl.py", format_id="oneie", file="articles.oneie.jsonl", compared=False),
    Check(script="check_cas.py", format_id="cas-xmi", order=by_name, roles="event_args"),
    Check(script="check_uima_java.py", format_id="cas-xmi", order=by_name, roles="event_args"),
    Check(script="check_cas.py", format_id="cas-json", order=by_name, roles="event_args"),
    Check(script="check_webanno_tsv.py", format_id="webanno-tsv", order=by_name, roles="event_args"),
    *(
        Check(script=name, format_id="brat", order=by_name, labels=plain_name, roles="event_args", pieces=True)
        for name in ("check_brat.py", "check_brat_others.py")
    ),
    Check(script="check_csv.py", format_id="csv", file="mentions.csv", order=with_spans),
    Check(script="check_csv.py", format_id="csv", file="mentions.csv", options={"excel": "yes"}, order=with_spans),
)  # fmt: skip
