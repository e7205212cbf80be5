"""VS Code in a browser: what a person sees and does."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from e2e.conftest import PICTURES
from e2e.processes import started_by, until

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from e2e.vscode import Editor, VSCode

IMPORTED = "import SecurityGroup, SecurityGroupEgress, SecurityGroupIngress\n"


def _line(file: Path, words: str) -> int:
    """The number of the first line that has these words, from 1."""
    lines = file.read_text().splitlines()
    return next(number for number, line in enumerate(lines, 1) if words in line)


def test_a_finding_is_seen_explained_and_fixed(vscode: VSCode, editor: Editor, payments: Path) -> None:
    file = payments / "stacks" / "network.py"
    vscode.open(editor.page, payments, openFile=vscode.uri(file))
    editor.frame()
    editor.go_to(_line(file, "ingress=[") + 1, 17)
    editor.squiggles().first.wait_for()
    editor.page.locator(".view-line", has_text="'payment-database-dev'").wait_for()
    hover = editor.hover()
    hover.filter(has_text="silently lost").first.wait_for()
    hover.filter(has_text="PS106").first.wait_for()
    hover.filter(has_text="A dict stands for a struct in a list.").first.wait_for()
    editor.picture("silent-loss")
    editor.page.keyboard.press("Escape")
    fix = editor.quick_fixes().filter(has_text="SecurityGroupIngress").first
    fix.wait_for()
    editor.picture("silent-loss-fix")
    editor.choose(fix)
    editor.squiggles().first.wait_for(state="detached")
    editor.picture("silent-loss-fixed")
    editor.save(file, lambda text: "SecurityGroupIngress(" in text)
    from e2e.pictures import animate

    seconds = {"silent-loss": 4, "silent-loss-fix": 2.5, "silent-loss-fixed": 3}
    animate({PICTURES / f"{name}.png": each for name, each in seconds.items()}, PICTURES / "silent-loss.webp")


def test_a_struct_and_its_keywords_are_completed(vscode: VSCode, editor: Editor, payments: Path) -> None:
    file = payments / "stacks" / "network.py"
    emptied = re.sub(r"ingress=\[.*?\n            \],", "ingress=[],", file.read_text(), flags=re.DOTALL)
    file.write_text(emptied)
    vscode.open(editor.page, payments, openFile=vscode.uri(file))
    editor.frame()
    editor.go_to(_line(file, "ingress=[]"), emptied.splitlines()[_line(file, "ingress=[]") - 1].index("]") + 1)
    editor.page.locator(".view-line", has_text="'payment-database-dev'").wait_for()
    struct = editor.suggestions().filter(has_text="SecurityGroupIngress").first
    struct.wait_for()
    editor.picture("struct-completion")
    editor.choose(struct)
    editor.type("from_")
    keyword = editor.suggestions().filter(has_text="from_port=").first
    keyword.wait_for()
    editor.choose(keyword)
    editor.type("443")
    editor.save(file, lambda text: "ingress=[SecurityGroupIngress(from_port=443" in text and IMPORTED in text)


def test_hover_shows_what_the_registry_says(vscode: VSCode, editor: Editor, payments: Path) -> None:
    file = payments / "stacks" / "database.py"
    vscode.open(editor.page, payments, openFile=vscode.uri(file))
    editor.squiggles("warning").first.wait_for()
    line = _line(file, "enable_key_rotation=")
    editor.go_to(line, file.read_text().splitlines()[line - 1].index("enable") + 4)
    hover = editor.hover()
    hover.filter(has_text="enable_key_rotation").first.wait_for()
    link = hover.locator("a", has_text="registry").first
    link.wait_for()
    assert "registry.terraform.io" in str(link.get_attribute("data-href"))


def test_what_the_command_line_says(
    browser: Browser, payments: Path, presynth: Path, environ: Mapping[str, str]
) -> None:
    own = {**environ, "FORCE_COLOR": "1"}
    command = [presynth, "check", "stacks/network.py"]
    ran = subprocess.run(command, cwd=payments, env=own, capture_output=True, text=True, check=False)
    assert ran.returncode == 1, ran.stderr
    assert "dict-in-list" in ran.stdout
    from e2e.pictures import terminal

    page = browser.new_page()
    terminal(page, "presynth check stacks/network.py", ran.stdout, PICTURES / "command-line.png")
    page.close()


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


def test_the_graph_and_the_page_of_a_rule_are_shown(vscode: VSCode, editor: Editor, payments: Path) -> None:
    file = payments / "stacks" / "network.py"
    vscode.open(editor.page, payments, openFile=vscode.uri(file))
    editor.squiggles().first.wait_for()
    editor.go_to(_line(file, "ingress=[") + 1, 17)
    editor.command("presynth: Open the Rule's Page")
    question = editor.page.locator(".monaco-dialog-box", has_text="/rules/dict-in-list/")
    question.wait_for()
    question.locator(".monaco-button", has_text="Cancel").click()
    editor.command("presynth: Show Graph")
    editor.page.locator(".tab", has_text="Graph of payments").wait_for()
    graph = editor.page.frame_locator("iframe.webview").frame_locator("iframe#active-frame").locator("svg")
    graph.locator("text", has_text="aws_security_group.").first.wait_for()


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
