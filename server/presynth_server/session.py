"""What the server knows between requests: open documents, folders with their settings, the engine for each."""

from __future__ import annotations

import asyncio
import os
import threading
from collections import deque
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from lsprotocol import types
from pygls.uris import to_fs_path

from presynth import interruption
from presynth.assist.point import Point
from presynth.catalog.catalog import Catalog
from presynth.catalog.environment import Machine
from presynth.config.configuration import Configuration
from presynth.config.errors import ConfigurationError
from presynth.config.settings import Settings
from presynth.engine import Analysis, FileReport, Workspace
from presynth.findings import Finding
from presynth.source.positions import Encoding, code_points
from presynth.source.statement import Position
from presynth_server.convert import Converter, uri_of
from presynth_server.texts import OpenDocument

Answer = TypeVar("Answer")

_MOST_TURNS = 5
"""How often a job makes way for others before it is done."""
_START = Position(1, 0)
_ENVIRONMENT = "activeEnvironment"
"""The setting that is no option: the environment that the editor has selected."""


class _Turn:
    """Says whether to stop: nobody waits any more, or others wait at the keyboard (for whom not to stop for ever)."""

    def __init__(self, stop: threading.Event, urgent: Collection[object]) -> None:
        self._stop = stop
        self._urgent = urgent
        self._left = _MOST_TURNS

    def is_set(self) -> bool:
        return self._stop.is_set() or (self._left > 0 and bool(self._urgent))

    def again(self) -> None:
        """It has stopped, and will start again."""
        self._left -= 1


class _Job(Generic[Answer]):
    """Something to do with the engine, and its `answer`. It is done once, though perhaps begun several times."""

    def __init__(self, job: Callable[[], Answer], stop: threading.Event, urgent: Collection[object]) -> None:
        self.answer: Future[Answer] = Future()
        self._job = job
        self._stop = stop
        self._turn = _Turn(stop, urgent)

    def is_done(self) -> bool:
        """Do it, if anybody still waits for it; False if it made way for others, and has to be begun anew."""
        answer = self.answer
        if not answer.running() and not answer.set_running_or_notify_cancel():
            return True
        try:
            with interruption.until(self._turn):
                answer.set_result(self._job())
        except interruption.Interrupted:
            if not self._stop.is_set():
                self._turn.again()
                return False
            answer.set_exception(interruption.Interrupted())  # another one: this one knows who waits for it
        except BaseException as error:
            answer.set_exception(error)
        return True


class _Latest(NamedTuple):
    """A report, the text it was made of, and how often anything had changed by then."""

    text: str
    times_changed: int
    report: FileReport


