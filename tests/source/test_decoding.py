from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presynth.source import decoding
from presynth.source.decoding import SourceError, decode, normalize, read


def test_utf8_is_the_default() -> None:
    decoded = decode("x = 'é😀'\n".encode(), "a.py")
    assert (decoded.text, decoded.encoding, decoded.mark, decoded.line_ends) == ("x = 'é😀'\n", "utf-8", False, "\n")


@pytest.mark.parametrize(
    "declaration",
    [
        "# -*- coding: latin-1 -*-\n",
        "#!/usr/bin/env python\n# vim: set fileencoding=latin-1 :\n",
        "\n# coding=latin-1\r",
        "\t # coding: iso-8859-1\n",
    ],
)
def test_a_declaration_in_the_first_two_lines_names_the_encoding(declaration: str) -> None:
    data = f"{declaration}x = 'é'\n".encode("latin-1")
    decoded = decode(data, "a.py")
    assert decoded.encoding == "iso8859-1"
    assert decoded.text.endswith("x = 'é'\n")
    assert decoded.encode(decoded.text) == data


@pytest.mark.parametrize("start", ["\n\n# coding: latin-1\n", "x\n# coding: latin-1\n", "x  # coding: latin-1\n"])
def test_elsewhere_it_is_no_declaration(start: str) -> None:
    assert decode(start.encode(), "a.py").encoding == "utf-8"


def test_a_byte_order_mark_is_kept_and_is_no_text() -> None:
    data = b"\xef\xbb\xbf# coding: utf-8\nx = 1\n"
    decoded = decode(data, "a.py")
    assert decoded.text == "# coding: utf-8\nx = 1\n"
    assert decoded.encode(decoded.text) == data


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"x = 1\r\ny = 2\rz = '\xe9'\n", "line 3: byte 0xe9 is not utf-8"),
        ("x = 1".encode("utf-16"), "UTF-16"),
        (b"# coding: klingon\n", "unknown encoding: klingon"),
        (b"# coding: rot13\n", "cannot be decoded as rot"),
        (b"\xef\xbb\xbf# coding: latin-1\n", "another encoding: latin-1"),
        (b"# coding: ascii\nx = '\xe9'\n", "line 2: byte 0xe9 is not ascii"),
    ],
)
def test_what_cannot_be_decoded_says_why(data: bytes, message: str) -> None:
    with pytest.raises(SourceError, match=message) as caught:
        decode(data, "folder/a.py")
    assert caught.value.path == "folder/a.py"
    assert str(caught.value) == f"folder/a.py: {caught.value.message}"


@pytest.mark.parametrize(
    ("data", "line_ends"),
    [(b"a\nb\n", "\n"), (b"a\r\nb\r\n", "\r\n"), (b"a\rb\r", "\r"), (b"a\r\nb\nc\r", "mixed"), (b"a", "\n")],
)
def test_line_ends_become_newlines_and_come_back(data: bytes, line_ends: str) -> None:
    decoded = decode(data, "a.py")
    assert decoded.line_ends == line_ends
    assert "\r" not in decoded.text
    assert decoded.encode(decoded.text) == data


def test_nothing_else_ends_a_line() -> None:
    text = "a\fb\x0bc\x1cd\x1ee\x85f\u2028g\n"
    assert normalize(text) == text
    assert decode(text.encode(), "a.py").line_ends == "\n"


def test_new_text_gets_the_files_line_ends() -> None:
    assert decode(b"a\r\nb\r\n", "a.py").encode("a\nnew\nb\n") == b"a\r\nnew\r\nb\r\n"


def test_where_line_ends_are_mixed_old_lines_keep_theirs() -> None:
    decoded = decode(b"a\nb\r\nc\rd\r\n", "a.py")
    assert decoded.encode("a\nnew\nb\nc\nchanged\n") == b"a\nnew\r\nb\r\nc\rchanged\r\n"


@given(st.text("ab \r\n\f\u2028é").map(str.encode), st.booleans())
def test_encoding_undoes_decoding(data: bytes, mark: bool) -> None:
    data = b"\xef\xbb\xbf" * mark + data
    decoded = decode(data, "a.py")
    assert decoded.encode(decoded.text) == data


def test_reads_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_bytes(b"x = 1\r\n")
    assert read(str(path)).text == "x = 1\n"


def test_refuses_what_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "LARGEST", 2 * 1024 * 1024)
    path = tmp_path / "a.py"
    path.write_bytes(b"#" * (2 * 1024 * 1024))
    assert len(read(str(path)).text) == 2 * 1024 * 1024
    with path.open("ab") as file:
        file.write(b"#")
    with pytest.raises(SourceError, match="larger than 2 MB"):
        read(str(path))


def test_refuses_what_is_no_file(tmp_path: Path) -> None:
    for path, message in (
        (tmp_path, "is a directory"),
        (tmp_path / "absent.py", "no such file"),
        (tmp_path / "a\0.py", "null"),
    ):
        with pytest.raises(SourceError, match=message):
            read(str(path))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system without named pipes")
def test_does_not_wait_for_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.py"
    os.mkfifo(pipe)
    with pytest.raises(SourceError, match="not a regular file"):
        read(str(pipe))


def test_says_that_a_file_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "a.py"
    path.touch()
    monkeypatch.setattr("builtins.open", refuse)
    with pytest.raises(SourceError, match="permission denied"):
        read(str(path))
