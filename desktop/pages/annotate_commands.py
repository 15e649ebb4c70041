"""All verbs of the Annotate page: what its keys and clicks do with the open article."""

from collections.abc import Callable
from functools import partial

from annotations.editing.change import Change
from annotations.editing.edits import MarkDone, Reopen
from desktop.pages.role_verbs import RoleVerbs


class AnnotateCommands(RoleVerbs):
    """Each verb reads what is focused, builds an edit and hands it to the session; knows no widget but the canvas."""

    def conditions(self) -> set[str]:
        """What holds now, in the words of the actions table."""
        held = super().conditions()
        event = self.focused_event()
        if event is not None and self.offered(event):
            held.add("offered")
        elif self.mention() is not None:
            held.add("settled")
        return held

    def mark_done(self) -> bool:
        """Say that the article is done; True if it is now."""
        self.arm(None)
        return self.session.done or self.session.apply(MarkDone()) is not None

    def reopen(self) -> None:
        """Take the article up again."""
        self.session.apply(Reopen())

    def undo(self) -> None:
        """Take the last step back and look at what it touched."""
        self._step(self.session.undo)

    def redo(self) -> None:
        """Take the last undo back and look at what it touched."""
        self._step(self.session.redo)

    def go_to(self, seq: int) -> None:
        """Undo or redo to a step of the history."""
        self._step(partial(self.session.go_to, seq))

    def _step(self, act: Callable[[], Change | None]) -> None:
        """Nothing stays armed or held for what may be gone, and what was refused may be on offer again."""
        self.arm(None)
        self.split = None
        self.forget_refusals()
        self.look_at(act())

    def look_at_step(self, seq: int) -> None:
        """Look at what a step of the history touched."""
        done, undone = self.session.steps()
        self.look_at(next((step.told for step in (*done, *undone) if step.seq == seq), None))

    def look_at(self, change: Change | None) -> None:
        """Focus the first thing that a change touched and that is still there."""
        if change is None or not change.pairs:
            return
        for pair in change.mentions():
            if pair.after is not None and self.known(pair.id) is not None:
                self.canvas.focus(pair.id)
                return
        for decision in change.decisions():
            if self.known(decision.id) is not None:
                self.canvas.focus(decision.id)
                return
        if self.focused() is not None:
            return  # what was done to others is gone, what it was done from is not
        gone = next((pair.before for pair in change.mentions() if pair.before is not None), None)
        self.canvas.focus(None)
        if gone is not None:
            self.canvas.reveal(gone.span)

    def escape(self) -> None:
        """Let go: first of the armed role, then of the selection, then of the focus."""
        if self.armed is not None:
            self.arm(None)
        elif self.split is not None:
            self.split = None
        elif self.canvas.selection is not None:
            self.canvas.select(None)
        else:
            self.canvas.focus(None)
