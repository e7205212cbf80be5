"""`presynth schema`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from presynth.cli import session
from presynth.cli.errors import UsageError
from presynth.engine.workspace import Project


def run(options: argparse.Namespace) -> int:
    """Print what verdicts on the files of a folder rest on. Raises UsageError and ConfigurationError."""
    path = session.absolute(options.path)
    if not path.exists():
        raise UsageError(f"{options.path} does not exist: name a file or folder of the project")
    workspace = session.workspace(session.configuration(options))
    project = workspace.project(str(path / "__init__.py" if path.is_dir() else path))
    print("\n".join(_described(project)))
    return 0


def _described(project: Project) -> Iterator[str]:
    yield f"project      {project.folder}"
    found = project.environment
    yield "environment  " + (f"{found.prefix} ({found.origin})" if found else "none with a binding of providers")
    if project.terraform is None:
        yield "terraform    unknown: set terraform-version or opentofu-version"
    else:
        yield f"{project.terraform.product:<12} {project.terraform.version} ({project.terraform.source})"
    for schema in project.catalog.describe():
        yield ""
        provider = f", provider {schema.provider_version}" if schema.provider_version else ""
        yield f"{schema.assembly or schema.package} {schema.version}".rstrip() + provider
        yield f"  package  {schema.package}"
        yield f"  from     {schema.path}"
        yield f"  state    {schema.state}" + (f": {schema.reason}" if schema.reason else "")
        if schema.answered_by == "bundled" and schema.state != "bundled":
            yield "           the bundled index answers"
        if not schema.exact:
            yield "           arguments and names are not judged by it"
