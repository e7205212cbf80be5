"""jsii names as Python spells them.

These are the rules jsii-pacmak follows when it writes a Python package; every name it made in cdktf 0.21.0 and
`cdktf-cdktf-provider-aws` 21.22.1 is what these functions say.
"""

from __future__ import annotations

import re
from collections.abc import Container
from functools import lru_cache

# jsii's own list: soft keywords (`match`, `type`) are not in it.
# fmt: off
_KEYWORDS = frozenset((
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
    "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda",
    "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
))
# fmt: on
_BINARY_UNIT = re.compile(r"(?<![A-Z])([KMG])iB(?![a-z])")
_LOWER_THEN_UPPER = re.compile(r"([a-z0-9])([A-Z])")
_ACRONYM_THEN_WORD = re.compile(r"([A-Z])([A-Z][a-z]+)")


def identifier(name: str) -> str:
    """`name` itself, with a `_` behind it where it is a Python keyword."""
    return f"{name}_" if name in _KEYWORDS else name


@lru_cache(maxsize=65536)
def snake_case(name: str) -> str:
    """`lifecycleRule` as `lifecycle_rule`, `memorySizeMiB` as `memory_size_mib`; keywords are left alone."""
    name = _BINARY_UNIT.sub(r"\1ib", name)
    name = _LOWER_THEN_UPPER.sub(r"\1_\2", name)
    return _ACRONYM_THEN_WORD.sub(r"\1_\2", name).lower()


@lru_cache(maxsize=65536)
def member(name: str, *, constant: bool = False, protected: bool = False) -> str:
    """The Python name of a property or method: upper case for a constant, a leading `_` for a protected member."""
    python = identifier(snake_case(name))
    if constant:
        python = python.upper()
    return f"_{python}" if protected else python


def module_part(name: str) -> str:
    """The Python name of a submodule: `s3Bucket` as `s3_bucket`, `lambda` as `lambda_`."""
    return identifier(snake_case(name))


def positional(name: str, keywords: Container[str]) -> str:
    """The final Python name of a parameter beside the keywords lifted from a struct: `id` is `id_` where `id` is one.

    `name` is already Python's (what `member` returns).
    """
    while name in keywords:
        name += "_"
    return name
