"""Lay command line over editor over file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from presynth.config.errors import nearest
from presynth.config.globs import Glob
from presynth.config.kinds import WrongValueError
from presynth.config.origin import Origin, kebab_case
from presynth.config.settings import DEFAULT_EXCLUDE, OPTIONS, Option, Selection, Settings

_BY_KEY = {option.key: option for option in OPTIONS}
_VERSIONS = ("terraform-version", "opentofu-version")


@dataclass(frozen=True)
class Layer:
    """Options that were read and found right, by key; `root` is the folder their paths start at."""

    values: Mapping[str, Any]
    root: Path
    origin: Origin


def read_layer(values: Mapping[str, object], root: Path, origin: Origin) -> Layer:
    """Read options; keys are camelCase from the editor, else kebab-case.

    The editor and the command line leave an option out by giving None. Raises ConfigurationError at the first option
    that does not exist or has a value it cannot have.
    """
    read: dict[str, Any] = {}
    for written, value in values.items():
        key = kebab_case(written) if origin.kind == "editor" else written
        option = _BY_KEY.get(key)
        if option is None:
            raise origin.error((written,), _unknown(written, origin))
        if value is None and origin.kind != "file":
            continue
        try:
            read[key] = option.kind.read(value, root)
        except WrongValueError as error:
            name = ".".join((origin.spelled(key), *error.keys))
            raise origin.error((key, *error.keys), f"`{name}` {error.message}", error.value) from None
    if all(key in read for key in _VERSIONS):
        message = "`terraform-version` and `opentofu-version` exclude each other: keep the one the project runs"
        raise origin.error((_VERSIONS[1],), message)
    return Layer(read, root, origin)


def settings_of(layers: Iterable[Layer], root: Path) -> Settings:
    """The settings that `layers`, the farthest first, make together."""
    merged: dict[str, Any] = {}
    origins: dict[str, Origin] = {}
    selections: list[Selection] = []
    for layer in layers:
        if any(key in layer.values for key in _VERSIONS):
            for key in _VERSIONS:
                merged.pop(key.replace("-", "_"), None)
        for option in OPTIONS:
            if option.key in layer.values and option.layers != "select":
                _merge(merged, option, layer.values[option.key])
                origins[option.key] = layer.origin
        selections.extend(_selection(layer))
    merged.setdefault("exclude", tuple(Glob(name, root) for name in DEFAULT_EXCLUDE))
    return Settings(root=root, selections=tuple(selections), origins=origins, **merged)


def _merge(merged: dict[str, Any], option: Option, value: Any) -> None:
    farther = merged.get(option.field, ()) if option.layers == "add" else None
    merged[option.field] = value if farther is None else (*farther, *value)


def _selection(layer: Layer) -> list[Selection]:
    chosen = {key: layer.values[key] for key in ("select", "extend-select", "ignore") if key in layer.values}
    if not chosen:
        return []
    more, ignore = chosen.get("extend-select", ()), chosen.get("ignore", ())
    return [Selection(chosen.get("select"), more, ignore, layer.origin)]


def _unknown(written: str, origin: Origin) -> str:
    keys = [option.key for option in OPTIONS]
    guess = nearest(kebab_case(written) if origin.kind == "editor" else written, keys)
    if guess:
        return f"unknown option `{written}`; did you mean `{origin.spelled(guess)}`?"
    return f"unknown option `{written}`; there are {', '.join(map(origin.spelled, keys))}"
