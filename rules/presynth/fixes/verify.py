"""Whether fixes do what they promise: judged by what is found before and after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from presynth.catalog.catalog import Catalog
from presynth.findings import Finding, Fix, Severity, TextEdit
from presynth.fixes.apply import apply
from presynth.fixes.edits import Sources, edits
from presynth.fixes.refusal import FixRefused
from presynth.operations import AddImport
from presynth.source.positions import Lines
from presynth.source.statement import Position

Judge = Callable[[Mapping[str, str]], Iterable[Finding]]
"""What is found in the project when these texts, by path, count in place of the files'.

Behind it, the sources are those of these texts.
"""


class Seen(NamedTuple):
    """What tells a finding from others; statements move, this stays as it was when it was seen."""

    path: str
    code: str
    message: str
    start: Position
    severity: Severity

    @classmethod
    def of(cls, finding: Finding) -> Seen:
        """The finding as it is now."""
        start = finding.place.range.start
        return cls(finding.place.path, finding.code, finding.message, start, finding.severity)


class Difference(NamedTuple):
    """What fixes led to: which of the findings they were for are still there, and which errors are new."""

    remaining: tuple[Seen, ...]
    added: tuple[Seen, ...]

    @property
    def why(self) -> str | None:
        """What is wrong with the fixes; None where all is well."""
        if self.remaining:
            return "it would not help"
        return f"it would lead to another error: {self.added[0].message}" if self.added else None


def verified(
    fix: Fix, finding: Finding, before: Iterable[Finding], sources: Sources, catalog: Catalog, judge: Judge
) -> tuple[TextEdit, ...]:
    """The edits that make `fix`, which has been tried: `finding` goes, no error comes, and all still parses.

    `before` is what is found now. What a class that is imported brings to light was wrong before. Raises FixRefused.
    """
    made = edits(fix, sources, catalog)
    seen = [Seen.of(each) for each in before]
    target = Seen.of(finding)
    old = texts_of(made, sources)
    faults = fault_count(old, sources)
    new = {path: apply(text, [edit for edit in made if edit.path == path]) for path, text in old.items()}
    found = difference(seen, [target], [Seen.of(each) for each in judge(new)], made, old)
    if fault_count(new, sources) > faults:
        raise FixRefused(BROKEN)
    is_import = all(isinstance(each, AddImport) for each in fix.operations)
    if found.why is not None and (found.remaining or not is_import):
        raise FixRefused(found.why)
    return made


BROKEN = "the file would not be valid Python any more"


def fault_count(paths: Iterable[str], sources: Sources) -> int:
    """How many syntax errors there are in the files."""
    found = (sources(path) for path in paths)
    return sum(len(source.errors) for source in found if source is not None)


def texts_of(made: Iterable[TextEdit], sources: Sources) -> dict[str, str]:
    """The texts that edits change, by path."""
    texts: dict[str, str] = {}
    for path in dict.fromkeys(edit.path for edit in made):
        source = sources(path)
        if source is None:
            raise FixRefused("the file cannot be read")
        texts[path] = source.text
    return texts


def difference(
    before: Iterable[Seen],
    targets: Sequence[Seen],
    after: Iterable[Seen],
    made: Iterable[TextEdit],
    texts: Mapping[str, str],
) -> Difference:
    """What the edits `made` to `texts` led to, when they were made for `targets`, some of the findings `before`."""
    move = _Move(made, texts)
    others = Counter(before)
    others.subtract(targets)
    found, known = _unmatched(after, map(move, others.elements()), lambda each: each[:4])
    moved = [move(target) for target in targets]
    places = {_place(each) for each in found}
    # Of other findings the message may have changed, or the place may not be where it was thought to be.
    found, known = _unmatched(found, known, _text)
    found, known = _unmatched(found, known, _place)
    texts_found = {_text(each) for each in found}
    remaining = (each for each in moved if _place(each) in places or _text(each) in texts_found)
    # What stops synth hides what only Terraform or AWS would refuse: that such an error comes to light is no harm.
    area = max((_area(target) for target in targets), default="")
    errors = (each for each in found if each.severity is Severity.ERROR and _area(each) <= area)
    return Difference(tuple(remaining), tuple(errors))


def _area(seen: Seen) -> str:
    """The area of its rule: PS1 before PS2 and so on, in the order in which things go wrong."""
    return seen.code[:3]


def _text(seen: Seen) -> tuple[object, ...]:
    return seen.path, seen.code, seen.message


def _place(seen: Seen) -> tuple[object, ...]:
    return seen.path, seen.code, seen.start


def _unmatched(
    found: Iterable[Seen], known: Iterable[Seen], key: Callable[[Seen], tuple[object, ...]]
) -> tuple[list[Seen], list[Seen]]:
    """What is in one and has no counterpart, by `key`, in the other: of `found`, of `known`."""
    by_key: dict[tuple[object, ...], list[Seen]] = {}
    for each in known:
        by_key.setdefault(key(each), []).append(each)
    left = [each for each in found if not by_key.get(key(each)) or not by_key[key(each)].pop()]
    return left, [each for rest in by_key.values() for each in rest]


class _Move:
    """Where findings are after edits."""

    def __init__(self, made: Iterable[TextEdit], texts: Mapping[str, str]) -> None:
        self._files: dict[str, tuple[Lines, Lines, list[tuple[int, int, int]]]] = {}
        edits_made = list(made)
        for path, text in texts.items():
            own = sorted((edit for edit in edits_made if edit.path == path), key=lambda edit: edit.range)
            old = Lines(text)
            spans = [(old.offset(edit.range.start), old.offset(edit.range.end), len(edit.text)) for edit in own]
            self._files[path] = old, Lines(apply(text, own)), spans

    def __call__(self, seen: Seen) -> Seen:
        if seen.path not in self._files:
            return seen
        old, new, spans = self._files[seen.path]
        offset = old.offset(seen.start)
        shift = 0
        for start, end, length in spans:
            if end <= offset:
                shift += length - (end - start)
            elif start < offset:
                shift += start - offset
        return seen._replace(start=new.at_offset(offset + shift))
