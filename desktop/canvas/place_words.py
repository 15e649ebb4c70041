"""What a screen reader says of a place: whose version says what. Colours and bars say the same to the eye."""

from collections.abc import Sequence

from annotations.model.article import Article
from annotations.model.mark import Mark
from annotations.model.schema import Schema
from annotations.model.span import Span
from desktop.canvas.places import Lane, Place, look_of
from desktop.messages import tr


def place_in_words(article: Article, place: Place, lanes: Sequence[Lane], schema: Schema) -> str:
    """ "Islamic Resistance in Iraq: 1 Hana ORG, 2 Marek nothing"; of a settled place also what was ruled."""
    said = [
        version_in_words(article, place, lane, version, schema)
        for lane, version in zip(lanes, place.versions, strict=True)
        if version is not None
    ]
    if place.settled is not None:
        said.insert(0, tr("settled, {0}").format(_marks(article, place, place.settled, schema)))
    elif place.deferred:
        said.insert(0, tr("deferred"))
    return f"{_words(article, place.span)}: {', '.join(said)}"


def version_in_words(article: Article, place: Place, lane: Lane, version: Sequence[Mark], schema: Schema) -> str:
    """ "2 Marek GPE “Gaza Strip”": the words only where they are not all of the place."""
    said = [str(lane.digit), lane.annotator, _marks(article, place, version, schema)]
    return " ".join(filter(None, said))


def _marks(article: Article, place: Place, marks: Sequence[Mark], schema: Schema) -> str:
    said = []
    for mark in marks:
        span, code = Span(mark.start, mark.end), look_of(place, mark, schema).code
        said.append(code if span == place.span else f"{code} “{_words(article, span)}”")
    return " + ".join(said) or tr("nothing")


def _words(article: Article, span: Span) -> str:
    return " ".join(span.of(article.text).split())
