"""`--fix`: make fixes, judge again, and so on until there is nothing left to make."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from presynth.cli.generated import is_generated
from presynth.engine import Analysis
from presynth.findings import Finding, Fix, Safety, TextEdit
from presynth.report.model import applied_fix
from presynth.source.statement import Position

MOST_PASSES = 10

Edits = Callable[[Fix], "tuple[TextEdit, ...] | str"]
"""The edits that make a fix, or why it cannot be made."""
_Key = tuple[str, str, str, str]
"""What tells a finding from others, wherever its statement moves."""


class Judge(Protocol):
    """Has the texts of files, and judges them."""

    def check(self, paths: Sequence[str]) -> Analysis: ...
    def text(self, path: str) -> str: ...
    def put(self, path: str, text: str) -> None: ...


class _Candidate(NamedTuple):
    """A finding's fix that may be made, and how."""

    key: _Key
    edits: tuple[TextEdit, ...]


@dataclass
class Outcome:
    """What came of it.

    `analysis` is that of the new texts. `texts` are those of the files that change, `before` what they were. `made`
    counts the fixes, `left` those that were not made, by reason.
    """

    analysis: Analysis
    before: dict[str, str] = field(default_factory=dict[str, str])
    texts: dict[str, str] = field(default_factory=dict[str, str])
    made: int = 0
    left: Counter[str] = field(default_factory=Counter[str])


class Fixer:
    """Makes the fixes of findings in the files at `paths`, the only ones it changes. Writes nothing."""

    def __init__(self, judge: Judge, paths: Sequence[str], edits: Edits, unsafe: bool) -> None:
        self._judge = judge
        self._paths = list(paths)
        self._edits = edits
        self._unsafe = unsafe
        self._outcome = Outcome(judge.check(self._paths))
        self._hopeless: dict[_Key, str] = {}
        self._refused: dict[_Key, str] = {}
        self._untouchable = {
            path for path in self._paths if self._has_text(path) and is_generated(path, judge.text(path))
        }

    def run(self) -> Outcome:
        """Make all there are, in passes: those that overlap others wait for the next one."""
        outcome = self._outcome
        for _ in range(MOST_PASSES):
            batch = self._choose()
            if not batch:
                break
            if self._make(batch):
                self._make_one_by_one({candidate.key for candidate in batch})
        outcome.texts = {path: text for path, text in outcome.texts.items() if text != outcome.before[path]}
        self._choose()
        outcome.left = Counter(reason for finding in self._findings() if (reason := self._reason(finding)))
        return outcome

    def _choose(self) -> list[_Candidate]:
        """Fixes that can be made together, in the order of their findings."""
        self._refused.clear()
        chosen: list[_Candidate] = []
        taken: dict[str, set[TextEdit]] = {path: set() for path in self._paths}
        for finding in self._findings():
            fix = applied_fix(finding, self._unsafe)
            key = _key(finding)
            if fix is None or key in self._hopeless:
                continue
            edits = self._permitted(self._edits(fix))
            if isinstance(edits, str):
                self._refused[key] = edits
                continue
            # What two fixes both do, such as adding one import, is done once.
            fresh = tuple(edit for edit in edits if edit not in taken[edit.path])
            if not any(_overlap(edit, other) for edit in fresh for other in taken[edit.path]):
                chosen.append(_Candidate(key, fresh))
                for edit in fresh:
                    taken[edit.path].add(edit)
        return chosen

    def _permitted(self, edits: tuple[TextEdit, ...] | str) -> tuple[TextEdit, ...] | str:
        """The edits, or why they are not to be made."""
        if isinstance(edits, str):
            return edits
        if not edits:
            return "there is nothing to change"
        if any(edit.path in self._untouchable for edit in edits):
            return "in generated or installed files"
        if any(edit.path not in self._paths for edit in edits):
            return "they change files outside the paths given"
        return edits

    def _make_one_by_one(self, keys: set[_Key]) -> None:
        """Find out which of the fixes together are not to be made, and make the others."""
        while candidate := next((it for it in self._choose() if it.key in keys), None):
            keys.discard(candidate.key)
            why = self._make([candidate])
            if why:
                self._hopeless[candidate.key] = why

    def _make(self, batch: list[_Candidate]) -> str:
        """Make fixes and judge the outcome; where it is bad, undo them and say why."""
        outcome, judge = self._outcome, self._judge
        edits = [edit for candidate in batch for edit in candidate.edits]
        old = {path: judge.text(path) for path in dict.fromkeys(edit.path for edit in edits)}
        earlier, errors = Counter(map(_key, self._findings())), self._error_count()
        new = {path: apply(text, [edit for edit in edits if edit.path == path]) for path, text in old.items()}
        self._judge_with(new)
        later = Counter(map(_key, self._findings()))
        why = ""
        if self._error_count() > errors:
            why = "the file would not be valid Python any more"
        elif any(later[key] > earlier[key] - count for key, count in Counter(it.key for it in batch).items()):
            why = "it would not help"
        if why:
            self._judge_with(old)
        else:
            outcome.before = old | outcome.before
            outcome.texts |= new
            outcome.made += len(batch)
        return why

    def _judge_with(self, texts: dict[str, str]) -> None:
        for path, text in texts.items():
            self._judge.put(path, text)
        self._outcome.analysis = self._judge.check(self._paths)

    def _reason(self, finding: Finding) -> str:
        """Why the fix of a finding that is left was not made; "" where it has none that could be."""
        if applied_fix(finding, self._unsafe) is None:
            unsafe = any(fix.safety is Safety.UNSAFE for fix in finding.fixes)
            return "unsafe, use --unsafe-fixes" if unsafe else ""
        key = _key(finding)
        return self._hopeless.get(key) or self._refused.get(key) or f"{MOST_PASSES} passes were not enough"

    def _findings(self) -> Iterator[Finding]:
        return (finding for report in self._outcome.analysis.reports.values() for finding in report.findings)

    def _error_count(self) -> int:
        return sum(len(report.errors) for report in self._outcome.analysis.reports.values())

    def _has_text(self, path: str) -> bool:
        return all(error.range is not None for error in self._outcome.analysis.reports[path].errors)


def apply(text: str, edits: Iterable[TextEdit]) -> str:
    """`text` with the edits made, which do not overlap; insertions at one place stay in their order."""
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)

    def offset(position: Position) -> int:
        return starts[position.line - 1] + position.column

    in_order = sorted(edits, key=lambda it: it.range)
    for edit in reversed(in_order):
        text = text[: offset(edit.range.start)] + edit.text + text[offset(edit.range.end) :]
    return text


def _key(finding: Finding) -> _Key:
    return finding.code, finding.place.path, finding.message, finding.place.text


def _overlap(one: TextEdit, other: TextEdit) -> bool:
    """Whether one edit changes what the other does; insertions at one place do not. Both are of one file."""
    (start, end), (other_start, other_end) = one.range, other.range
    return start < other_end and other_start < end
