"""The command line's grammar."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from presynth import __version__

_Action = Callable[[argparse.Namespace], int]
_FORMATS = ("text", "concise", "json", "github", "sarif", "junit")
_STATUS = "exit status: 0 no error or warning, 1 some, 2 usage or configuration error, or nothing could be judged"


def parse(arguments: list[str], actions: Mapping[str, _Action]) -> argparse.Namespace:
    """Read the command line; `action` of the result is one of `actions`, by name. May raise SystemExit."""
    parser = argparse.ArgumentParser(
        prog="presynth",
        description="Says what would break in synth, init, plan or AWS, without running any of them.",
        epilog=_STATUS,
    )
    parser.add_argument("--version", action="version", version=f"presynth {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    def command(name: str, purpose: str) -> argparse.ArgumentParser:
        made = commands.add_parser(
            name, help=purpose, description=purpose[0].upper() + purpose[1:] + ".", epilog=_STATUS
        )
        made.set_defaults(action=actions[name])
        return made

    _check(command("check", "check files and folders"))
    _listing(command("rules", "list the rules"))
    rule = command("rule", "explain a rule")
    rule.add_argument("name", metavar="NAME", help="its name or code")
    schema = command("schema", "say which packages the verdicts rest on")
    schema.add_argument(
        "path", nargs="?", type=Path, default=Path(), metavar="PATH", help="default: the current folder"
    )
    _configuration(schema)
    explain = command("explain", "say what presynth knows about a line")
    explain.add_argument("place", type=_place, metavar="FILE:LINE")
    _configuration(explain)
    graph = command("graph", "draw the resources and what waits for what, missing dependencies dashed")
    graph.add_argument("path", nargs="?", type=Path, default=Path(), metavar="PATH", help="default: the current folder")
    graph.add_argument(
        "--format",
        choices=("svg", "mermaid", "dot"),
        default="svg",
        metavar="FORMAT",
        help="svg (default), mermaid or dot",
    )
    _configuration(graph)
    commands.add_parser("server", help="start the language server; see presynth server --help")
    return parser.parse_args(arguments)


def _check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths", nargs="*", type=Path, default=[Path()], metavar="PATH", help="files and folders, - for standard input"
    )
    parser.add_argument("--stdin-filename", type=Path, metavar="FILE", help="what standard input is taken for")
    fixing = parser.add_argument_group("fixing")
    fixing.add_argument("--fix", action="store_true", help="mend what can safely be mended")
    fixing.add_argument("--unsafe-fixes", action="store_true", help="make fixes too that may change what is deployed")
    fixing.add_argument("--diff", action="store_true", help="show what --fix would change, and change nothing")
    output = parser.add_argument_group("output")
    output.add_argument(
        "--output-format", choices=_FORMATS, default="text", metavar="FORMAT",
        help="text (default), concise, json, github, sarif or junit",
    )  # fmt: skip
    output.add_argument("--statistics", action="store_true", help="count by rule instead of listing")
    output.add_argument("--color", choices=("auto", "always", "never"), default="auto", metavar="WHEN",
                        help="auto (default), always or never")  # fmt: skip
    loudness = output.add_mutually_exclusive_group()
    loudness.add_argument("-q", "--quiet", action="store_true", help="findings only, no summary")
    loudness.add_argument("-v", "--verbose", action="store_true", help="say what is read, too")
    output.add_argument("--exit-zero", action="store_true", help="exit with 0 whatever is found")
    selecting = parser.add_argument_group("rules (names, codes, prefixes of codes, groups; separated by commas)")
    for option, purpose in (
        ("--select", "rules to check, in place of the default ones"),
        ("--extend-select", "rules to check beside the others"),
        ("--ignore", "rules not to check"),
    ):
        selecting.add_argument(option, action="extend", type=_words, metavar="RULE", help=purpose)
    _configuration(parser)
    parser.add_argument("--no-cache", action="store_true", help="neither read nor write what was found last time")
    parser.add_argument(
        "-j", "--jobs", type=_count, metavar="N", help="processes to check with (default: as many as pay off)"
    )


def _configuration(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("configuration")
    which = group.add_mutually_exclusive_group()
    which.add_argument("--config", type=Path, metavar="FILE", help="the configuration file to use for all files")
    which.add_argument("--isolated", action="store_true", help="use no configuration file")
    group.add_argument("--python", metavar="PATH", help="the environment whose packages are the schema")
    group.add_argument("--as-of", metavar="DATE", help="the day to judge dated facts on (default: that of the data)")
    version = group.add_mutually_exclusive_group()
    version.add_argument("--terraform-version", metavar="VERSION", help="the Terraform version the project runs")
    version.add_argument("--opentofu-version", metavar="VERSION", help="the OpenTofu version the project runs")


def _listing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--output-format", choices=("text", "json"), default="text", metavar="FORMAT", help="text (default) or json"
    )


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"expects a number from 1, not `{text}`")
    return int(text)


def _place(text: str) -> tuple[Path, int]:
    place = re.fullmatch(r"(.+?):(\d+)(?::\d+)?:?", text)
    if not place or place[2] == "0":
        raise argparse.ArgumentTypeError(f"expects FILE:LINE, as in stacks/app.py:12, not `{text}`")
    return Path(place[1]), int(place[2])
