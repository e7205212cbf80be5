"""`textDocument/completion` and `completionItem/resolve`."""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import Iterator
from typing import Any, cast

from lsprotocol import types

from presynth.assist.class_names import warm
from presynth.assist.completion import completions
from presynth.assist.documentation import documentation
from presynth.assist.items import Completions, Item, Subject
from presynth.assist.point import Point
from presynth.fixes import FixRefused
from presynth.source.statement import Position
from presynth_server.convert import Converter
from presynth_server.markup import markup
from presynth_server.server import PresynthServer
from presynth_server.texts import OpenDocument

_TRIGGERS = [".", "(", "[", "{", ",", "=", '"', "'", " "]
_EAGER = 20
"""So many items get their imports at once, for a client that does not ask for them later."""
_KINDS = {
    "keyword": types.CompletionItemKind.Field,
    "key": types.CompletionItemKind.Property,
    "class": types.CompletionItemKind.Class,
    "struct": types.CompletionItemKind.Struct,
    "module": types.CompletionItemKind.Module,
    "enum": types.CompletionItemKind.EnumMember,
    "constant": types.CompletionItemKind.Value,
    "property": types.CompletionItemKind.Property,
    "method": types.CompletionItemKind.Method,
    "reference": types.CompletionItemKind.Reference,
    "function": types.CompletionItemKind.Function,
}


async def prepare(ls: PresynthServer) -> None:
    """Make what the first completion would have to wait for, and the first import that goes with one.

    VS Code drops the import of a completion that is taken before it is there.
    """
    await ls.session.on_engine(lambda: [warm(catalog) for catalog in ls.session.catalogs()])
    await asyncio.to_thread(importlib.import_module, "presynth.fixes.concrete")


def register(server: PresynthServer) -> None:
    """Add these to `server`."""
    options = types.CompletionOptions(trigger_characters=_TRIGGERS, resolve_provider=True)

    @server.feature(types.TEXT_DOCUMENT_COMPLETION, options)
    async def complete(ls: PresynthServer, params: types.CompletionParams) -> types.CompletionList | None:
        document = ls.session.documents.get(params.text_document.uri)
        if document is None:
            return None
        return await ls.session.on_engine(lambda: _complete(ls, document, params), urgent=True)

    @server.feature(types.COMPLETION_ITEM_RESOLVE)
    async def resolve(ls: PresynthServer, params: types.CompletionItem) -> types.CompletionItem:
        return await ls.session.on_engine(lambda: _resolve(ls, params), urgent=True)


def _complete(
    ls: PresynthServer, document: OpenDocument, params: types.CompletionParams
) -> types.CompletionList | None:
    point = ls.session.point(document, params.position)
    if point is None or _is_idle_space(point, params.context):
        return None
    found = completions(point)
    return types.CompletionList(is_incomplete=found.incomplete, items=list(_items(ls, document, point, found)))


def _is_idle_space(point: Point, context: types.CompletionContext | None) -> bool:
    """Whether a space was typed where nothing in particular follows."""
    if context is None or context.trigger_character != " ":
        return False
    before = point.line_before.rstrip()
    return not before.endswith((",", "=", "(", "[", "{", ":", "import", "from"))


def _items(
    ls: PresynthServer, document: OpenDocument, point: Point, found: Completions
) -> Iterator[types.CompletionItem]:
    able = _Abilities(ls)
    range_ = ls.session.converter(document.path).range(document.path, found.range)
    for number, item in enumerate(found.items):
        snippet = item.snippet if able.snippets else None
        made = types.CompletionItem(
            label=item.label,
            kind=_KINDS[item.kind],
            detail=item.detail or None,
            sort_text=f"{number:03}",
            filter_text=item.filter_text or None,
            insert_text_format=types.InsertTextFormat.Snippet if snippet else None,
            text_edit=types.TextEdit(range_, snippet or item.inserted),
            deprecated=True if item.deprecated and able.marks_deprecated else None,
            data=_data(document, point, item),
        )
        if able.label_details and (item.origin or item.detail):
            made.label_details = types.CompletionItemLabelDetails(description=item.origin or item.detail)
        if item.imports is not None and not able.resolves_edits:
            if number >= _EAGER:
                continue
            if not _import(ls, point, made, item.imports):
                continue
        yield made


class _Abilities:
    """What the client can do with completion items."""

    def __init__(self, ls: PresynthServer) -> None:
        documents = ls.client_capabilities.text_document
        completion = documents.completion if documents is not None else None
        item = completion.completion_item if completion is not None else None
        resolve = item.resolve_support if item is not None else None
        self.snippets = item is not None and bool(item.snippet_support)
        self.formats = item.documentation_format if item is not None else None
        self.marks_deprecated = item is not None and bool(item.deprecated_support)
        self.label_details = item is not None and bool(item.label_details_support)
        self.resolves_edits = resolve is not None and "additionalTextEdits" in resolve.properties


def _data(document: OpenDocument, point: Point, item: Item) -> dict[str, Any] | None:
    if item.about is None and item.imports is None:
        return None
    line, column = point.position
    return {
        "uri": document.uri,
        "at": [line, column],
        "about": None if item.about is None else list(item.about),
        "imports": None if item.imports is None else list(item.imports),
    }


def _import(ls: PresynthServer, point: Point, item: types.CompletionItem, imports: tuple[str, str]) -> bool:
    """Give the item the edits that import its class; says whether the class is then called as it is inserted."""
    if point.speller is None:
        return False
    try:
        written, edits = point.speller.with_import(*imports)
    except FixRefused:
        return False
    converter: Converter = ls.session.converter(point.path)
    item.additional_text_edits = [types.TextEdit(converter.range(edit.path, edit.range), edit.text) for edit in edits]
    return written == imports[1]


def _resolve(ls: PresynthServer, item: types.CompletionItem) -> types.CompletionItem:
    """The item with its documentation, and with the import it needs."""
    data = cast("dict[str, Any] | None", item.data)
    document = None if data is None else ls.session.documents.get(str(data.get("uri")))
    if data is None or document is None:
        return item
    point = ls.session.point_at(document, Position(*data["at"]))
    if point is None:
        return item
    if data["about"] is not None:
        text = documentation(point.catalog, Subject(*data["about"]))
        item.documentation = markup(text, _Abilities(ls).formats) if text else None
    if data["imports"] is not None and item.additional_text_edits is None:
        module, qualname = data["imports"]
        _import(ls, point, item, (module, qualname))
    return item
