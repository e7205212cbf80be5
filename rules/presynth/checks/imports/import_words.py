"""What is said about what a module does not have."""

from __future__ import annotations

from collections.abc import Sequence

from presynth.catalog.catalog import Catalog
from presynth.checks.imports.candidates import Candidate


def installed(catalog: Catalog, module: str) -> str:
    """The version this is true for."""
    package = catalog.package(module)
    if package is None or package.source == "imports":
        return ""
    return f" ({package.package} {package.version})" if package.version else f" (provider {package.provider_version})"


def hint(module: str, name: str, found: Sequence[Candidate]) -> str:
    if not found or not found[0].certain:
        return ""
    best = found[0]
    if best.module == module:
        return f": it is called `{best.name}`"
    return f": it is in `{best.module}`" if best.name == name else f": there is `{best.name}` in `{best.module}`"


def listed(names: Sequence[str] | dict[str, None]) -> str:
    return ", ".join(f"`{name}`" for name in names)
