"""The graph of a project: its resources, what they wait for, and what they should."""

from __future__ import annotations

import os
from collections.abc import Iterator

from presynth.checks.registry import all_rules
from presynth.checks.wiring.dependencies import references_of
from presynth.checks.wiring.gap import WiringRule
from presynth.program.program import Program
from presynth.program.values import Constant, Instance
from presynth.report.graph import Edge, Graph, Node

_DRAWN = ("TerraformResource", "TerraformDataSource", "TerraformModule")


def graph_of(program: Program, folder: str) -> Graph:
    """The graph of all stacks of a program. Places are relative to `folder`, an absolute path."""
    nodes = dict(_nodes(program, folder))
    edges: dict[tuple[Node, Node], Edge] = {}
    for instance, node in nodes.items():
        for reference in references_of(program, instance).found:
            if reference.target in nodes and reference.target is not instance:
                needed = nodes[reference.target]
                edges[node, needed] = Edge(node, needed)
    for rule in all_rules():
        for gap in rule.gaps(program) if isinstance(rule, WiringRule) else ():
            for missing in gap.missing:
                if gap.dependent.instance in nodes and missing.instance in nodes:
                    pair = nodes[gap.dependent.instance], nodes[missing.instance]
                    edges[pair] = Edge(*pair, missing=True)
    order = {node: number for number, node in enumerate(nodes.values())}
    ranked = sorted(edges.values(), key=lambda edge: (order[edge.dependent], order[edge.needed]))
    return Graph(tuple(sorted(order, key=lambda node: node.stack)), tuple(ranked))


def _nodes(program: Program, folder: str) -> Iterator[tuple[Instance, Node]]:
    taken: set[tuple[str, str]] = set()
    for instance, event in program.constructs.items():
        if not any(program.catalog.is_a(event.type, kind) for kind in _DRAWN):
            continue
        address = program.addresses.of(instance) or f"{event.type.terraform_type or event.type.name}.…"
        stack = _stack(program, instance)
        number, unique = 2, address
        while (stack, unique) in taken:
            unique, number = f"{address} ({number})", number + 1
        taken.add((stack, unique))
        place = f"{os.path.relpath(event.place.path, folder)}:{event.place.range.start.line}"
        yield instance, Node(unique, stack, place.replace(os.sep, "/"))


def _stack(program: Program, instance: Instance) -> str:
    stack = program.addresses.stack(instance)
    event = None if stack is None else program.constructs.get(stack)
    if event is None or stack is None:
        return "no stack"
    if isinstance(event.id, Constant) and isinstance(event.id.value, str):
        return event.id.value
    return stack.project_class.name if stack.project_class is not None else "a stack"
