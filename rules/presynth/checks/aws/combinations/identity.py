"""Identities, keys, secrets, queues, topics, pipelines and what watches over all of it."""

from __future__ import annotations

from presynth.checks.aws.combinations.row import Row

ROWS: tuple[Row, ...] = ()
