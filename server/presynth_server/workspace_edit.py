"""Edits of several files, in the form that the client takes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lsprotocol import types

from presynth.findings import TextEdit
from presynth_server.server import PresynthServer


def workspace_edit(ls: PresynthServer, made: Iterable[TextEdit]) -> types.WorkspaceEdit:
    """Text edits in the form that the client takes; with versions, where it knows them."""
    by_path: dict[str, list[types.TextEdit]] = {}
    for edit in made:
        converter = ls.session.converter(edit.path)
        by_path.setdefault(edit.path, []).append(types.TextEdit(converter.range(edit.path, edit.range), edit.text))
    workspace = ls.client_capabilities.workspace
    capabilities = workspace.workspace_edit if workspace is not None else None
    if capabilities is None or not capabilities.document_changes:
        return types.WorkspaceEdit(changes={ls.session.uri_of(path): changes for path, changes in by_path.items()})
    versions = {document.path: document.version for document in ls.session.documents.values()}
    changes: list[Any] = []
    for path, text_edits in by_path.items():
        identifier = types.OptionalVersionedTextDocumentIdentifier(ls.session.uri_of(path), versions.get(path))
        changes.append(types.TextDocumentEdit(identifier, text_edits))
    return types.WorkspaceEdit(document_changes=changes)
