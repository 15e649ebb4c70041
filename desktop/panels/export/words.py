"""What the export window says: formats, options, whose annotations, counts."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication

from annotations.model.project import ADJUDICATED, EVERYBODY, MAJORITY, SUGGESTIONS, UNION, SetSummary
from annotations.model.split import Part
from desktop import chrome
from desktop.models.counting import counted

PACK = "spacy-pack"


def tr(text: str) -> str:
    """The text in the language of the interface."""
    return QCoreApplication.translate("export", text)


# Formats of our own in the order they are shown: title, and a second line where the title does not say it.
FORMATS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        PACK: ("spaCy training pack", "train, dev, config, card"),
        "jsonl": ("JSONL", "everything, nothing lost"),
        "hf": ("Hugging Face", "tokens and tags"),
        "dygie": ("Events, DyGIE style", "triggers and roles"),
        "oneie": ("Events, OneIE style", "for DEGREE and TextEE too"),
        "prodigy": ("Prodigy", ""),
        "doccano": ("doccano", ""),
        "doccano-relations": ("doccano with roles", ""),
        "labelstudio": ("Label Studio", ""),
        "conll": ("CoNLL", ""),
        "brat": ("brat", ""),
        "csv": ("CSV", "one row per span"),
        "xlsx": ("Excel workbook", "one row per span"),
        "spacy": ("spaCy DocBin", "one file, all articles"),
        "cas-json": ("INCEpTION, CAS JSON", ""),
        "cas-xmi": ("INCEpTION, CAS XMI", ""),
        "webanno-tsv": ("INCEpTION, WebAnno TSV", ""),
    }
)

# Options of our formats: what is asked, and the choices by name. A number is asked for without choices.
_LAYER = ("Where spans overlap", {"longest": "Longest", "shortest": "Shortest", "priority": "First label"})
_JOINED = ("Far roles", {"mentions": "Lose", "events": "Join sentences"})
OPTIONS: Mapping[str, tuple[str, Mapping[str, str]]] = MappingProxyType(
    {
        "nested": ("Nested spans", {"spancat": "Keep all (spancat)", "longest": "Longest only"}),
        "ents": _LAYER,
        "separator": ("Between columns", {"space": "Blank", "tab": "Tab"}),
        "docstart": ("-DOCSTART- lines", {"yes": "Yes", "no": "No"}),
        "widest": ("Widest span", {}),
        "trigger": ("Long triggers", {"first": "First word", "last": "Last word", "none": "Leave out"}),
        "join": _JOINED,
        "words": ("Longest sentence", {}),
        "excel": ("For Excel", {"no": "No", "yes": "Yes"}),
        "split": ("Name of the file", {"train": "train", "validation": "validation", "test": "test"}),
    }
)

PARTS: Mapping[Part, str] = MappingProxyType({Part.TRAIN: "Train", Part.DEV: "Dev", Part.TEST: "Test"})


def option_name(name: str) -> str:
    """What an option asks; its own name where nobody here knows it."""
    known = OPTIONS.get(name)
    return tr(known[0]) if known is not None else name


def choice_name(option: str, choice: str, price: int = 0) -> str:
    """A choice of an option, and what it would lose."""
    known = OPTIONS.get(option)
    words = tr(known[1].get(choice, choice)) if known is not None else choice
    return tr("{0}, lose {1}").format(words, chrome.number(price)) if price else words


def source_name(source: str) -> str:
    """Whose annotations, as they are called when chosen."""
    named = {
        ADJUDICATED: tr("Rulings"),
        MAJORITY: tr("What most say"),
        UNION: tr("What anybody says"),
        EVERYBODY: tr("Everybody, side by side"),
        SUGGESTIONS: tr("Suggestions, undecided or not"),
    }
    return named.get(source) or tr("{0}’s decisions").format(source)


def source_in_words(source: str, summary: SetSummary | None) -> str:
    """Whose annotations, with how much there is of them."""
    if summary is None:
        return source_name(source)
    spans = counted(summary.mentions, "1 span", "{0} spans")
    done = tr("{0} of {1} articles done").format(chrome.number(summary.done), chrome.number(summary.articles))
    return f"{source_name(source)}: {done}, {spans}"


def progress_in_words(done: int, total: int, *, trial: bool, writing: bool) -> str:
    """How far the work is. A trial goes through the articles before it writes them where nobody sees."""
    words = tr("Writing, {0} of {1} articles")
    if trial:
        words = tr("Checking, {0} of {1} articles") if writing else tr("Reading, {0} of {1} articles")
    return words.format(chrome.number(done), chrome.number(total))


def written_in_words(files: Sequence[str], folder: str) -> str:
    """What is in the folder now."""
    return tr("{0} in {1}.").format(counted(len(files), "1 file written", "{0} files written"), folder)


def write_words(format_id: str, title: str, lost: int) -> str:
    """The main button. It says what it loses."""
    words = tr("Write pack") if format_id == PACK else tr("Write {0}").format(title)
    return tr("{0}, lose {1}").format(tr("Write"), chrome.number(lost)) if lost else words
