"""What values look like that are written together."""

from __future__ import annotations

import ast
import json

from presynth.catalog.catalog import Catalog
from presynth.checks.schema.runtime import nature
from presynth.program.values import Constant, Mapping, Sequence, Text, Token, Value

DISPLAYS = (ast.List, ast.Tuple, ast.Set, ast.ListComp, ast.GeneratorExp)
"""Where the items of a collection are written, so that each can be changed in its place."""


def are_alike(items: tuple[Value, ...], catalog: Catalog) -> bool:
    """Whether all items are of one kind: dicts with the same keys, objects of one class, …"""
    return len({_shape(item) for item in items}) == 1 and len({nature(item, catalog) for item in items}) == 1


def is_one_struct(node: ast.List, value: Sequence) -> bool:
    """Whether the list holds one thing, and that may be a struct."""
    return len(node.elts) == len(value.items) == 1 and not isinstance(value.items[0], Constant | Text | Token)


def is_one_scalar(node: ast.List, value: Sequence) -> bool:
    """Whether the list holds one thing, and that is neither a list nor a dict."""
    return len(node.elts) == len(value.items) == 1 and not isinstance(value.items[0], Mapping | Sequence)


def _shape(value: Value) -> str:
    if isinstance(value, Mapping):
        return json.dumps([str(entry.key.value) for entry in value.entries if isinstance(entry.key, Constant)])
    return type(value).__name__
