"""Drawing set pages as PDF, in the many ways that programs do it."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    RectangleObject,
)
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.generator.glyphs import CHECK, CROSS, mark_font, mark_font_file, picture
from tests.generator.layout import Setting
from tests.generator.look import Look
from tests.generator.metrics import font, shape, text_width
from tests.generator.pages import Area, Mark, Op, Stroke, Text

MARKS = (
    "unicode", "check", "heavy", "symbol", "zapf", "wingdings", "wingdings-low", "lower-x", "vector", "vector-filled", "vector-thick", "image", "wingdings-raw", "boxed", "round", "unknown",
)  # fmt: skip


_SCALE = 0.24
"""Points per unit where all coordinates run downwards, as browsers print."""


@dataclass(frozen=True, slots=True)
class _Glyph:
    font: str
    char: str


def _glyph(look: Look, mark: str) -> _Glyph | None:
    """The font and character of a mark; None where it is drawn without text."""
    good = mark == "√"
    plain = font(look)
    kind = look.marks
    if kind in ("unicode", "symbol"):
        if not good:
            return _Glyph(plain, "X")
        return (
            _Glyph("Symbol", "√")
            if kind == "symbol"
            else _Glyph(mark_font("SampleRoot", 0x221A, 0x00D7, "root"), "√")
        )
    if kind == "lower-x":
        return _Glyph(mark_font("SampleCheck", 0x2713, 0x2717), "✓") if good else _Glyph(plain, "x")
    if kind == "check":
        return _Glyph(mark_font("SampleCheck", 0x2713, 0x2717), "✓" if good else "✗")
    if kind == "heavy":
        return _Glyph(mark_font("SampleHeavy", 0x2714, 0x2718), "✔" if good else "✘")
    if kind == "zapf":
        return _Glyph("ZapfDingbats", "✔" if good else "✘")
    if kind == "wingdings":
        return _Glyph(mark_font("Wingdings-Regular", 0xF0FC, 0xF0FB), "\uf0fc" if good else "\uf0fb")
    if kind == "wingdings-low":
        return _Glyph(mark_font("Wingdings", 0xFC, 0xFB), "\u00fc" if good else "\u00fb")
    if kind == "boxed":
        return _Glyph(mark_font("SampleBoxed", 0x2611, 0x2612), "☑" if good else "☒")
    if kind == "round":
        return _Glyph(mark_font("SampleRound", 0x2705, 0x274C), "✅" if good else "❌")
    if kind == "unknown":
        return _Glyph(mark_font("Pictograms", 0xF04A, 0xF04C, "odd"), "\uf04a" if good else "\uf04c")
    return None


class _Drawer:
    def __init__(self, setting: Setting, seed: int | str) -> None:
        self.setting, self.look = setting, setting.look
        self.rng = random.Random(f"draw-{seed}")
        self.file = io.BytesIO()
        look = self.look
        turned = look.rotate in (90, 270)
        self.size = (look.height, look.width) if turned else (look.width, look.height)
        self.canvas = Canvas(self.file, pagesize=self.size, pageCompression=int(look.compress), invariant=1)
        self.canvas.setTitle(setting.sheet.title)
        self.canvas.setAuthor("Samenwerkend Toezicht Jeugd")

    def place(self) -> None:
        """Turn the drawing so that the page looks upright with its /Rotate, and shift it into the page's boxes."""
        look, canvas = self.look, self.canvas
        canvas.translate(look.shift[0] + look.crop, look.shift[1] + look.crop)
        width, height = look.width, look.height
        if look.rotate == 90:
            canvas.transform(0, 1, -1, 0, height, 0)
        elif look.rotate == 180:
            canvas.transform(-1, 0, 0, -1, width, height)
        elif look.rotate == 270:
            canvas.transform(0, -1, 1, 0, 0, width)

    def pieces(self, op: Text) -> Iterator[Text]:
        """The op in the units that the look draws."""
        look = self.look
        if look.unit == "line":
            yield op
            return
        x = op.x
        words = op.text.split(" ")
        space = text_width(" ", look, op.size, op.bold) + op.stretch + look.spacing
        for word in words:
            if look.unit == "word":
                yield Text(x, op.base, word, op.bold, op.size, op.color, op.column)
                x += text_width(word, look, op.size, op.bold) + look.spacing * len(word)
            else:
                for letter in shape(word, look):
                    yield Text(x, op.base, letter, op.bold, op.size, op.color, op.column)
                    x += text_width(letter, look, op.size, op.bold) + look.spacing
            x += space

    def begin(self, name: str, size: float, x: float, y: float) -> Any:
        """A text object at that place, its size set the way the look does it."""
        part = self.canvas.beginText()
        if self.look.matrix == "plain":
            part.setTextOrigin(x, y)
            part.setFont(name, size)
        elif self.look.matrix == "unit":
            part.setTextTransform(size, 0, 0, size, x, y)
            part.setFont(name, 1)
        else:
            part.setTextTransform(1 / _SCALE, 0, 0, -1 / _SCALE, x / _SCALE, (self.look.height - y) / _SCALE)
            part.setFont(name, size)
        return part

    def text(self, op: Text) -> None:
        look, canvas = self.look, self.canvas
        name = font(look, op.bold)
        for shift in (0, 0.35) if op.bold and look.fake_bold else (0,):
            part = self.begin(name, op.size, op.x + shift, look.height - op.base)
            part.setFillColorRGB(*op.color)
            if look.spacing and look.unit != "letter":
                part.setCharSpace(look.spacing / (op.size if look.matrix == "unit" else 1))
            if look.justify and look.unit == "line":
                part.setWordSpace(op.stretch / (op.size if look.matrix == "unit" else 1))
            part.textOut(shape(op.text, look))
            canvas.drawText(part)

    def mark(self, op: Mark) -> None:
        look, canvas = self.look, self.canvas
        glyph = _glyph(look, op.mark)
        y = look.height - op.base
        if (
            look.marks == "wingdings-raw"
        ):  # a symbolic font with its own codes and nothing that maps them to Unicode
            code = "FC" if op.mark == "√" else "FB"
            canvas._code.append(f"BT /FRaw {look.size} Tf 1 0 0 1 {op.x:.2f} {y:.2f} Tm <{code}> Tj ET")
            return
        if glyph is not None:
            part = self.begin(glyph.font, look.size, op.x, y)
            part.setFillColorRGB(0, 0, 0)
            part.textOut(glyph.char)
            canvas.drawText(part)
            return
        side = look.size * 0.8
        if look.marks == "image":
            canvas.drawImage(ImageReader(picture(op.mark)), op.x, y - 1, side, side)
            return
        path = canvas.beginPath()
        if look.marks in ("vector", "vector-thick"):
            points = (
                (((0.05, 0.35), (0.35, 0.0), (0.9, 0.85)),)
                if op.mark == "√"
                else (((0.1, 0.0), (0.8, 0.75)), ((0.1, 0.75), (0.8, 0.0)))
            )
            for line in points:
                path.moveTo(op.x + line[0][0] * side, y + line[0][1] * side)
                for a, b in line[1:]:
                    path.lineTo(op.x + a * side, y + b * side)
            canvas.setLineWidth(1.1 if look.marks == "vector" else 2.0)
            canvas.setStrokeColorRGB(0, 0, 0)
            canvas.drawPath(path, stroke=1, fill=0)
            return
        for outline in CHECK if op.mark == "√" else CROSS:
            for n, (a, b) in enumerate(outline):
                (path.lineTo if n else path.moveTo)(op.x + a / 900 * side, y + b / 900 * side)
            path.close()
        canvas.setFillColorRGB(0, 0, 0)
        canvas.drawPath(path, stroke=0, fill=1)

    def draw(self, op: Op) -> None:
        height, canvas = self.look.height, self.canvas
        flipped = self.look.matrix == "flipped"
        if isinstance(op, Text) or (isinstance(op, Mark) and _glyph(self.look, op.mark) is not None):
            self.text(op) if isinstance(op, Text) else self.mark(op)
            return
        if flipped:
            canvas.saveState()
            canvas.transform(1 / _SCALE, 0, 0, -1 / _SCALE, 0, height / _SCALE)
        if isinstance(op, Mark):
            self.mark(op)
        elif isinstance(op, Stroke):
            canvas.setStrokeColorRGB(*self.look.color)
            canvas.setLineWidth(op.width)
            canvas.line(op.x0, height - op.top, op.x1, height - op.bottom)
        else:
            canvas.setFillColorRGB(*op.color)
            canvas.rect(op.x0, height - op.bottom, op.x1 - op.x0, op.bottom - op.top, stroke=0, fill=1)
        if flipped:
            canvas.restoreState()

    def page(self, ops: list[Op]) -> None:
        back: list[Op] = [op for op in ops if isinstance(op, (Stroke, Area))]
        front: list[Op] = []
        for op in ops:
            if isinstance(op, Text):
                front += self.pieces(op)
            elif isinstance(op, Mark):
                front.append(op)
        order = self.look.order
        if order == "reversed":
            front.reverse()
        elif order == "random":
            self.rng.shuffle(front)
        elif order == "columns":
            front.sort(key=lambda op: op.column if isinstance(op, (Text, Mark)) else 0)
        self.place()
        name = f"page{self.canvas.getPageNumber()}"
        if self.look.form:
            self.canvas.beginForm(name, 0, 0, self.look.width, self.look.height)
        if self.look.matrix == "flipped":
            self.canvas.transform(_SCALE, 0, 0, -_SCALE, 0, self.look.height)
        for op in (*back, *front):
            self.draw(op)
        if self.look.form:
            self.canvas.endForm()
            self.canvas.doForm(name)
        if self.look.crop:
            self.canvas.setFont("Helvetica", 6)
            self.canvas.drawString(-self.look.crop + 4, -self.look.crop + 6, "sample_v3.indd   1")
        self.canvas.showPage()

    def render(self) -> bytes:
        for ops in self.setting.pages:
            self.page(ops)
        self.canvas.save()
        return self.file.getvalue()


