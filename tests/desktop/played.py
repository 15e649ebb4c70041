"""Child processes played by the test, and projects in which work was done, for the tests of what learns."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from annotations.editing.edits import AcceptSuggestions, AddEntity, MarkDone, RejectSuggestions
from annotations.importers.base import ImportedArticle
from annotations.model.ids import MentionId
from annotations.suggesters.learning.training import Trained
from annotations.workspace import Workspace
from desktop.tasks import Job, Tasks
from tests.desktop.learning_samples import CURVE, verdict
from tests.factories import RUN, article, edited, entity, small_schema, span, suggestion

TEXTS = tuple(
    article(f"Ana met Ben in Paris on day {number}.", title=f"Day {number}", date=f"2024-05-0{9 - number}")
    for number in range(8)
)
IDS = tuple(text.id for text in TEXTS)


class PlayedTasks(Tasks):
    """The store is real; what is computed waits until the test says what came of it."""

    def __init__(self):
        super().__init__()
        self.jobs = []

    def compute(self, lane, function, arguments, *, on_value, on_done, on_error):
        job = Job(len(self.jobs) + 1, function, arguments, on_value, on_done, on_error)
        self.jobs.append(job)
        return job

    def asked(self, function):
        """The jobs of one function that nobody has cancelled."""
        return [job for job in self.jobs if job.function is function and not job.cancelled]


def offered(text):
    """What is suggested in one of the texts: Ana, Ben, and Paris with a label that is wrong."""
    scores = {"Ana": ("PERSON", 0.9), "Ben": ("PERSON", 0.6), "Paris": ("ORG", 0.3)}
    return [suggestion(entity(label, span(text, surface)), score=score) for surface, (label, score) in scores.items()]


def project_at(location):
    """All texts with suggestions, none begun."""
    with Workspace.create(location, small_schema()) as workspace:
        workspace.add([ImportedArticle(article=text) for text in TEXTS])
        workspace.save_suggestions(RUN, {text.id: offered(text) for text in TEXTS})
    return location


def finish(workspace, number, annotator="ana"):
    """Accept Ana, reject Paris as ORG, mark the day by hand, leave Ben; done in ten-second steps."""
    text = TEXTS[number]
    ana, _ben, paris = offered(text)
    now = workspace.load_set(text.id, annotator)
    day = AddEntity(id=MentionId(f"day-{number}"), span=span(text, f"day {number}"), label="GPE")
    for place, edit in enumerate((AcceptSuggestions((ana,)), RejectSuggestions((paris,)), day, MarkDone())):
        step, now = edited(now, edit, text)
        workspace.append(replace(step, at=datetime.now(UTC) + timedelta(seconds=10 * place)), now)


def trained(reason="better", data=b"a model", **more):
    """What a learner made, with the verdict of that name."""
    return Trained(data=data, verdict=verdict(reason), curve=CURVE, trained_on=5, seconds=2.0, **more)
