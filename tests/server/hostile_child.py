"""Opens a workspace as the server does, and prints what was run meanwhile, and how much memory it took."""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from typing import Any

_STARTS = ("subprocess.Popen", "os.exec", "os.posix_spawn", "os.spawn", "os.system", "os.fork", "os.forkpty")
FOLDER = Path(sys.argv[1])
started: list[list[str]] = []
executed: list[str] = []


def watch(event: str, arguments: tuple[Any, ...]) -> None:
    """Note what is started, and what code of the workspace is executed."""
    if event in _STARTS:
        command: Any = arguments[1] if len(arguments) > 1 else arguments
        started.append([event, *map(str, command)])
    elif event == "exec" and str(getattr(arguments[0], "co_filename", "")).startswith(str(FOLDER)):
        executed.append(arguments[0].co_filename)


def own_megabytes() -> int:
    """The most memory this process had, in MB. `getrusage` counts what it was started from, too."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    peak = next(line for line in status.read_text(encoding="utf-8").splitlines() if line.startswith("VmHWM:"))
    return int(peak.split()[1]) // 1024


sys.addaudithook(watch)

from lsprotocol import types  # noqa: E402 - it is watched too

from presynth.assist.completion import completions  # noqa: E402
from presynth.assist.outline import outline  # noqa: E402
from presynth_server.session import Session  # noqa: E402

messages: list[str] = []
session = Session(messages.append)
session.folders = (FOLDER,)
found: dict[str, list[str]] = {}
for _built in (False, True):
    for path in sorted(FOLDER.rglob("main.py")):
        text = path.read_text(encoding="utf-8")
        document = session.open(types.TextDocumentItem(path.as_uri(), "python", 1, text))
        assert document is not None
        found[str(path.relative_to(FOLDER))] = [each.code for each in session.report(document).findings]
        point = session.point(document, types.Position(text.count("\n"), 0))
        if point is not None:
            completions(point)
            outline(point.program, point.source)
    session.files()
    for engine in session.pending_engines():
        engine.build_indexes()
    session.forget()
session.stop()
told = {
    "started": started,
    "executed": executed,
    "found": found,
    "messages": messages,
    "megabytes": own_megabytes(),
    "megabytes_of_children": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
}
print(json.dumps(told))
