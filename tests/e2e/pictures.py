"""Pictures of what is really seen, small enough to be shown in a README."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Mapping
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

_COLOURS, _WIDTH = 96, 1000
_STYLES: Mapping[str, str] = {
    "1": "font-weight:bold",
    "31": "color:#f38ba8",
    "33": "color:#f9e2af",
    "34": "color:#89b4fa",
}
_TERMINAL = (
    "margin:0;padding:16px;white-space:pre-wrap;overflow-wrap:anywhere;"
    "background:#1e1e2e;color:#cdd6f4;font:14px/1.35 'DejaVu Sans Mono',monospace"
)


def keep(page: Page, file: Path) -> None:
    """What a page shows, as a PNG."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with Image.open(io.BytesIO(page.screenshot())) as picture:
        picture.convert("RGB").quantize(_COLOURS).save(file, optimize=True)


def animate(pictures: Mapping[Path, float], file: Path) -> None:
    """Pictures one after the other, each for so many seconds, as an animated WebP."""
    first, *others = [Image.open(each).convert("RGB") for each in pictures]
    durations = [round(1000 * seconds) for seconds in pictures.values()]
    first.save(file, save_all=True, append_images=others, duration=durations, loop=0, quality=60, method=6)


def terminal(page: Page, command: str, output: str, file: Path) -> None:
    """A command and its coloured output, as a terminal shows them."""
    told = f"\x1b[1m$ {command}\x1b[0m\n{output}"
    page.set_viewport_size({"width": _WIDTH, "height": 100})
    page.set_content(f'<body style="margin:0"><pre style="{_TERMINAL}">{_marked_up(told)}</pre></body>')
    box = page.locator("pre").bounding_box()
    assert box is not None
    page.set_viewport_size({"width": _WIDTH, "height": round(box["height"])})
    keep(page, file)


def _marked_up(text: str) -> str:
    """Text with a terminal's colour codes as HTML."""
    parts = re.split(r"\x1b\[([\d;]*)m", html.escape(text, quote=False))
    spans = [parts[0]]
    for codes, words in zip(parts[1::2], parts[2::2], strict=True):
        style = ";".join(_STYLES[code] for code in codes.split(";") if code in _STYLES)
        spans.append(f'<span style="{style}">{words}</span>' if style else words)
    return "".join(spans)
