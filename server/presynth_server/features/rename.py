"""`textDocument/prepareRename` and `textDocument/rename`."""

from __future__ import annotations

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from presynth.assist.rename import RenameRefused, consequence, renamable, rename
from presynth_server.server import PresynthServer
from presynth_server.texts import OpenDocument
from presynth_server.workspace_edit import workspace_edit

REQUEST_FAILED = -32803


def register(server: PresynthServer) -> None:
    """Add these to `server`."""

    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    async def prepare(ls: PresynthServer, params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
        document = ls.session.documents.get(params.text_document.uri)
        if document is None:
            return None
        return await ls.session.on_engine(lambda: _prepare(ls, document, params.position))

    @server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    async def rename_(ls: PresynthServer, params: types.RenameParams) -> types.WorkspaceEdit | None:
        document = ls.session.documents.get(params.text_document.uri)
        if document is None:
            return None
        edit, told = await ls.session.on_engine(lambda: _rename(ls, document, params.position, params.new_name))
        if told:
            ls.window_show_message(types.ShowMessageParams(types.MessageType.Warning, told))
        return edit


def _prepare(
    ls: PresynthServer, document: OpenDocument, position: types.Position
) -> types.PrepareRenamePlaceholder | None:
    point = ls.session.point(document, position)
    if point is None:
        return None
    try:
        word = renamable(point)
    except RenameRefused:
        return None
    range_ = ls.session.converter(document.path).range(document.path, word.range)
    return types.PrepareRenamePlaceholder(range_, word.text)


def _rename(
    ls: PresynthServer, document: OpenDocument, position: types.Position, name: str
) -> tuple[types.WorkspaceEdit | None, str]:
    """The edits, and what somebody should know of what they lead to."""
    point = ls.session.point(document, position)
    if point is None:
        return None, ""
    try:
        return workspace_edit(ls, rename(point, name)), consequence(point, name)
    except RenameRefused as refusal:
        raise JsonRpcException(code=REQUEST_FAILED, message=str(refusal)) from refusal
