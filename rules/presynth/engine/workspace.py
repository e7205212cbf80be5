"""All projects that files belong to, each with its schema and its program, kept from one check to the next."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from presynth.catalog import cdktf_json
from presynth.catalog.cache import Cache
from presynth.catalog.catalog import Catalog
from presynth.catalog.environment import Environment, Machine, find
from presynth.catalog.stand_ins import Mention, packages_in
from presynth.catalog.types import Assembly
from presynth.checks.base import Context, Rule
from presynth.checks.registry import all_rules
from presynth.config.configuration import Configuration
from presynth.config.discovery import python_files
from presynth.config.selection import RuleSelection
from presynth.engine import layout
from presynth.engine.connections import Connections
from presynth.engine.judge import Judge
from presynth.findings import Finding
from presynth.program.asking import Outcome
from presynth.program.program import Evaluator, Program
from presynth.report.model import FileError
from presynth.source.decoding import SourceError, read
from presynth.source.file import SourceFile
from presynth.terraform.discovery import discover
from presynth.terraform.version import TerraformVersion


@dataclass(frozen=True)
class FileReport:
    """What there is to say of one file: findings in the order of their places."""

    path: str
    findings: tuple[Finding, ...] = ()
    errors: tuple[FileError, ...] = ()


@dataclass(frozen=True)
class Analysis:
    """The outcome of a check: a report for each path asked for."""

    reports: dict[str, FileReport]
    assemblies: tuple[Assembly, ...] = ()
    terraform: TerraformVersion | None = None


class Documents:
    """The text of files: as an editor has it where it does, else as it is on disk."""

    def __init__(self) -> None:
        self._open: dict[str, str] = {}
        self._sources: dict[str, SourceFile] = {}
        self._stamps: dict[str, tuple[int, int]] = {}
        self.errors: dict[str, SourceError] = {}

    def put(self, path: str, text: str | None) -> None:
        """Let an editor's text count for a path; None: what is on disk counts again."""
        if text is None:
            self._open.pop(path, None)
            self._stamps.pop(path, None)
        else:
            self._open[path] = text

    def source(self, path: str) -> SourceFile | None:
        """The file as it is now; None where it cannot be read (`errors` says why)."""
        text = self._open.get(path)
        known = self._sources.get(path)
        if text is not None:
            if known is None or known.text is not text:
                known = self._parse(path, text, known)
            return known
        try:
            stamp = _stamp(path)
            if known is None or self._stamps.get(path) != stamp:
                known = self._parse(path, read(path).text, known)
                self._stamps[path] = stamp
            self.errors.pop(path, None)
            return known
        except SourceError as error:
            self.errors[path] = error
        except OSError as error:
            self.errors[path] = SourceError(path, error.strerror or str(error))
        self._sources.pop(path, None)
        return None

    def text(self, path: str) -> str:
        """The text of a file as it is now, "" where it cannot be read; without a look at what it says."""
        try:
            return self._open[path] if path in self._open else read(path).text
        except (SourceError, OSError):
            return ""

    def mark(self, path: str) -> object:
        """Something else whenever the file has another text; None where there is none."""
        try:
            return self._open[path] if path in self._open else _stamp(path)
        except (OSError, ValueError):
            return None

    def _parse(self, path: str, text: str, known: SourceFile | None) -> SourceFile:
        if known is not None and known.text == text:
            return known
        source = self._sources[path] = SourceFile.parse(path, text, known)
        return source


def _stamp(path: str) -> tuple[int, int]:
    status = os.stat(path)
    return status.st_mtime_ns, status.st_size


