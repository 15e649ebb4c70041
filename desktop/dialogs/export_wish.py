"""What is chosen in the export window, and what goes without saying."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from annotations.model.project import (
    ADJUDICATED,
    EVERYBODY,
    MAJORITY,
    SUGGESTIONS,
    UNION,
    SetSummary,
    is_own_work,
)
from exporters.base import Exporter
from exporters.profile import Profile
from exporters.split import Wanted
from exporters.truth import Truth

_TOGETHER = (MAJORITY, UNION, EVERYBODY)


class Wish:
    """The profile as it grows. A format that is turned to again has the options and the split it had."""

    def __init__(self, summaries: Sequence[SetSummary], annotator: str) -> None:
        self._done = {summary.annotator: summary.done for summary in summaries}
        self._kept: dict[str, tuple[Mapping[str, str], Wanted | None]] = {}
        source = _likeliest(list(self._done), annotator)
        self.profile = Profile(format_id="", truth=Truth(source=source, finished_only=self._any_done(source)))

    def _any_done(self, source: str) -> bool:
        if source in _TOGETHER:
            return any(done for name, done in self._done.items() if is_own_work(name))
        return bool(self._done.get(source))

    def turn_to(self, exporter: Exporter) -> None:
        """Another format. It may not have room for what everybody says."""
        self._kept[self.profile.format_id] = (self.profile.options, self.profile.split)
        usual = Wanted() if exporter.always_split else None
        options, split = self._kept.get(exporter.id, ({}, usual))
        truth = self.profile.truth
        if truth.source == EVERYBODY and "all sets" not in exporter.keeps:
            truth = replace(truth, source=_likeliest(list(self._done), ""))
        self.profile = Profile(format_id=exporter.id, truth=truth, options=options, split=split)

    def take(self, profile: Profile, exporter: Exporter) -> None:
        """All that is in a profile."""
        split = profile.split or (Wanted() if exporter.always_split else None)
        self.profile = replace(profile, split=split, name="")

    def choose_source(self, source: str) -> None:
        """Whose annotations; unfinished ones are left out unless nothing is finished."""
        finished = self._any_done(source)
        self.choose_truth(replace(self.profile.truth, source=source, annotators=(), finished_only=finished))

    def choose_truth(self, truth: Truth) -> None:
        """What counts as true."""
        self.profile = replace(self.profile, truth=truth)

    def choose_option(self, name: str, choice: str, usual: str) -> None:
        """An option of the format; what is `usual` need not be said."""
        others = {each: value for each, value in self.profile.options.items() if each != name}
        self.profile = replace(self.profile, options=others if choice == usual else {**others, name: choice})

    def choose_split(self, split: Wanted | None) -> None:
        """How articles are divided."""
        self.profile = replace(self.profile, split=split)


def _likeliest(names: Sequence[str], annotator: str) -> str:
    """Rulings where there are some, else one's own decisions, else anybody's."""
    own = [name for name in names if is_own_work(name)]
    return next((name for name in (ADJUDICATED, annotator, *own, *names) if name in names), SUGGESTIONS)
