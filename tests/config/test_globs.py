from pathlib import Path

import pytest

from presynth.config.globs import Glob

ROOT = Path("/project")


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [
        ("a.py", "x/a.py", True),
        ("a.py", "x/ba.py", False),
        ("x", "x/a.py", False),
        ("x/a.py", "x/a.py", True),
        ("./x/a.py", "x/a.py", True),
        ("x/a.py", "y/x/a.py", False),
        ("**/x/a.py", "y/x/a.py", True),
        ("**/x/a.py", "x/a.py", True),
        ("x/*", "x/y/a.py", True),
        ("x/**/a.py", "x/a.py", True),
        ("*_test.py", "x/my_test.py", True),
        ("a.{py,pyi}", "a.pyi", True),
        ("a.{py,pyi}", "a.pyc", False),
        ("[ab].py", "b.py", True),
        ("[!ab].py", "b.py", False),
        ("?.py", "b.py", True),
        ("?.py", "bc.py", False),
        ("/project/a.py", "a.py", True),
        ("/other/a.py", "a.py", False),
        ("a+b.py", "a+b.py", True),
    ],
)
def test_matches(pattern: str, path: str, matches: bool) -> None:
    assert Glob(pattern, ROOT).matches(ROOT / path) is matches


def test_covers_what_a_matching_folder_holds() -> None:
    assert Glob("x", ROOT).covers(ROOT / "y" / "x" / "z" / "a.py")
    assert Glob("y/x/", ROOT).covers(ROOT / "y" / "x" / "z" / "a.py")
    assert not Glob("y/x", ROOT).covers(ROOT / "y" / "a.py")


def test_folders_above_the_root_do_not_count() -> None:
    assert not Glob("project", ROOT).covers(ROOT / "a.py")
