"""One factsheet's typed result in memory, for notebooks."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ggsr_extract.models.factsheet import Factsheet


def extract(path: str | os.PathLike[str], *, engine: str = "auto") -> Factsheet:
    """Read one factsheet (PDF or text, at a path or URL) and give what STJ published: approaches, statements, conclusions, checks.

    ``engine`` is the PDF reader: ``auto``, ``pdfium`` or ``pdfplumber``. Writes nothing. Raises ValueError for another one, and :class:`~ggsr_extract.models.checks.Refusal` for an input that gives no factsheet.

    >>> from ggsr_extract.pipeline import extract
    >>> sheet = extract("data/raw/waterhoeve-2013.txt")
    >>> [(statement.indicators[0].indicator_id, statement.mark) for statement in sheet.statements][:2]
    [('1.1.1', '√'), ('1.1.2', 'X')]
    """
    from ggsr_extract.pipeline.inputs.places import file_name, read_bytes
    from ggsr_extract.pipeline.runner import Options, parse

    options = Options(engine=engine)
    options.check()
    return parse(file_name(os.fspath(path)), read_bytes(path, options.max_bytes), options).sheet
