from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presynth.source.positions import EditorPosition, Encoding, Lines
from presynth.source.statement import Position

TEXT = 'a = "é"\nb = "😀x"\n'


@pytest.mark.parametrize(
    ("encoding", "behind_accent", "behind_smile"), [("utf-8", 7, 9), ("utf-16", 6, 7), ("utf-32", 6, 6)]
)
def test_columns_count_what_the_editor_counts(encoding: Encoding, behind_accent: int, behind_smile: int) -> None:
    lines = Lines(TEXT)
    for position, character in ((Position(1, 6), behind_accent), (Position(2, 6), behind_smile)):
        there = EditorPosition(position.line - 1, character)
        assert lines.to_editor(position, encoding) == there
        assert lines.from_editor(there, encoding) == position


@pytest.mark.parametrize(("encoding", "character"), [("utf-8", 6), ("utf-8", 7), ("utf-8", 8), ("utf-16", 6)])
def test_within_a_character_is_before_it(encoding: Encoding, character: int) -> None:
    assert Lines(TEXT).from_editor(EditorPosition(1, character), encoding) == Position(2, 5)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_what_is_outside_becomes_the_nearest_place(encoding: Encoding) -> None:
    lines = Lines(TEXT)
    assert lines.from_editor(EditorPosition(0, 99), encoding) == Position(1, 7)
    assert lines.from_editor(EditorPosition(1, 99), encoding) == Position(2, 8)
    assert lines.from_editor(EditorPosition(9, 1), encoding) == Position(3, 0)
    assert lines.from_editor(EditorPosition(-1, 4), encoding) == Position(1, 0)
    assert lines.from_editor(EditorPosition(0, -4), encoding) == Position(1, 0)
    assert lines.to_editor(Position(1, 99), encoding)[0] == 0
    assert lines.to_editor(Position(99, 0), encoding) == (2, 0)
    assert lines.to_editor(Position(0, 5), encoding) == (0, 0)


def test_only_newlines_separate_lines() -> None:
    assert Lines("a\f\x1c\u2028b\nc").offset(Position(2, 0)) == 6


def test_offsets() -> None:
    lines = Lines(TEXT)
    assert lines.offset(Position(2, 6)) == 14
    assert lines.at_offset(14) == Position(2, 6)
    assert lines.byte_offset(Position(2, 6)) == 18
    assert lines.at_byte_offset(18) == Position(2, 6)
    assert lines.at_offset(999) == Position(3, 0)
    assert lines.at_offset(-1) == Position(1, 0)


@given(st.text("aé😀\n\ud83d", max_size=30), st.integers(0, 30), st.sampled_from(["utf-8", "utf-16", "utf-32"]))
def test_every_place_comes_back(text: str, offset: int, encoding: Encoding) -> None:
    lines = Lines(text)
    position = lines.at_offset(offset)
    assert lines.from_editor(lines.to_editor(position, encoding), encoding) == position
    assert lines.offset(position) == min(offset, len(text))
    assert lines.at_byte_offset(lines.byte_offset(position)) == position
