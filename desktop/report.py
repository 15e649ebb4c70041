"""The report window: a defect of the program is shown with all its words, never swallowed."""

import sys
import traceback
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.tasks import JobCrashed


class _Relay(QObject):
    """Brings an exception from any thread to the window's thread."""

    raised = Signal(str)


def install(window: QWidget) -> None:
    """Show uncaught exceptions in a window and print them; the program goes on."""
    relay = _Relay(window)
    relay.raised.connect(lambda words: show(window, words), Qt.ConnectionType.QueuedConnection)

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        words = "".join(traceback.format_exception(kind, error, trace))
        if isinstance(error, JobCrashed):
            words += "\n" + str(error)
        print(words, file=sys.stderr)
        relay.raised.emit(words)

    sys.excepthook = hook


def show(window: QWidget, words: str) -> None:
    """One window with the whole report, ready to be copied."""
    dialog = QDialog(window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(dialog.tr("Something in Spandesk went wrong"))
    dialog.resize(720, 420)
    sentence = QLabel(dialog)
    sentence.setTextFormat(Qt.TextFormat.PlainText)
    sentence.setWordWrap(True)
    sentence.setText(
        dialog.tr(
            "This is a defect of the program, not of your data. What the status bar calls saved is saved. "
            "You can go on; the words below help to mend it. They may contain article text."
        )
    )
    text = QPlainTextEdit(words, dialog)
    text.setReadOnly(True)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, dialog)
    buttons.rejected.connect(dialog.close)
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(24, 24, 24, 16)
    layout.setSpacing(16)
    layout.addWidget(sentence)
    layout.addWidget(text)
    layout.addWidget(buttons)
    dialog.open()
