"""The part of a workspace that makes its suggestions better: settings, models, phrases, fates, order, blindness."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from annotations.model.fate import Fate
from annotations.model.ids import ArticleId, RunId, SetId
from annotations.model.learned import LearnedModel
from annotations.model.mention import Kind
from annotations.model.project import OrderFacts
from annotations.model.project_settings import Phrase, ProjectSettings
from annotations.store import (
    again,
    annotation_sets,
    blindness,
    learned_models,
    ledger,
    on_offer,
    order,
    phrases,
    project_settings,
    suggestions,
)
from annotations.store.engine import Database


class LearningWorkspace:
    """What `Workspace` does for learning. Every method may raise StoreUnavailable, also for what is damaged."""

    _database: Database

    # -- settings -----------------------------------------------------------------------------------------------------

    @property
    def settings(self) -> ProjectSettings:
        """What the project has decided about its suggestions, as it stands now."""
        with self._database.read() as connection:
            return project_settings.load(connection)

    def set_settings(self, settings: ProjectSettings) -> None:
        """Keep the settings; where thresholds changed, what is shown and all counters follow in the same step.

        So does what a pipeline that is no longer in them suggested: only what was decided on is kept.
        """
        with self._database.write() as connection:
            for suggester in sorted(project_settings.pipelines_left(connection, settings)):
                suggestions.withdraw(connection, suggester)
            if "thresholds" in project_settings.save(connection, settings):
                on_offer.hold(connection, None)
                on_offer.settle(connection)

    # -- learned models -----------------------------------------------------------------------------------------------

    def models(self) -> list[LearnedModel]:
        """All models ever learned, the newest first. `sha256` is empty where the bytes are not kept."""
        with self._database.read() as connection:
            return learned_models.models(connection)

    def save_model(self, model: LearnedModel, data: bytes, out_of_fold: bytes) -> None:
        """Keep a model, or its verdict alone where there are no bytes. Its `active` says whether it suggests from now.

        The bytes of the active one and of the last two others of its kind are kept. Raises ValueError if the bytes do
        not hash to `model.sha256` ("" for none).
        """
        with self._database.write() as connection:
            learned_models.save(connection, model, data, out_of_fold)

    def activate_model(self, model_id: str | None, kind: Kind) -> None:
        """Let this model suggest, and no other of its kind; None: only the rules. Raises KeyError if it is not kept."""
        with self._database.write() as connection:
            learned_models.activate(connection, model_id, kind)

    def model_bytes(self, model_id: str) -> bytes:
        """The bytes of a model, checked against their hash. Raises KeyError if they are not kept."""
        with self._database.read() as connection:
            return learned_models.model_bytes(connection, model_id)

    def out_of_fold(self, model_id: str) -> bytes:
        """What the model's learner said of articles it had not seen; empty if it is not kept. Raises KeyError."""
        with self._database.read() as connection:
            return learned_models.out_of_fold(connection, model_id)

    def model_file(self, model_id: str, folder: Path) -> Path:
        """The model as the file `<sha256>.model` of the folder, written where it is missing or wrong. Raises KeyError
        if its bytes are not kept."""
        with self._database.read() as connection:
            return learned_models.model_file(connection, model_id, folder)

    # -- phrases ------------------------------------------------------------------------------------------------------

    def phrases(self) -> list[Phrase]:
        """The phrase list, by kind, label and words."""
        with self._database.read() as connection:
            return phrases.phrases(connection)

    def put_phrases(self, listed: Iterable[Phrase]) -> None:
        """Put phrases on the list; one that differs from another by case alone takes its place. Raises ValueError for
        one without words."""
        with self._database.write() as connection:
            phrases.put(connection, listed)

    def remove_phrases(self, listed: Iterable[Phrase]) -> None:
        """Take phrases off the list. They do not grow back; put there again, they stay."""
        with self._database.write() as connection:
            phrases.remove(connection, listed)

    def grow_phrases(self, annotator: str | None) -> int:
        """List the words that this annotator, or anyone, marked twice with one label and nobody refused with it.

        Returns how many are new.
        """
        with self._database.write() as connection:
            return phrases.grow(connection, annotator)

    # -- what became of suggestions -----------------------------------------------------------------------------------

    def fates(self, annotator: str | None = None) -> Iterator[Fate]:
        """What became of every suggestion, in the sets of one annotator or in everybody's own work (None).

        A few articles are in memory at a time. It is one moment: what is decided meanwhile is not in it.
        """
        with self._database.read() as connection:
            yield from ledger.stream(connection, annotator)

    def step_times(self, set_ids: Iterable[SetId]) -> dict[SetId, list[datetime]]:
        """When the steps of these sets were made, in order; those of one batch are one."""
        with self._database.read() as connection:
            return ledger.step_times(connection, set_ids)

    def annotator_to_learn_from(self) -> str | None:
        """Whose sets are the best evidence: the rulings, else those of whoever finished most. None if nobody began."""
        with self._database.read() as connection:
            return ledger.to_learn_from(annotation_sets.summaries(connection))

    # -- order and blindness ------------------------------------------------------------------------------------------

    def save_order(self, ranked: Sequence[tuple[ArticleId, str]]) -> None:
        """Put the queue into this order, each article with the reason for its place.

        Articles that are ranked already and finished by anyone keep their place, before these; those that are named
        nowhere follow in the order of import.
        """
        with self._database.write() as connection:
            order.save(connection, ranked)

    def clear_order(self) -> None:
        """Put the queue back into the order of import."""
        with self._database.write() as connection:
            order.clear(connection)

    def upcoming(
        self, from_article: ArticleId | None, limit: int, *, lacking: Collection[RunId] = ()
    ) -> list[ArticleId]:
        """The next `limit` articles of the queue that nobody has finished, from the place of the given one on.

        With `lacking`: those of them at which one of these runs has not looked last.
        """
        with self._database.read() as connection:
            return order.upcoming(connection, from_article, limit, lacking)

    def order_facts(self, annotator: str) -> list[OrderFacts]:
        """What an order is worked out from, of every article, in the order of import."""
        with self._database.read() as connection:
            return order.facts(connection, annotator)

    def is_blind(self, article_id: ArticleId, annotator: str) -> bool:
        """True if the annotator does this article without seeing suggestions. Once begun, a set stays as it is."""
        with self._database.read() as connection:
            return blindness.is_blind(connection, article_id, annotator)

    def due_again(self, annotator: str, now: datetime) -> list[ArticleId]:
        """What the annotator finished 14 days before `now` or longer and has not finished again, in a drawn order.

        Whoever does them again does so blind, under `annotations.model.project.again_name`.
        """
        with self._database.read() as connection:
            return again.due(connection, annotator, now)
