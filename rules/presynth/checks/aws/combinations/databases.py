"""Databases, caches, streams, files and buckets."""

from __future__ import annotations

from presynth.checks.aws.combinations.row import Row

ROWS: tuple[Row, ...] = ()
