"""Lists of pairs for dicts: `[{"Key": "Name", "Value": "web"}]`, as AWS itself writes tags."""

from __future__ import annotations

import ast
from collections.abc import Callable

from presynth.checks.schema.draft import Unfixable

_NAMES = (["key", "value"], ["name", "value"])


def pairs_as_dict(node: ast.expr, source: Callable[[ast.expr], str]) -> str:
    """The dict that a list display of such pairs stands for. Raises Unfixable where `node` is none."""
    pairs: list[str] = []
    for item in node.elts if isinstance(node, ast.List) else ():
        if not isinstance(item, ast.Dict):
            raise Unfixable
        names = [key.value if isinstance(key, ast.Constant) else None for key in item.keys]
        if [str(name).lower() for name in names] not in _NAMES:
            raise Unfixable
        pairs.append(f"{source(item.values[0])}: {source(item.values[1])}")
    if not pairs:
        raise Unfixable
    return f"{{{', '.join(pairs)}}}"
