"""Write a page for every rule into `docs/rules/`, from the rules themselves: `python scripts/rule_pages.py`."""

from __future__ import annotations

from pathlib import Path

from presynth.checks.registry import all_rules
from presynth.cli.rules import page, summary

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "rules"


def pages() -> dict[str, str]:
    """The text of every page, by file name."""
    texts = {f"{rule.name}.md": "\n".join(page(rule)) + "\n" for rule in all_rules()}
    rows = [
        f"| [{rule.name}]({rule.name}.md) | {rule.code} | {rule.severity.value} | {summary(rule)} |"
        for rule in all_rules()
    ]
    texts["README.md"] = "\n".join(
        ["# Rules", "", "| rule | code | default | what is reported |", "|---|---|---|---|", *rows, ""]
    )
    return texts


def main() -> None:
    """Write them, and remove those of rules that are gone."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    texts = pages()
    for known in FOLDER.glob("*.md"):
        if known.name not in texts:
            known.unlink()
    for name, text in texts.items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
