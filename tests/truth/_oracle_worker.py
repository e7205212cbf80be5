"""The side of the oracle that runs CDKTF: one jsii kernel, one case after the other.

Runs under the interpreter of an environment that has cdktf (or cdktn) and an AWS provider, and imports nothing else.
The Node process of jsii keeps its working directory and its environment for life, so every case is given the same
directory, emptied before it.
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import io
import json
import os
import shutil
import sys
import tempfile
import traceback
import types
from pathlib import Path
from typing import Any

CORES = ("cdktf", "cdktn")
PROVIDERS = ("cdktf_cdktf_provider_aws", "cdktn_provider_aws")
KEPT_ENVIRONMENT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "SYSTEMROOT")
EAGER_IMPORTS = "# Loading modules to ensure their types are registered"
MEMORY_LIMIT = 3 << 30
DEFAULT_PROJECT = '{"language": "python", "app": "python main.py", "projectId": "truth"}\n'


class Worker:
    """Runs cases in `folder`, which is the working directory of this process and of the kernel."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="truth-")).resolve()
        self.environment = {key: os.environ[key] for key in KEPT_ENVIRONMENT if key in os.environ}
        os.environ.clear()
        os.environ.update(self.environment, CDKTF_OUTDIR=str(self.folder / "cdktf.out"))
        os.chdir(self.folder)
        self.path = [entry for entry in sys.path if entry and Path(entry) != Path(__file__).parent]
        sys.path[:] = self.path
        sys.dont_write_bytecode = True
        self.core = next(importlib.import_module(name) for name in CORES if importlib.util.find_spec(name))
        for name in PROVIDERS:
            if importlib.util.find_spec(name):
                import_lazily(name)
        self._reset_environment()
        self.apps = 0
        self._count_apps()

    def _reset_environment(self) -> None:
        os.environ.clear()
        os.environ.update(self.environment)

    def _count_apps(self) -> None:
        original = self.core.App.__init__

        def counted(app: Any, *arguments: Any, **keywords: Any) -> None:
            self.apps += 1
            original(app, *arguments, **{**keywords, "outdir": str(self.folder / "cdktf.out")})

        self.core.App.__init__ = counted

    def run(self, request: dict[str, Any]) -> dict[str, Any]:
        """Runs one case; the shape of request and response is in oracle.py."""
        self._empty_folder()
        self._write(request["files"])
        entry = self.folder / request.get("entry", "main.py")
        modules = set(sys.modules)
        own_main = sys.modules["__main__"]
        output = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
        error: dict[str, Any] | None = None
        try:
            os.environ.update(request.get("env", {}))
            sys.path[:] = [str(entry.parent), str(self.folder), *self.path]
            importlib.invalidate_caches()
            with contextlib.redirect_stdout(output):
                self._execute(entry, request.get("synth", "auto"))
        except BaseException as raised:  # a case may raise anything, SystemExit included
            error = self._describe(raised)
        finally:
            sys.modules["__main__"] = own_main
            self._restore(modules)
        output.seek(0)
        return {
            "id": request.get("id"),
            "outcome": error.pop("outcome") if error else "ok",
            "error": error,
            "stacks": self._stacks(),
            "output": output.read(),
        }

    def _empty_folder(self) -> None:
        for child in self.folder.iterdir():
            if child.is_dir() and not child.is_symlink():
                shutil.rmtree(child)
            else:
                child.unlink()

    def _write(self, files: dict[str, str]) -> None:
        for name, text in {"cdktf.json": DEFAULT_PROJECT, **files}.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def _execute(self, entry: Path, synth: str) -> None:
        self.apps = 0
        module = types.ModuleType("__main__")
        module.__file__ = str(entry)
        sys.modules["__main__"] = module
        sys.argv = [str(entry)]
        exec(compile(entry.read_text(encoding="utf-8"), str(entry), "exec"), module.__dict__)
        if synth == "auto" and not self.apps:
            for name, value in list(vars(module).items()):
                if name.startswith("test_") and isinstance(value, types.FunctionType):
                    value()
            self._synthesise(module)

    def _synthesise(self, module: types.ModuleType) -> None:
        """Instantiates the stack classes that `module` defines and synthesises them."""
        stacks = [
            value
            for value in vars(module).values()
            if isinstance(value, type)
            and issubclass(value, self.core.TerraformStack)
            and value.__module__ == "__main__"
            and not any(value in other.__mro__[1:] for other in vars(module).values() if isinstance(other, type))
        ]
        if stacks:
            app = self.core.App()
            for stack in stacks:
                stack(app, stack.__name__)
            app.synth()

    def _describe(self, raised: BaseException) -> dict[str, Any]:
        frames = traceback.extract_tb(raised.__traceback__)
        own = [frame for frame in frames if frame.filename.startswith(str(self.folder))]
        file, line = (own[-1].filename, own[-1].lineno) if own else (None, None)
        if isinstance(raised, SyntaxError) and raised.filename:
            file, line = raised.filename, raised.lineno
        if type(raised.__cause__).__name__ == "JavaScriptError":
            core = str(Path(str(self.core.__file__)).parent)
            synthesising = any(
                frame.name in ("synth", "full_synth", "synth_scope") and frame.filename.startswith(core)
                for frame in frames
            )
            outcome = "synth-error" if synthesising else "jsii-error"
        else:
            outcome = "python-error"
        if file and file.startswith(str(self.folder)):
            file = str(Path(file).relative_to(self.folder))
        return {
            "outcome": outcome,
            "type": type(raised).__name__,
            "message": str(raised),
            "file": file,
            "line": line,
        }

    def _restore(self, modules: set[str]) -> None:
        for name in set(sys.modules) - modules:
            if self._is_of_case(sys.modules[name]):
                del sys.modules[name]
        self._reset_environment()
        os.chdir(self.folder)
        sys.path[:] = self.path

    def _is_of_case(self, module: types.ModuleType) -> bool:
        places = [getattr(module, "__file__", None) or "", *getattr(module, "__path__", [])]
        return any(str(place).startswith(str(self.folder)) for place in places)

    def _stacks(self) -> dict[str, Any]:
        found = sorted(self.folder.glob("cdktf.out/stacks/*/cdk.tf.json"))
        texts = {path.parent.name: path.read_text(encoding="utf-8") for path in found}
        return {name: json.loads(text.replace(f"{self.folder}/", "")) for name, text in texts.items()}


