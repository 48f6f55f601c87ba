"""Keeps pandas out of processes that have no use for it: importing it takes longer than reading a small factsheet."""

from __future__ import annotations

import sys
from importlib.abc import MetaPathFinder

_PANDAS = "pandas"


class _Hidden(MetaPathFinder):
    def find_spec(self, name: str, *_: object, **__: object) -> None:
        if name == _PANDAS:
            raise ModuleNotFoundError(name, name=name)


def without_pandas() -> None:
    """Lets pyarrow's first conversion, which looks for pandas, find none. For processes of our own only.

    Nothing is lost: whoever imports pandas later gets it, and pyarrow looks again when it is asked for a frame.
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
