"""The schema follows the imports: of files as an editor has them, and as they change."""

from __future__ import annotations

from pathlib import Path

from presynth.catalog.environment import Machine
from presynth.config.configuration import Configuration
from presynth.engine import Workspace

STACK = """from {core} import App, TerraformStack
from {module} import {name}

stack = TerraformStack(App(), "s")
{name}(stack, "b", bukcet="b")
"""
SHAPES = (
    ("cdktn", "cdktn_provider_aws.s3_bucket", "S3Bucket"),
    ("cdktn", "cdktn_aws.s3", "AwsBucket"),
    ("cdktf", "imports.aws.s3_bucket", "S3Bucket"),
    ("cdktf", "cdktf_cdktf_provider_aws.s3_bucket", "S3Bucket"),
)


def test_another_package_is_imported_in_the_editor(tmp_path: Path) -> None:
    """Whatever is on disk, and whatever the other open files import."""
    (tmp_path / ".venv" / "lib" / "python3.11" / "site-packages").mkdir(parents=True)
    (tmp_path / ".venv" / "pyvenv.cfg").touch()
    (tmp_path / "main.py").touch()
    workspace = Workspace(Configuration(tmp_path), folder=tmp_path, machine=Machine(environ={}))
    paths = [str(tmp_path / f"{name}.py") for name in ("main", "other")]
    for number, (core, module, name) in enumerate(SHAPES * 2):
        path = paths[number % 2]
        workspace.documents.put(path, STACK.format(core=core, module=module, name=name))
        for each in paths[: number + 1]:
            assert "PS103" in [finding.code for finding in workspace.check([each]).reports[each].findings], module
    projects = {id(workspace.project(path)) for path in paths * 2}
    assert len(projects) == 1, "what has been seen once is known"
