"""The command's entry: read the command line, do it, and never show a traceback."""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

from presynth import __version__
from presynth.cli import garbage
from presynth.cli.errors import UsageError
from presynth.cli.parser import parse
from presynth.config.errors import ConfigurationError

Serve = Callable[[Sequence[str]], int]


def main(arguments: Sequence[str] | None = None, *, serve: Serve | None = None) -> int:
    """Run the command with `arguments` (those of the process by default); returns the exit status.

    `serve` runs the language server with what stands behind `server`.
    """
    for stream in (sys.stdout, sys.stderr):
        # What the terminal's encoding lacks becomes a question mark, not a crash.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    words = [*(sys.argv[1:] if arguments is None else arguments)]
    try:
        if words[:1] == ["server"]:
            # It reads its own command line, and leaves no open output behind.
            return _started(serve)(words[1:])
        if arguments is None:
            garbage.never_collect()
        status = _run(words)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the output has had enough; the interpreter must not complain at its end either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    except (UsageError, ConfigurationError) as error:
        print(f"presynth: {error}", file=sys.stderr)
        return 2
    except SystemExit as exit_:
        return exit_.code if isinstance(exit_.code, int) else 0
    except Exception as error:
        _internal_error(error)
        return 2
    return status


def _run(words: list[str]) -> int:
    actions = {"check": _check, "rules": _rules, "rule": _rule, "schema": _schema, "explain": _explain, "graph": _graph}
    options = parse(words, actions)
    return options.action(options)


def _started(serve: Serve | None) -> Serve:
    if serve is None:
        raise UsageError("`python -m presynth` is the analyser alone: the language server is `presynth server`")
    return serve


def _internal_error(error: Exception) -> None:
    """Say that presynth itself is at fault, and how to report it."""
    if os.environ.get("PRESYNTH_TRACEBACK"):
        traceback.print_exc()
        return
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(last.filename).name}:{last.lineno}"
    print(
        f"presynth: internal error: {type(error).__name__}: {error} (presynth {__version__}, {place})\n"
        "This is a fault of presynth, not of your code. Please report it to its authors, with what the same command "
        "says when the environment variable PRESYNTH_TRACEBACK is set to 1.",
        file=sys.stderr,
    )


# Each command's modules are loaded when it is called.


def _check(options: argparse.Namespace) -> int:
    from presynth.cli.check import run

    return run(options)


def _rules(options: argparse.Namespace) -> int:
    from presynth.cli.rules import list_rules

    return list_rules(options)


def _rule(options: argparse.Namespace) -> int:
    from presynth.cli.rules import show_rule

    return show_rule(options)


def _schema(options: argparse.Namespace) -> int:
    from presynth.cli.schema import run

    return run(options)


def _explain(options: argparse.Namespace) -> int:
    from presynth.cli.explain import run

    return run(options)


def _graph(options: argparse.Namespace) -> int:
    from presynth.cli.graph import run

    return run(options)
