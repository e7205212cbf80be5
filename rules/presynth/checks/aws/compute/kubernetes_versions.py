"""Versions of Kubernetes that EKS offers.

The days on which extended support ends, and no clusters can be made any more:
https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html and https://endoflife.date/amazon-eks, as
known on 2026-11-29.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

FACTS_OF = "2026-11-29"
_ENDS = {
    23: "2024-10-11",
    24: "2025-01-31",
    25: "2025-05-01",
    26: "2025-06-11",
    27: "2025-07-24",
    28: "2025-11-26",
    29: "2026-03-23",
    30: "2026-07-23",
    31: "2026-11-26",
    32: "2027-03-23",
    33: "2027-07-29",
    34: "2027-12-02",
    35: "2028-03-27",
}
_OLDEST, _NEWEST = min(_ENDS), 37
"""The oldest version with a day in the table; the newest that Kubernetes had released by then."""
_FIRST_DAYS = "2023-10-01"
"""By then all older versions had gone."""
_LATELY = timedelta(days=396)
_YET_TO_COME = 4
"""How many later ones may have been released since: there are three a year."""


def minor(version: str) -> int | None:
    """`34` of `1.34`; None for what is no version of a cluster."""
    found = re.fullmatch(r"1\.(\d{1,3})", version)
    return None if found is None else int(found[1])


def ended(version: int, today: str) -> str | None:
    """The day (ISO) since which no clusters can be made with a minor version, as far as that is known by `today`."""
    if version < _OLDEST:
        return _FIRST_DAYS
    end = _ENDS.get(version)
    return end if end is not None and end <= today else None


def is_long_ago(end: str, today: str) -> bool:
    """Whether a day lies so far back that nobody can have made a cluster lately: AWS has put off such days before."""
    return end <= _FIRST_DAYS or date.fromisoformat(today) - date.fromisoformat(end) > _LATELY


def is_yet_to_come(version: int) -> bool:
    """Whether a minor version is newer than any that there can be by now."""
    return version > _NEWEST + _YET_TO_COME
