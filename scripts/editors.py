"""Set up VS Code for `tests/e2e`, from the npm registry: `python scripts/editors.py FOLDER`.

The npm package `code-server` carries VS Code's own server and web client. Its native modules are not compiled: the one
that VS Code cannot start without is replaced by `tests/e2e/spdlog.js`. Standard library only; needs npm.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

CODE_SERVER = "4.139.1"
ROOT = Path(__file__).resolve().parent.parent
_UNUSED = ("extensions/copilot", "node_modules/@github", "node_modules/@microsoft/mxc-sdk")
"""Hundreds of megabytes that no test needs."""


def vscode(folder: Path) -> Path:
    """Make sure that VS Code's server is in `folder`; returns the script that starts it."""
    home = folder / f"code-server-{CODE_SERVER}" / "lib" / "vscode"
    main = home / "out" / "server-main.js"
    stamp = folder / f"code-server-{CODE_SERVER}" / "installed"
    if not stamp.exists():
        npm = shutil.which("npm")
        if npm is None:
            sys.exit("npm is needed to install VS Code's server")
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run([npm, "pack", "--silent", f"code-server@{CODE_SERVER}"], cwd=folder, check=True)
        _unpack(folder / f"code-server-{CODE_SERVER}.tgz", folder / f"code-server-{CODE_SERVER}")
        options = ("--omit=dev", "--ignore-scripts", "--no-save", "--legacy-peer-deps", "--no-audit", "--no-fund")
        subprocess.run([npm, "install", "--silent", *options], cwd=home, check=True)
        shutil.copy(ROOT / "tests" / "e2e" / "spdlog.js", home / "node_modules" / "@vscode" / "spdlog" / "index.js")
        for name in _UNUSED:
            shutil.rmtree(home / name, ignore_errors=True)
        stamp.touch()
    return main


def _unpack(archive: Path, folder: Path) -> None:
    """Unpack what npm has packed, without its top folder."""
    shutil.rmtree(folder, ignore_errors=True)
    with tarfile.open(archive) as packed:
        packed.extractall(folder.with_suffix(".unpacked"), filter="data")
    shutil.move(folder.with_suffix(".unpacked") / "package", folder)
    shutil.rmtree(folder.with_suffix(".unpacked"))
    archive.unlink()


def main() -> int:
    """Read the command line and do what it says; returns the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    print(vscode(parser.parse_args().folder.absolute()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
