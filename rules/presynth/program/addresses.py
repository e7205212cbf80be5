"""Terraform addresses of constructs, as cdktf makes them (verified on cdktf 0.21.0 and cdktn 0.24.0)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from hashlib import md5

from presynth.catalog.catalog import Catalog
from presynth.catalog.types import Type
from presynth.program.events import Construction
from presynth.program.values import Constant, Instance, InstanceValue

_REMOVED = re.compile(r"[^A-Za-z0-9_-]")
_DEPTH_LIMIT = 50
_PREFIXES = {
    "TerraformDataSource": "data.{type}.",
    "TerraformResource": "{type}.",
    "TerraformOutput": "output.",
    "TerraformVariable": "var.",
    "TerraformLocal": "local.",
    "TerraformModule": "module.",
    "TerraformRemoteState": "data.terraform_remote_state.",
}


def unique_id(ids: Sequence[str]) -> str:
    """The logical id that cdktf gives a construct with these ids between its stack and itself."""
    parts = [part for part in ids if part != "Default"]
    if len(parts) == 1 and len(_clean(parts[0])) <= 255:
        return _clean(parts[0])
    digest = md5("/".join(parts).encode(), usedforsecurity=False).hexdigest()[:8].upper()
    kept: list[str] = []
    for part in parts:
        if not kept or not kept[-1].endswith(part):
            kept.append(part)
    readable = "_".join(_clean(part) for part in kept if part != "Resource")
    return f"{readable[:240]}_{digest}"


def _clean(part: str) -> str:
    return _REMOVED.sub("", part)


class Addresses:
    """The addresses of a program's constructs.

    `overridden` are logical ids given by `override_logical_id`. `stack` says which stack a construct is in (itself for
    a stack; None where that is not known).
    """

    def __init__(
        self,
        catalog: Catalog,
        constructs: Mapping[Instance, Construction],
        overridden: Mapping[Instance, str],
        stack: Callable[[Instance], Instance | None],
    ) -> None:
        self.stack = stack
        self._catalog = catalog
        self._constructs = constructs
        self._overridden = overridden

    def of(self, instance: Instance) -> str | None:
        """`aws_s3_bucket.logs`; None for what has no address, or one that is not known."""
        event = self._constructs.get(instance)
        if event is None:
            return None
        prefix = self._prefix(event.type)
        if prefix is not None and instance in self._overridden:
            return f"{prefix}{self._overridden[instance]}"
        ids = None if prefix is None else self.ids(instance)
        return f"{prefix}{unique_id(ids)}" if ids else None

    def ids(self, instance: Instance) -> tuple[str, ...] | None:
        """The construct ids from below the stack down to the construct; None where one is not known."""
        ids: list[str] = []
        current: Instance | None = instance
        while current is not None and len(ids) < _DEPTH_LIMIT:
            event = self._constructs.get(current)
            if event is None:
                return None
            if current.type is not None and self._catalog.is_a(current.type, "TerraformStack"):
                return tuple(reversed(ids))
            if not isinstance(event.id, Constant) or not isinstance(event.id.value, str):
                return None
            ids.append(event.id.value.replace("/", "--").replace("\n", "--"))
            current = event.scope.instance if isinstance(event.scope, InstanceValue) else None
        return None

    def _prefix(self, type_: Type) -> str | None:
        for base, prefix in _PREFIXES.items():
            if self._catalog.is_a(type_, base):
                return prefix.format(type=type_.terraform_type)
        return None
