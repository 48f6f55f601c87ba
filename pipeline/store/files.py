"""Files that are there as a whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any


def write_whole(path: Path, data: bytes, durable: bool = True) -> None:
    """Writes a file so that it holds all of the data, or what it held before; when ``durable``, also after a power cut."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as stream:
            stream.write(data)
            if durable:
                stream.flush()
                os.fsync(stream.fileno())
        os.replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def json_bytes(data: Any) -> bytes:
    """JSON for people and for version control: keys as given, one line per entry of the two upper levels."""
    return (_json(data, 2, "\n") + "\n").encode()


def _json(data: Any, levels: int, newline: str) -> str:
    # Python's own encoder with ``indent`` is many times slower than without.
    deeper = newline + "  "
    if levels and data and isinstance(data, dict):
        parts = [
            f"{json.dumps(str(key), ensure_ascii=False)}: {_json(value, levels - 1, deeper)}"
            for key, value in data.items()
        ]
        return f"{{{deeper}{f',{deeper}'.join(parts)}{newline}}}"
    if levels and data and isinstance(data, list | tuple):
        parts = [_json(value, levels - 1, deeper) for value in data]
        return f"[{deeper}{f',{deeper}'.join(parts)}{newline}]"
    return json.dumps(data, ensure_ascii=False)


def sync_file(path: Path) -> None:
    """Makes the content of a file durable. Raises OSError."""
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def sync_folder(path: Path) -> None:
    """Makes the names in a folder durable, where the system can."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)


def sha256_of(path: str | os.PathLike[str]) -> str:
    """SHA-256 of a file's bytes in hexadecimal, without holding the file in memory. Raises OSError."""
    with open(path, "rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
