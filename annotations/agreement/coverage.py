"""Coverage: how much of a project its figures of agreement rest on. What is not finished is counted, never guessed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from annotations.agreement.choice import Choice, Condition
from annotations.agreement.documents import Document
from annotations.model.annotation_set import Status
from annotations.model.ids import ArticleId
from annotations.model.project import SetFacts, is_own_work


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Of the `articles` of a project, those that count because two or more annotators finished them, and the others.

    `by_two` + `by_one` + `otherwise` + `in_progress` + `not_begun` = `articles`. `otherwise` are finished, but in the
    other condition or under other guidelines than are chosen; what nobody finished but somebody began is in progress.
    `annotators` has how many articles each has finished that would count, `versions` of how many articles
    that two finished there is work under each version of the schema, `conditions` how many two finished in each.
    """

    articles: int
    by_two: int
    by_one: int
    in_progress: int
    not_begun: int
    annotators: Mapping[str, int]
    versions: Mapping[int, int]
    conditions: Mapping[Condition, int]
    otherwise: int = 0


def coverage(facts: Iterable[SetFacts], articles: int, choice: Choice) -> Coverage:
    """What the choice takes of a project with so many articles."""
    every = [each for each in facts if is_own_work(each.annotator) or each.annotator in choice.annotators]
    wanted = [each for each in every if each.annotator in (choice.annotators or (each.annotator,))]
    taken = _by_article(each for each in wanted if choice.takes(each))
    shared = {article for article, sets in taken.items() if len(sets) > 1}
    begun = {each.article_id for each in wanted if each.status is not Status.NEW}
    finished = {each.article_id for each in wanted if each.status is Status.DONE}
    in_progress = len(begun - finished)
    otherwise = len(finished - taken.keys())
    anyone = replace(choice, annotators=tuple({each.annotator for each in every}))
    any_version = replace(choice, schema_versions=())
    versions = _by_article(each for each in wanted if any_version.takes(each))
    return Coverage(
        articles=articles,
        by_two=len(shared),
        by_one=len(taken) - len(shared),
        in_progress=in_progress,
        otherwise=otherwise,
        not_begun=articles - len(taken) - otherwise - in_progress,
        annotators=dict(sorted(Counter(each.annotator for each in every if anyone.takes(each)).items())),
        versions=dict(
            sorted(
                Counter(
                    version
                    for sets in versions.values()
                    if len(sets) > 1
                    for version in {each.schema_version for each in sets}
                ).items()
            )
        ),
        conditions={condition: _shared(wanted, replace(choice, condition=condition)) for condition in Condition},
    )


def coverage_of_documents(documents: Sequence[Document]) -> Coverage:
    """The same of documents without a project, of which nobody knows what is in progress."""
    done = [len(document.annotators()) for document in documents]
    names = Counter(name for document in documents for name in document.annotators())
    by_two = sum(many > 1 for many in done)
    return Coverage(
        articles=len(done),
        by_two=by_two,
        by_one=done.count(1),
        in_progress=0,
        not_begun=done.count(0),
        annotators=dict(sorted(names.items())),
        versions={},
        conditions={},
    )


def likely_condition(facts: Iterable[SetFacts], choice: Choice) -> Condition:
    """With suggestions, unless two annotators finished articles blind only."""
    known = list(facts)
    shared = {each: _shared(known, replace(choice, condition=each)) for each in Condition}
    blind_only = shared[Condition.BLIND] and not shared[Condition.SUGGESTED]
    return Condition.BLIND if blind_only else Condition.SUGGESTED


def _shared(facts: Iterable[SetFacts], choice: Choice) -> int:
    return sum(len(sets) > 1 for sets in _by_article(each for each in facts if choice.takes(each)).values())


def _by_article(facts: Iterable[SetFacts]) -> dict[ArticleId, list[SetFacts]]:
    found: defaultdict[ArticleId, list[SetFacts]] = defaultdict(list)
    for each in facts:
        found[each.article_id].append(each)
    return dict(found)
