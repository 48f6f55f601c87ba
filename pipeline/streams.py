"""Standard output and error as a program wants them: every character can be printed, and a reader that leaves stops nothing."""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


class _Stream(io.FileIO):
    """A standard stream; once nobody can take what is written, the rest goes nowhere.

    That is no error where the reader of a pipe has seen enough (``| head -1``), and never one for messages: they are told
    besides the work. Other output that cannot be written is an OSError that says so, once.
    """

    def __init__(self, number: int, name: str, needed: bool) -> None:
        super().__init__(number, "wb", closefd=False)
        self.name, self._needed = name, needed

    def write(self, data: ReadableBuffer, /) -> int:
        """Writes what the stream takes."""
        try:
            return super().write(data)
        except OSError as fault:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self.fileno())
            os.close(nowhere)
            if self._needed and not isinstance(fault, BrokenPipeError):
                raise OSError(
                    f"Standard output cannot be written: {fault.strerror}. Make room where it goes, and run again."
                ) from None
            return memoryview(data).nbytes


def open_streams() -> None:
    """Gives both streams these manners, and what a caller closed somewhere to go.

    Were a closed one left so, the next file that is opened would get its number, and what libraries print would be in it.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    for name, needed in (("stdout", True), ("stderr", False)):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - for as long as the program runs
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
            unbuffered = not isinstance(stream.buffer, io.BufferedWriter)  # as PYTHONUNBUFFERED has it
            if (
                type(stream.buffer if unbuffered else stream.buffer.raw) is io.FileIO
            ):  # not so a console of Windows
                raw = _Stream(stream.fileno(), stream.name, needed)
                text = io.TextIOWrapper(
                    io.BufferedWriter(raw),
                    stream.encoding,
                    stream.errors,
                    line_buffering=stream.line_buffering or unbuffered,
                )
                setattr(sys, name, text)
