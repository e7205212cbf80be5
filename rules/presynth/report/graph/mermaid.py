"""Graphs as Mermaid draws them in Markdown."""

from __future__ import annotations

from presynth.report.graph.model import Graph


def render(graph: Graph) -> str:
    """A flowchart: a subgraph for each stack, missing dependencies dashed."""
    numbers = {node: number for number, node in enumerate(graph.nodes)}
    lines = ["flowchart LR"]
    for index, stack in enumerate(graph.stacks):
        lines.append(f'  subgraph s{index}["{_escaped(stack)}"]')
        lines += [f'    n{numbers[node]}["{_escaped(node.address)}"]' for node in graph.of_stack(stack)]
        lines.append("  end")
    for edge in graph.edges:
        arrow = "-. missing .->" if edge.missing else "-->"
        lines.append(f"  n{numbers[edge.dependent]} {arrow} n{numbers[edge.needed]}")
    missing = [str(number) for number, edge in enumerate(graph.edges) if edge.missing]
    if missing:
        lines.append(f"  linkStyle {','.join(missing)} stroke:#c62828")
    return "\n".join([*lines, ""])


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")
