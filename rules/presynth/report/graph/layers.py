"""Where to draw the nodes of one stack: in columns, what is waited for to the right of what waits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median

from presynth.report.graph.model import Edge, Node

_SWEEPS = 6
"""How often columns are sorted by their neighbours: it settles within a few."""


def columns(nodes: Sequence[Node], edges: Sequence[Edge]) -> list[list[Node]]:
    """The nodes in columns, each ordered so that few edges cross. Edges of a cycle may lead to the left."""
    needed: dict[Node, list[Node]] = {node: [] for node in nodes}
    waiting: dict[Node, list[Node]] = {node: [] for node in nodes}
    for edge in edges:
        if edge.dependent in needed and edge.needed in needed:
            needed[edge.dependent].append(edge.needed)
            waiting[edge.needed].append(edge.dependent)
    depth = _depths(nodes, needed)
    deepest = max(depth.values(), default=0)
    found: list[list[Node]] = [[] for _ in range(deepest + 1)]
    for node in nodes:
        found[deepest - depth[node]].append(node)
    for sweep in range(_SWEEPS):
        forward = sweep % 2 == 0
        _sort(found if forward else found[::-1], waiting if forward else needed)
    return found


def _depths(nodes: Sequence[Node], needed: Mapping[Node, Sequence[Node]]) -> dict[Node, int]:
    """How long the longest chain is that a node waits for. An edge that closes a cycle does not count."""
    depth: dict[Node, int] = {}
    for start in nodes:
        path = [(start, iter(needed[start]))]
        on_path = {start}
        while path:
            node, rest = path[-1]
            following = next((each for each in rest if each not in depth and each not in on_path), None)
            if following is not None:
                path.append((following, iter(needed[following])))
                on_path.add(following)
                continue
            path.pop()
            on_path.discard(node)
            if node not in depth:
                depth[node] = 1 + max((depth[each] for each in needed[node] if each in depth), default=-1)
    return depth


def _sort(found: Sequence[list[Node]], neighbours: Mapping[Node, Sequence[Node]]) -> None:
    place: dict[Node, float] = {}
    for column in found:
        keys = {
            node: median([place[each] for each in neighbours[node] if each in place] or [number])
            for number, node in enumerate(column)
        }
        column.sort(key=keys.__getitem__)
        place.update((node, float(number)) for number, node in enumerate(column))
