from pathlib import Path

import pytest

from presynth.config import Configuration
from presynth.config.line_length import discover


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("ruff.toml", "line-length = 99", 99),
        (".ruff.toml", "line-length = 98", 98),
        ("pyproject.toml", "[tool.ruff]\nline-length = 97", 97),
        ("pyproject.toml", "[tool.black]\nline-length = 96", 96),
        ("pyproject.toml", "[tool.pylint.format]\nmax-line-length = 95", 95),
        (".pylintrc", "[FORMAT]\nmax-line-length=94", 94),
        ("setup.cfg", "[flake8]\nmax-line-length = 93", 93),
        ("setup.cfg", "[pylint.FORMAT]\nmax-line-length = 92", 92),
        ("setup.cfg", "[metadata]\nmax-line-length = 92", None),
        ("tox.ini", "[flake8]\nmax_line_length = 91", 91),
        (".flake8", "[flake8]\nmax-line-length = 90", 90),
        ("ruff.toml", "line-length = 'x'", None),
        ("ruff.toml", "line-length = ", None),
        (".flake8", "max-line-length = 90", None),
    ],
)
def test_each_tool(tmp_path: Path, name: str, text: str, expected: int | None) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert discover(tmp_path / "stacks") == expected


def test_the_projects_own_limit_is_used_unless_configured(tmp_path: Path) -> None:
    (tmp_path / "ruff.toml").write_text("line-length = 99", encoding="utf-8")
    assert Configuration(tmp_path).for_folder(tmp_path).line_length == 99
    assert Configuration(tmp_path, {"line-length": 70}).for_folder(tmp_path).line_length == 70
