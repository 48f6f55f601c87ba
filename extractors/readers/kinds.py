"""What a file is by its first bytes, before any library touches it."""

from __future__ import annotations

import re
from collections.abc import Sequence

_HEADER = b"%PDF-"
_WITHIN = 1024
"""Readers look for the header in as many bytes (Adobe's implementation notes to the PDF reference, 3.4.1)."""
_OBJECT = re.compile(rb"\d\s+\d+\s+obj\b")
_NEXT = re.compile(rb"%%EOF[\0\s]*(?=%PDF-\d)")
_FOREIGN = (
    (b"PK\x03\x04", "a zip archive or a document of Word, LibreOffice or Excel"),
    (b"\xd0\xcf\x11\xe0", "a document of an old Word, Excel or Outlook"),
    (b"{\\rtf", "a document in Rich Text Format"),
    (b"%!PS-Adobe", "PostScript"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"II*\0", "a picture"),
    (b"MM\0*", "a picture"),
    (b"\x1f\x8b", "packed with gzip"),
    (b"7z\xbc\xaf", "an archive of 7-Zip: unpack it"),
    (b"\x28\xb5\x2f\xfd", "packed with Zstandard: unpack it"),
    (b"Rar!", "an archive of RAR: unpack it"),
)


def is_pdf(data: bytes) -> bool:
    """Whether the bytes are a PDF's: they begin with its header, or have it near the beginning and an object somewhere.

    A text can quote the header.
    """
    at = data.find(_HEADER, 0, _WITHIN)
    return at >= 0 and (not data[:at].strip(b"\xef\xbb\xbf \t\r\n\0") or _OBJECT.search(data) is not None)


def ended(data: bytes) -> bool:
    """Whether a PDF has its end, which stands in its last kilobyte, or before zeros that a system wrote behind it."""
    return b"%%EOF" in data.rstrip(b"\0")[-_WITHIN:]


def several(data: bytes) -> bool:
    """Whether a file holds different PDFs, one behind the other; readers take the last, or mix their objects."""
    parts = _NEXT.split(data)
    return len(parts) > 1 and len({part.strip().removesuffix(b"%%EOF").strip() for part in parts}) > 1


def attachments(names: Sequence[str]) -> str:
    """That files are attached to a PDF, and which; empty where none are."""
    return f"{len(names)} attached: {', '.join(names)[:100]}; take them out of it" if names else ""


def without_text(data: bytes) -> str:
    """Why a PDF may have no text on its pages though it is no scan; empty when nothing tells."""
    if b"/XFA" in data:
        return "it is a form of Adobe LiveCycle (XFA), which only its own program fills with text"
    if b"/Collection" in data:
        return "it is a portfolio: take the files out of it"
    return ""


def foreign(data: bytes) -> str:
    """What bytes are that are neither text nor PDF; empty when that is unknown."""
    return next((kind for mark, kind in _FOREIGN if data.startswith(mark)), "")
