"""Networks, load balancers, names, APIs and distributions."""

from __future__ import annotations

from presynth.checks.aws.combinations.row import Row

ROWS: tuple[Row, ...] = ()
