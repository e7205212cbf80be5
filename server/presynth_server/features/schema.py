"""`presynth/schema`: the assemblies that a document is judged by, for the editor to show."""

from __future__ import annotations

from typing import Any

from presynth_server.server import PresynthServer


def register(server: PresynthServer) -> None:
    """Add this to `server`."""

    @server.feature("presynth/schema")
    async def schema(ls: PresynthServer, params: Any) -> list[dict[str, str]]:
        document = ls.session.documents.get(params.textDocument.uri)
        if document is None:
            return []
        assemblies = await ls.session.on_engine(
            lambda: ls.session.engine_of(document.path).project(document.path).catalog.assemblies
        )
        return [
            {
                "assembly": each.name,
                "version": each.version,
                "provider_version": each.provider_version,
                "source": each.source,
                "path": each.path,
            }
            for each in assemblies
        ]
