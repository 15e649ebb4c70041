"""What the inspector shows of the thing that a mention is of, made from the session as plain values."""

from PySide6.QtCore import QCoreApplication

from annotations.editing.coreference import Candidate
from annotations.model.mention import Mention
from annotations.text.name_variants import Match
from desktop import chrome
from desktop.pages.annotate_commands import AnnotateCommands
from desktop.panels.cluster_card import ClusterView
from desktop.session import Session

_OFFERS = 3
_REASONS = {
    Match.SAME: "same words",
    Match.CASE: "other capitals",
    Match.SPELLING: "other spelling",
    Match.SHORTER: "shorter form",
    Match.LONGER: "longer form",
    Match.INITIALS: "initials",
    Match.WORDS: "words in common",
}


def cluster_view(session: Session, commands: AnnotateCommands, mention: Mention) -> ClusterView | None:
    """The cluster of a mention with what may belong to it as well; None while nothing is open."""
    article, annotation_set = session.article, session.annotation_set
    if article is None or annotation_set is None:
        return None
    members, name, knowledge_base = [], "", ""
    if mention.cluster is not None:
        known = annotation_set.cluster(mention.cluster)
        name, knowledge_base = known.name, known.knowledge_base
        members = [(each.id, chrome.one_line(each.span.of(article.text))) for each in annotation_set.members(known.id)]
    offers = [each for each in commands.same_things() if each.reason is not None][:_OFFERS]
    return ClusterView(
        name=name,
        shown_name=max((surface for _id, surface in members), key=len, default=""),
        knowledge_base=knowledge_base,
        members=members,
        offers=[(each.id, _surface(commands, article.text, each), _reason(each)) for each in offers],
        editable=session.editable and not session.done,
        focused=mention.id,
    )


def _surface(commands: AnnotateCommands, text: str, offer: Candidate) -> str:
    mention = commands.known(offer.id)
    return chrome.one_line(mention.span.of(text)) if mention is not None else ""


def _reason(offer: Candidate) -> str:
    words = _REASONS.get(offer.reason) if offer.reason is not None else None
    return QCoreApplication.translate("cluster", words) if words else ""
