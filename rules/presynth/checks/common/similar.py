"""Names that resemble each other."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

_WORDS = re.compile(r"[A-Z]+(?=[A-Z][a-z]|$)|[A-Z]?[a-z0-9]+|[A-Z]+")


def folded(name: str) -> str:
    """What `DynamoDBTable`, `DynamodbTable` and `dynamodb_table` have in common."""
    return name.replace("_", "").lower()


def words(name: str) -> list[str]:
    """`S3`, `Bucket`, `Versioning`, `A`."""
    return _WORDS.findall(name)


def nearest(name: str, names: Iterable[str], count: int = 1, cutoff: float = 0.75) -> list[str]:
    """Up to `count` of the names, the most similar first: those that differ in spelling only, then typing errors."""
    pool = list(names)
    spelled = [known for known in pool if folded(known) == folded(name)]
    close = difflib.get_close_matches(name, pool, count, cutoff)
    return list(dict.fromkeys([*spelled, *close]))[:count]
