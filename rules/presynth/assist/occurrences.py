"""All places of the project where one thing is named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from presynth.assist.construct_ids import ConstructId, Mention, id_at, mentions_of
from presynth.assist.identity import Identity, identity
from presynth.assist.point import Point
from presynth.assist.word import Word, word_at
from presynth.source.file import SourceFile
from presynth.source.positions import Lines
from presynth.source.statement import Range


@dataclass(frozen=True)
class Occurrence:
    """A place where a name is written: `declares` where it gets its meaning. `word` is the name there."""

    path: str
    range: Range
    word: str
    declares: bool = False


@dataclass(frozen=True)
class Occurrences:
    """Where a thing is named; and the attributes and keywords of that name of which nobody knows whose they are."""

    identity: Identity
    found: tuple[Occurrence, ...]
    doubtful_attributes: tuple[Occurrence, ...] = ()
    doubtful_keywords: tuple[Occurrence, ...] = ()


def occurrences(point: Point, *, only_here: bool = False) -> Occurrences | None:
    """All places where what a position is on is named, in this file or in all; None where it is nothing known."""
    of_construct = id_at(point)
    if of_construct is not None:
        named = occurrences_of_id(point, of_construct, only_here=only_here)
        found = tuple(Occurrence(each.path, each.range, each.text, each.declares) for each in named)
        return Occurrences(Identity("id", of_construct.instances, of_construct.text), found)
    word = word_at(point)
    meant = None if word is None else identity(word)
    if word is None or meant is None:
        return None
    names = {word.text, meant.name} - {""}
    words: list[Occurrence] = []
    attributes: list[Occurrence] = []
    keywords: list[Occurrence] = []
    for source in [point.source] if only_here else _sources(point):
        for each in _words(point, source, names):
            what = identity(each)
            occurrence = Occurrence(source.path, each.range, each.text, _declares(each))
            if what == meant:
                words.append(occurrence)
            elif what is None and each.cursor.base is not None:
                attributes.append(occurrence)
            elif what is None and each.is_keyword:
                keywords.append(occurrence)
    return Occurrences(meant, tuple(words), tuple(attributes), tuple(keywords))


def occurrences_of_id(point: Point, found: ConstructId, *, only_here: bool = False) -> Iterator[Mention]:
    """All places where constructs are named by their id, or by an address that follows from it."""
    return mentions_of(point, found, [point.source] if only_here else _sources(point))


def named_so(point: Point, meant: Identity) -> bool:
    """Whether a thing is named anywhere in the project."""
    words = (each for source in _sources(point) for each in _words(point, source, {meant.name}))
    return any(identity(each) == meant for each in words)


def _sources(point: Point) -> Iterator[SourceFile]:
    """The files of the project."""
    for path in sorted({point.path, *point.program.modules.paths}):
        source = point.source if path == point.path else point.program.source(path)
        if source is not None:
            yield source


def _words(point: Point, source: SourceFile, names: set[str]) -> Iterator[Word]:
    """All words of a file that are one of the names, but those in comments and texts."""
    lines = Lines(source.text)
    for match in re.finditer(rf"\b(?:{'|'.join(map(re.escape, sorted(names)))})\b", source.text):
        word = word_at(replace(point, source=source, position=lines.at_offset(match.end())))
        if word is not None and word.cursor.string is None and not word.cursor.in_comment:
            yield word


_DEFINING = ("def", "class", "for", "as", "import")
_ASSIGNS = re.compile(r"[ \t]*(?:,[\w .,\t]*)?(?::[^=\n]+)?[-+*/|&]?=(?!=)")


def _declares(word: Word) -> bool:
    """Whether the name gets its meaning there: by a definition, an assignment, a parameter list."""
    before = word.cursor.before
    if before and before[-1].text in _DEFINING:
        return True
    bracket = word.cursor.innermost
    if bracket is not None:
        return bool(bracket.definition) and not bracket.pieces[-1]
    last = max((number for number, each in enumerate(before) if each.text == ";"), default=-1)
    is_target = all(each.kind == "name" or each.text in (".", ",") for each in before[last + 1 :])
    return is_target and _ASSIGNS.match(word.point.source.text, word.cursor.word_end) is not None
