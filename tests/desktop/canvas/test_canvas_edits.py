"""Showing an edit shapes no text, moves no word and paints little."""

from dataclasses import replace

from PySide6.QtWidgets import QApplication

from annotations.model.annotation_set import AnnotationSet, Decision
from annotations.model.article import Article
from annotations.model.ids import MentionId
from annotations.model.mention import Mention, Outcome
from annotations.model.span import Span
from annotations.model.suggestion import Suggestion
from desktop.canvas.layout import ParagraphLayout
from tests.desktop.canvas import texts
from tests.desktop.canvas.conftest import Paints, Show, flush, line_breaks
from tests.factories import annotation_set, article, entity, event, suggestion

PROSE = "\n".join(
    [texts.ENGLISH, texts.ARABIC, texts.KURDISH, texts.EMOJI, texts.NASTY.replace("\n", " "), texts.MIXED] * 8
)


def marked(of: Article, every: int = 7) -> tuple[list[Mention], list[Suggestion]]:
    mentions: list[Mention] = [entity("ORG", token) for token in of.tokens[::every]]
    pending = [suggestion(entity("GPE", token), score=0.7) for token in of.tokens[3::every]]
    return mentions, pending


def test_opening_builds_the_visible_paragraphs_and_no_more(show: Show, built: list[ParagraphLayout]) -> None:
    shown = article(PROSE)
    mentions, pending = marked(shown)
    canvas = show(shown, annotation_set(shown, *mentions), pending)
    visible = len(line_breaks(canvas))
    assert 3 < visible < 40
    assert len(built) <= visible + 2


def test_edits_build_no_layout_and_move_no_word(show: Show, built: list[ParagraphLayout]) -> None:
    shown = article(PROSE)
    mentions, pending = marked(shown)
    canvas = show(shown, annotation_set(shown, *mentions), pending)
    breaks = line_breaks(canvas)
    built.clear()
    added = entity("PERSON", Span(shown.tokens[1].start, shown.tokens[4].end))
    accepted = pending[0]
    decided = {accepted.id: Decision(Outcome.ACCEPTED, accepted.mention.id)}
    relabelled = replace(mentions[0], label="GPE")
    states: list[tuple[AnnotationSet, list[Suggestion]]] = [
        (annotation_set(shown, *mentions, added), pending),
        (annotation_set(shown, *mentions), pending),
        (annotation_set(shown, *mentions, accepted.mention, decisions=decided), pending[1:]),
        (annotation_set(shown, relabelled, *mentions[1:]), pending),
        (annotation_set(shown), []),
    ]
    for made, open_ in states:
        canvas.show_set(made, open_)
        flush(canvas)
        assert line_breaks(canvas)[:3] == breaks[:3]
        assert all(text in line_breaks(canvas) for text in breaks[:3])
    assert all(layout.paragraph.start >= breaks[-1][0] for layout in built)  # at most what a shorter text let in


def test_an_edit_paints_a_small_part_of_the_screen(show: Show) -> None:
    shown = article(PROSE)
    canvas = show(shown)
    paints = Paints(canvas.viewport())
    screen = canvas.viewport().width() * canvas.viewport().height()
    for token in (shown.tokens[0], shown.tokens[6], Span(shown.tokens[0].start, shown.tokens[9].end)):
        canvas.show_set(annotation_set(shown, entity("ORG", token)), [])
        paints.regions.clear()
        flush(canvas)
        canvas.show_set(annotation_set(shown), [])
        flush(canvas)
        assert 0 < paints.area <= 2 * 0.4 * screen


