"""Graphs as pictures that any browser shows: no other program is needed."""

from __future__ import annotations

from html import escape

from presynth.report.graph.layers import columns
from presynth.report.graph.model import Graph, Node

_CHARACTER = 7.2
_HEIGHT, _ROW, _GAP, _MARGIN, _TITLE = 28, 44, 70, 24, 34
_STYLE = """
  text { font: 12px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; fill: #1f2328 }
  .title { font-weight: bold }
  .stack { fill: #f6f8fa; stroke: #d0d7de }
  .node { fill: #ffffff; stroke: #57606a }
  path { fill: none; stroke: #8c959f; marker-end: url(#arrow) }
  .missing { stroke: #c62828; stroke-width: 1.5; stroke-dasharray: 6 4; marker-end: url(#missing) }"""
_MARKER = (
    '<marker id="{0}" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
    '<path d="M0,0 L8,4 L0,8 z" style="fill:{1};stroke:none;marker-end:none"/></marker>'
)


def render(graph: Graph) -> str:
    """An SVG picture: a frame for each stack, what is waited for to the right, missing dependencies dashed and red."""
    places: dict[Node, tuple[float, float, float]] = {}
    frames: list[str] = []
    top = float(_MARGIN)
    widest = 0.0
    for stack in graph.stacks:
        width, height = _place(graph, stack, top, places)
        frames.append(
            f'<rect class="stack" x="{_MARGIN}" y="{top:g}" width="{width:g}" height="{height:g}" rx="8"/>'
            f'<text class="title" x="{_MARGIN + 14}" y="{top + 22:g}">{escape(stack)}</text>'
        )
        top += height + _MARGIN
        widest = max(widest, width)
    size = f"{widest + 2 * _MARGIN:g} {top:g}"
    wide, high = size.split()
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" width="{wide}" height="{high}">',
            f"<style>{_STYLE}\n</style>",
            f"<defs>{_MARKER.format('arrow', '#8c959f')}{_MARKER.format('missing', '#c62828')}</defs>",
            *frames,
            *_edges(graph, places),
            *(_node(node, *places[node]) for node in graph.nodes),
            "</svg>",
            "",
        ]
    )


def _place(graph: Graph, stack: str, top: float, places: dict[Node, tuple[float, float, float]]) -> tuple[float, float]:
    """Give the nodes of a stack their left edge, upper edge and width; returns the size of the frame."""
    x = 2.0 * _MARGIN
    rows = 0
    for column in columns(graph.of_stack(stack), graph.edges):
        width = max((len(node.address) for node in column), default=0) * _CHARACTER + 20
        for row, node in enumerate(column):
            places[node] = (x, top + _TITLE + row * _ROW, len(node.address) * _CHARACTER + 20)
        rows = max(rows, len(column))
        x += width + _GAP
    return x - _GAP, _TITLE + rows * _ROW + 4.0


def _edges(graph: Graph, places: dict[Node, tuple[float, float, float]]) -> list[str]:
    lines: list[str] = []
    for edge in graph.edges:
        (x, y, width), (to_x, to_y, _) = places[edge.dependent], places[edge.needed]
        start, middle, end = x + width, y + _HEIGHT / 2, to_y + _HEIGHT / 2
        bend = max(40.0, (to_x - start) / 2)
        kind = ' class="missing"' if edge.missing else ""
        told = f"{edge.dependent.address} {'does not wait' if edge.missing else 'waits'} for {edge.needed.address}"
        lines.append(
            f'<path{kind} d="M{start:g},{middle:g} C{start + bend:g},{middle:g} {to_x - bend:g},{end:g} '
            f'{to_x:g},{end:g}"><title>{escape(told)}</title></path>'
        )
    return lines


def _node(node: Node, x: float, y: float, width: float) -> str:
    return (
        f'<g><title>{escape(node.place)}</title><rect class="node" x="{x:g}" y="{y:g}" width="{width:g}" '
        f'height="{_HEIGHT}" rx="4"/><text x="{x + 10:g}" y="{y + 18:g}">{escape(node.address)}</text></g>'
    )
