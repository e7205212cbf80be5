"""VS Code in a browser: what a person sees and does."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from e2e.processes import started_by, until

if TYPE_CHECKING:
    from e2e.vscode import Editor, VSCode


def _line(file: Path, words: str) -> int:
    """The number of the first line that has these words, from 1."""
    lines = file.read_text().splitlines()
    return next(number for number, line in enumerate(lines, 1) if words in line)


def test_a_finding_is_seen_explained_and_fixed(vscode: VSCode, editor: Editor, payments: Path) -> None:
    file = payments / "stacks" / "network.py"
    vscode.open(editor.page, payments, openFile=vscode.uri(file))
    editor.go_to(_line(file, "ingress=[") + 1, 17)
    editor.squiggles().first.wait_for()
    hover = editor.hover()
    hover.filter(has_text="silently lost").first.wait_for()
    hover.filter(has_text="PS106").first.wait_for()
    editor.picture("silent-loss")
    editor.page.keyboard.press("Escape")
    fix = editor.quick_fixes().filter(has_text="SecurityGroupIngress").first
    fix.wait_for()
    editor.picture("silent-loss-fix")
    editor.choose(fix)
    editor.squiggles().first.wait_for(state="detached")
    editor.picture("silent-loss-fixed")
    editor.save(file, lambda text: "SecurityGroupIngress(" in text)


def test_fix_all_does_what_the_command_line_does(
    vscode: VSCode, editor: Editor, payments: Path, presynth: Path
) -> None:
    file = payments / "stacks" / "receipts.py"
    copy = shutil.copytree(payments, payments.with_name("copy")) / "stacks" / "receipts.py"
    subprocess.run([presynth, "check", "--fix", "--exit-zero", copy], check=True, capture_output=True)
    vscode.open(editor.page, payments, openFile=vscode.uri(file))
    editor.go_to(_line(file, "S3BucketLifecycleConfigurationRule("))
    editor.squiggles("warning").first.wait_for()
    editor.command("presynth: Fix All Safe Problems in This File")
    editor.save(file, lambda text: text == copy.read_text())


def test_settings_count_at_once(vscode: VSCode, editor: Editor, payments: Path) -> None:
    file = payments / "stacks" / "database.py"
    vscode.open(editor.page, payments, openFile=vscode.uri(file))
    warning = editor.squiggles("warning")
    warning.first.wait_for()
    settings = payments / ".vscode" / "settings.json"
    settings.parent.mkdir()
    settings.write_text(json.dumps({"presynth.ignore": ["unused-import"]}))
    warning.first.wait_for(state="detached")
    settings.write_text(json.dumps({"presynth.severity": {"unused-import": "error"}}))
    editor.squiggles("error").first.wait_for()


def test_a_server_that_dies_comes_back(vscode: VSCode, editor: Editor, payments: Path) -> None:
    file = payments / "stacks" / "database.py"
    vscode.open(editor.page, payments, openFile=vscode.uri(file))
    editor.squiggles("warning").first.wait_for()
    (process,) = started_by(vscode.process, "presynth", "server")
    os.kill(process, signal.SIGKILL)
    until("another server", lambda: set(started_by(vscode.process, "presynth", "server")) - {process})
    editor.go_to(_line(file, "import KmsReplicaKey"), 1)
    editor.page.keyboard.press("Control+Shift+k")
    editor.squiggles("warning").first.wait_for(state="detached")
