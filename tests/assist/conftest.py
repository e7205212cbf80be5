"""A project in which to ask: code with a `|` where the cursor is."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from pathlib import Path

import pytest

from presynth.assist.point import Point
from presynth.config.configuration import Configuration
from presynth.engine import Workspace
from presynth.source.positions import Lines

_STACK = """from constructs import Construct
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.subnet import Subnet
from cdktf_cdktf_provider_aws.vpc import Vpc


class Example(TerraformStack):
    def __init__(self, scope: Construct, id: str):
        super().__init__(scope, id)
        self.aws = AwsProvider(self, "aws", region="eu-west-1")
        self.vpc = Vpc(self, "main", cidr_block="10.0.0.0/16")
"""
_END = """
        self.after = Vpc(self, "after", cidr_block="10.1.0.0/16")

    def later(self) -> None:
        number = 1


app = App()
Example(app, "example")
app.synth()
"""


class Desk:
    """Where to ask: files that are as they were put last, evaluated again and again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._workspace = Workspace(Configuration(folder), folder=folder)

    def path(self, name: str) -> str:
        """The path of a file of the project."""
        return str(self.folder / name)

    def point(self, code: str, files: Mapping[str, str] | None = None) -> Point:
        """The place of the `|` in a module, `files` being other modules of the project by name."""
        for name, text in (files or {}).items():
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / name).write_text(text, encoding="utf-8")
            self._workspace.documents.put(self.path(name), text)
        before, _, behind = code.partition("|")
        text, path = before + behind, self.path("main.py")
        self._workspace.documents.put(path, text)
        source = self._workspace.documents.source(path)
        assert source is not None
        project = self._workspace.project(path)
        return Point(project.program([path]), project.outcome, source, Lines(text).at_offset(len(before)))

    def in_stack(self, code: str) -> Point:
        """The same, for statements in the `__init__` of a stack with a provider and a VPC."""
        return self.point(_STACK + textwrap.indent(code, " " * 8) + _END)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A project of its own."""
    return Desk(tmp_path_factory.mktemp("project"))
