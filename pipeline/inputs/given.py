"""What the user gave: lists of inputs, and inputs that are not there."""

from __future__ import annotations

import os
from collections.abc import Sequence

from ggsr_extract.pipeline.inputs.places import Location, is_there, local_path


def listed(text: bytes) -> list[str]:
    """The inputs that a list names: one per line, or each ended by a NUL as ``find -print0`` does.

    Empty lines and those that begin with ``#`` count nothing. A list may have a byte order mark, or be UTF-16 with one.
    """
    if text.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = text.decode("utf-16", "replace").encode()
    text = text.removeprefix(b"\xef\xbb\xbf")
    if b"\0" in text:
        return [os.fsdecode(part) for part in text.split(b"\0") if part.strip()]
    return [os.fsdecode(part) for part in text.splitlines() if part.strip() and not part.startswith(b"#")]


def missing(inputs: Sequence[Location]) -> str | None:
    """What is wrong with the first input that is not there, None when all are there. Links that lead nowhere are: they become
    rejects. Raises ValueError, which says what to do, when a URL cannot be reached.
    """
    for location in inputs:
        path = local_path(location)
        try:
            if path is not None:
                path.lstat()
            elif not is_there(str(location)):
                return f"{location} does not exist"
        except (FileNotFoundError, NotADirectoryError):
            return f"{location} does not exist"
        except OSError as fault:
            return f"{location} cannot be found ({fault.strerror})"
    return None
