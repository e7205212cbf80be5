from pathlib import Path

import pytest

from presynth.config import Configuration, ConfigurationError, Settings
from presynth.findings import Severity


def settings(root: Path, **options: object) -> Settings:
    return Configuration(root, **options).for_file(root / "stacks" / "app.py")  # type: ignore[arg-type]


def pyproject(folder: Path, text: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pyproject.toml").write_text(text, encoding="utf-8")


def presynth_toml(folder: Path, text: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "presynth.toml").write_text(text, encoding="utf-8")


def test_every_option_is_read(tmp_path: Path) -> None:
    presynth_toml(
        tmp_path,
        """
        python = ".venv"
        terraform-version = "~> 1.9.0"
        severity = { PS101 = "warning", aws = "off" }
        per-file-ignores = { "tests/**" = ["PS1", "aws"] }
        exclude = ["old"]
        extend-exclude = ["older"]
        allowed-regions = ["eu-west-1"]
        environment-words = ["blue"]
        environment-parameters = ["env_name"]
        line-length = 99
        engine-versions = { aurora-postgresql = ["15.99"] }
        as-of = 2026-11-29
        require-ignore-reason = true
        select = ["PS1"]
        extend-select = ["aws"]
        ignore = ["PS103"]
        """,
    )
    found = settings(tmp_path)
    assert found.root == tmp_path
    assert found.python == tmp_path / ".venv"
    assert found.terraform_version == "~> 1.9.0"
    assert found.severity == {"PS101": Severity.WARNING, "aws": Severity.OFF}
    [(glob, selectors)] = found.per_file_ignores
    assert glob.matches(tmp_path / "tests" / "a" / "b.py")
    assert selectors == ("PS1", "aws")
    assert [glob.pattern for glob in (*found.exclude, *found.extend_exclude)] == ["old", "older"]
    assert found.allowed_regions == ("eu-west-1",)
    assert found.environment_words == ("blue",)
    assert found.environment_parameters == ("env_name",)
    assert found.line_length == 99
    assert found.engine_versions == {"aurora-postgresql": ("15.99",)}
    assert found.as_of == "2026-11-29"
    assert found.require_ignore_reason
    [selection] = found.selections
    assert (selection.select, selection.extend_select, selection.ignore) == (("PS1",), ("aws",), ("PS103",))


def test_the_nearest_file_with_a_table_counts(tmp_path: Path) -> None:
    pyproject(tmp_path, "[tool.presynth]\nline-length = 80\n")
    pyproject(tmp_path / "stacks", '[project]\nname = "presynth-user"\n')
    assert settings(tmp_path).line_length == 80
    pyproject(tmp_path / "stacks", "[tool.presynth]\n")
    assert settings(tmp_path).line_length == 120


def test_presynth_toml_wins_in_its_folder(tmp_path: Path) -> None:
    pyproject(tmp_path, "[tool.presynth]\nline-length = 80\n")
    presynth_toml(tmp_path, "line-length = 90\n")
    assert settings(tmp_path).line_length == 90


def test_a_broken_pyproject_that_is_not_about_presynth_is_passed_over(tmp_path: Path) -> None:
    pyproject(tmp_path, "[tool.presynth]\nline-length = 80\n")
    pyproject(tmp_path / "stacks", "[project\n")
    assert settings(tmp_path).line_length == 80


def test_command_line_over_editor_over_file(tmp_path: Path) -> None:
    presynth_toml(
        tmp_path, 'line-length = 80\nallowed-regions = ["a"]\nextend-exclude = ["x"]\nrequire-ignore-reason = true'
    )
    found = settings(
        tmp_path,
        editor={"lineLength": 90, "allowedRegions": ["b"], "extendExclude": ["y"], "requireIgnoreReason": None},
        command_line={"line-length": 100, "allowed-regions": None},
    )
    assert found.line_length == 100
    assert found.allowed_regions == ("b",)
    assert [glob.pattern for glob in found.extend_exclude] == ["x", "y"]
    assert found.require_ignore_reason


def test_the_nearer_layer_decides_between_terraform_and_opentofu(tmp_path: Path) -> None:
    presynth_toml(tmp_path, 'terraform-version = "1.9"')
    found = settings(tmp_path, command_line={"opentofu-version": "1.8"})
    assert (found.terraform_version, found.opentofu_version) == (None, "1.8")


def test_isolated_and_named_files(tmp_path: Path) -> None:
    presynth_toml(tmp_path, "line-length = 80")
    other = tmp_path / "elsewhere" / "mine.toml"
    other.parent.mkdir()
    other.write_text('line-length = 70\nexclude = ["old"]', encoding="utf-8")
    assert settings(tmp_path, isolated=True).line_length == 120
    found = settings(tmp_path, file=other)
    assert found.line_length == 70
    assert found.root == other.parent


def test_files_under_one_configuration_share_their_settings(tmp_path: Path) -> None:
    presynth_toml(tmp_path, "line-length = 80")
    configuration = Configuration(tmp_path)
    assert configuration.for_file(tmp_path / "a" / "x.py") is configuration.for_file(tmp_path / "b" / "x.py")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('select = ["PS1"]\nlinelength = 3', 2, ["linelength", "did you mean `line-length`"]),
        ("line_length = 3", 1, ["did you mean `line-length`"]),
        ("\nzzz = 3", 2, ["unknown option `zzz`", "allowed-regions"]),
        ("line-length = '3'", 1, ["`line-length` expects a number from 1 to 1000", "string '3'"]),
        ("line-length = true", 1, ["boolean true"]),
        ("line-length = 0", 1, ["from 1 to 1000"]),
        ("terraform-version = 1.9", 1, ["expects a string", 'write "1.9"']),
        ("terraform-version = 'newest'", 1, ["expects a version"]),
        ("select = 'PS1'", 1, ["expects a list of strings", 'write ["PS1"]']),
        ("ignore = ['PS1', 3]", 1, ["expects a string, not the integer 3"]),
        ("ignore = ['']", 1, ["not empty"]),
        ("require-ignore-reason = 1", 1, ["true or false"]),
        ("[severity]\nPS101 = 'error'\nPS102 = 'eror'", 3, ["`severity.PS102`", "did you mean `error`"]),
        ("severity = 'error'", 1, ["expects a table"]),
        ("[per-file-ignores]\n'a.py' = ['PS1']\n'b.py' = 'PS1'", 3, ["per-file-ignores.b.py"]),
        ("as-of = '2026-13-01'", 1, ["expects a date"]),
        ("as-of = 2026", 1, ["expects a string"]),
        ("as-of = 2026-11-29T10:00:00", 1, ["expects a string"]),
        ("[engine-versions]\nmysql = 8.0", 2, ["engine-versions.mysql"]),
        ("exclude = [\n  'a',\n  'b{',\n]", 3, ["b{", "no file pattern"]),
        ("terraform-version = '1'\nopentofu-version = '1'", 2, ["exclude each other"]),
        ("line-length = 3\nx = = 3", 2, ["not valid TOML"]),
        ("x = [", 1, ["not valid TOML"]),
    ],
)
def test_mistakes_are_named_with_their_line(tmp_path: Path, text: str, line: int, words: list[str]) -> None:
    presynth_toml(tmp_path, text)
    with pytest.raises(ConfigurationError) as raised:
        settings(tmp_path)
    assert raised.value.path == tmp_path / "presynth.toml"
    assert raised.value.line == line
    for word in words:
        assert word in raised.value.message
    assert str(raised.value).startswith(f"{tmp_path / 'presynth.toml'}:{line}: ")


