"""Everything that is chosen in the export window, kept together: parts of the window on one side, a profile on the
other."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu

from annotations.errors import FormatBroken
from annotations.model.project import SetSummary
from desktop.dialogs.export_layout import ExportLayout
from desktop.dialogs.export_wish import Wish
from desktop.panels.export.choices import sources
from desktop.panels.export.words import PACK, choice_name
from exporters import find
from exporters.base import Exporter
from exporters.left_out import Why
from exporters.preflight import PreflightRow
from exporters.profile import Profile
from exporters.replacing import held
from exporters.split import Wanted
from exporters.truth import Truth


class Choosing(QObject):
    """`changed` after every choice; `unclear` with a sentence while a choice is not yet one."""

    changed = Signal()
    unclear = Signal(str)
    profile_saved = Signal(object)  # Profile
    profile_removed = Signal(str)

    def __init__(
        self,
        parts: ExportLayout,
        summaries: Sequence[SetSummary],
        annotator: str,
        profiles: Mapping[str, Profile],
    ) -> None:
        super().__init__(parts)
        self._parts, self._summaries = parts, tuple(summaries)
        self._profiles = dict(profiles)
        self._wish = Wish(summaries, annotator)
        self._exporter: Exporter | None = None
        parts.formats.chosen.connect(self._turn_to)
        parts.choices.source_chosen.connect(self._choose_source)
        parts.choices.option_chosen.connect(self._choose_option)
        parts.choices.more_clicked.connect(lambda: parts.unfold(not parts.unfolded))
        parts.foot.folder.textChanged.connect(lambda _: self.look_into_folder())
        parts.split.changed.connect(self._divide)
        parts.split.unclear.connect(self.unclear)
        parts.more.truth_changed.connect(self._choose_truth)
        parts.more.split_changed.connect(self._divide)
        parts.foot.profile_chosen.connect(lambda name: self.take(self._profiles[name]))
        parts.foot.profile_named.connect(self._keep)
        parts.foot.profile_removed.connect(self._remove)

    def begin(self, start: Profile | None) -> None:
        """With what was chosen last, or with what goes without saying."""
        ids = [row.id for row in self._parts.formats.rows]
        if start is not None and start.format_id in ids:
            self.take(start)
        else:
            self._parts.formats.choose(PACK if PACK in ids else ids[0])

    # -- what is wanted -------------------------------------------------------------------------------------------

    @property
    def profile(self) -> Profile:
        """All that is chosen, under the name of the profile that says the same."""
        return replace(self._wish.profile, name=self._name())

    @property
    def title(self) -> str:
        """What the format is called."""
        return self._parts.formats.title_of(self._wish.profile.format_id)

    def _name(self) -> str:
        now = self._wish.profile
        return next((name for name, each in self._profiles.items() if replace(each, name="") == now), "")

    def take(self, profile: Profile) -> None:
        """Everything as a profile has it."""
        exporter = self._load(profile.format_id)
        if exporter is not None:
            self._wish.take(profile, exporter)
            # Says nothing, for that format is chosen already.
            self._parts.formats.choose(profile.format_id)
            self._show()

    def _turn_to(self, format_id: str) -> None:
        if self._exporter is not None and format_id == self._wish.profile.format_id:
            return
        exporter = self._load(format_id)
        if exporter is not None:
            self._wish.turn_to(exporter)
            self._show()

    def _load(self, format_id: str) -> Exporter | None:
        try:
            self._exporter = find(format_id)
        except FormatBroken as error:
            self._exporter = None
            self.unclear.emit(self.tr("{0} cannot be used: {1}").format(error.format_id, error.why))
        return self._exporter

    def _choose_source(self, source: str) -> None:
        self._wish.choose_source(source)
        self._show()

    def _choose_option(self, name: str, choice: str) -> None:
        field = self._parts.choices.field_of(name)
        if field is not None:
            self._wish.choose_option(name, choice, field.default)
            self._show()

    def _choose_truth(self, truth: Truth) -> None:
        self._wish.choose_truth(truth)
        self._show()

    def _divide(self, wanted: Wanted | None) -> None:
        self._wish.choose_split(wanted)
        self._show()

    def _show(self) -> None:
        exporter, profile, parts = self._exporter, self._wish.profile, self._parts
        if exporter is None:
            return
        offered = sources(self._summaries, all_sets="all sets" in exporter.keeps)
        parts.choices.offer_sources(offered, profile.truth.source)
        parts.choices.offer_options(exporter.options, profile.options)
        parts.split.show_wanted(profile.split, always=exporter.always_split)
        parts.more.show_truth(profile.truth)
        parts.more.show_wanted(profile.split)
        parts.foot.show_profiles(self._profiles, self._name())
        self.look_into_folder()
        self.changed.emit()

    def look_into_folder(self) -> None:
        """Say what would have to go from the folder: an export of another format."""
        folder = self._parts.foot.folder.path
        there = held(Path(folder)) if folder else ""
        others = bool(there) and there != self._wish.profile.format_id
        self._parts.before.tell_of_folder(self._parts.formats.title_of(there) if others else "")

    # -- what a line of the pre-flight offers ---------------------------------------------------------------------

    def include(self, row: PreflightRow) -> None:
        """What is left out goes in too."""
        truth = self._wish.profile.truth
        if row.reason in (Why.UNFINISHED, Why.UNSEEN):
            self._choose_truth(replace(truth, finished_only=False))
        else:
            self._choose_truth(replace(truth, furniture=True))

    def choose_otherwise(self, row: PreflightRow, at: QPoint) -> None:
        """Another choice of the option that a line is about; where there are several, from a menu that opens there."""
        field = self._parts.choices.field_of(row.option)
        others = field.others() if field is not None else ()
        if len(others) == 1:
            self._choose_option(row.option, others[0])
        elif others:
            self.menu_of(row.option, others).popup(at)
        elif field is not None:
            field.take_keyboard()

    def menu_of(self, option: str, choices: Sequence[str]) -> QMenu:
        """Choices of an option."""
        menu = QMenu(self._parts)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for choice in choices:
            action = menu.addAction(choice_name(option, choice).replace("&", "&&"))
            action.triggered.connect(lambda _=False, choice=choice: self._choose_option(option, choice))
        return menu

    def rename(self, row: PreflightRow) -> None:
        """To the field for the name of the label that a line is about."""
        self._parts.unfold(True)
        self._parts.more.rename(row.details[0].what if row.details else "")

    # -- profiles -------------------------------------------------------------------------------------------------

    def _keep(self, name: str) -> None:
        kept = replace(self._wish.profile, name=name)
        self._profiles = {name: kept, **{each: other for each, other in self._profiles.items() if each != name}}
        self._parts.foot.show_profiles(self._profiles, self._name())
        self.profile_saved.emit(kept)

    def _remove(self, name: str) -> None:
        self._profiles.pop(name, None)
        self._parts.foot.show_profiles(self._profiles, self._name())
        self.profile_removed.emit(name)
