"""`textDocument/codeAction` and `codeAction/resolve`: fixes, fix all, ignoring, rewriting, pages of rules."""

from __future__ import annotations

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from presynth.fixes import FixRefused
from presynth_server.offers import FIX_ALL, offers
from presynth_server.resolution import resolved
from presynth_server.server import PresynthServer

_KINDS = [types.CodeActionKind.QuickFix, types.CodeActionKind.RefactorRewrite, FIX_ALL]
_REQUEST_FAILED = -32803


def register(server: PresynthServer) -> None:
    """Add these to `server`."""
    options = types.CodeActionOptions(code_action_kinds=_KINDS, resolve_provider=True)

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, options)
    async def code_action(ls: PresynthServer, params: types.CodeActionParams) -> list[types.CodeAction]:
        document = ls.session.documents.get(params.text_document.uri)
        if document is None:
            return []
        actions = await ls.session.on_engine(lambda: list(offers(ls, document, params)), urgent=True)
        if _resolves_edits(ls):
            return actions
        made = [await ls.session.on_engine(lambda action=action: _made(ls, action)) for action in actions]
        return [action for action in made if action is not None]

    @server.feature(types.CODE_ACTION_RESOLVE)
    async def resolve(ls: PresynthServer, params: types.CodeAction) -> types.CodeAction:
        return await ls.session.on_engine(lambda: _resolve(ls, params), urgent=True)


def _resolve(ls: PresynthServer, action: types.CodeAction) -> types.CodeAction:
    try:
        return resolved(ls, action)
    except FixRefused as refusal:
        message = f"presynth cannot do this: {refusal.reason}"
        raise JsonRpcException(code=_REQUEST_FAILED, message=message) from refusal


def _made(ls: PresynthServer, action: types.CodeAction) -> types.CodeAction | None:
    """An action with all that belongs to it; None where it cannot be done."""
    try:
        return resolved(ls, action)
    except FixRefused:
        return None


def _resolves_edits(ls: PresynthServer) -> bool:
    """Whether the client asks for the edit of an action when it is chosen."""
    documents = ls.client_capabilities.text_document
    actions = documents.code_action if documents is not None else None
    support = actions.resolve_support if actions is not None else None
    return support is not None and "edit" in support.properties