def import_lazily(name: str) -> None:
    """Imports a provider package without its resources: each is imported when asked for, as newer wheels do.

    Older wheels import all 2,200 modules at once, which takes 10 to 26 seconds.
    """
    spec = importlib.util.find_spec(name)
    assert spec
    assert spec.origin
    source = Path(spec.origin).read_text(encoding="utf-8")
    head, eager, tail = source.partition(EAGER_IMPORTS)
    if not eager:
        importlib.import_module(name)
        return
    submodules = {line.removeprefix("from . import ") for line in tail.splitlines() if line.startswith("from . import")}
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    exec(compile(head, spec.origin, "exec"), module.__dict__)

    def load(submodule: str) -> types.ModuleType:
        if submodule not in submodules:
            raise AttributeError(f"module {name!r} has no attribute {submodule!r}")
        return importlib.import_module(f"{name}.{submodule}")

    setattr(sys.modules[name], "__getattr__", load)  # noqa: B010 - a module has no such attribute to assign to
    importlib.import_module(f"{name}._jsii")


def resident_memory() -> int:
    """Bytes held by this process and the Node processes below it; 0 where the system does not say."""
    parents: dict[int, int] = {}
    pages: dict[int, int] = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = status.read_text().rpartition(")")[2].split()
            parents[int(status.parent.name)] = int(fields[1])
            pages[int(status.parent.name)] = int(fields[21])
    own = {os.getpid()}
    while grown := {process for process, parent in parents.items() if parent in own} - own:
        own |= grown
    return sum(pages.get(process, 0) for process in own) * os.sysconf("SC_PAGE_SIZE")


def main() -> None:
    """Answers one JSON line with one JSON line until the input ends."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    questions = os.fdopen(os.dup(0), encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    worker = Worker()
    try:
        for question in questions:
            answer = worker.run(json.loads(question))
            # jsii never frees an object, on neither side; whoever asks starts a new worker after this one has ended.
            spent = resident_memory() > MEMORY_LIMIT
            answers.write(json.dumps({**answer, "last": spent}) + "\n")
            answers.flush()
            if spent:
                break
    finally:
        os.chdir("/")
        shutil.rmtree(worker.folder, ignore_errors=True)
