"""A small client of language servers, the same for all: it speaks the protocol and notes when answers come."""

from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

CAPABILITIES: dict[str, Any] = {
    "general": {"positionEncodings": ["utf-16"]},
    "workspace": {"configuration": True, "workspaceFolders": True, "didChangeConfiguration": {}},
    "textDocument": {
        "synchronization": {"didSave": True},
        "publishDiagnostics": {"versionSupport": True, "relatedInformation": True},
        "completion": {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown", "plaintext"]}},
        "hover": {"contentFormat": ["markdown", "plaintext"]},
    },
}
"""What the client can do. It takes pushed diagnostics, as every server here can push them."""


class Published(NamedTuple):
    """Diagnostics that arrived `at` a time (of `perf_counter`), for a `version` of the document if the server says."""

    at: float
    version: int | None
    diagnostics: list[Any]


class ServerError(Exception):
    """The server answered with an error, not in time, or not at all."""


class Client:
    """Talks to one server in one folder. `options` are its `initializationOptions`, `settings` what it may ask for."""

    def __init__(
        self,
        command: Sequence[str],
        folder: Path,
        *,
        environment: Mapping[str, str],
        options: object = None,
        settings: Mapping[str, object] | None = None,
    ) -> None:
        self.process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._folder = folder
        self._settings = settings or {}
        self._ids = 0
        self._changed = threading.Condition()
        self._answers: dict[int, tuple[float, dict[str, Any]]] = {}
        self._published: dict[str, list[Published]] = {}
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        folders = [{"uri": folder.as_uri(), "name": folder.name}]
        root = {"rootUri": folder.as_uri(), "rootPath": str(folder), "workspaceFolders": folders}
        parameters = {"processId": None, "capabilities": CAPABILITIES, "initializationOptions": options, **root}
        self.capabilities: dict[str, Any] = self.request("initialize", parameters)[0]["capabilities"]
        self.notify("initialized", {})

    def notify(self, method: str, parameters: object) -> float:
        """Send a notification; returns when."""
        return self._send({"method": method, "params": parameters})

    def request(self, method: str, parameters: object, timeout: float = 60) -> tuple[Any, float]:
        """Send a request; returns the result and the seconds it took."""
        self._ids += 1
        number = self._ids
        sent = self._send({"id": number, "method": method, "params": parameters})
        with self._changed:
            if not self._changed.wait_for(lambda: number in self._answers or not self._reader.is_alive(), timeout):
                raise ServerError(f"no answer to {method} within {timeout} s")
            if number not in self._answers:
                raise ServerError(f"the server ended before it answered {method}")
            at, answer = self._answers.pop(number)
        if "error" in answer:
            raise ServerError(f"{method}: {answer['error']}")
        return answer["result"], at - sent

    def diagnostics(self, uri: str, sent: float, version: int, timeout: float = 60) -> Published:
        """The first diagnostics for this version of a document (or after `sent`, if there are no versions)."""

        def matching() -> Published | None:
            for each in self._published.get(uri, ()):
                if each.at > sent and (each.version is None or each.version >= version):
                    return each
            return None

        with self._changed:
            if not self._changed.wait_for(lambda: matching() or not self._reader.is_alive(), timeout):
                raise ServerError(f"no diagnostics within {timeout} s")
            found = matching()
            self._published[uri] = []
        if found is None:
            raise ServerError("the server ended before it sent diagnostics")
        return found

    def memory(self) -> float:
        """The resident memory of the server and its children, in MB."""
        return sum(map(_resident, _family(self.process.pid))) / 1024

    def close(self) -> None:
        """Say goodbye; end the process if it does not go."""
        try:
            self.request("shutdown", None, 5)
            self.notify("exit", None)
            self.process.wait(5)
        except (ServerError, OSError, subprocess.TimeoutExpired):
            self.process.kill()
            self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                stream.close()

    def _send(self, message: dict[str, Any]) -> float:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin is not None
        now = perf_counter()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()
        return now

    def _read(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        while True:
            length = 0
            while (line := stream.readline()) not in (b"\r\n", b""):
                name, _, value = line.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
            body = stream.read(length)
            if not body:
                break
            self._receive(perf_counter(), json.loads(body))
        with self._changed:
            self._changed.notify_all()

    def _receive(self, at: float, message: dict[str, Any]) -> None:
        if "method" in message and "id" in message:
            self._send({"id": message["id"], "result": self._answer(message)})
            return
        with self._changed:
            if "id" in message:
                self._answers[message["id"]] = (at, message)
            elif message.get("method") == "textDocument/publishDiagnostics":
                said = message["params"]
                published = Published(at, said.get("version"), said["diagnostics"])
                self._published.setdefault(said["uri"], []).append(published)
            self._changed.notify_all()

    def _answer(self, message: dict[str, Any]) -> object:
        if message["method"] == "workspace/configuration":
            return [self._settings.get(item.get("section", "")) for item in message["params"]["items"]]
        return None


def _family(process: int) -> list[int]:
    """A process and all its descendants."""
    found = [process]
    for each in found:
        for children in Path(f"/proc/{each}/task").glob("*/children"):
            found += [int(child) for child in children.read_text().split()]
    return found


def _resident(process: int) -> int:
    """Resident memory in KB; 0 for a process that has ended."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:")), 0)
