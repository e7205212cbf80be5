"""What is drawn."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Node:
    """A resource, data source or module. `address` is Terraform's; `place` is `path:line`, for whoever looks it up."""

    address: str
    stack: str
    place: str


@dataclass(frozen=True)
class Edge:
    """`dependent` waits for `needed`; `missing`: it should, and does not."""

    dependent: Node
    needed: Node
    missing: bool = False


@dataclass(frozen=True)
class Graph:
    """Nodes by stack and then in the order in which they are made, and the edges between them."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    @property
    def stacks(self) -> tuple[str, ...]:
        """The names of the stacks."""
        return tuple(dict.fromkeys(node.stack for node in self.nodes))

    def of_stack(self, stack: str) -> tuple[Node, ...]:
        """The nodes of one stack."""
        return tuple(node for node in self.nodes if node.stack == stack)
