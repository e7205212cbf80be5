"""What presynth says of a backend is what `terraform init` says: the real one, which reaches nothing but this machine.

Every faulty configuration is one change away from one that Terraform takes, so that the change is what it refuses.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from presynth.config.configuration import Configuration
from presynth.engine import Workspace
from presynth.findings import Severity

TERRAFORM = shutil.which("terraform")
pytestmark = pytest.mark.skipif(TERRAFORM is None, reason="there is no `terraform` on the PATH")

Block = dict[str, Any]

_EMPTY_BUCKET = b"<?xml version='1.0'?><ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>"
_PROGRAM = """from cdktf import App, TerraformStack

app = App()
stack = TerraformStack(app, "tried")
stack.add_override("terraform", {block!r})
app.synth()
"""
_NOWHERE = "http://127.0.0.1:9"


class _Storage(BaseHTTPRequestHandler):
    """An empty bucket, and an HTTP backend without a state."""

    def do_GET(self) -> None:
        listing = "list-type" in self.path
        self.send_response(200 if listing else 404)
        self.send_header("Content-Length", str(len(_EMPTY_BUCKET) if listing else 0))
        self.end_headers()
        if listing:
            self.wfile.write(_EMPTY_BUCKET)

    do_HEAD = do_GET  # noqa: N815 - as the base class calls it

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def storage() -> Iterator[str]:
    """The address of a server on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Storage)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def version() -> str:
    assert TERRAFORM is not None
    told = subprocess.run((TERRAFORM, "version", "-json"), capture_output=True, check=True, env=_environ(Path("none")))
    return json.loads(told.stdout)["terraform_version"]


def _environ(folder: Path) -> dict[str, str]:
    """Without what this machine says of AWS or Terraform, and without a way to the network."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "TF_", "GOOGLE_", "ARM_"))
    }
    own = {"HOME": str(folder), "TF_CLI_CONFIG_FILE": os.devnull, "CHECKPOINT_DISABLE": "1"}
    return {**kept, **own, "HTTP_PROXY": _NOWHERE, "HTTPS_PROXY": _NOWHERE, "AWS_EC2_METADATA_DISABLED": "true"}


def _init(block: Block, folder: Path) -> subprocess.CompletedProcess[str]:
    assert TERRAFORM is not None
    (folder / "cdk.tf.json").write_text(json.dumps({"terraform": block}), encoding="utf-8")
    command = (TERRAFORM, "init", "-input=false", "-no-color")
    return subprocess.run(command, cwd=folder, env=_environ(folder), capture_output=True, text=True, timeout=60)


def _errors(block: Block, folder: Path, version: str) -> set[str]:
    """The codes of presynth's errors about backends and versions."""
    (folder / "main.py").write_text(_PROGRAM.format(block=block), encoding="utf-8")
    settings = {"terraform-version": version, "select": ["PS201", "PS21"]}
    workspace = Workspace(Configuration(folder, settings, isolated=True), folder=folder)
    (report,) = workspace.check([str(folder / "main.py")]).reports.values()
    return {finding.code for finding in report.findings if finding.severity is Severity.ERROR}


def _s3(**changed: object) -> Block:
    settings: Block = {
        "bucket": "acme",
        "key": "jobs/x.tfstate",
        "region": "eu-west-1",
        "access_key": "one",
        "secret_key": "two",
        "use_path_style": True,
        "skip_credentials_validation": True,
        "skip_requesting_account_id": True,
        "endpoints": {"s3": "STORAGE"},
        **changed,
    }
    return {"backend": {"s3": {name: value for name, value in settings.items() if value is not None}}}


def _http(**changed: object) -> Block:
    return {"backend": {"http": {"address": "STORAGE/state", "retry_max": 0, **changed}}}


def _local(**changed: object) -> Block:
    return {"backend": {"local": {"path": "x.tfstate", **changed}}}


