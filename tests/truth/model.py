"""What a synthesised stack says, flat: to be laid beside what presynth's program model says.

`facts(stack)` maps each Terraform address to its arguments by path. A path is a tuple of keys and list indices, so
that a tag named `a.b` stays one key: `("lifecycle_rule", 0, "transition", 0, "days")`. What is null or absent is left
out; an empty object or list is a value. Text with a `${…}` in it is a `Token`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, cast

Path = tuple[str | int, ...]
Arguments = dict[Path, Any]

_REFERENCE = re.compile(r"(?<!\$)(?:\$\$)*\$\{")


class Token(str):
    """Text that Terraform has yet to fill in."""


def facts(stack: dict[str, Any]) -> dict[str, Arguments]:
    """Terraform address -> arguments, of one parsed cdk.tf.json.

    Providers are `provider.aws` or, with an alias, `provider.aws.west`, a second of one name `provider.aws[1]`; the
    backend is `backend.s3`.
    """
    return {address: dict(_flatten(block)) for address, block in _blocks(stack)}


def paths(stack: dict[str, Any]) -> dict[str, str]:
    """Terraform address -> construct path (`stack/network/vpc`), for what says its own."""
    return {
        address: block["//"]["metadata"]["path"]
        for address, block in _blocks(stack)
        if isinstance(block, dict) and "//" in block
    }


def _blocks(stack: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for section, prefix in (("resource", ""), ("data", "data.")):
        for kind, named in stack.get(section, {}).items():
            for name, block in named.items():
                yield f"{prefix}{kind}.{name}", block
    for section, prefix in (("output", "output"), ("variable", "var"), ("locals", "local"), ("module", "module")):
        for name, block in stack.get(section, {}).items():
            yield f"{prefix}.{name}", block
    for kind, configurations in stack.get("provider", {}).items():
        seen: Counter[str] = Counter()
        for configuration in configurations:
            address = ".".join(filter(None, ("provider", kind, configuration.get("alias"))))
            yield f"{address}[{seen[address]}]" if address in seen else address, configuration
            seen[address] += 1
    for kind, block in stack.get("terraform", {}).get("backend", {}).items():
        yield f"backend.{kind}", block


def _flatten(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    if isinstance(value, dict) and value:
        for key, inner in cast("dict[str, Any]", value).items():
            if path or key != "//":
                yield from _flatten(inner, (*path, key))
    elif isinstance(value, list) and value:
        for index, inner in enumerate(cast("list[Any]", value)):
            yield from _flatten(inner, (*path, index))
    elif isinstance(value, str) and _REFERENCE.search(value):
        yield path, Token(value)
    elif value is not None:
        yield path, value
