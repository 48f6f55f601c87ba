"""Where the console command begins: nothing is imported yet, so that an interrupt has something to end from the first moment on."""

from __future__ import annotations

import os
import signal
from types import FrameType

_INTERRUPTED = 130
"""``ExitCode.INTERRUPTED``, which is not imported yet."""


def main() -> None:
    """Entry point of the console command. An interrupt while it still loads ends it in one line, with exit status 130."""
    usual = signal.getsignal(signal.SIGINT)
    if usual is signal.default_int_handler:  # and not ignored, as in the background of some shells
        signal.signal(signal.SIGINT, _leave)
    signal.signal(signal.SIGTERM, _leave)
    from ggsr_extract.pipeline.cli import main as run

    signal.signal(signal.SIGINT, usual)
    run()


def _leave(_number: int, _frame: FrameType | None) -> None:
    os.write(2, b"Interrupted before anything was done.\n")
    os._exit(_INTERRUPTED)
