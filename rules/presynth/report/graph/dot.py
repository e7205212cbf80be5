"""Graphs for Graphviz."""

from __future__ import annotations

from presynth.report.graph.model import Graph


def render(graph: Graph) -> str:
    """DOT text: a cluster for each stack, missing dependencies dashed."""
    numbers = {node: number for number, node in enumerate(graph.nodes)}
    lines = ["digraph {", "  rankdir=LR;", '  node [shape=box, fontname="sans-serif"];']
    for index, stack in enumerate(graph.stacks):
        lines += [f"  subgraph cluster_{index} {{", f"    label={_quoted(stack)};"]
        lines += [
            f"    n{numbers[node]} [label={_quoted(node.address)}, tooltip={_quoted(node.place)}];"
            for node in graph.of_stack(stack)
        ]
        lines.append("  }")
    for edge in graph.edges:
        style = ' [style=dashed, color="#c62828", label="missing"]' if edge.missing else ""
        lines.append(f"  n{numbers[edge.dependent]} -> n{numbers[edge.needed]}{style};")
    return "\n".join([*lines, "}", ""])


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
