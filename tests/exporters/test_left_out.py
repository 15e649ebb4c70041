from annotations.model.ids import ArticleId
from exporters.alignment import issue
from exporters.left_out import PLACES, Account, LeftOut, Why
from tests.factories import article, entity, span

OF = article("Ana left.")
PLACE = issue(OF, entity("PERSON", span(OF, "Ana")), Why.LABEL)
ONE, OTHER = ArticleId("a1"), ArticleId("a2")


def test_rows_come_in_one_order_whatever_came_first():
    account = Account()
    account.add(Why.RULINGS, ONE)
    account.add(Why.LABEL, ONE, label="ORG")
    account.add(Why.LABEL, OTHER, 2, label="GPE", places=(PLACE,))
    account.add(Why.LABEL, ONE, label="ORG", places=(PLACE,))
    account.add(Why.UNFINISHED, OTHER, mentions=3)
    account.add(Why.UNFINISHED, ONE, mentions=4)
    assert account.rows() == (
        LeftOut(why=Why.UNFINISHED, count=2, mentions=7, articles=(OTHER, ONE)),
        LeftOut(why=Why.LABEL, label="GPE", count=2, articles=(OTHER,), places=(PLACE,)),
        LeftOut(why=Why.LABEL, label="ORG", count=2, articles=(ONE,), places=(PLACE,)),
        LeftOut(why=Why.RULINGS, count=1, articles=(ONE,)),
    )


def test_nothing_is_no_row():
    account = Account()
    account.add(Why.FURNITURE, ONE, 0)
    assert account.rows() == ()


def test_the_count_is_of_all_and_the_places_are_enough():
    account = Account()
    for _time in range(3):
        account.add(Why.FURNITURE, ONE, PLACES - 1, places=[PLACE] * (PLACES - 1))
    (row,) = account.rows()
    assert (row.count, len(row.places)) == (3 * (PLACES - 1), PLACES)
