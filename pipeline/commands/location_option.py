"""Arguments of the command line that are a path or a URL."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click


class Where(click.ParamType):  # type: ignore[type-arg]  # generic from click 8.2 on, and not before
    """A path, given on as ``Path``, or a URL that fsspec knows, given on as text.

    ``folder`` says whether a path must be a folder or a file, ``exists`` whether it must be there, ``here`` whether it must
    be on this machine; what is at a URL shows when it is read.
    """

    def __init__(self, *, folder: bool, exists: bool = False, here: bool = False) -> None:
        self.name = "folder" if folder else "file"
        self._here = here
        self._path = click.Path(path_type=Path, exists=exists, file_okay=not folder, dir_okay=folder)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path | str:
        """The location."""
        if not str(value).strip():
            working = ", or . for the working folder" if self.name == "folder" else ""
            self.fail(f"it is empty. Give the {self.name}{working}.", param, ctx)
        if isinstance(value, str) and "://" in value:
            from ggsr_extract.pipeline.inputs.places import local_path

            path = local_path(value)
            if path is None and self._here:
                self.fail(f"{value} is a URL. Give a {self.name} of this machine.", param, ctx)
            if path is None:
                return value
            value = str(path)
        converted: Path = self._path.convert(value, param, ctx)
        if self.name == "folder" and converted.exists() and not converted.is_dir():
            self.fail(f"{converted} is no folder. Give a folder or URL.", param, ctx)
        return converted


class PlainFile(click.ParamType):  # type: ignore[type-arg]  # as above
    """A file that is there and has an end, given on as ``Path``: a pipe or device may keep who reads it for ever."""

    name = "file"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The path."""
        path: Path = click.Path(path_type=Path, exists=True, dir_okay=False).convert(value, param, ctx)
        if not path.is_file():
            self.fail(f"{path} is no plain file. Save what it gives in a file, and give that.", param, ctx)
        return path
