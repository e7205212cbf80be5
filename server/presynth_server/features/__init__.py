"""What the server does, one module for each method of the protocol (or pair that belongs together)."""

from __future__ import annotations

from presynth_server.features import (
    code_action,
    configuration,
    diagnostics,
    lifecycle,
    schema,
    synchronization,
    watched_files,
)
from presynth_server.server import PresynthServer


def create() -> PresynthServer:
    """A server with all features."""
    server = PresynthServer()
    for feature in (lifecycle, synchronization, diagnostics, code_action, configuration, watched_files, schema):
        feature.register(server)
    return server
