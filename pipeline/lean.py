"""What spares time in processes of our own: pandas and spaCy's command line stay out, and circular garbage is looked for
less often.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.abc import MetaPathFinder
from types import ModuleType

_PANDAS = "pandas"
_SPACY_INFO = "spacy.cli.info"
_RARELY = (100_000, 20, 100)
"""When to look for circular garbage: documents leave little, and at Python's own thresholds it takes a tenth of the time."""


class _Hidden(MetaPathFinder):
    def find_spec(self, name: str, *_: object, **__: object) -> None:
        if name == _PANDAS:
            raise ModuleNotFoundError(name, name=name)


def without_pandas() -> None:
    """Lets pyarrow's first conversion, which looks for pandas, find none. For processes of our own only.

    Importing pandas takes longer than reading a small factsheet. Nothing is lost: whoever imports pandas later gets it, and pyarrow looks again when it is asked for a frame.
    """
    if _PANDAS in sys.modules:
        return
    import pyarrow as pa

    hidden = _Hidden()
    sys.meta_path.insert(0, hidden)
    try:
        pa.array([None], pa.null())
    finally:
        sys.meta_path.remove(hidden)


def without_commands_of_spacy() -> None:
    """Lets spaCy, where it is imported later, leave out its command line, which takes a third of the time.

    For processes of our own only: ``spacy.info``, all that spaCy itself takes from there, is None in them.
    """
    if "spacy" not in sys.modules:
        stand_in = ModuleType(_SPACY_INFO)
        vars(stand_in)["info"] = None
        sys.modules.setdefault(_SPACY_INFO, stand_in)


@contextmanager
def few_collections() -> Iterator[None]:
    """Has Python look for circular garbage less often while documents are read."""
    usual = gc.get_threshold()
    if usual == _RARELY:
        yield
        return
    gc.set_threshold(*_RARELY)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