class Session:
    """The state of the server.

    Documents and settings are changed on the event loop. The engine works on one thread of its own, one job after the
    other: whoever wants something of it says so with `on_engine`, and gets what is true for the documents as they are
    by then. What somebody waits for at the keyboard goes before what is only to be shown some time.
    """

    def __init__(self, notify: Callable[[str], None]) -> None:
        self._notify = notify
        self._thread = ThreadPoolExecutor(1, "presynth-analysis")
        self._urgent: deque[_Job[Any]] = deque()
        self._waiting: deque[_Job[Any]] = deque()
        self._engines: dict[Path, Workspace] = {}
        self._told: set[str] = set()
        self._latest: dict[str, _Latest] = {}
        self._awaited = 0
        self.times_asked = 0
        self.times_changed = 0
        self.documents: dict[str, OpenDocument] = {}
        self.folders: tuple[Path, ...] = ()
        self.settings: dict[Path | None, Mapping[str, object]] = {}
        self.encoding: Encoding = "utf-16"
        self.shows_related = True

    # Documents, on the event loop

    def open(self, document: types.TextDocumentItem) -> OpenDocument | None:
        """Remember a document; None for one that is no file."""
        path = to_fs_path(document.uri)
        if path is None:
            return None
        opened = OpenDocument(document.uri, path, document.version, document.text)
        self.documents[document.uri] = opened
        self.touch()
        return opened

    def change(self, params: types.DidChangeTextDocumentParams) -> OpenDocument | None:
        """Edit a document; None for one that is not open."""
        document = self.documents.get(params.text_document.uri)
        if document is not None:
            document.change(params.text_document.version, params.content_changes, self.encoding)
            self.touch()
        return document

    def close(self, uri: str) -> OpenDocument | None:
        """Forget a document: what is on disk counts again."""
        self._latest.pop(uri, None)
        return self.documents.pop(uri, None)

    def uri_of(self, path: str) -> str:
        """The URI of a file, as the client spells it where it has it open."""
        opened = (document.uri for document in self.documents.values() if document.path == path)
        return next(opened, uri_of(path))

    # The engine, on its thread

    async def on_engine(
        self, job: Callable[[], Answer], stop: threading.Event | None = None, *, urgent: bool = False
    ) -> Answer:
        """Do something with the engine, behind what was asked before; before all that is not, if it is `urgent`.

        What is not makes way for what is, and starts again: what was evaluated till then is remembered.
        When the request is cancelled it is answered at once, and the engine stops at the next good place. Whoever else
        sets `stop` gets an Interrupted.
        """
        signal = threading.Event() if stop is None else stop
        asked = _Job(job, signal, () if urgent else self._urgent)
        (self._urgent if urgent else self._waiting).append(asked)
        self._thread.submit(self._work)
        self._awaited += 1
        self.times_asked += 1
        try:
            return await asyncio.wrap_future(asked.answer)
        except asyncio.CancelledError:
            signal.set()
            raise
        finally:
            self._awaited -= 1
            del asked  # an error knows where it came by, and what is there must not know it

    @property
    def is_idle(self) -> bool:
        """Whether nobody waits for anything."""
        return self._awaited == 0

    def _work(self) -> None:
        """Do the next of the jobs: this is called once for each."""
        job = (self._urgent or self._waiting).popleft()
        if not job.is_done():
            self._waiting.appendleft(job)
            self._thread.submit(self._work)

    def report(self, document: OpenDocument) -> FileReport:
        """The findings in a document, all open ones being as the editor has them."""
        return self.reports([document])[document.uri]

    def latest_report(self, document: OpenDocument) -> FileReport:
        """The findings as they were found last, if everything is as it was then; else as they are now."""
        latest = self._latest.get(document.uri)
        same = latest is not None and latest.times_changed == self.times_changed
        return latest.report if latest is not None and same else self.report(document)

    def last_findings(self, document: OpenDocument) -> tuple[Finding, ...]:
        """What was found last, as far as the statements are still there: nobody waits for a check."""
        latest = self._latest.get(document.uri)
        if latest is None:
            return self.report(document).findings
        same = latest.text is document.text
        source = None if same else self.engine_of(document.path).documents.source(document.path)
        if source is None:
            return latest.report.findings
        statements = ((each, each.place.statement) for each in latest.report.findings)
        return tuple(each for each, statement in statements if source.holds(statement))

    def reports(self, documents: list[OpenDocument]) -> dict[str, FileReport]:
        """The findings in several documents, by URI."""
        reports: dict[str, FileReport] = {}
        for folder in dict.fromkeys(self._folder_of(document.path) for document in documents):
            members = [document for document in documents if self._folder_of(document.path) == folder]
            times = self.times_changed
            texts = {document.uri: document.text for document in members}
            analysis = self._check(folder, [document.path for document in members])
            for document in members:
                report = reports[document.uri] = analysis.reports[document.path]
                self._latest[document.uri] = _Latest(texts[document.uri], times, report)
        return reports

    def report_at(self, path: str) -> FileReport:
        """The findings in a file, open or not."""
        return self._check(self._folder_of(path), [path]).reports[path]

    def _check(self, folder: Path, paths: list[str]) -> Analysis:
        """The findings in files below a folder. A broken configuration is told the user, and does not count."""
        try:
            return self._engine_with_documents(folder).check(paths)
        except ConfigurationError as error:
            self._tell(str(error))
            self._engines[folder] = self._workspace(folder, Configuration(folder, isolated=True))
            return self._engine_with_documents(folder).check(paths)

    def point(self, document: OpenDocument, position: types.Position) -> Point | None:
        """A position in a document with all that is known around it; None in a file that is none of presynth's."""
        lines = document.text.split("\n")
        line = min(position.line, len(lines) - 1)
        column = code_points(lines[line], position.character, self.encoding)
        return self.point_at(document, Position(line + 1, column))

    def point_at(self, document: OpenDocument, position: Position = _START) -> Point | None:
        """The same, for a position as presynth counts; the document's beginning, if nothing else is said."""
        engine = self._engine_with_documents(self._folder_of(document.path))
        source = engine.documents.source(document.path)
        try:
            if source is None or not engine.concerns(source):
                return None
            project = engine.project(document.path)
            return Point(project.program([document.path]), project.outcome, source, position)
        except ConfigurationError:
            self.report(document)  # which tells the user, and goes on without the configuration
            return None

    def options(self, path: str) -> Settings:
        """What the file at `path` is checked and shown with; the defaults where the configuration is broken."""
        try:
            return self.engine_of(path).configuration.for_file(Path(path))
        except ConfigurationError as error:
            self._tell(str(error))
            return Settings(Path(path).parent)

    def engines(self) -> list[Workspace]:
        """The engines of all folders of the workspace, all open documents being as the editor has them."""
        return [self._engine_with_documents(folder) for folder in self.folders]

    def files(self) -> list[tuple[Workspace, str]]:
        """The files of all projects in the workspace, open or not, each with the engine for its folder."""
        found: dict[str, Workspace] = {}
        for engine in self.engines():
            try:
                for path in engine.files:
                    found.setdefault(path, self.engine_of(path))
            except ConfigurationError as error:
                self._tell(str(error))
        return [(engine, path) for path, engine in found.items()]

    def _engine_with_documents(self, folder: Path) -> Workspace:
        """The engine for a folder, all open documents being as the editor has them."""
        engine = self.engine(folder)
        for opened in list(self.documents.values()):
            engine.documents.put(opened.path, opened.text)
        return engine

    def engine_of(self, path: str) -> Workspace:
        """The engine that answers for the file at `path`."""
        return self.engine(self._folder_of(path))

    def engine(self, folder: Path) -> Workspace:
        """The engine for a folder of the workspace."""
        engine = self._engines.get(folder)
        if engine is None:
            settings = {key: value for key, value in self._set_for(folder).items() if key != _ENVIRONMENT}
            try:
                configuration = Configuration(folder, editor=settings)
            except ConfigurationError as error:
                self._tell(str(error))
                configuration = Configuration(folder)
            engine = self._engines[folder] = self._workspace(folder, configuration)
        return engine

    def _workspace(self, folder: Path, configuration: Configuration) -> Workspace:
        machine = _machine(self._set_for(folder).get(_ENVIRONMENT))
        return Workspace(configuration, folder=folder, wait=False, machine=machine)

    def _set_for(self, folder: Path) -> Mapping[str, object]:
        """What the editor's settings are for a folder."""
        return self.settings.get(folder, self.settings.get(None, {}))

    def closed(self, path: str) -> None:
        """A document was closed: read the file again."""
        for engine in self._engines.values():
            engine.documents.put(path, None)
        self.touch()

    def touch(self) -> None:
        """Something has changed, an open document or a file on disk: what is found may be something else."""
        self.times_changed += 1

    def forget(self) -> None:
        """Look at everything anew: settings, environments, files that came or went."""
        for engine in self._engines.values():
            engine.forget()  # its projects know it: nobody but the collector would find them
        self._engines.clear()
        self._latest.clear()
        self._told.clear()

    def discard_indexes(self) -> None:
        """Delete what was indexed for the projects that have been looked at."""
        for catalog in self.catalogs():
            catalog.discard()

    def catalogs(self) -> list[Catalog]:
        """The schemas of all projects that have been looked at."""
        return [catalog for engine in self._engines.values() for catalog in engine.catalogs]

    def pending_engines(self) -> list[Workspace]:
        """The engines whose schema still has to be indexed."""
        return [engine for engine in self._engines.values() if engine.is_pending]

    def converter(self, path: str) -> Converter:
        """Converts places in the files of the engine that answers for `path`."""
        return Converter(self.engine_of(path).documents.source, self.encoding, related=self.shows_related)

    def stop(self) -> None:
        """End the engine's thread; what is under way is not waited for."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _folder_of(self, path: str) -> Path:
        """The innermost folder of the workspace that holds the file; the file's own where none does."""
        holders = [folder for folder in self.folders if Path(path).is_relative_to(folder)]
        return max(holders, key=lambda folder: len(folder.parts), default=Path(path).parent)

    def _tell(self, message: str) -> None:
        """Say something to the user, once."""
        if message not in self._told:
            self._told.add(message)
            self._notify(message)


def _machine(active_environment: object) -> Machine | None:
    """This machine as a terminal would see it in which the environment that the editor has selected is activated."""
    if not isinstance(active_environment, str):
        return None
    return Machine(environ={**os.environ, "VIRTUAL_ENV": active_environment})
