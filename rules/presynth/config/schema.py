"""The JSON schema of the configuration."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path
from typing import Any

from presynth.config.selection import RuleInfo
from presynth.config.settings import DEFAULT_EXCLUDE, OPTIONS, Settings


def schema(rules: Iterable[RuleInfo]) -> dict[str, Any]:
    """A draft-07 schema of `presynth.toml`, which is that of `[tool.presynth]` too."""
    defaults: dict[str, Any] = {field.name: getattr(Settings(Path()), field.name) for field in fields(Settings)}
    defaults["exclude"] = DEFAULT_EXCLUDE
    properties: dict[str, Any] = {}
    for option in OPTIONS:
        described: dict[str, Any] = {"description": option.description, **option.kind.schema}
        default = defaults.get(option.field)
        if default is not None:
            described["default"] = [*default] if isinstance(default, tuple) else default
        properties[option.key] = described
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "presynth",
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "definitions": {"selector": {"type": "string", "minLength": 1, "examples": _selectors(rules)}},
    }


def _selectors(rules: Iterable[RuleInfo]) -> list[str]:
    """What may be written: groups, names and codes."""
    listed = list(rules)
    groups = dict.fromkeys(rule.group for rule in listed)
    return ["ALL", *groups, *(rule.name for rule in listed), *(rule.code for rule in listed)]
