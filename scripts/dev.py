"""Try presynth, or test it, from a fresh checkout: `python3 scripts/dev.py demo` or `python3 scripts/dev.py test`.

`pictures` refreshes those of the documentation with what the tests in VS Code have left in `build/pictures`.

Both set up a virtual environment in `.venv` first, once, and again when `pyproject.toml` has changed; `test` has a
second one, `.venv-cdktn`, and VS Code in `.editors` where npm and Chromium are there. Standard library only; runs
wherever Python 3.10 or newer does.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DEBIAN_PACKAGES = ("chromium", "emacs-nox", "elpa-eglot", "vim", "vim-ale")
"""What the tests in editors use of Debian or Ubuntu; without them, those tests are skipped."""


def run(*command: str | Path) -> int:
    """Run a command in the project's root, showing it; returns its exit status."""
    words = [str(word) for word in command]
    print("$", subprocess.list2cmdline(words), flush=True)
    return subprocess.run(words, cwd=ROOT, check=False).returncode


def environment(folder: Path, extras: Sequence[str]) -> Path:
    """Make sure that `folder` is an environment with presynth and `extras`; returns its interpreter."""
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    wanted = hashlib.sha256((ROOT / "pyproject.toml").read_bytes() + repr([*extras]).encode()).hexdigest()
    stamp = folder / "presynth-installed"
    if not python.exists():
        venv.create(folder, with_pip=True)
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != wanted:
        target = f".[{','.join(extras)}]" if extras else "."
        if run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--editable", target) != 0:
            sys.exit("presynth could not be installed: see pip's message above")
        stamp.write_text(wanted, encoding="utf-8")
    return python


def extension(npm: str, python: Path) -> bool:
    """Lint, test and package the VS Code extension; whether that went well."""
    os.environ["PRESYNTH_PYTHON"] = str(python)
    commands = (("ci", "--no-audit", "--no-fund"), ("run", "lint"), ("test",), ("run", "package"))
    return all(run(npm, "--prefix", "vscode-extension", *command) == 0 for command in commands)


def editors(options: argparse.Namespace, python: Path) -> bool:
    """Set up what the tests in real editors need, as far as it can be had; whether that went well."""
    if options.apt:
        run("apt-get", "update", "--quiet=2")
        run("apt-get", "install", "--quiet=2", "--yes", "--no-install-recommends", *DEBIAN_PACKAGES)
    npm = shutil.which("npm")
    if npm is None:
        print("npm is not there: the VS Code extension is neither built nor tested", flush=True)
        return True
    if shutil.which("chromium") is not None:
        run(python, "scripts/editors.py", os.environ.setdefault("PRESYNTH_EDITORS", str(ROOT / ".editors")))
    return extension(npm, python)


def demo(options: argparse.Namespace) -> int:
    """Check the example stack; its findings are the point, so they are no failure."""
    status = run(environment(options.venv, []), "-m", "presynth", "check", "examples/payments")
    return status if status > 1 else 0


def test(options: argparse.Namespace) -> int:
    """Linter, formatter, type checker, then the tests."""
    extras = [*(() if options.no_truth else ("truth",)), *(() if options.no_editors else ("e2e",))]
    python = environment(options.venv, ["dev", *extras])
    checks = {
        "ruff check": ("ruff", "check"),
        "ruff format": ("ruff", "format", "--check"),
        "basedpyright": ("basedpyright", "--pythonpath", str(python)),
    }
    failed = [name for name, command in checks.items() if run(python, "-m", *command) != 0]
    if not options.no_editors and not editors(options, python):
        failed.append("the VS Code extension")
    print(f"before the tests, these failed: {', '.join(failed)}" if failed else "clean before the tests", flush=True)
    if not options.no_truth:
        # Which environments the tests find the real packages in.
        os.environ["PRESYNTH_TRUTH_PYTHON"] = str(python)
        cdktn = options.venv.with_name(f"{options.venv.name}-cdktn")
        os.environ["PRESYNTH_TRUTH_CDKTN_PYTHON"] = str(environment(cdktn, ["truth-cdktn"]))
    return run(python, "-m", "pytest", *options.arguments) or int(bool(failed))


def pictures(options: argparse.Namespace) -> int:
    """Refresh the documentation's pictures with those that the tests in VS Code have made."""
    published = [
        each for folder in ("docs", "vscode-extension") for each in sorted((ROOT / folder / "images").iterdir())
    ]
    made = ROOT / "build" / "pictures"
    missing = {each.name for each in published if not (made / each.name).exists()}
    if missing:
        sys.exit(f"run `scripts/dev.py test -- tests/e2e` first: there is no {', '.join(sorted(missing))} in {made}")
    for each in published:
        shutil.copy(made / each.name, each)
    return 0


def _absolute(path: str) -> Path:
    return Path(os.path.abspath(path))


def main() -> int:
    """Read the command line and do what it says; returns the exit status."""
    if sys.version_info < (3, 10):  # noqa: UP036 - the one file that may be started by an older Python
        sys.exit("presynth needs Python 3.10 or newer; start this script with one")
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--venv", type=_absolute, default=ROOT / ".venv", help="environment to use (default: .venv)")
    commands = parser.add_subparsers(required=True, metavar="demo|test|pictures")
    commands.add_parser("demo", help=demo.__doc__).set_defaults(action=demo)
    commands.add_parser("pictures", help=pictures.__doc__).set_defaults(action=pictures)
    tester = commands.add_parser("test", help=test.__doc__)
    tester.add_argument("--no-truth", action="store_true", help="leave out the tests that need the real cdktf packages")
    tester.add_argument("--no-editors", action="store_true", help="leave out the VS Code extension and other editors")
    apt = f"install what the tests in editors need from Debian, as root: {', '.join(DEBIAN_PACKAGES)}"
    tester.add_argument("--apt", action="store_true", help=apt)
    tester.add_argument("arguments", nargs="*", metavar="ARGUMENT", help="for pytest; put -- before the first")
    tester.set_defaults(action=test)
    options = parser.parse_args()
    return options.action(options)


if __name__ == "__main__":
    sys.exit(main())
