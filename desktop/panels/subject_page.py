"""What the inspector shows of a name and of an event alike: attributes, its like elsewhere, its cluster, a note."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop import chrome
from desktop.panels.attribute_rows import AttributeRows
from desktop.panels.cluster_card import ClusterCard
from desktop.panels.note_line import NoteLine


class SubjectPage(QWidget):
    """The common parts and their signals; who inherits puts them in their places."""

    attribute_chosen = Signal(str, object)  # attribute, value or None for the default
    everywhere_clicked = Signal()
    mention_chosen = Signal(str)  # id of a mention of the same cluster
    link_clicked = Signal(str)  # id of the mention to be joined to this one
    link_asked = Signal()  # the annotator wants to choose the other mention
    unlink_clicked = Signal(str)  # id of the mention to be taken out of the cluster
    cluster_named = Signal(str, str)  # name, knowledge-base id
    note_changed = Signal(str)
    unsure_changed = Signal(bool)
    left = Signal()  # the keyboard may go back to the text

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.attributes = AttributeRows()
        self.attributes.value_chosen.connect(self.attribute_chosen)
        self.everywhere = chrome.KeyButton("", "everywhere", "link", high=24)
        self.everywhere.clicked.connect(self.everywhere_clicked)
        self.cluster = ClusterCard()
        self.cluster.mention_chosen.connect(self.mention_chosen)
        self.cluster.link_clicked.connect(self.link_clicked)
        self.cluster.link_asked.connect(self.link_asked)
        self.cluster.unlink_clicked.connect(self.unlink_clicked)
        self.cluster.cluster_named.connect(self.cluster_named)
        self.note = NoteLine()
        self.note.note_changed.connect(self.note_changed)
        self.note.unsure_changed.connect(self.unsure_changed)
        for part in (self.cluster, self.note):
            part.left.connect(self.left)

    def everywhere_line(self) -> QHBoxLayout:
        """The link to its like elsewhere, at the side where reading begins."""
        line = QHBoxLayout()
        line.setContentsMargins(chrome.px(16), 0, chrome.px(16), 0)
        line.addWidget(self.everywhere)
        line.addStretch(1)
        return line

    def show_elsewhere(self, count: int | None) -> None:
        """Offer the same words elsewhere in the article; 0 offers nothing, None to look for them."""
        if count is None:
            words = self.tr("Find more like this")
        elif count == 1:
            words = self.tr("1 more like this")
        else:
            words = self.tr("{0} more like this").format(chrome.number(count))
        self.everywhere.set_words(words)
        self.everywhere.setVisible(count != 0)

    def set_folded(self, folded: bool) -> None:
        """Give up height: attributes in one line, the cluster as its heading. A click unfolds either."""
        self.attributes.set_folded(folded)
        self.cluster.set_folded(folded)

    def edit_note(self) -> None:
        """Take the keyboard to the note."""
        self.note.edit()

    def edit_name(self) -> None:
        """Take the keyboard to the name of the cluster."""
        self.cluster.edit_name()

    def finish(self) -> None:
        """Give the note and the name that are still being typed as they stand."""
        self.note.finish()
        self.cluster.finish()
