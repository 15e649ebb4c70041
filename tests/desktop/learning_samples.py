"""Models, fates and settings for the tests of the Training page."""

from datetime import UTC, datetime, timedelta

from annotations.agreement.estimate import Estimate
from annotations.agreement.pull import Contrast, Pull
from annotations.model.fate import Fate, Fated
from annotations.model.ids import ArticleId, RunId
from annotations.model.learned import CurvePoint, LearnedModel, Learner, Measure, Verdict
from annotations.model.mention import Kind
from annotations.model.project_settings import Phrase, PhraseSource, Pipeline
from annotations.model.span import Span

RULES = ("events", "rules 1, lexicon 9f2")
NAMES = ("entities", "en_core_web_sm 3.8.0")


def measure(f1, give=0.06):
    """F1 with an interval around it."""
    return Measure(f1=f1, low=f1 - give, high=f1 + give)


CURVE = tuple(
    CurvePoint(articles=articles, new=measure(new, give), old=measure(0.72, 0.05))
    for articles, new, give in ((5, 0.69, 0.09), (10, 0.73, 0.07), (15, 0.75, 0.06), (20, 0.77, 0.05), (25, 0.78, 0.05))
)


def verdict(reason, held=25, new=0.78, old=0.72):
    """What the gate said."""
    return Verdict(better=reason == "better", reason=reason, articles=held, new=measure(new), old=measure(old))


def model(number, *, kind=Kind.EVENT, learner=Learner.FAST, active=False, reason="better", curve=(), seconds=4.2):
    """A model; the higher its number the newer it is."""
    return LearnedModel(
        id=f"{kind.value}{number}",
        kind=kind,
        learner=learner,
        number=number,
        at=datetime(2024, 5, 3, tzinfo=UTC) + timedelta(hours=number),
        active=active,
        trained_on=5 + number * 5,
        seconds=seconds,
        verdict=verdict(reason),
        curve=curve,
        sha256="" if reason == "nothing_to_learn" else "0f" * 32,
    )


MODELS = (
    model(4, active=True, curve=CURVE),
    model(3, learner=Learner.SLOW, reason="within_noise", seconds=840),
    model(2, kind=Kind.ENTITY, reason="no_better"),
    model(1, kind=Kind.ENTITY, reason="too_few_articles"),
)


def fate(fated, label="ORG", surface="the Guard", *, kind=Kind.ENTITY, given=None, start=0, end=0, article="a", at=0):
    """One line of the ledger."""
    suggester, version = RULES if kind is Kind.EVENT else NAMES
    kept = fated not in (Fated.REJECTED, Fated.LEFT)
    return Fate(
        article_id=ArticleId(article),
        annotator="Sara",
        kind=kind,
        span=Span(at, at + len(surface)),
        surface=surface,
        label=label,
        given=given or (label if kept else None),
        fated=fated,
        suggester=suggester,
        version=version,
        run=RunId("r1"),
        start_tokens=start,
        end_tokens=end,
    )


FATES = (
    *(fate(Fated.ACCEPTED, surface=f"Guard {number}") for number in range(47)),
    *(fate(Fated.REBOUNDED, start=1) for _ in range(30)),
    *(fate(Fated.REBOUNDED, surface="A Guard", start=1) for _ in range(8)),
    *(fate(Fated.REBOUNDED, surface="Iraq’s", label="GPE", end=-1) for _ in range(6)),
    *(fate(Fated.ACCEPTED, label="GPE", surface="Iraq") for _ in range(210)),
    *(fate(Fated.RELABELLED, label="GPE", surface="Washington", given="ORG") for _ in range(17)),
    *(fate(Fated.REJECTED, label="DATE", surface="today") for _ in range(12)),
    *(fate(Fated.ACCEPTED, label="DATE", surface="Monday") for _ in range(40)),
    *(fate(Fated.LEFT, label="DATE", surface="now") for _ in range(4)),
    *(fate(Fated.MISSED, label="AGREE", surface="accord", kind=Kind.EVENT) for _ in range(19)),
    *(fate(Fated.MISSED, label="AGREE", surface="deal", kind=Kind.EVENT) for _ in range(11)),
    *(fate(Fated.ACCEPTED, label="AGREE", surface="agreed", kind=Kind.EVENT) for _ in range(64)),
    *(fate(Fated.REJECTED, label="ASSAULT", surface="hit", kind=Kind.EVENT) for _ in range(9)),
    *(fate(Fated.ACCEPTED, label="ASSAULT", surface="struck", kind=Kind.EVENT) for _ in range(88)),
)  # fmt: skip

PHRASES = (
    Phrase(text="Hill Guard", kind=Kind.ENTITY, label="ORG"),
    Phrase(text="accord", kind=Kind.EVENT, label="AGREE", source=PhraseSource.FILE),
    Phrase(text="<b>Talas</b>", kind=Kind.ENTITY, label="GPE", source=PhraseSource.ACCEPTED),
)

PIPELINE = Pipeline(
    name="desk_ner", location="/models/desk_ner", sha256="ab" * 32, labels=(("PER", "PERSON"), ("LOC", "GPE"))
)


def contrast(with_, blind, low, high):
    """Both conditions with the difference."""
    return Contrast(
        suggested=Estimate(value=with_, articles=31, units=400),
        blind=Estimate(value=blind, articles=9, units=120),
        difference=Estimate(value=with_ - blind, articles=40, units=520, interval=(low, high)),
    )


def unknown(reason):
    """A difference that is not known, and why."""
    nothing = Estimate(value=None, reason=reason)
    return Contrast(suggested=nothing, blind=nothing, difference=nothing)


PULL = Pull(
    annotator="Sara",
    f1_with_suggestion=contrast(0.91, 0.78, 0.05, 0.2),
    wrong_adoption=contrast(0.34, 0.12, 0.1, 0.35),
    omission=unknown("no_rulings"),
    accepted_unchanged=Estimate(value=0.8, articles=31, units=400),
    median_seconds=unknown("no_times"),
)
