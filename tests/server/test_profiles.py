"""Every editor gets every feature, in the units it counts columns in and the forms it takes.

The capabilities are those that the real ones were recorded to announce (`editors/`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import converters, types
from pytest_lsp import LanguageClient

from server.conftest import open_file
from server.test_editors import EDITORS, UNITS

OTHER = '"🌐"; CIDR = "10.0.0.0/16"\n'
CODE = """from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.vpc import Vpc
from other import CIDR


class Network(TerraformStack):
    def __init__(self, scope, id, *, stage="🪣"):
        super().__init__(scope, id)
        "🪣"; self.vpc = Vpc(self, f"main-{id}", cidr_block=CIDR, tags={"🪣": f"{stage}"}, instance_tenancy="default")
        "🪣🪣"; print(self.vpc, self.vpc.arn)


Network(App(), "network")
"""


class Editor:
    """A client that counts columns as the editor does, with `CODE` open."""

    def __init__(self, client: LanguageClient, able: types.ClientCapabilities, encoding: str, folder: Path) -> None:
        self.client = client
        self.able = able.text_document or types.TextDocumentClientCapabilities()
        self._codec = encoding if encoding == "utf-8" else f"{encoding}-le"
        self._unit = UNITS[encoding]
        self.texts = {(folder / "main.py").as_uri(): CODE, (folder / "other.py").as_uri(): OTHER}
        self.uri = open_file(client, folder / "main.py", CODE)
        self.document = types.TextDocumentIdentifier(self.uri)

    def at(self, marked: str) -> types.Position:
        """The place of the | in a stretch of the code."""
        offset = CODE.index(marked.replace("|", "")) + marked.index("|")
        start = CODE.rfind("\n", 0, offset) + 1
        before = CODE[start:offset].encode(self._codec)
        return types.Position(CODE.count("\n", 0, offset), len(before) // self._unit)

    def text(self, range_: types.Range, uri: str = "") -> str:
        """What stands at a range of one line."""
        assert range_.start.line == range_.end.line
        line = self.texts[uri or self.uri].split("\n")[range_.start.line].encode(self._codec)
        return line[range_.start.character * self._unit : range_.end.character * self._unit].decode(self._codec)

    def texts_at(self, places: Iterable[Any]) -> list[str]:
        return [self.text(each.range, getattr(each, "uri", "")) for each in places]


async def _reading(editor: Editor) -> None:
    client, document = editor.client, editor.document
    hover = await client.text_document_hover_async(types.HoverParams(document, editor.at("print(self.v|pc")))
    assert hover is not None
    assert hover.range is not None
    assert editor.text(hover.range) == "vpc"
    assert isinstance(hover.contents, types.MarkupContent)
    formats = (editor.able.hover.content_format if editor.able.hover else None) or []
    assert hover.contents.kind in (formats or [types.MarkupKind.PlainText])
    signature = await client.text_document_signature_help_async(
        types.SignatureHelpParams(document, editor.at("cidr_block=C|IDR"))
    )
    assert signature is not None
    shown = signature.signatures[0]
    assert isinstance(signature.active_parameter, int)
    label = (shown.parameters or [])[signature.active_parameter].label
    assert (label if isinstance(label, str) else shown.label[label[0] : label[1]]).startswith("cidr_block")
    found = await client.text_document_definition_async(types.DefinitionParams(document, editor.at("cidr_block=C|IDR")))
    (place,) = found if isinstance(found, list) else [found]
    if isinstance(place, types.LocationLink):
        assert place.origin_selection_range is not None
        assert editor.text(place.origin_selection_range) == "CIDR"
        assert editor.text(place.target_selection_range, place.target_uri) == "CIDR"
    else:
        assert isinstance(place, types.Location)
        assert editor.text(place.range, place.uri) == "CIDR"


async def _finding(editor: Editor) -> None:
    client, document = editor.client, editor.document
    everywhere = types.ReferenceContext(include_declaration=True)
    references = await client.text_document_references_async(
        types.ReferenceParams(everywhere, document, editor.at("self.v|pc.arn"))
    )
    assert editor.texts_at(references or []) == ["vpc"] * 3
    marked = await client.text_document_document_highlight_async(
        types.DocumentHighlightParams(document, editor.at("self.v|pc.arn"))
    )
    assert editor.texts_at(marked or []) == ["vpc"] * 3
    symbols = await client.text_document_document_symbol_async(types.DocumentSymbolParams(document))
    flat = [*_flat(symbols or [])]
    assert [each.name for each in flat] == ["Network", "__init__", "main-network", "network"]
    assert isinstance(flat[2], types.DocumentSymbol) is bool(
        editor.able.document_symbol and editor.able.document_symbol.hierarchical_document_symbol_support
    )
    range_ = flat[2].selection_range if isinstance(flat[2], types.DocumentSymbol) else flat[2].location.range
    assert editor.text(range_).startswith("Vpc")
    (known,) = await client.workspace_symbol_async(types.WorkspaceSymbolParams("main-net")) or []
    assert isinstance(known.location, types.Location)
    assert editor.text(known.location.range) == "Vpc"


def _flat(symbols: Iterable[Any]) -> Iterable[Any]:
    for each in symbols:
        yield each
        yield from _flat(getattr(each, "children", None) or ())


async def _writing(editor: Editor) -> None:
    client, document = editor.client, editor.document
    offered = await client.text_document_completion_async(
        types.CompletionParams(document, editor.at('instance_tenancy="def|ault"'))
    )
    assert isinstance(offered, types.CompletionList)
    edit = next(each for each in offered.items if each.label == "default").text_edit
    assert isinstance(edit, types.TextEdit)
    assert editor.text(edit.range) == "default"
    place = editor.at("self.v|pc.arn")
    prepared = await client.text_document_prepare_rename_async(types.PrepareRenameParams(document, place))
    assert isinstance(prepared, types.PrepareRenamePlaceholder)
    assert editor.text(prepared.range) == "vpc"
    renamed = await client.text_document_rename_async(types.RenameParams(document, place, "main"))
    assert renamed is not None
    edits = renamed.changes[editor.uri] if renamed.changes else renamed.document_changes[0].edits  # type: ignore[index,union-attr]
    assert editor.texts_at(edits) == ["vpc"] * 3
    assert {each.new_text for each in edits if isinstance(each, types.TextEdit)} == {"main"}


async def _showing(editor: Editor) -> None:
    client, document = editor.client, editor.document
    whole = types.Range(types.Position(0, 0), types.Position(CODE.count("\n"), 0))
    hints = await client.text_document_inlay_hint_async(types.InlayHintParams(document, whole))
    by_label = {str(each.label): each.position for each in hints or []}
    assert by_label["aws_vpc.main-network"] == editor.at('f"main-{id}"|')
    assert by_label["'🪣'"] == editor.at('f"{stage}"|')
    links = await client.text_document_document_link_async(types.DocumentLinkParams(document))
    assert editor.texts_at(links or []) == ["Vpc"]


@pytest.mark.asyncio
@pytest.mark.parametrize("path", EDITORS, ids=[path.stem for path in EDITORS])
async def test_all_features(client: LanguageClient, tmp_path: Path, path: Path) -> None:
    recorded = json.loads(path.read_text(encoding="utf-8"))
    able = converters.get_converter().structure(recorded["capabilities"], types.ClientCapabilities)
    client.set_configuration({"presynth": {}})
    if able.workspace is not None:
        # The client of this test answers nothing that is asked about these.
        able.workspace.did_change_watched_files = None
        able.workspace.diagnostics = None
        able.workspace.inlay_hint = None
    for name, text in (("main.py", CODE), ("other.py", OTHER)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    folders = [types.WorkspaceFolder(tmp_path.as_uri(), tmp_path.name)]
    answer = await client.initialize_session(types.InitializeParams(able, workspace_folders=folders))
    encoding = str(getattr(answer.capabilities.position_encoding, "value", answer.capabilities.position_encoding))
    wanted = (able.general.position_encodings if able.general else None) or ["utf-16"]
    assert encoding == str(getattr(wanted[0], "value", wanted[0])), "the editor's first that is known"
    editor = Editor(client, able, encoding, tmp_path)
    for features in (_reading, _finding, _writing, _showing):
        await features(editor)
