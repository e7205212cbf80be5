"""All rules there are."""

from __future__ import annotations

import importlib
import pkgutil
from functools import lru_cache

from presynth import checks
from presynth.checks.base import Rule, subclasses


@lru_cache(maxsize=1)
def all_rules() -> tuple[Rule, ...]:
    """One of each rule, by code. Every module in `presynth.checks` and the packages in it is looked at."""
    for module in pkgutil.walk_packages(checks.__path__, f"{checks.__name__}."):
        importlib.import_module(module.name)
    return tuple(sorted((rule() for rule in set(subclasses())), key=lambda rule: rule.code))