class Project:
    """One project: its files, its environment's catalog, its program.

    `opened` are files that count too, though they may not be on disk yet.
    """

    def __init__(self, folder: str, workspace: Workspace, opened: tuple[str, ...]) -> None:
        self.folder = folder
        self.opened = opened
        self._workspace = workspace
        settings = workspace.configuration.for_folder(Path(folder))
        self.files = layout.project_files(folder, settings.excludes)
        self._connections = Connections(folder, layout.python_files(folder, settings.excludes), workspace.documents)
        self._wanted: set[str] = set()
        self.environment: Environment | None = find(
            Path(folder),
            workspace.folder,
            None if settings.python is None else str(settings.python),
            workspace.machine,
        )
        # What was looked at for the schema, by what tells one text of it from another.
        self._seen = {path: workspace.documents.mark(path) for path in (*self.files, *opened)}
        self._mentions = frozenset(layout.mentions(map(workspace.documents.text, self._seen)))
        self._local = cdktf_json.read(Path(folder)).package
        self._packages = packages_in(self._mentions, self._local)
        self.catalog = self._load(wait=workspace.wait)
        self.terraform = discover(Path(folder), settings.terraform_version, settings.opentofu_version)
        self._evaluator = Evaluator(self.catalog, layout.module_roots(folder, self.files), workspace.documents.source)
        contexts = _Contexts(folder, workspace.configuration, workspace.rules, self.catalog, self.terraform)
        self.judge = Judge(workspace.rules, contexts.of)

    @property
    def is_pending(self) -> bool:
        """Whether an index of its schema is still to be built."""
        return self.catalog.pending

    def imports_others(self, path: str) -> bool:
        """Whether a file imports from packages that nothing imported when the schema was loaded."""
        documents = self._workspace.documents
        mark = documents.mark(path)
        if mark is None or self._seen.get(path) == mark:
            return False
        source = documents.source(path)
        found = () if source is None else tuple(_imported(source))
        if not packages_in(found, self._local) <= self._packages:
            return True
        self._seen[path] = mark
        return False

    def build_indexes(self) -> None:
        """Build them. Takes seconds; changes nothing here, and may run on any thread."""
        self._load(wait=True)

    def _load(self, *, wait: bool) -> Catalog:
        folders = (Path(self.folder),)
        return Catalog.load(self.environment, folders, self._workspace.cache, self._mentions, wait=wait)

    def program(self, paths: Iterable[str]) -> Program:
        """The program as it is now: all that has to do with the files at `paths` or with those asked for before.

        Without paths it is the whole project's.
        """
        self._wanted.update(tuple(paths) or self.files)
        relevant = set(self.files) - self._wanted
        if relevant:
            relevant &= self._connections.of(self._wanted)
        return self._evaluator.evaluate(relevant | self._wanted)

    def connected(self, paths: Iterable[str]) -> frozenset[str]:
        """The files that have to do with those at `paths`, these included."""
        return self._connections.of(paths)

    def groups(self, paths: Iterable[str]) -> list[frozenset[str]]:
        """The files of the project, and those at `paths`, in groups that have nothing to do with one another."""
        return self._connections.groups(paths)

    @property
    def outcome(self) -> Outcome:
        """What the program's names hold, as it was evaluated last."""
        return self._evaluator.outcome


class _Contexts:
    """What rules may know, and which are asked, for the files of a project."""

    def __init__(
        self,
        folder: str,
        configuration: Configuration,
        rules: Sequence[Rule],
        catalog: Catalog,
        terraform: TerraformVersion | None,
    ) -> None:
        self._folder = folder
        self._configuration = configuration
        self._rules = rules
        self._catalog = catalog
        self._terraform = terraform
        self._known: dict[str, tuple[Context, RuleSelection]] = {}

    def of(self, path: str) -> tuple[Context, RuleSelection]:
        """Those for the file at `path`; for the project as a whole, if there is none."""
        folder = os.path.dirname(path) if path else self._folder
        known = self._known.get(folder)
        if known is None:
            settings = self._configuration.for_folder(Path(folder))
            context = Context(self._catalog, settings, self._terraform)
            known = self._known[folder] = (context, RuleSelection(self._rules, settings))
        return known


