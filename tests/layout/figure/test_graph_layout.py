"""Where the nodes of a network stand: apart from each other, no line through a node that is not its own."""

from itertools import combinations

import pytest

from builder.layout.figure.graph_layout import PlacedGraph, crosses, passes_through, place_net
from builder.model.units import Rect, pt

FRAME = Rect(0, 0, pt(852), pt(360))
NODE = (pt(130), pt(28))


def _net(count: int, *ties: tuple[int, int], size: tuple[int, int] = NODE, frame: Rect = FRAME) -> PlacedGraph:
    net = place_net(count, ties, frame, size, pt(10))
    assert net is not None
    return net


RING = tuple((at, at + 1) for at in range(19))
STAR = tuple((0, at) for at in range(1, 20))
TREE = tuple(((at - 1) // 2, at) for at in range(1, 20))
PAIRS = ((0, 5), (1, 6), (2, 7), (3, 8), (4, 9))


@pytest.mark.parametrize(
    ("count", "ties"),
    [(3, ((0, 1), (1, 2), (0, 2))), (7, tuple(combinations(range(5), 2))), (10, PAIRS), (20, RING), (20, TREE)],
    ids=["three", "five all tied", "pairs", "twenty in a row", "a tree of twenty"],
)
def test_nodes_stand_apart_inside_the_frame_and_no_line_meets_a_foreign_one(
    count: int, ties: tuple[tuple[int, int], ...]
) -> None:
    net = _net(count, *ties)
    assert all(FRAME.contains(node) for node in net.nodes)
    assert not any(one.overlaps(other) for one, other in combinations(net.nodes, 2))
    for link in net.links:
        foreign = [box for index, box in enumerate(net.nodes) if index not in {link.one, link.other}]
        assert not any(passes_through(link.line, box) for box in foreign)
    assert net.hits == 0


def test_each_line_runs_from_middle_to_middle() -> None:
    net = _net(10, *PAIRS)
    for link in net.links:
        for node, at in ((link.one, link.line[:2]), (link.other, link.line[2:])):
            box = net.nodes[node]
            assert at == (box.x + box.width // 2, box.y + box.height // 2)


def test_a_chain_has_no_crossing() -> None:
    shuffled = ((0, 10), (10, 3), (3, 15), (15, 7), (7, 1), (1, 18), (18, 5), (5, 12))
    assert _net(20, *(tuple(sorted(tie)) for tie in shuffled)).crossings == 0  # type: ignore[arg-type]


def test_the_one_whom_all_are_tied_to_stands_in_the_middle() -> None:
    hub = _net(9, *((0, at) for at in range(1, 9))).nodes[0]
    assert abs(hub.x + hub.width // 2 - FRAME.width // 2) < pt(1)
    assert abs(hub.y + hub.height // 2 - FRAME.height // 2) < pt(1)


def test_nodes_that_have_no_room_have_no_places() -> None:
    assert place_net(40, (), FRAME, (pt(200), pt(60)), pt(10)) is None
    assert place_net(2, (), FRAME, (pt(900), pt(60)), pt(10)) is None


def test_the_same_network_stands_the_same() -> None:
    place_net.cache_clear()
    first = _net(20, *STAR)
    place_net.cache_clear()
    assert _net(20, *STAR) == first


@pytest.mark.parametrize(
    ("line", "through"),
    [
        ((0, 5, 20, 5), True),
        ((0, 0, 20, 20), True),
        ((0, 10, 20, 10), False),
        ((0, 11, 20, 11), False),
        ((5, -5, 5, -1), False),
        ((10, 5, 20, 5), False),
    ],
)
def test_a_line_along_an_edge_does_not_pass_through(line: tuple[int, int, int, int], through: bool) -> None:  # noqa: FBT001
    assert passes_through(line, Rect(0, 0, 10, 10)) is through


def test_lines_that_share_an_end_do_not_cross() -> None:
    assert crosses((0, 0, 10, 10), (0, 10, 10, 0))
    assert not crosses((0, 0, 10, 10), (0, 0, 10, 0))
