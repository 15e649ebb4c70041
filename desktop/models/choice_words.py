"""What agreement is measured on, in words. Loads without Qt."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

from annotations.agreement.choice import Condition
from annotations.agreement.coverage import Coverage
from annotations.agreement.figures import Resampling
from annotations.model.project import SetFacts
from desktop.models.agreement_words import condition_in_words, number, tr


def version_in_words(version: int, since: date | None) -> str:
    """A version of the guideline: "Version 6, since 3 Nov"."""
    if since is None:
        return tr("Version {0}").format(version)
    year = "" if since.year == datetime.now(UTC).year else f" {since:%Y}"
    return tr("Version {0}, since {1}").format(version, f"{since.day} {since:%b}{year}")


def labels_chosen(chosen: tuple[str, ...], of: int) -> str:
    """ "All labels", "ORG only", "3 of 18 labels"."""
    if not chosen:
        return tr("All labels")
    return tr("{0} only").format(chosen[0]) if len(chosen) == 1 else tr("{0} of {1} labels").format(len(chosen), of)


def done_by_two(coverage: Coverage) -> str:
    """ "118 of 125"."""
    return tr("{0} of {1}").format(number(coverage.by_two), number(coverage.articles))


def left_out(coverage: Coverage) -> str:
    """What was left out: "Left out: 4 done by one, 3 in progress. Nothing is guessed for them." Empty for nothing."""
    parts = (
        (coverage.by_one, tr("{0} done by one")),
        (coverage.otherwise, tr("{0} done in another condition or guideline")),
        (coverage.in_progress, tr("{0} in progress")),
        (coverage.not_begun, tr("{0} not begun")),
    )
    said = ", ".join(words.format(number(count)) for count, words in parts if count)
    return tr("Left out: {0}. Nothing is guessed for them.").format(said) if said else ""


def first_finished(facts: Iterable[SetFacts]) -> dict[int, date]:
    """On which day, here, an article was first finished under each version of the guideline."""
    found: dict[int, date] = {}
    for each in facts:
        if each.done_at is not None:
            day = each.done_at.astimezone().date()
            found[each.schema_version] = min(day, found.get(each.schema_version, day))
    return found


def rests_on(coverage: Coverage, condition: Condition) -> str:
    """What the figures rest on: "118 articles done by two or more, blind"."""
    one, more = tr("1 article done by two or more, {1}"), tr("{0} articles done by two or more, {1}")
    many = coverage.by_two
    return (one if many == 1 else more).format(number(many), condition_in_words(condition))


def computed(resampling: Resampling, at: datetime) -> str:
    """How and when: "2 000 resamples, seed 20240611   Computed 14:02"."""
    draws = tr("{0} resamples, seed {1}").format(number(resampling.draws), resampling.seed)
    return f"{draws}   {tr('Computed {0}').format(at.astimezone().strftime('%H:%M'))}"
