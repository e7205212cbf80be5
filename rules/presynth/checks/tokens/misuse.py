"""A token taken for a value, as a rule reports it."""

from __future__ import annotations

from dataclasses import dataclass

from presynth.findings import Fix, Severity
from presynth.program.values import Instance
from presynth.source.statement import Place

_SHOWN = 60


@dataclass(frozen=True)
class Misuse:
    """What happens at `place`, and what to write there. `severity` where it is not the rule's."""

    place: Place
    message: str
    fixes: tuple[Fix, ...] = ()
    about: Instance | None = None
    severity: Severity | None = None


def shown(place: Place) -> str:
    """The code at a place, on one line and not too long, as code in a message."""
    text = " ".join(place.text.split())
    return f"`{text if len(text) <= _SHOWN else text[: _SHOWN - 1] + '…'}`"


def late(place: Place) -> str:
    """How most messages begin."""
    return f"{shown(place)} is known only when Terraform runs"
