"""Why an article stands where it stands in the queue, in words."""

from PySide6.QtCore import QCoreApplication

from annotations.suggesters.order import Reason


def tr(text: str) -> str:
    """The text in the language of the interface."""
    return QCoreApplication.translate("order", text)


# Code of the reason -> its words; {0}, {1} and {2} are its facts.
_WORDS = {
    "doubt": "{0} of {1} doubtful",
    "unscored": "nothing to doubt yet",
    "nothing_new": "nothing new",
    "date": "of {0}",
    "undated": "without a date",
    "source": "{0}: {1} of {2} done",
}


def reason_in_words(reason: str, *, blind: bool = False) -> str:
    """The reason as the queue stores it, for a line of it: "9 of 41 doubtful"; "" where there is none.

    Of a `blind` article nothing is told that follows from its suggestions.
    """
    read = Reason.read(reason)
    if read is None:
        return ""
    if blind and read.code == "doubt":
        return tr("suggestions hidden")
    if read.code == "new_words":
        return tr("new: {0}").format(", ".join(read.facts))
    return tr(_WORDS[read.code]).format(*read.facts)
