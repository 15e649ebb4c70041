"""Articles that hold everything formats stumble over, made for tests."""

from collections.abc import Sequence
from dataclasses import replace

from annotations.importers.base import ImportedArticle
from annotations.model.annotation_set import AnnotationSet, Status
from annotations.model.article import Article, Meta, Region, text_sha256
from annotations.model.cluster import Cluster
from annotations.model.ids import ClusterId, RunId, SuggestionId, article_id_for, set_id_for
from annotations.model.mention import Mention, Origin, Outcome
from annotations.model.project import AnnotatedArticle
from annotations.model.span import Span
from annotations.model.suggestion import Suggestion
from annotations.text.tokens import tokenize
from tests.factories import RUN, entity, event, span, suggestion

TRICKY = (
    "😀 Ana\u00a0Ruiz met the “Foreign Ministry of\u2028Iran” in Erbil.\n\n"
    "The\tU.S. envoy, José Núñez (cafe\u0301), said 𝒳-Force attacked the bank of Basra.\n"
    "قال الرئيس Ana Ruiz في بغداد. 🇮🇶👩‍👩‍👧"
)


def article(text: str, language: str = "en", **meta: str) -> Article:
    """An article as importing that text would make it."""
    sha256 = text_sha256(text)
    return Article(
        id=article_id_for(sha256),
        text=text,
        sha256=sha256,
        meta=Meta(language=language, **meta),
        tokens=tokenize(text, language),
        source_sha256=text_sha256("\ufeff" + text),
    )


def tricky() -> AnnotatedArticle:
    """Emoji, astral and combining characters, no-break space, line separator, tab, two scripts; nested and crossing
    mentions, a discontinuous one, an event in an event, one without arguments; all fields of a mention in use."""
    base = article(TRICKY, title="A title", source="Wire", url="https://example.org/?a=1&b=2", date="2024-05-01")
    of = Article(
        id=base.id,
        text=base.text,
        sha256=base.sha256,
        meta=base.meta,
        tokens=base.tokens,
        regions=(Region(Span(0, 2), "furniture"),),
        source_sha256=base.source_sha256,
    )
    ana = entity("PERSON", span(of, "Ana\u00a0Ruiz"), cluster="c1", note="the envoy\u2028or not\u0085?")
    again = entity("PERSON", span(of, "Ana Ruiz"), cluster="c1", unsure=True)
    ministry = entity("ORG", span(of, "Foreign Ministry of\u2028Iran"))
    inner = entity("GPE", span(of, "Iran"), attributes=(("a", "1"), ("b", "ü")))
    crossing = entity("ORG", span(of, "Iran” in Erbil"))
    erbil = entity("GPE", span(of, "Erbil"))
    same_span = entity("LOC", span(of, "Erbil"))
    envoy = entity("PERSON", span(of, "José Núñez"))
    parts = (span(of, "bank"), span(of, "Basra"))
    bank = entity("ORG", Span(parts[0].start, parts[1].end), parts=parts)
    force = entity("ORG", span(of, "𝒳-Force"), origin=_origin())
    attacked = event("ASSAULT", span(of, "attacked"), ("ACTOR", force), ("RECIPIENT", bank), ("ACTOR", ana))
    met = event("CONSULT", span(of, "met"), ("ACTOR", ana), ("CAUSE", attacked), attributes=(("modality", "denied"),))
    said = event("PROTEST", span(of, "said"))
    everything = (ana, again, ministry, inner, crossing, erbil, same_span, envoy, bank, force, attacked, met, said)
    envoys = Cluster(id=ClusterId("c1"), name="Ana \u2028“Ruiz”", knowledge_base="Q1")
    clusters = {envoys.id: envoys}
    return AnnotatedArticle(
        article=of,
        sets=(
            replace(_set(of, *everything, status=Status.DONE, version=3), clusters=clusters),
            _set(of, erbil, annotator="ben", version=3),
        ),
        suggestions=_suggestions(of),
        schema_version=3,
    )


def _origin() -> Origin:
    return Origin(
        by="suggestion",
        suggestion=SuggestionId("g1"),
        run=RunId("run-1"),
        score=0.25,
        outcome=Outcome.CORRECTED,
    )


def _suggestions(of: Article) -> tuple[Suggestion, ...]:
    baghdad = suggestion(entity("GPE", span(of, "بغداد")), score=0.5, explanation="said “في”")
    saying = event("PROTEST", span(of, "قال"), ("PLACE", baghdad.mention))
    return (baghdad, suggestion(saying, run=RUN))


def _set(
    of: Article, *mentions: Mention, annotator: str = "ana", status: Status = Status.OPEN, version: int = 1
) -> AnnotationSet:
    return AnnotationSet(
        id=set_id_for(of.id, annotator),
        article_id=of.id,
        annotator=annotator,
        schema_version=version,
        status=status,
        mentions={mention.id: mention for mention in mentions},
    )


def plain() -> AnnotatedArticle:
    """Two mentions, one event."""
    of = article("Mina Qadir met Turkey’s minister in Ankara on Sunday.")
    mina, ankara = entity("PERSON", span(of, "Mina Qadir")), entity("GPE", span(of, "Ankara"))
    met = event("CONSULT", span(of, "met"), ("ACTOR", mina), ("PLACE", ankara))
    return AnnotatedArticle(article=of, sets=(_set(of, mina, ankara, met),))


def misaligned() -> AnnotatedArticle:
    """Mentions off the tokens; an event on such a trigger, and one with such a filler."""
    of = article("Antigovernment  rallies spread to Basra\u00a0city.")
    inside, basra = entity("ORG", span(of, "government")), entity("GPE", span(of, "Basra"))
    spread = event("PROTEST", span(of, "spread"), ("ACTOR", inside), ("PLACE", basra))
    part = event("ASSAULT", span(of, "rall"), ("PLACE", basra))
    return AnnotatedArticle(article=of, sets=(_set(of, inside, basra, spread, part),))


def empty() -> AnnotatedArticle:
    """Looked at, and nothing found."""
    of = article("Nothing happened.")
    return AnnotatedArticle(article=of, sets=(_set(of, status=Status.DONE),))


def unseen() -> AnnotatedArticle:
    """No set at all."""
    return AnnotatedArticle(article=article("  Nobody has read this.\n"))


def everything() -> list[AnnotatedArticle]:
    """All of the above."""
    return [tricky(), plain(), misaligned(), empty(), unseen()]


def as_annotated(records: Sequence[object]) -> list[AnnotatedArticle]:
    """What was read back, in the shape of what was written."""
    back = []
    for record in records:
        assert isinstance(record, ImportedArticle), record
        sets = tuple(
            AnnotationSet(
                id=set_id_for(record.article.id, each.annotator),
                article_id=record.article.id,
                annotator=each.annotator,
                schema_version=each.schema_version,
                status=each.status,
                mentions={mention.id: mention for mention in each.mentions},
                clusters={cluster.id: cluster for cluster in each.clusters},
            )
            for each in record.sets
        )
        version = record.sets[0].schema_version if record.sets else 1
        back.append(
            AnnotatedArticle(article=record.article, sets=sets, suggestions=record.suggestions, schema_version=version)
        )
    return back
