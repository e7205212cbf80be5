"""Starts the server: `presynth server`, `python -m presynth_server`."""

from __future__ import annotations

import argparse
import gc
import logging
import sys
from collections.abc import Sequence

from presynth import __version__

TURN = 0.001
"""Seconds after which the engine's thread lets the others go on, who read, answer and cancel."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve one client over standard input and output until it says goodbye."""
    parser = argparse.ArgumentParser(
        "presynth server", description="The language server, over standard input and output."
    )
    parser.add_argument("--stdio", action="store_true", help="the default, and the only way there is")
    parser.add_argument("--log-level", default="WARNING", choices=["DEBUG", "INFO", "WARNING", "ERROR"])
    parser.add_argument("--version", action="version", version=f"presynth {__version__}")
    options = parser.parse_args(arguments)
    logging.basicConfig(
        level=logging.WARNING, stream=sys.stderr, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    logging.getLogger("presynth").setLevel(options.log_level)

    gc.disable()  # until all is loaded: nothing of it is garbage
    from presynth_server.features import create
    from presynth_server.server import is_refusal

    # pygls has the whole way to each error in its log.
    logging.getLogger("pygls.protocol.json_rpc").addFilter(
        lambda record: record.exc_info is None or not is_refusal(record.exc_info[1])
    )
    sys.setswitchinterval(TURN)
    server = create()
    server.collector.start()
    server.start_io()
    return 0


if __name__ == "__main__":
    sys.exit(main())
