"""Small PDFs for the tests, written byte by byte so that every detail of the format is in the test's hands."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import reportlab
from fontTools.ttLib import TTFont

HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"


@dataclass
class Pdf:
    """A PDF with one content stream per page. ``fonts``, ``xobjects`` (by name) and ``resources`` (more of them) are for all pages."""

    contents: list[bytes]
    fonts: dict[str, bytes] = field(default_factory=lambda: {"F": HELVETICA})
    xobjects: dict[str, tuple[bytes, bytes]] = field(default_factory=dict)
    page: bytes = b""
    resources: bytes = b""
    catalogue: bytes = b""
    media: bytes = b"[0 0 400 300]"
    compress: bool = False
    extra: list[bytes] = field(default_factory=list)
    """Further objects; the first has number 3 (1 is the catalogue, 2 the page tree)."""

    def build(self) -> bytes:
        """The file."""
        objects: list[bytes] = [b"<</Type/Catalog/Pages 2 0 R%s>>" % self.catalogue, b"", *self.extra]

        def add(body: bytes) -> bytes:
            objects.append(body)
            return b"%d 0 R" % len(objects)

        fonts = b"".join(b"/%s %s" % (name.encode(), add(body)) for name, body in self.fonts.items())
        resources = b"/Font<<%s>>%s" % (fonts, self.resources)
        forms = b""
        for name, (head, body) in self.xobjects.items():
            inner = b"/Resources<<%s/XObject<<%s>>>>" % (resources, forms) if b"/Form" in head else b""
            forms += b"/%s %s" % (name.encode(), add(stream(body, head + inner)))
        resources = b"/Resources<<%s/XObject<<%s>>>>" % (resources, forms)
        kids = []
        for content in self.contents:
            data = zlib.compress(content) if self.compress else content
            body = add(stream(data, b"/Filter/FlateDecode" if self.compress else b""))
            page = b"/MediaBox%s" % self.media if b"/MediaBox" not in self.page else b""
            kids.append(
                add(b"<</Type/Page/Parent 2 0 R%s%s/Contents %s%s>>" % (page, resources, body, self.page))
            )
        objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), len(kids))
        return assemble(objects)


def stream(data: bytes, head: bytes = b"") -> bytes:
    """A stream object's body."""
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (head, len(data), data)


def assemble(objects: list[bytes]) -> bytes:
    """A file of these objects (the first is the catalogue), with its table of offsets."""
    out = b"%PDF-1.6\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (
            size,
            table,
            size,
            len(out),
        )
    )


def mapped_font(mapping: dict[int, str], number: int, name: bytes = b"Proef") -> tuple[bytes, bytes]:
    """A font whose codes mean what ``mapping`` says: the font's body, and its /ToUnicode stream (object ``number``)."""
    lines = b"".join(
        b"<%02x> <%s>\n" % (code, text.encode("utf-16-be").hex().encode()) for code, text in mapping.items()
    )
    cmap = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def /CMapType 2 def\n"
        b"1 begincodespacerange <00> <ff> endcodespacerange\n%d beginbfchar\n%sendbfchar\nendcmap end end"
        % (len(mapping), lines)
    )
    widths = b" ".join(b"500" for _ in range(256))
    font = b"<</Type/Font/Subtype/Type1/BaseFont/%s/Encoding/WinAnsiEncoding/ToUnicode %d 0 R" % (
        name,
        number,
    )
    descriptor = (
        b"/FontDescriptor<</Type/FontDescriptor/FontName/%s/Flags 32/Ascent 800/Descent -200>>" % name
    )
    return font + b"/FirstChar 0/LastChar 255/Widths[%s]%s>>" % (widths, descriptor), stream(cmap)


def unmapped_font(number: int) -> tuple[bytes, list[bytes], Callable[[str], bytes]]:
    """A font whose codes are places of glyphs, with nothing that says what these mean but the font's own file, where hyphen and
    soft hyphen are one glyph: its body, its further objects (from ``number``), and what spells a text in it.
    """
    font = TTFont(Path(reportlab.__file__).parent / "fonts" / "Vera.ttf")
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[0xAD] = table.cmap[0x2D]
    file = io.BytesIO()
    font.save(file)
    glyphs = font.getBestCmap()
    widths = font["hmtx"].metrics
    listed = b" ".join(
        b"%d [%d]" % (font.getGlyphID(glyph), 1000 * width // font["head"].unitsPerEm)
        for glyph, (width, _) in widths.items()
    )
    name = b"/Type/Font/BaseFont/Vera"
    info = b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/CIDToGIDMap/Identity"
    places = (number, number + 1, number + 2)
    extra = [
        b"<<%s/Subtype/CIDFontType2%s/W[%s]/FontDescriptor %d 0 R>>" % (name, info, listed, places[1]),
        b"<</Type/FontDescriptor/FontName/Vera/Flags 4/Ascent 800/Descent -200/FontFile2 %d 0 R>>"
        % places[2],
        stream(file.getvalue(), b"/Length1 %d" % len(file.getvalue())),
    ]
    body = b"<<%s/Subtype/Type0/Encoding/Identity-H/DescendantFonts[%d 0 R]>>" % (name, number)

    def spelt(text: str) -> bytes:
        codes = [font.getGlyphID(glyphs[ord(letter)]) for letter in text]
        return b"<%s>" % b"".join(b"%04X" % code for code in codes)

    return body, extra, spelt


def show(x: float, y: float, text: bytes, size: float = 10, font: str = "F") -> bytes:
    """Operators that draw ``text`` (bytes of the font's encoding) at a place in PDF coordinates."""
    escaped = text.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"BT /%s %g Tf %g %g Td (%s) Tj ET\n" % (font.encode(), size, x, y, escaped)