TAKEN: dict[str, Block] = {
    "s3": _s3(),
    "s3 with a lock": _s3(use_lockfile=True),
    "s3 with a table": _s3(dynamodb_table="locks", endpoints={"s3": "STORAGE", "dynamodb": "STORAGE"}),
    "s3 with a key's alias": _s3(kms_key_id="alias/state"),
    "s3 with an empty prefix": _s3(workspace_key_prefix=""),
    "s3 with a prefix": _s3(workspace_key_prefix="teams//one"),
    "s3 of somebody else": _s3(region="nyc3", skip_region_validation=True),
    "http": _http(),
    "http with a lock": _http(lock_address="STORAGE/lock", lock_method="PUT"),
    "local": _local(),
    "local without arguments": {"backend": {"local": {}}},
    "local with a folder": _local(workspace_dir="spaces"),
    "a version": {"required_version": ">= 1.0, != 1.3.0"},
}
REFUSED: dict[str, Block] = {
    "a key that begins with a slash": _s3(key="/x.tfstate"),
    "a key that ends with a slash": _s3(key="x/"),
    "a key with two slashes": _s3(key="a//b"),
    "an empty key": _s3(key=""),
    "an empty bucket": _s3(bucket=""),
    "a bucket of blanks": _s3(bucket="  "),
    "a region that is none": _s3(region="eu-west-11"),
    "a region in capitals": _s3(region="EU-WEST-1"),
    "another region that is none": _s3(region="nyc3"),
    "a prefix with a slash": _s3(workspace_key_prefix="/teams"),
    "a key that is none": _s3(kms_key_id="state"),
    "two kinds of keys": _s3(kms_key_id="alias/state", sse_customer_key="c3RhdGUtc3RhdGUtc3RhdGUtc3RhdGUtc3RhdGUtc3Q="),
    "a key of the wrong length": _s3(sse_customer_key="c3RhdGU="),
    "two styles of paths": _s3(force_path_style=True),
    "a mode of addresses that is none": _s3(ec2_metadata_service_endpoint_mode="v4"),
    "two lists of accounts": _s3(allowed_account_ids=["123456789012"], forbidden_account_ids=["123456789013"]),
    "a mode of retrying that is none": _s3(retry_mode="legacy"),
    "an unknown argument": _s3(lock_table="locks"),
    "an argument that went": _s3(use_legacy_workflow=True),
    "an address without a scheme": _http(address="state.acme.example/x"),
    "an address of another scheme": _http(address="ftp://127.0.0.1/x"),
    "an address of a lock without a scheme": _http(lock_address="127.0.0.1/lock"),
    "an argument that is another's": _http(headers={"a": "b"}),
    "an empty path": _local(path=""),
    "a misspelt path": _local(pathh="x"),
    "a backend that went": {"backend": {"atlas": {"name": "acme/x"}}},
    "another backend that went": {"backend": {"etcdv3": {}}},
    "a backend of no kind": {"backend": {"s4": {"bucket": "acme"}}},
    "cos with a prefix": {"backend": {"cos": {"bucket": "acme", "region": "ap-guangzhou", "prefix": "/x"}}},
    "oss with a list that is none": {"backend": {"oss": {"bucket": "acme", "acl": "everybody"}}},
    "two backends": {"backend": {"local": {}, "http": {"address": "STORAGE/state", "retry_max": 0}}},
    "two ways of workspaces": {
        "backend": {"remote": {"organization": "acme", "workspaces": {"name": "one", "prefix": "two"}}}
    },
    "two ways of workspaces in the cloud": {
        "cloud": {"organization": "acme", "workspaces": {"name": "one", "tags": ["two"]}}
    },
    "a version of npm's": {"required_version": "^1.5"},
    "a version that is none": {"required_version": "latest"},
    "a version of a provider, as npm has it": {
        "required_providers": {"aws": {"source": "hashicorp/aws", "version": "^6.0"}}
    },
    "a version of another age": {"required_version": "< 1.0"},
}


def _at(block: Block, storage: str) -> Block:
    return json.loads(json.dumps(block).replace("STORAGE", storage))


@pytest.mark.parametrize("name", TAKEN)
def test_taken(name: str, storage: str, version: str, tmp_path: Path) -> None:
    block = _at(TAKEN[name], storage)
    told = _init(block, tmp_path)
    errors = _errors(block, tmp_path, version)
    assert (told.returncode == 0, errors) == (True, set()), told.stdout + told.stderr


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str, storage: str, version: str, tmp_path: Path) -> None:
    block = _at(REFUSED[name], storage)
    told = _init(block, tmp_path)
    assert told.returncode != 0
    assert "Error:" in told.stdout + told.stderr
    assert _errors(block, tmp_path, version), told.stdout + told.stderr
