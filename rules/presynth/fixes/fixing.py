"""Fix all: make fixes, judge again, and so on until there is nothing left to make."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple, Protocol

from presynth.catalog.catalog import Catalog
from presynth.findings import Finding, Fix, Safety, TextEdit
from presynth.fixes.apply import apply
from presynth.fixes.edits import combined, paths_of
from presynth.fixes.generated import is_generated
from presynth.fixes.verify import BROKEN, Seen, difference, fault_count, texts_of
from presynth.fixes.writing import write
from presynth.source.decoding import SourceError, read
from presynth.source.file import SourceFile
from presynth.source.positions import Lines
from presynth.source.statement import Range

MOST_PASSES = 10
UNSAFE = "unsafe"
"""Why a fix was left that is made when unsafe ones are asked for."""


class Documents(Protocol):
    """The files as they are now; `put` gives one another text than it has on disk."""

    def source(self, path: str) -> SourceFile | None: ...
    def put(self, path: str, text: str) -> None: ...


class Project(Protocol):
    """What a file belongs to."""

    @property
    def catalog(self) -> Catalog: ...


class FileReport(Protocol):
    """What there is to say of a file."""

    @property
    def findings(self) -> Sequence[Finding]: ...


class Analysis(Protocol):
    """What there is to say of files, by path."""

    @property
    def reports(self) -> Mapping[str, FileReport]: ...


class Judge(Protocol):
    """Has files and says what is to be found in them: a workspace."""

    @property
    def documents(self) -> Documents: ...
    def project(self, path: str) -> Project: ...
    def check(self, paths: Sequence[str]) -> Analysis: ...


class Left(NamedTuple):
    """A finding whose fix was not made, and why."""

    finding: Finding
    reason: str


class Unwritten(NamedTuple):
    """A file that could not be written, and why."""

    path: str
    reason: str


@dataclass
class Outcome:
    """What came of it: nothing is on disk yet.

    `texts` are those of the files that change, `before` what they were. `made` counts the fixes, `left` are the
    findings whose fixes were not made.
    """

    before: dict[str, str] = field(default_factory=dict[str, str])
    texts: dict[str, str] = field(default_factory=dict[str, str])
    made: int = 0
    left: tuple[Left, ...] = ()

    def edits(self) -> tuple[TextEdit, ...]:
        """The changes, line by line."""
        return tuple(edit for path, text in self.texts.items() for edit in _line_edits(path, self.before[path], text))

    def write(self) -> Iterator[Unwritten]:
        """Write the files, each at once and as it was encoded; yields those that could not be."""
        for path, text in self.texts.items():
            try:
                decoded = read(path)
                if decoded.text != self.before[path]:
                    yield Unwritten(path, "it has changed in the meantime")
                else:
                    write(Path(path), decoded.encode(text))
            except SourceError as error:
                yield Unwritten(path, error.message)
            except OSError as error:
                yield Unwritten(path, (error.strerror or str(error)).lower())
            except UnicodeEncodeError as error:
                yield Unwritten(path, f"its encoding, {error.encoding}, lacks what the fix needs")


class Fixer:
    """Makes the fixes of findings in the files at `paths`, the only ones it changes.

    Afterwards `judge.documents` have the new texts. Of each finding the first fix is made that may be: a safe one, or
    one that is `unsafe` if those are asked for. What breaks a file, does not help or leads to an error is undone.
    """

    def __init__(self, judge: Judge, paths: Sequence[str], *, unsafe: bool = False) -> None:
        self._judge = judge
        self._paths = list(dict.fromkeys(paths))
        self._unsafe = unsafe
        self._outcome = Outcome()
        self._hopeless: dict[_Key, str] = {}
        self._refused: dict[_Key, str] = {}
        self._findings = self._found()
        self._untouchable = {path for path in self._paths if is_generated(path, self._text(path))}

    @classmethod
    def of_one_file(cls, judge: Judge, path: str) -> tuple[TextEdit, ...]:
        """The edits that make all safe fixes in one file."""
        return cls(judge, [path]).run().edits()

    def run(self) -> Outcome:
        """Make all there are, in passes: those that overlap others wait for the next one."""
        outcome = self._outcome
        for _ in range(MOST_PASSES):
            batch = self._choose()
            if not batch.targets:
                break
            self._make(batch)
        outcome.texts = {path: text for path, text in outcome.texts.items() if text != outcome.before[path]}
        self._choose()
        outcome.left = tuple(self._left())
        return outcome

    def _choose(self, among: Collection[_Key] | None = None) -> _Batch:
        """Fixes that can be made together, in the order of their findings."""
        self._refused.clear()
        candidates: list[tuple[Finding, Fix]] = []
        for finding in self._findings:
            key, fix = _key(finding), applied_fix(finding, self._unsafe)
            if fix is None or key in self._hopeless or (among is not None and key not in among):
                continue
            why = self._forbidden(fix)
            if why:
                self._refused[key] = why
            else:
                candidates.append((finding, fix))
        found = combined([fix for _, fix in candidates], self._judge.documents.source, self._catalog)
        for number, why in found.refused.items():
            self._refused[_key(candidates[number][0])] = why
        return _Batch(found.edits, tuple(candidates[number][0] for number in found.made))

    def _forbidden(self, fix: Fix) -> str:
        """Why the fix must not be made, whatever it does; "" if it may."""
        paths = paths_of(fix)
        if not paths <= {*self._paths}:
            return "it would change files outside the paths given"
        return "in generated or installed files" if paths & self._untouchable else ""

    def _make(self, batch: _Batch) -> None:
        """Make fixes; where that is not good, find out which of them are to blame and make the others."""
        why = self._try(batch)
        if why is None:
            return
        keys = list(dict.fromkeys(map(_key, batch.targets)))
        if len(keys) == 1:
            self._hopeless[keys[0]] = why
            return
        middle = len(keys) // 2
        for half in (keys[:middle], keys[middle:]):
            smaller = self._choose(half)
            if smaller.targets:
                self._make(smaller)

    def _try(self, batch: _Batch) -> str | None:
        """Make fixes and judge the outcome; where it is bad, undo them and say why."""
        outcome, documents = self._outcome, self._judge.documents
        seen, targets = list(map(Seen.of, self._findings)), list(map(Seen.of, batch.targets))
        old = texts_of(batch.edits, documents.source)
        faults = fault_count(old, documents.source)
        new = {path: apply(text, (edit for edit in batch.edits if edit.path == path)) for path, text in old.items()}
        self._judge_with(new)
        why = None
        if fault_count(new, documents.source) > faults:
            why = BROKEN
        else:
            why = difference(seen, targets, map(Seen.of, self._findings), batch.edits, old).why
        if why is not None:
            self._judge_with(old)
            return why
        outcome.before = old | outcome.before
        outcome.texts |= new
        outcome.made += len(batch.targets)
        return None

    def _left(self) -> Iterator[Left]:
        for finding in self._findings:
            key = _key(finding)
            if applied_fix(finding, self._unsafe) is not None:
                why = self._hopeless.get(key) or self._refused.get(key)
                yield Left(finding, why or f"{MOST_PASSES} passes were not enough")
            elif applied_fix(finding, unsafe=True) is not None:
                yield Left(finding, UNSAFE)

    def _judge_with(self, texts: dict[str, str]) -> None:
        for path, text in texts.items():
            self._judge.documents.put(path, text)
        self._findings = self._found()

    def _found(self) -> list[Finding]:
        reports = self._judge.check(self._paths).reports
        return [finding for path in self._paths for finding in reports[path].findings]

    def _catalog(self, path: str) -> Catalog:
        return self._judge.project(path).catalog

    def _text(self, path: str) -> str:
        source = self._judge.documents.source(path)
        return "" if source is None else source.text


def applied_fix(finding: Finding, unsafe: bool) -> Fix | None:
    """The fix that fixing all makes (with unsafe ones if `unsafe`): the first that may be made unasked."""
    allowed = {Safety.SAFE, Safety.UNSAFE} if unsafe else {Safety.SAFE}
    return next((fix for fix in finding.fixes if fix.safety in allowed), None)


_Key = tuple[str, str, str, str]
"""What tells a finding from others, wherever its statement moves."""


def _key(finding: Finding) -> _Key:
    return finding.code, finding.place.path, finding.message, finding.place.text


class _Batch(NamedTuple):
    """Fixes to be made together: their edits, and the findings they are for."""

    edits: tuple[TextEdit, ...]
    targets: tuple[Finding, ...]


def _line_edits(path: str, old: str, new: str) -> Iterator[TextEdit]:
    """What to replace in `old` to have `new`: whole lines."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    lines = Lines(old)
    starts = [0, *accumulate(map(len, before))]
    for tag, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            range_ = Range(lines.at_offset(starts[start]), lines.at_offset(starts[end]))
            yield TextEdit(path, range_, "".join(after[new_start:new_end]))
