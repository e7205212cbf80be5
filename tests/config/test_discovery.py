import os
from pathlib import Path

import pytest

from presynth.config import Configuration
from presynth.config.discovery import python_files


def tree(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("", encoding="utf-8")


def found(root: Path, *paths: str) -> list[str]:
    files = python_files([root / path for path in paths or (".",)], Configuration(root))
    return [os.path.relpath(file, root).replace(os.sep, "/") for file in files]


def test_python_files_in_folders(tmp_path: Path) -> None:
    tree(tmp_path, "b.py", "a.py", "x/c.py", "a.pyi", "a.txt", "x/y/d.py", "noext")
    assert found(tmp_path) == ["a.py", "b.py", "x/c.py", "x/y/d.py"]


def test_what_is_left_out(tmp_path: Path) -> None:
    tree(
        tmp_path,
        *("a.py", ".hidden/a.py", "imports/aws/a.py", "cdktf.out/a.py", "node_modules/a.py"),
        *("anything/pyvenv.cfg", "anything/lib/a.py"),
    )
    assert found(tmp_path) == ["a.py"]


def test_configured_excludes(tmp_path: Path) -> None:
    tree(tmp_path, "a.py", "x/old.py", "x/b.py", "imports/c.py", "y/z/d.py")
    (tmp_path / "presynth.toml").write_text('exclude = ["old.py", "y/z"]', encoding="utf-8")
    assert found(tmp_path) == ["a.py", "imports/c.py", "x/b.py"]
    (tmp_path / "presynth.toml").write_text('extend-exclude = ["x"]', encoding="utf-8")
    assert found(tmp_path) == ["a.py", "y/z/d.py"]


def test_a_folder_inside_may_have_its_own_configuration(tmp_path: Path) -> None:
    tree(tmp_path, "x/a.py", "x/b.py", "b.py")
    (tmp_path / "x" / "presynth.toml").write_text('extend-exclude = ["b.py"]', encoding="utf-8")
    assert found(tmp_path) == ["b.py", "x/a.py"]


def test_what_is_named_is_checked_even_if_excluded(tmp_path: Path) -> None:
    tree(tmp_path, "imports/a.py", "imports/x/b.py", "script")
    assert found(tmp_path, "imports", "script") == ["imports/a.py", "imports/x/b.py", "script"]
    assert found(tmp_path, "imports/a.py") == ["imports/a.py"]


def test_each_file_comes_once(tmp_path: Path) -> None:
    tree(tmp_path, "x/a.py", "b.py")
    assert found(tmp_path, "x", "x/a.py", ".") == ["x/a.py", "b.py"]


def test_what_does_not_exist_is_for_the_caller_to_complain_about(tmp_path: Path) -> None:
    assert found(tmp_path, "gone.py") == ["gone.py"]


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_links(tmp_path: Path) -> None:
    tree(tmp_path, "x/a.py")
    (tmp_path / "x" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "x" / "again.py").symlink_to(tmp_path / "x" / "a.py")
    (tmp_path / "x" / "broken.py").symlink_to(tmp_path / "gone.py")
    assert found(tmp_path) == ["x/a.py"]


def test_gitignore(tmp_path: Path) -> None:
    tree(tmp_path, ".git/HEAD", "a.py", "gen/b.py", "x/gen/c.py", "x/d_pb.py", "x/keep_pb.py", "x/top.py", "top.py")
    (tmp_path / ".gitignore").write_text("# all\ngen/\n*_pb.py\n/top.py\n", encoding="utf-8")
    (tmp_path / "x" / ".gitignore").write_text("!keep_pb.py\n", encoding="utf-8")
    assert found(tmp_path) == ["a.py", "x/keep_pb.py", "x/top.py"]
    assert found(tmp_path, "x") == ["x/keep_pb.py", "x/top.py"]
    assert found(tmp_path, "gen/b.py") == ["gen/b.py"]


@pytest.mark.parametrize(
    ("pattern", "ignored"),
    [
        ("a.py", ["a.py", "x/a.py", "x/y/a.py"]),
        ("x/a.py", ["x/a.py"]),
        ("/a.py", ["a.py"]),
        ("x/*.py", ["x/a.py", "x/b.py"]),
        ("x/**", ["x/a.py", "x/b.py", "x/y/a.py"]),
        ("**/y/a.py", ["x/y/a.py"]),
        ("x/**/a.py", ["x/a.py", "x/y/a.py"]),
        ("[!b].py", ["a.py", "x/a.py", "x/y/a.py"]),
        ("?.py", ["a.py", "x/a.py", "x/b.py", "x/y/a.py"]),
        ("*", ["a.py", "x/a.py", "x/b.py", "x/y/a.py"]),
        ("*.py\n!b.py", ["a.py", "x/a.py", "x/y/a.py"]),
        ("a.py/", []),
        ("\\#a", []),
        ("a.py   ", ["a.py", "x/a.py", "x/y/a.py"]),
    ],
)
def test_gitignore_patterns(tmp_path: Path, pattern: str, ignored: list[str]) -> None:
    names = ["a.py", "x/a.py", "x/b.py", "x/y/a.py"]
    tree(tmp_path, *names)
    (tmp_path / ".gitignore").write_text(pattern + "\n", encoding="utf-8")
    assert found(tmp_path) == [name for name in names if name not in ignored]
