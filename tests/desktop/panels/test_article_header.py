import pytest

from desktop.panels.article_header import ArticleHeader


@pytest.fixture
def header(qtbot):
    made = ArticleHeader()
    qtbot.addWidget(made)
    made.resize(700, 78)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_a_blind_article_says_why_nothing_is_suggested(header):
    assert not header.blind.isVisible()
    header.set_blind(True)
    assert header.blind.isVisible()
    assert header.blind.text() == "Blind: suggestions are hidden in this article"


def test_it_is_not_said_of_the_next_article(header):
    header.set_blind(True)
    header.set_blind(False)
    assert not header.blind.isVisible()
    header.set_blind(True)
    header.clear()
    assert not header.blind.isVisible()
