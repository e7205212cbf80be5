"""What real CDKTF makes of a program: many cases in one Python process over one jsii kernel.

    PYTHON oracle.py                        answer JSON lines on stdin by JSON lines on stdout
    PYTHON oracle.py --serve SOCKET         the same for several clients, over a Unix socket
    PYTHON oracle.py --ask SOCKET FILE...   ask a server about a program; the first file is its entry
    PYTHON oracle.py --ask SOCKET FOLDER    the same for a project whose entry is main.py

PYTHON is the interpreter of an environment with cdktf and cdktf-cdktf-provider-aws (or cdktn and cdktn-provider-aws);
to ask, any will do.

A request is `{id, files: {name: text}, entry: "main.py", synth: "auto" | "no", env: {}}`. With "auto", a program that
makes no App has its `test_...` functions called, then its TerraformStack classes instantiated and synthesised.

The answer is `{id, outcome, error, stacks, output}`: `outcome` is "ok", "python-error" (raised by Python code),
"jsii-error" (raised by the JavaScript side while constructs are made), "synth-error" (by it during synth) or "crash"
(no answer in time); `error` is null or `{type, message, file, line}` with the innermost place in the case's own files;
`stacks` maps the name of a stack to its cdk.tf.json; `output` is what the case printed.
"""

from __future__ import annotations

import argparse
import json
import os
import queue
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve()
PATIENCE = 180.0


class Oracle:
    """Asks a worker process, started when first needed and again when it ends or does not answer."""

    def __init__(self, python: str) -> None:
        self.python = python
        self.process: subprocess.Popen[str] | None = None
        self.answers: queue.Queue[str] = queue.Queue()

    def __enter__(self) -> Oracle:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Starts the worker, whose imports then run while nobody waits yet."""
        self.process = subprocess.Popen(
            [self.python, str(HERE)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        self.answers = queue.Queue()
        threading.Thread(target=_pass_on, args=(self.process, self.answers), daemon=True).start()

    def stop(self) -> None:
        """Ends the worker; the next question starts another."""
        if self.process and self.process.stdin:
            self.process.stdin.close()
            try:
                self.process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                self._kill()
        self.process = None

    def _kill(self) -> None:
        assert self.process
        self.process.kill()
        self.process.wait()
        self.process = None

    def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        """The answer to one request, as described above."""
        if self.process is None or self.process.poll() is not None:
            self.start()
        assert self.process
        assert self.process.stdin
        try:
            self.process.stdin.write(json.dumps(request) + "\n")
            self.process.stdin.flush()
            line = self.answers.get(timeout=PATIENCE)
        except (queue.Empty, BrokenPipeError):
            line = ""
        if not line:
            self._kill()
            error = {"type": "Crash", "message": "the worker gave no answer", "file": None, "line": None}
            return {"id": request.get("id"), "outcome": "crash", "error": error, "stacks": {}, "output": ""}
        answer = json.loads(line)
        if answer.pop("last"):
            self.stop()
        return answer

    def run(self, text: str) -> dict[str, Any]:
        """The answer for a program of one file."""
        return self.ask({"files": {"main.py": text}})


def _pass_on(process: subprocess.Popen[str], answers: queue.Queue[str]) -> None:
    assert process.stdout
    with process.stdout:
        for line in process.stdout:
            answers.put(line)
    answers.put("")


def serve(path: str) -> None:
    """Answers one request a connection on the Unix socket `path`, for as long as the process lives."""
    Path(path).unlink(missing_ok=True)
    with socket.socket(socket.AF_UNIX) as listener, Oracle(sys.executable) as oracle:
        listener.bind(path)
        listener.listen(64)
        oracle.start()
        while True:
            connection, _ = listener.accept()
            with connection, connection.makefile("rw", encoding="utf-8") as stream:
                try:
                    question = stream.readline()
                    if question:
                        stream.write(json.dumps(oracle.ask(json.loads(question))) + "\n")
                        stream.flush()
                except (OSError, ValueError) as fault:
                    print(f"a client was not answered: {fault}", file=sys.stderr)


def ask_server(path: str, request: dict[str, Any]) -> dict[str, Any]:
    """The answer of the server at the Unix socket `path`."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(path)
        with connection.makefile("rw", encoding="utf-8") as stream:
            stream.write(json.dumps(request) + "\n")
            stream.flush()
            return json.loads(stream.readline())


def read_project(folder: Path) -> dict[str, str]:
    """The text files of a project by their path below `folder`."""
    files: dict[str, str] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts and "cdktf.out" not in path.parts:
            try:
                files[path.relative_to(folder).as_posix()] = path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue
    return files


def request_for(paths: list[Path]) -> dict[str, Any]:
    """The request for a project's folder, or for files of which the first is the entry."""
    if paths[0].is_dir():
        return {"files": read_project(paths[0]), "entry": "main.py"}
    root = paths[0].parent
    files = {Path(os.path.relpath(path, root)).as_posix(): path.read_text(encoding="utf-8") for path in paths}
    return {"files": files, "entry": paths[0].name}


def main() -> int:
    parser = argparse.ArgumentParser(description="What real CDKTF makes of a program.")
    parser.add_argument("--serve", metavar="SOCKET")
    parser.add_argument("--ask", metavar="SOCKET")
    parser.add_argument("paths", nargs="*", type=Path, metavar="FILE")
    options = parser.parse_args()
    if options.serve:
        serve(options.serve)
    elif options.ask:
        if not options.paths:
            parser.error("--ask needs a file or a folder")
        answer = ask_server(options.ask, request_for(options.paths))
        print(json.dumps(answer, indent=2))
        return 0 if answer["outcome"] == "ok" else 1
    else:
        import _oracle_worker

        _oracle_worker.main()
    return 0


if __name__ == "__main__":
    sys.exit(main())
