"""The resources of stacks and what waits for what, drawn."""

from presynth.report.graph.model import Edge, Graph, Node

__all__ = ["Edge", "Graph", "Node"]
