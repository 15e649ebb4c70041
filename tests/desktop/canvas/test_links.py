"""Lines run only in tracks and on the rail."""

from itertools import pairwise

from desktop.canvas.links import Anchor, route, route_in, route_out

RAIL = -9.0


def test_on_one_line_the_way_is_the_track() -> None:
    way = route(Anchor(200, 57, 50), Anchor(80, 57, 50), RAIL)
    assert way == ((200, 57), (200, 50), (80, 50), (80, 57))


def test_to_another_line_the_way_goes_round_by_the_rail() -> None:
    way = route(Anchor(200, 57, 50), Anchor(80, 97, 90), RAIL)
    assert way == ((200, 57), (200, 50), (RAIL, 50), (RAIL, 90), (80, 90), (80, 97))


def test_every_leg_is_upright_or_level() -> None:
    ways = [
        route(Anchor(200, 57, 50), Anchor(80, 97, 90), RAIL),
        route_out(Anchor(200, 57, 50), RAIL, 700),
        route_in(Anchor(80, 97, 90), RAIL, -4),
    ]
    for way in ways:
        assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(way))


def test_out_of_sight_the_line_leaves_on_the_rail() -> None:
    assert route_out(Anchor(200, 57, 50), RAIL, 700)[-1] == (RAIL, 700)
    assert route_in(Anchor(80, 97, 90), RAIL, -4)[0] == (RAIL, -4)