class Workspace:
    """Checks files, again and again. Raises ConfigurationError where a file's configuration is broken.

    `wait`: build missing indexes first; else the bundled ones answer meanwhile. `machine`: where environments are
    looked for; this one, if nothing else is said.
    """

    def __init__(
        self,
        configuration: Configuration,
        *,
        folder: Path | None = None,
        cache: Cache | None = None,
        wait: bool = True,
        machine: Machine | None = None,
    ) -> None:
        self.configuration = configuration
        self.folder = folder
        self.cache = cache
        self.wait = wait
        self.machine = machine
        self.rules = all_rules()
        self.documents = Documents()
        self._projects: dict[str, Project] = {}
        self._has_stacks: dict[str, bool] = {}
        self._files: tuple[str, ...] | None = None

    def project(self, path: str) -> Project:
        """The project that the file at `path` belongs to; with another schema, once the file imports what needs one."""
        folder = self._folder_of(path)
        known = self._projects.get(folder)
        if known is None or known.imports_others(path):
            before = () if known is None else known.opened
            known = self._projects[folder] = Project(folder, self, (*before, path))
        return known

    def _folder_of(self, path: str) -> str:
        """The folder of the file's project: the workspace itself where nothing marks one."""
        return layout.project_folder(path, None if self.folder is None else str(self.folder))

    def forget(self) -> None:
        """Look at everything anew: files have come or gone, an environment or a configuration has changed."""
        self._projects.clear()
        self._has_stacks.clear()
        self._files = None

    @property
    def files(self) -> tuple[str, ...]:
        """The files of all projects in the workspace's folder, as far as they have to do with CDKTF."""
        if self._files is None:
            inside = [] if self.folder is None else python_files([self.folder], self.configuration)
            folders = dict.fromkeys(self._folder_of(str(path)) for path in inside)
            wanted = {str(path) for path in inside}
            found = (path for folder in folders for path in self.project(os.path.join(folder, "_")).files)
            self._files = tuple(path for path in dict.fromkeys(found) if path in wanted)
        return self._files

    @property
    def is_pending(self) -> bool:
        """Whether a project's schema is still to be indexed (never, if this workspace waits for that)."""
        return any(project.is_pending for project in self._projects.values())

    @property
    def catalogs(self) -> tuple[Catalog, ...]:
        """The schemas of the projects that have been looked at."""
        return tuple(project.catalog for project in self._projects.values())

    def build_indexes(self) -> None:
        """Build the indexes that are missing. Takes seconds; `forget` afterwards, to judge by them."""
        for project in list(self._projects.values()):
            if project.is_pending:
                project.build_indexes()

    def check(self, paths: Sequence[str]) -> Analysis:
        """The findings in the files at these absolute paths."""
        reports: dict[str, FileReport] = {}
        assemblies: dict[Assembly, None] = {}
        terraform: TerraformVersion | None = None
        by_project: dict[str, list[str]] = {}
        for path in paths:
            source = self.documents.source(path)
            if source is None:
                reports[path] = _unreadable(path, self.documents.errors.get(path))
            elif not self.concerns(source):
                reports[path] = FileReport(path)
            else:
                by_project.setdefault(self._folder_of(path), []).append(path)
        for members in by_project.values():
            *_, project = map(self.project, members)  # each may bring in another schema: the last has them all
            program = project.program(members)
            findings = project.judge.findings(program)
            for path in members:
                reports[path] = self._report(project, path, findings.get(path, []))
            assemblies.update(dict.fromkeys(project.catalog.assemblies))
            terraform = terraform or project.terraform
        return Analysis({path: reports[path] for path in paths}, tuple(assemblies), terraform)

    def concerns(self, source: SourceFile) -> bool:
        """Whether a file has anything to do with CDKTF, by its text or by the project it is in."""
        return layout.is_relevant(source.text.encode(errors="replace")) or self._is_imported(source.path)

    def _is_imported(self, path: str) -> bool:
        """Whether a file that says nothing of CDKTF itself is a module of a project that does."""
        folder = self._folder_of(path)
        if folder not in self._has_stacks:
            self._has_stacks[folder] = bool(layout.project_files(folder, lambda _: False))
        return self._has_stacks[folder]

    def _report(self, project: Project, path: str, findings: list[Finding]) -> FileReport:
        source = self.documents.source(path)
        assert source is not None
        kept = project.judge.suppressed(source, findings)
        kept.sort(key=lambda finding: (finding.place.range, finding.code))
        errors = tuple(FileError(path, where, message) for where, message in source.errors)
        return FileReport(path, tuple(kept), errors)


def _imported(source: SourceFile) -> Iterator[Mention]:
    """What a file imports at its top level."""
    for statement in source.statements:
        match statement.node:
            case ast.ImportFrom(module=str() as module, names=names):
                yield from (Mention(module, alias.name) for alias in names)
            case ast.Import(names=names):
                yield from (Mention(alias.name, "") for alias in names)
            case _:
                pass


def _unreadable(path: str, error: SourceError | None) -> FileReport:
    return FileReport(path, errors=(FileError(path, None, error.message if error else "cannot be read"),))