def _split(page: Any, count: int, writer: PdfWriter) -> None:
    """Cut the page's content into several streams, at places where no text object is open."""
    lines = page.get_contents().get_data().split(b"\n")
    size = len(lines) // count + 1
    parts: list[list[bytes]] = [[]]
    for line in lines:
        parts[-1].append(line)
        if len(parts[-1]) >= size and line.rstrip().endswith(b"ET"):
            parts.append([])
    streams = ArrayObject()
    for part in parts:
        stream = DecodedStreamObject()
        stream.set_data(b"\n".join(part))
        streams.append(writer._add_object(stream))
    page[next(key for key in page if key == "/Contents")] = streams


def _raw_font(writer: PdfWriter) -> Any:
    """Wingdings as old programs embed it: simple, symbolic, with the font's own codes."""
    file = DecodedStreamObject()
    file.set_data(mark_font_file("Wingdings-Regular", 0xF0FC, 0xF0FB, symbolic=True))
    file[NameObject("/Length1")] = NumberObject(len(file.get_data()))
    name = NameObject("/QWERTY+Wingdings-Regular")
    descriptor = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/FontDescriptor"),
            NameObject("/FontName"): name,
            NameObject("/Flags"): NumberObject(4),
            NameObject("/FontBBox"): ArrayObject([NumberObject(n) for n in (0, -200, 1000, 900)]),
            NameObject("/ItalicAngle"): NumberObject(0),
            NameObject("/Ascent"): NumberObject(900),
            NameObject("/Descent"): NumberObject(-200),
            NameObject("/CapHeight"): NumberObject(700),
            NameObject("/StemV"): NumberObject(80),
            NameObject("/FontFile2"): writer._add_object(file),
        }
    )
    return writer._add_object(
        DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/TrueType"),
                NameObject("/BaseFont"): name,
                NameObject("/FirstChar"): NumberObject(0xFB),
                NameObject("/LastChar"): NumberObject(0xFC),
                NameObject("/Widths"): ArrayObject([NumberObject(860), NumberObject(860)]),
                NameObject("/FontDescriptor"): writer._add_object(descriptor),
            }
        )
    )


def draw(setting: Setting, seed: int | str = 0) -> bytes:
    """The set pages as a PDF file; the same for the same seed unless the look encrypts it."""
    look = setting.look
    drawer = _Drawer(setting, seed)
    data = drawer.render()
    changed = look.rotate or look.crop or any(look.shift) or look.encrypt or look.streams > 1
    if not changed and look.marks != "wingdings-raw":
        return data
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    width, height = drawer.size
    raw = _raw_font(writer) if look.marks == "wingdings-raw" else None
    for page in writer.pages:
        x, y = look.shift
        if look.crop or any(look.shift):
            page.mediabox = RectangleObject((x, y, x + width + 2 * look.crop, y + height + 2 * look.crop))
            page.cropbox = RectangleObject(
                (x + look.crop, y + look.crop, x + look.crop + width, y + look.crop + height)
            )
        if look.rotate:
            page.rotate(look.rotate)
        if look.streams > 1:
            _split(page, look.streams, writer)
        if look.marks == "wingdings-raw":
            resources: Any = page["/Resources"]
            resources["/Font"][NameObject("/FRaw")] = raw
    if look.encrypt:
        writer.encrypt(user_password="", owner_password="eigenaar", algorithm=look.encrypt)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