def test_partial_painting_gives_the_picture_of_a_full_one(show: Show) -> None:
    """Edits, focus, selection and scrolling leave no old pixel behind."""
    shown = article(PROSE)
    mentions, pending = marked(shown)
    militias, base = mentions[2], mentions[9]
    attack = event("ASSAULT", shown.tokens[10], ("ACTOR", militias), ("RECIPIENT", base))
    canvas = show(shown, annotation_set(shown, *mentions), pending)
    steps = [
        lambda: canvas.show_set(annotation_set(shown, *mentions, attack), pending),
        lambda: canvas.focus(attack.id),
        lambda: canvas.verticalScrollBar().setValue(96),
        lambda: canvas.show_set(annotation_set(shown, *mentions[1:], attack), pending[1:]),
        lambda: canvas.show_set(annotation_set(shown, *mentions, attack), pending[4:]),
        lambda: canvas.select(Span(shown.tokens[20].start, shown.tokens[60].end)),
        lambda: canvas.move_caret(40, extend=True),
        lambda: canvas.move_caret(80, extend=True),
        lambda: canvas.verticalScrollBar().setValue(40),
        lambda: canvas.focus(pending[20].id),
        lambda: canvas.move_caret(3),
    ]
    for number, step in enumerate(steps):
        step()
        flush(canvas)
        piecemeal = canvas.screen().grabWindow(canvas.winId()).toImage()
        canvas.viewport().update()
        flush(canvas)
        assert canvas.screen().grabWindow(canvas.winId()).toImage() == piecemeal, f"step {number}"


def test_focus_and_place_outlive_an_edit(show: Show) -> None:
    shown = article(PROSE)
    mentions, pending = marked(shown)
    canvas = show(shown, annotation_set(shown, *mentions), pending)
    canvas.focus(mentions[30].id)
    value = canvas.verticalScrollBar().value()
    assert value > 0
    canvas.show_set(annotation_set(shown, *mentions, entity("PERSON", shown.tokens[-1])), pending)
    assert canvas.focused == mentions[30].id
    assert canvas.verticalScrollBar().value() == value


def test_the_focus_follows_a_suggestion_into_the_mention_it_became(show: Show) -> None:
    shown = article(PROSE)
    offered = suggestion(entity("ORG", shown.tokens[0]))
    canvas = show(shown, annotation_set(shown), [offered])
    canvas.focus(offered.id)
    heard: list[object] = []
    canvas.focus_changed.connect(heard.append)
    made = entity("ORG", shown.tokens[0], id="m1")
    decided = {offered.id: Decision(Outcome.ACCEPTED, MentionId("m1"))}
    canvas.show_set(annotation_set(shown, made, decisions=decided), [])
    assert canvas.focused == "m1"
    canvas.show_set(annotation_set(shown), [])
    assert canvas.focused is None
    assert heard == ["m1", None]


def test_a_megabyte_with_five_thousand_spans_opens_and_is_edited(show: Show, built: list[ParagraphLayout]) -> None:
    shown = article("\n".join([texts.ENGLISH[:84]] * 12_000))
    tokens = shown.tokens[:: len(shown.tokens) // 5_000][:5_000]
    mentions = [entity("ORG", token) for token in tokens[::2]]
    pending = [suggestion(entity("GPE", token)) for token in tokens[1::2]]
    canvas = show(shown, annotation_set(shown, *mentions), pending)
    visible = len(line_breaks(canvas))
    assert len(built) <= visible + 2
    built.clear()
    canvas.show_set(annotation_set(shown, *mentions, entity("PERSON", shown.tokens[3])), pending)
    flush(canvas)
    assert built == []
    canvas.focus(mentions[-1].id)
    flush(canvas)
    assert len(built) < 200
    assert canvas.verticalScrollBar().value() > 0.9 * canvas.verticalScrollBar().maximum()


def test_nothing_is_shown_after_clear(show: Show) -> None:
    shown = article(PROSE)
    canvas = show(shown)
    canvas.select(shown.tokens[0])
    heard: list[object] = []
    canvas.selection_changed.connect(heard.append)
    canvas.clear("No article is open.")
    QApplication.processEvents()
    assert canvas.flow is None
    assert heard == [None]
    canvas.move_caret(5)
    assert canvas.caret_token == 0
