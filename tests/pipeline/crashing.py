"""Runs that die on purpose, in processes of their own."""

from __future__ import annotations

import os
import signal
import sys
from typing import Any

from ggsr_extract.pipeline.store.store import Store

from tests.pipeline.made import RULES, VERSION, entry, factsheet, followup, reject

Contents = dict[str, str]


def one_run(folder: str, contents: Contents, links: bool = True) -> str:
    """A whole run over texts of these contents; returns the id of the release."""
    with Store(folder, links).begin(VERSION, RULES, {}) as writer:
        for item in writer.plan(entry(source, content) for source, content in contents.items()).process:
            content = contents[item.source]
            if content.startswith("vervolg"):
                writer.add(followup(item.source, content, "bron"))
            elif content.startswith("leeg"):
                writer.add(reject(item.source, content))
            else:
                writer.add(factsheet(item.source, content))
        return writer.commit(prune=True).manifest.release


def dying_run(folder: str, contents: Contents, step: int, links: bool = True) -> None:
    """A run whose process is killed before its ``step``-th operation on a file in the folder; exits 0 if there are fewer."""
    left = step

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal left
        if event.startswith(("open", "os.", "shutil.")) and any(
            isinstance(argument, str | os.PathLike) and os.fspath(argument).startswith(folder)
            for argument in arguments
        ):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    one_run(folder, contents, links)
    os._exit(0)
