"""Measures presynth beside other servers, over the same files with the same client in one run.

    python benchmarks/run.py --packages ENVIRONMENT [--only presynth,ty] [--output numbers.json]
    python benchmarks/write_page.py numbers.json

ENVIRONMENT is a virtual environment with cdktf and cdktf-cdktf-provider-aws; without one presynth answers from its
bundled schema, and the others find no packages.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from measures import attempt, of_commands
from servers import peer, servers
from table import table


def machine() -> dict[str, object]:
    """What the numbers were measured on."""
    processor = platform.processor() or platform.machine()
    for line in Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else ():
        if line.startswith("model name"):
            processor = line.partition(":")[2].strip()
    load = round(os.getloadavg()[0], 1)
    return {
        "processor": processor,
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "load": load,
        "date": date.today().isoformat(),
    }


def versions() -> dict[str, str]:
    """The peers' versions."""
    listed = subprocess.run([peer("python"), "-m", "pip", "freeze"], capture_output=True, text=True, check=True).stdout
    return dict(line.split("==") for line in listed.splitlines() if "==" in line)


def measure(packages: Path, only: set[str], edits: int, many: int) -> dict[str, Any]:
    """Everything, as it can be written to a file."""
    measured: dict[str, Any] = {"machine": machine(), "versions": versions(), "servers": {}}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "cdktf.json").write_text('{"language": "python", "app": "python main.py"}')
        (folder / ".venv").symlink_to(packages)
        for server in servers(packages):
            if not only or server.name in only:
                print(f"measuring {server.name} …", file=sys.stderr, flush=True)
                measured["servers"][server.name] = attempt(server, folder, edits, many)
        if not only or "check" in only:
            measured["check"] = of_commands(folder, packages)
    return measured


def main() -> None:
    """Measure, print the table, write the numbers."""
    parser = argparse.ArgumentParser(description="Measure presynth beside other language servers.")
    parser.add_argument("--packages", type=Path, required=True, help="an environment with cdktf and its AWS provider")
    parser.add_argument("--only", default="", help="names of servers, and `check`, separated by commas")
    parser.add_argument("--edits", type=int, default=40, help="edits of each kind")
    parser.add_argument("--memory-edits", type=int, default=10_000)
    parser.add_argument("--output", type=Path, help="where to write the numbers, for write_page.py")
    options = parser.parse_args()
    only = {name for name in options.only.split(",") if name}
    measured = measure(options.packages.absolute(), only, options.edits, options.memory_edits)
    if options.output is not None:
        options.output.write_text(json.dumps(measured))
    print(table(measured))


if __name__ == "__main__":
    main()