def test_mistakes_in_pyproject(tmp_path: Path) -> None:
    pyproject(tmp_path, "[project]\nselct = 3\n\n[tool.presynth]\nselct = 3\n")
    with pytest.raises(ConfigurationError, match="did you mean `select`") as raised:
        settings(tmp_path)
    assert raised.value.line == 5
    pyproject(tmp_path, "[tool]\npresynth = 3\n")
    with pytest.raises(ConfigurationError, match="expects a table") as raised:
        settings(tmp_path)
    assert raised.value.line == 2


def test_a_file_that_is_not_utf_8(tmp_path: Path) -> None:
    (tmp_path / "presynth.toml").write_bytes(b"select = ['\xff']")
    with pytest.raises(ConfigurationError, match="not UTF-8"):
        settings(tmp_path)


def test_a_named_file_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"missing\.toml.*cannot be read"):
        settings(tmp_path, file=tmp_path / "missing.toml")


def test_mistakes_in_the_editor_and_on_the_command_line_are_spelled_as_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"`extendSelct`; did you mean `presynth\.extendSelect`") as raised:
        Configuration(tmp_path, editor={"extendSelct": []})
    assert raised.value.path is None
    with pytest.raises(ConfigurationError, match="`--terraform-version` expects a version"):
        Configuration(tmp_path, command_line={"terraform-version": "x"})


def test_default_excludes(tmp_path: Path) -> None:
    found = settings(tmp_path / "build")
    root = tmp_path / "build"
    for excluded in ("imports/aws/a.py", "x/node_modules/a.py", "cdktf.out/a.py", ".venv/lib/a.py"):
        assert found.excludes(root / excluded)
    assert not found.excludes(root / "stacks" / "imported.py")
    assert found.excludes_itself(root / "x" / "imports")
    assert not found.excludes_itself(root / "imports" / "a.py")
