"""What the server does, one module for each method of the protocol (or pair that belongs together)."""

from __future__ import annotations

from presynth_server.features import (
    code_action,
    command,
    completion,
    configuration,
    definition,
    diagnostics,
    document_highlight,
    document_link,
    document_symbol,
    hover,
    inlay_hint,
    lifecycle,
    references,
    rename,
    schema,
    signature_help,
    synchronization,
    watched_files,
    workspace_symbol,
)
from presynth_server.server import PresynthServer

_FEATURES = (
    *(lifecycle, synchronization, diagnostics, configuration, watched_files, schema),
    *(document_symbol, workspace_symbol, inlay_hint, document_link),
    *(code_action, command, completion, hover, signature_help, definition, references, document_highlight, rename),
)


def create() -> PresynthServer:
    """A server with all features but those that `initialize` adds for who asks for them."""
    server = PresynthServer()
    for feature in _FEATURES:
        feature.register(server)
    return server
