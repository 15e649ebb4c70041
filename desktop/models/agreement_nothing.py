"""What to say where there is no agreement to measure, and the one act that helps. Loads without Qt."""

from dataclasses import dataclass
from enum import StrEnum

from annotations.agreement.choice import Choice, Condition
from annotations.agreement.coverage import Coverage
from desktop.models.agreement_words import articles, condition_in_words, tr


class Act(StrEnum):
    """What helps."""

    IMPORT = "import"  # bring articles, or the work of another analyst
    ANNOTATE = "annotate"  # go and finish some
    EVERYBODY = "everybody"  # measure all analysts
    OTHER_CONDITION = "other-condition"
    EVERYTHING = "everything"  # measure all that was done in this condition
    COMPUTE = "compute"


@dataclass(frozen=True, slots=True)
class Nothing:
    """A sentence that says how it stands, one that says what it takes, and the act with its words."""

    headline: str
    words: str
    act: Act
    button: str


def stopped() -> Nothing:
    """Computing was stopped before there was anything to show."""
    return Nothing(
        tr("Nothing is computed yet."), tr("Computing was stopped before it was done."), Act.COMPUTE, tr("Compute")
    )


def nothing(coverage: Coverage, choice: Choice) -> Nothing | None:
    """Why nothing can be measured; None where something can."""
    if coverage.by_two:
        return None
    for why in (_no_articles, _one_checked, _other_condition, _narrowed):
        found = why(coverage, choice)
        if found is not None:
            return found
    return _too_few_people(coverage)


def _no_articles(coverage: Coverage, choice: Choice) -> Nothing | None:
    if coverage.articles:
        return None
    words = tr("Agreement is measured on articles that two analysts have finished.")
    return Nothing(tr("There are no articles here yet."), words, Act.IMPORT, tr("Add articles…"))


def _one_checked(coverage: Coverage, choice: Choice) -> Nothing | None:
    if len(choice.annotators) != 1 or len(coverage.annotators) < 2:
        return None
    words = tr("Only {0} is checked on the left.").format(choice.annotators[0])
    return Nothing(tr("Agreement needs two analysts."), words, Act.EVERYBODY, tr("Check all analysts"))


def _other_condition(coverage: Coverage, choice: Choice) -> Nothing | None:
    other = next(each for each in Condition if each is not choice.condition)
    many = coverage.conditions.get(other, 0)
    if not many:
        return None
    here, there = condition_in_words(choice.condition), condition_in_words(other)
    headline = tr("No article is finished by two analysts {0}.").format(here)
    if many == 1:
        words = tr("1 article is, {0}. The two are never pooled.").format(there)
    else:
        words = tr("{0} are, {1}. The two are never pooled.").format(articles(many), there)
    return Nothing(headline, words, Act.OTHER_CONDITION, tr("Show work done {0}").format(there))


def _narrowed(coverage: Coverage, choice: Choice) -> Nothing | None:
    if not choice.annotators and not choice.schema_versions:
        return None
    words = tr("The analysts and guideline versions checked on the left have no finished article in common.")
    return Nothing(tr("Nothing is left of this choice."), words, Act.EVERYTHING, tr("Measure everything"))


def _too_few_people(coverage: Coverage) -> Nothing:
    headline = tr("Nobody finished an article that another finished too.")
    names = list(coverage.annotators)
    takes = tr(
        "Agreement needs two analysts who finish the same articles, each under a name of their own: in this project, "
        "or in a copy of it whose work is added here."
    )
    if not names:
        return Nothing(headline, f"{tr('So far nobody finished any.')} {takes}", Act.ANNOTATE, tr("Go to the articles"))
    if len(names) == 1:
        done = articles(coverage.annotators[names[0]])
        said = tr("So far only {0} finished some: {1}.").format(names[0], done)
    else:
        said = tr("So far {0} finished different articles.").format(tr(" and ").join(names))
    return Nothing(headline, f"{said} {takes}", Act.IMPORT, tr("Add an analyst's work…"))
