"""Where tests find things: the project, the sample archive, labelled data, and the shared material beside the project."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RAW = ROOT / "data" / "raw"
LABELLED = ROOT / "tests" / "labelled"
SHARED = Path(os.environ.get("GGSR_SHARED", ROOT.parent / "shared"))
"""The real factsheets and their labels; ``GGSR_SHARED`` names another place."""
