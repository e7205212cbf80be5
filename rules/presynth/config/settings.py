"""The settings that files are checked with, and the declaration of every option behind them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from presynth.config import kinds
from presynth.config.globs import Glob
from presynth.config.kinds import Kind
from presynth.config.origin import Origin
from presynth.findings import Severity

DEFAULT_EXCLUDE = (
    *(
        ".bzr",
        ".direnv",
        ".eggs",
        ".git",
        ".git-rewrite",
        ".hg",
        ".ipynb_checkpoints",
        ".mypy_cache",
        ".nox",
        ".pants.d",
    ),
    *(".pyenv", ".pytest_cache", ".pytype", ".ruff_cache", ".svn", ".tox", ".venv", ".vscode", "__pypackages__"),
    *("_build", "buck-out", "build", "dist", "node_modules", "site-packages", "venv"),
    # What cdktf and cdktn write: the synthesised stacks and the generated bindings.
    *("cdktf.out", ".gen", "imports"),
)
DEFAULT_LINE_LENGTH = 120


@dataclass(frozen=True)
class Option:
    """An option: its kebab-case `key`, what its value may be, and what it does.

    `layers`: what a nearer layer's value does to a farther one's; "select" options are kept layer by layer.
    """

    key: str
    kind: Kind[Any]
    description: str
    layers: Literal["replace", "add", "select"] = "replace"

    @property
    def field(self) -> str:
        """The attribute of `Settings` that holds it, where `layers` is not "select"."""
        return self.key.replace("-", "_")


OPTIONS = (
    Option("python", kinds.PATH, "Path of the environment whose packages are the schema."),
    Option("terraform-version", kinds.VERSION, "The Terraform version the project runs, or a constraint on it."),
    Option("opentofu-version", kinds.VERSION, "The OpenTofu version the project runs, or a constraint on it."),
    Option("select", kinds.SELECTORS, "Rules to check, in place of the default ones.", "select"),
    Option("extend-select", kinds.SELECTORS, "Rules to check beside the others.", "select"),
    Option("ignore", kinds.SELECTORS, "Rules not to check.", "select"),
    Option("severity", kinds.SEVERITIES, "How bad the findings of rules are."),
    Option("per-file-ignores", kinds.IGNORES, "Rules not to check in the files that match a pattern."),
    Option("exclude", kinds.GLOBS, "Files and folders not to check, in place of the default ones."),
    Option("extend-exclude", kinds.GLOBS, "Files and folders not to check beside the others.", "add"),
    Option("allowed-regions", kinds.WORDS, "The AWS regions the project may use."),
    Option("environment-words", kinds.WORDS, "Words that name an environment, such as `prod`."),
    Option("environment-parameters", kinds.WORDS, "Parameters that hold an environment's name."),
    Option("line-length", kinds.LENGTH, "The longest line, in characters; else that of ruff, black, pylint or flake8."),
    Option("engine-versions", kinds.VERSIONS, "Engine versions the project knows to be offered, by engine."),
    Option("as-of", kinds.DATE, "The day (ISO) to judge dated facts by, such as ends of support; else the data's."),
    Option("require-ignore-reason", kinds.FLAG, "Whether a suppression comment must give its reason."),
    Option("hint-addresses", kinds.FLAG, "Whether an editor shows Terraform addresses behind the ids of constructs."),
    Option("hint-names", kinds.FLAG, "Whether an editor shows what f-strings come to."),
    Option("hint-regions", kinds.FLAG, "Whether an editor shows the region of a provider that a resource is given."),
    Option("workspace-diagnostics", kinds.FLAG, "Whether an editor is told of findings in files that are not open."),
)


@dataclass(frozen=True)
class Selection:
    """What one layer says about which rules to check; `select` is None where it does not say."""

    select: tuple[str, ...] | None
    extend_select: tuple[str, ...]
    ignore: tuple[str, ...]
    origin: Origin


@dataclass(frozen=True)
class Settings:
    """What files are checked with: one attribute for each option, and `selections`, the farthest layer first.

    `root` is the folder of the configuration file, or where presynth was started. `origins` says where options were
    set, by key.
    """

    root: Path
    python: Path | None = None
    terraform_version: str | None = None
    opentofu_version: str | None = None
    severity: Mapping[str, Severity] = field(default_factory=dict[str, Severity])
    per_file_ignores: tuple[tuple[Glob, tuple[str, ...]], ...] = ()
    exclude: tuple[Glob, ...] = ()
    extend_exclude: tuple[Glob, ...] = ()
    allowed_regions: tuple[str, ...] = ()
    environment_words: tuple[str, ...] = (
        *("dev", "development", "test", "testing", "qa", "uat", "stage", "staging", "preprod", "prod", "production"),
    )
    environment_parameters: tuple[str, ...] = ("environment_suffix", "environment", "env", "stage", "suffix")
    line_length: int = DEFAULT_LINE_LENGTH
    engine_versions: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    as_of: str | None = None
    require_ignore_reason: bool = False
    hint_addresses: bool = True
    hint_names: bool = True
    hint_regions: bool = True
    workspace_diagnostics: bool = False
    selections: tuple[Selection, ...] = ()
    origins: Mapping[str, Origin] = field(default_factory=dict[str, Origin])

    def excludes(self, path: Path) -> bool:
        """Whether a pattern names the file or folder at the absolute `path`, or a folder below `root` that holds it."""
        return any(glob.covers(path) for glob in (*self.exclude, *self.extend_exclude))

    def excludes_itself(self, path: Path) -> bool:
        """Whether a pattern names the file or folder at the absolute `path`, whatever holds it."""
        return any(glob.matches(path) for glob in (*self.exclude, *self.extend_exclude))
