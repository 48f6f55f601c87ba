from __future__ import annotations

import pytest
from ggsr_extract.extractors.readers.letters.glyphs import mark_of_character
from ggsr_extract.extractors.readers.pdf import ENGINES, read_pdf
from ggsr_extract.models.source import Page, Word

from tests.generator.glyphs import mark_font_file
from tests.readers.pdf_builder import HELVETICA, Pdf, mapped_font, show, stream

WIDTHS = b"/FirstChar 0/LastChar 255/Widths[%s]" % b" ".join(b"600" for _ in range(256))


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def read(pdf: Pdf, engine: str) -> Page:
    """The page; where the fast reader says that it cannot read all of it, as the reference reader has it."""
    page = read_pdf(pdf.build(), engine=engine).pages[0]
    if page.problems and engine == "pdfium":
        page = read_pdf(pdf.build(), engine="pdfplumber").pages[0]
    assert page.problems == ()
    return page


def plain_font(name: str, more: bytes = b"", kind: str = "TrueType") -> bytes:
    descriptor = (
        b"/FontDescriptor<</Type/FontDescriptor/FontName/%s/Flags 4/Ascent 800/Descent -200>>" % name.encode()
    )
    head = b"<</Type/Font/Subtype/%s/BaseFont/%s" % (kind.encode(), name.encode())
    return head + WIDTHS + descriptor + more + b">>"


def beside_text(font: bytes, code: int, extra: list[bytes] | None = None) -> Pdf:
    """A glyph glued to the text that follows it in the same line."""
    content = b"BT /M 10 Tf 50 200 Td <%02x> Tj /F 10 Tf 6 0 Td (De gemeente) Tj ET" % code
    return Pdf([content], fonts={"F": HELVETICA, "M": font}, extra=extra or [])


def first_word(page: Page) -> Word:
    return min(page.words, key=lambda word: word.x0)


@pytest.mark.parametrize(
    ("font", "code", "mark"),
    [
        ("Symbol", 0xD6, "√"),
        ("SymbolMT", 0xB4, "X"),
        ("ABCDEF+SymbolMT", 0xD6, "√"),
        ("ZapfDingbats", 0x33, "√"),
        ("ZapfDingbats", 0x34, "√"),
        ("ZapfDingbats", 0x35, "X"),
        ("ZapfDingbats", 0x38, "X"),
        ("Wingdings", 0xFC, "√"),
        ("Wingdings", 0xFE, "√"),
        ("Wingdings-Regular", 0xFB, "X"),
        ("QWERTY+Wingdings-Regular", 0xFD, "X"),
        ("Wingdings2", 0x50, "√"),
        ("Wingdings2", 0x52, "√"),
        ("ABCDEF+Wingdings2", 0x4F, "X"),
        ("Wingdings2", 0x51, "X"),
        ("Webdings", 0x61, "√"),
        ("Webdings", 0x72, "X"),
        ("QWERTY+D050000L", 0x34, "√"),
        ("D050000L", 0x38, "X"),
    ],
)
def test_codes_of_pictogram_fonts(engine: str, font: str, code: int, mark: str) -> None:
    kind = "Type1" if font in ("Symbol", "ZapfDingbats") else "TrueType"
    page = read(beside_text(plain_font(font, kind=kind), code), engine)
    assert first_word(page).mark == mark
    assert [word.text for word in page.words if word.mark is None] == ["De", "gemeente"]
    assert first_word(page).font == font.removeprefix("ABCDEF+").removeprefix("QWERTY+")


@pytest.mark.parametrize(
    ("name", "text", "mark"),
    [
        ("SymbolMT", "\uf0d6", "√"),
        ("SymbolMT", "\uf0b4", "X"),
        ("Wingdings-Regular", "\uf0fc", "√"),
        ("Wingdings-Regular", "\uf0fb", "X"),
        ("Wingdings2", "\uf050", "√"),
        ("Wingdings2", "\uf04f", "X"),
        ("Calibri", "✓", "√"),
        ("Calibri", "✔", "√"),
        ("Calibri", "☑", "√"),
        ("Calibri", "√", "√"),
        ("Calibri", "✗", "X"),
        ("Calibri", "✘", "X"),
        ("Calibri", "✕", "X"),
        ("Calibri", "✖", "X"),
        ("Calibri", "☒", "X"),
        ("Calibri", "\uf0fc", "?"),
        ("Calibri", "\ue123", "?"),
        ("Wingdings-Regular", "\uf04a", "?"),
        ("SymbolMT", "\uf0b7", None),
        ("Wingdings-Regular", "\uf0a7", None),
        ("Wingdings-Regular", "\uf0d8", None),
        ("Calibri", "•", None),
        ("Calibri", "–", None),
        ("Calibri", "\uf0b7", None),
        ("Calibri", "x", None),
        ("Calibri", "X", None),
    ],
)
def test_glyphs_by_their_unicode_value(engine: str, name: str, text: str, mark: str | None) -> None:
    font, cmap = mapped_font({0x21: text}, 3, name.encode())
    page = read(
        Pdf(
            [b"BT /M 10 Tf 50 200 Td <21> Tj /F 10 Tf 20 0 Td (tekst) Tj ET"],
            fonts={"F": HELVETICA, "M": font},
            extra=[cmap],
        ),
        engine,
    )
    assert first_word(page).mark == mark
    if mark == "?":
        assert (first_word(page).text, first_word(page).font) == (text, name)


def test_a_multiplication_sign_is_a_mark_only_by_itself(engine: str) -> None:
    page = read(Pdf([show(50, 200, b"\xd7 tekst van 3\xd74 meter")]), engine)
    assert next((word.text, word.mark) for word in page.words) == ("×", "X")
    assert [word.text for word in page.words if word.mark is None] == ["tekst", "van", "3×4", "meter"]


@pytest.mark.parametrize(
    ("name", "mark"), [("a20", "√"), ("a22", "X"), ("radical", "√"), ("uni2713", "√"), ("uni2717", "X")]
)
def test_glyph_names_of_an_encoding(engine: str, name: str, mark: str) -> None:
    encoding = b"/Encoding<</Type/Encoding/Differences[33/%s]>>" % name.encode()
    page = read(beside_text(plain_font("ABCDEF+ZapfDingbats", encoding, "Type1"), 33), engine)
    assert first_word(page).mark == mark


def test_glyphs_drawn_by_the_file_itself(engine: str) -> None:
    drawn = b"600 0 0 0 700 700 d1 0 300 m 100 350 l 250 150 l 550 700 l 650 650 l 250 0 l f"
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 700 700]/FontMatrix[0.001 0 0 0.001 0 0]/CharProcs<</g1 3 0 R>>"
        b"/Encoding<</Differences[97/g1]>>/FirstChar 97/LastChar 97/Widths[600]/Resources<<>>>>"
    )
    word = first_word(read(beside_text(font, 97, [stream(drawn)]), engine))
    assert (word.text, word.mark) == ("(cid:97)", "√")


@pytest.mark.parametrize(
    ("drawn", "mark"),
    [
        # a radical sign whose arm stands far to the right
        (
            b"0 470 m 130 520 l 180 520 l 420 60 l 640 900 l 700 900 l 450 -60 l 390 -60 l 140 440 l 20 400 l f",
            "√",
        ),
        # a cross one arm of which is longer
        (b"110 w 60 60 m 640 840 l S 190 800 m 520 280 l S", "X"),
    ],
)
def test_signs_of_uneven_forms(engine: str, drawn: bytes, mark: str) -> None:
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 -60 700 900]/FontMatrix[0.001 0 0 0.001 0 0]/CharProcs<</g1 3 0 R>>"
        b"/Encoding<</Differences[97/g1]>>/FirstChar 97/LastChar 97/Widths[700]/Resources<<>>>>"
    )
    content = show(50, 200, b"a", font="M") + show(70, 200, b"De gemeente kent alle gezinnen.")
    extra = [stream(b"700 0 0 0 700 900 d1 " + drawn)]
    page = read(Pdf([content], fonts={"F": HELVETICA, "M": font}, extra=extra), engine)
    assert first_word(page).mark == mark


def test_glyphs_that_the_file_calls_the_same_are_told_one_by_one(engine: str) -> None:
    check = b"700 0 0 0 700 700 d1 0 300 m 100 350 l 250 150 l 550 700 l 650 650 l 250 0 l f"
    cross = b"700 0 0 0 700 700 d1 120 w 60 60 m 640 640 l S 60 640 m 640 60 l S"
    _, unicode = mapped_font({97: "\ufffd", 98: "\ufffd"}, 5)
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 700 700]/FontMatrix[0.001 0 0 0.001 0 0]"
        b"/CharProcs<</g1 3 0 R/g2 4 0 R>>/ToUnicode 5 0 R"
        b"/Encoding<</Differences[97/g1/g2]>>/FirstChar 97/LastChar 98/Widths[700 700]/Resources<<>>>>"
    )
    signs = b"".join(show(50, 200 - 20 * n, sign, font="M") for n, sign in enumerate((b"a", b"b", b"a")))
    content = signs + show(70, 200, b"De gemeente kent alle gezinnen.")
    extra = [stream(check), stream(cross), unicode]
    page = read(Pdf([content], fonts={"F": HELVETICA, "M": font}, extra=extra), engine)
    assert [word.mark for word in page.words if word.mark] == ["√", "X", "√"]


def test_a_glyph_that_the_file_calls_a_control_code_is_one_that_cannot_be_told(engine: str) -> None:
    font, unicode = mapped_font({97: "\x01"}, 3)
    content = show(50, 200, b"a", font="M") + show(70, 200, b"De gemeente kent alle gezinnen.")
    page = read(Pdf([content], fonts={"F": HELVETICA, "M": font}, extra=[unicode]), engine)
    assert [(word.text, word.mark) for word in page.words if len(word.text) == 1] == [("\ufffd", "?")]


def test_letters_of_a_font_that_draws_signs_in_their_places(engine: str) -> None:
    file = mark_font_file("SampleSigns", 0x4A, 0x4C)
    font = plain_font("ABCDEF+SampleSigns", b"/Encoding/WinAnsiEncoding").replace(
        b"/Flags 4", b"/Flags 4/FontFile2 3 0 R"
    )
    lines = b"BT /M 10 Tf 50 200 Td (J) Tj 0 -20 Td (L) Tj ET " + show(70, 200, b"De J van gemeente")
    extra = [stream(file, b"/Length1 %d" % len(file))]
    page = read(Pdf([lines], fonts={"F": HELVETICA, "M": font}, extra=extra), engine)
    assert [(word.text, word.mark) for word in page.words if len(word.text) == 1] == [
        ("J", "√"),
        ("J", None),
        ("L", "X"),
    ]


def test_a_code_without_any_meaning_is_kept_and_named(engine: str) -> None:
    page = read(beside_text(plain_font("Onbekend", b"", "TrueType"), 0x07), engine)
    word = first_word(page)
    assert (word.text, word.mark, word.font) == ("(cid:7)", "?", "Onbekend")


def shapes(page: Page) -> list[str]:
    return [shape.mark for shape in sorted(page.shapes, key=lambda s: (s.top, s.x0))]


TEXT = show(100, 200, b"De gemeente heeft de regie")
RING = b"0.6 w 60.5 204.5 m 60.5 207.5 58 210 55 210 c 52 210 49.5 207.5 49.5 204.5 c 49.5 201.5 52 199 55 199 c 58 199 60.5 201.5 60.5 204.5 c h S "
DISC = b"60 204.5 m 60 207 57.5 209.5 55 209.5 c 52.5 209.5 50 207 50 204.5 c 50 202 52.5 199.5 55 199.5 c 57.5 199.5 60 202 60 204.5 c f "
CHECKS = {
    "stroke": b"1.2 w 50 204 m 53 200 l 59 209 l S",
    "two strokes": b"1 w 50 204 m 53 200 l S 53 200 m 59 209 l S",
    "filled outline": b"50 204 m 51 205 l 53 202 l 58.5 209.5 l 59.5 209 l 53 199.5 l f",
    "curves": b"1 w 50 203.5 m 51 203 52 202 53 200 c 54 203 56 207 59 209 c S",
    "two thick bars": b"51.1 203.6 m 53.6 201.1 l 52.4 199.9 l 49.9 202.4 l h f 52.4 201.0 m 58.4 209.0 l 59.6 208.0 l 53.6 200.0 l h f",
    "bars of one path": b"51.1 203.6 m 53.6 201.1 l 52.4 199.9 l 49.9 202.4 l h 52.4 201.0 m 58.4 209.0 l 59.6 208.0 l 53.6 200.0 l h f",
    "only its outline": b"0.4 w 50 204 m 51 205 l 53 202 l 58.5 209.5 l 59.5 209 l 53 199.5 l h S",
    "in a ring that it touches": RING + b"1 w 50 205 m 53.5 200.5 l 59.5 208 l S",
    "bars on a disc": b"0 0.5 0 rg "
    + DISC
    + b"1 g 52.2 204.6 m 53 205.4 l 55 203.4 l 54.2 202.6 l f 54.2 202.6 m 55 203.4 l 58.2 206.6 l 57.4 207.4 l f",
    "scaled": b"q 10 0 0 10 50 200 cm 0.16 w 0 0.4 m 0.3 0 l 0.9 0.9 l S Q",
    "radical": b"0.8 w 50 204 m 51 205 l 53 199 l 56 209 l 61 209 l S",
    "green": b"0 0.6 0.2 RG 2 w 50 204 m 53 200 l 59 209 l S",
    "white on a disc": b"0 0.5 0 rg " + DISC + b"1 G 1.1 w 52.5 204.5 m 54.5 202.5 l 57.5 206.5 l S",
}
CROSSES = {
    "two strokes": b"1.2 w 50 200 m 58 208 l S 50 208 m 58 200 l S",
    "one path": b"1.2 w 50 200 m 58 208 l 50 208 m 58 200 l S",
    "two thick bars": b"49.9 201.1 m 57.4 208.6 l 58.6 207.4 l 51.1 199.9 l h f 51.1 208.6 m 58.6 201.1 l 57.4 199.9 l 49.9 207.4 l h f",
    "bars of one path": b"49.9 201.1 m 57.4 208.6 l 58.6 207.4 l 51.1 199.9 l h 51.1 208.6 m 58.6 201.1 l 57.4 199.9 l 49.9 207.4 l h f",
    "in a ring that it touches": RING + b"1 w 51 200.5 m 59 208.5 l S 51 208.5 m 59 200.5 l S",
    "flat": b"1 w 50 201 m 59 207 l S 50 207 m 59 201 l S",
    "filled outline": b"50 201 m 51 200 l 54 203 l 57 200 l 58 201 l 55 204 l 58 207 l 57 208 l 54 205 l 51 208 l 50 207 l 53 204 l f",
    "thick": b"2 w 50.5 200 m 54.7 204.5 l S 50.5 200 m 54.7 204.5 l 50.5 204.5 m 54.7 200 l S",
    "white on a disc": b"0.7 0 0 rg " + DISC + b"1 G 1.1 w 53 202.5 m 57 206.5 l S 53 206.5 m 57 202.5 l S",
    "filled on a disc": b"0.7 0 0 rg "
    + DISC
    + b"1 g 53 203 m 53.5 202.5 l 55 204 l 56.5 202.5 l 57 203 l 55.5 204.5 l 57 206 l 56.5 206.5 l 55 205 l 53.5 206.5 l 53 206 l 54.5 204.5 l f",
    "boxed": b"49 199 10 10 re S 51 201 m 57 207 l S 51 207 m 57 201 l S",
}
NO_MARKS = {
    "dot": b"54 206 m 55.7 206 57 204.7 57 203 c 57 201.3 55.7 200 54 200 c 52.3 200 51 201.3 51 203 c 51 204.7 52.3 206 54 206 c f",
    "square": b"50 200 5 5 re f",
    "empty box": b"50 200 8 8 re S",
    "diamond": b"54 200 m 58 204 l 54 208 l 50 204 l f",
    "triangle": b"50 200 m 50 208 l 56 204 l f",
    "dash": b"50 203 m 56 203 l S",
    "plus of rules": b"20 150 m 300 150 l S 100 100 m 100 250 l S",
    "large cross": b"0 0 m 200 200 l S 0 200 m 200 0 l S",
}


@pytest.mark.parametrize("name", CHECKS)
def test_checks_drawn_as_paths(engine: str, name: str) -> None:
    page = read(Pdf([TEXT + CHECKS[name]]), engine)
    assert shapes(page) == ["√"]
    shape = page.shapes[0]
    assert shape.x0 == pytest.approx(50, abs=1.5)
    assert shape.bottom == pytest.approx(100, abs=1.5)


@pytest.mark.parametrize("name", CROSSES)
def test_crosses_drawn_as_paths(engine: str, name: str) -> None:
    assert shapes(read(Pdf([TEXT + CROSSES[name]]), engine)) == ["X"]


@pytest.mark.parametrize("name", NO_MARKS)
def test_bullets_boxes_and_rules_are_no_marks(engine: str, name: str) -> None:
    assert not any(shapes(read(Pdf([TEXT + NO_MARKS[name]]), engine)))


def test_other_pictograms_are_told_apart_from_marks(engine: str) -> None:
    arrow = b"1.5 w 50 204 m 58 204 l S 55 207 m 58 204 l 55 201 l S"
    star = b"54 209 m 55 206 l 58 206 l 56 204 l 57 200 l 54 202 l 51 200 l 52 204 l 50 206 l 53 206 l f"
    for drawing in (arrow, star):
        assert set(shapes(read(Pdf([TEXT + drawing]), engine))) <= {"?"}


def test_many_marks_and_rules_keep_apart(engine: str) -> None:
    rows = [b"1 w 40 %d m 360 %d l S " % (y, y) for y in range(60, 260, 20)]
    drawn = []
    for y in range(64, 244, 40):
        drawn.append(b"q 1 0 0 1 0 %d cm %s Q " % (y - 200, CHECKS["stroke"]))
        drawn.append(b"q 1 0 0 1 0 %d cm %s Q " % (y - 180, CROSSES["two strokes"]))
    page = read(Pdf([TEXT + b"".join(rows + drawn)]), engine)
    assert shapes(page) == ["X", "√"] * 5
    assert len(page.rules) == 10


def test_letters_drawn_as_outlines_are_no_marks(engine: str) -> None:
    grid = [
        b"q 1 0 0 1 %d %d cm %s Q " % (x, y, CHECKS["stroke"])
        for x in range(-40, 340, 18)
        for y in range(-190, 90, 18)
    ]
    assert len(grid) > 300
    assert shapes(read(Pdf([TEXT + b"".join(grid)]), engine)) == []
    page = read_pdf(Pdf([b"".join(grid[:40]), TEXT]).build(), engine=engine).pages[0]
    assert (page.words, page.shapes) == ((), ())


@pytest.mark.parametrize("matrix", [b"0 1 -1 0 300 0", b"0 -1 1 0 0 400", b"-1 0 0 -1 400 300"])
def test_marks_on_pages_that_read_sideways_or_upside_down(engine: str, matrix: bytes) -> None:
    drawn = TEXT + CHECKS["stroke"] + b" q 1 0 0 1 0 -60 cm %s Q" % CROSSES["two strokes"]
    page = read(Pdf([b"q %s cm %s Q" % (matrix, drawn)], media=b"[0 0 400 400]"), engine)
    assert sorted(shapes(page)) == ["X", "√"]


@pytest.mark.parametrize("scale", [0.3, 4.0])
def test_marks_are_as_large_as_the_text_of_their_page(engine: str, scale: float) -> None:
    drawn = TEXT + CHECKS["two strokes"] + b" q 1 0 0 1 0 -60 cm %s Q" % CROSSES["two strokes"]
    media = b"[0 0 %g %g]" % (400 * scale, 300 * scale)
    page = read(Pdf([b"q %g 0 0 %g 0 0 cm %s Q" % (scale, scale, drawn)], media=media), engine)
    assert shapes(page) == ["√", "X"]


def test_marks_in_forms_and_on_turned_pages(engine: str) -> None:
    form = (b"/Type/XObject/Subtype/Form/BBox[0 0 100 100]", b"1 w 0 4 m 3 0 l 9 9 l S")
    drawn = TEXT + b"q 1 0 0 1 50 200 cm /C Do Q"
    for turn in (b"", b"/Rotate 90"):
        content = b"q 0 1 -1 0 400 0 cm %s Q" % drawn if turn else drawn
        assert shapes(
            read(Pdf([content], xobjects={"C": form}, page=turn, media=b"[0 0 400 400]"), engine)
        ) == ["√"]


ON = b"1.2 w 0 G 1 4 m 4 1 l 9 9 l S"
OFF = b"0.5 w 0 G 0.5 0.5 9 9 re S"
BOX = b"/Type/XObject/Subtype/Form/BBox[0 0 10 10]"
FIELD = b"<</Type/Annot/Subtype/Widget/FT/Btn/T(f)/F 4/Rect[50 199 60 209]/V/%s/AS/%s/AP<</N<</Yes 3 0 R/Off 4 0 R>>>>>>"
STAMP = b"<</Type/Annot/Subtype/Stamp/F %d/Rect[50 199 60 209]/AP<</N 3 0 R>>>>"


@pytest.mark.parametrize(
    ("annotation", "expected"),
    [
        (FIELD % (b"Yes", b"Yes"), ["√"]),
        (FIELD % (b"Off", b"Off"), [""]),
        (STAMP % 4, ["√"]),
        (STAMP % 2, []),
        (b"<</Type/Annot/Subtype/Link/Rect[50 199 60 209]/Border[0 0 1]>>", []),
    ],
)
def test_marks_as_check_boxes_and_stamps(engine: str, annotation: bytes, expected: list[str]) -> None:
    extra = [stream(ON, BOX), stream(OFF, BOX), annotation, b"<</Fields[5 0 R]>>"]
    pdf = Pdf([TEXT], page=b"/Annots[5 0 R]", extra=extra, catalogue=b"/AcroForm 6 0 R")
    assert shapes(read(pdf, engine)) == expected


def picture(kind: str, size: int = 24) -> bytes:
    rows = []
    for y in range(size):
        for x in range(size):
            if kind == "cross":
                ink = abs(x - y) < 3 or abs(x + y - size + 1) < 3
            elif kind == "check":
                ink = (abs((y - 12) - (x - 0) * 1.2) < 4 and x <= 8) or (
                    abs((22 - y) - (x - 8) * 1.35) < 4 and x >= 7
                )
            elif kind == "coarse":
                ink = (abs(y - 12 - x) < 3 and x <= 8) or (abs(22 - y - (x - 8)) < 4 and x >= 7)
                ink = ink and (x + 2 * y) % 5 != 0
            elif kind == "frame":
                ink = max(abs(x - 12), abs(y - 12)) > 8 and (y < 20 or abs(x - 12) > 8)
            elif kind == "disc":
                ink = (x - 12) ** 2 + (y - 12) ** 2 < 80
            else:
                ink = False
            rows.append(0 if ink else 255)
    return bytes(rows)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("cross", ["X"]), ("check", ["√"]), ("coarse", ["√"]), ("disc", [""]), ("frame", [""]), ("blank", [])],
)
def test_marks_as_small_images(engine: str, kind: str, expected: list[str]) -> None:
    head = b"/Type/XObject/Subtype/Image/Width 24/Height 24/BitsPerComponent 8/ColorSpace/DeviceGray"
    pdf = Pdf([TEXT + b"q 10 0 0 10 50 199 cm /I Do Q"], xobjects={"I": (head, picture(kind))})
    assert shapes(read(pdf, engine)) == expected


def tile(kind: str, around: int = 6) -> bytes:
    """The picture in white on a dark tile, ``around`` pixels wide at each side."""
    side = b"\x50" * around
    small = picture(kind)
    rows = [small[at : at + 24].translate(bytes([255, *range(1, 255), 0x50])) for at in range(0, 576, 24)]
    edge = b"\x50" * (24 + 2 * around)
    return b"".join([edge] * around + [side + row + side for row in rows] + [edge] * around)


@pytest.mark.parametrize(("kind", "expected"), [("cross", ["X"]), ("check", ["√"]), ("disc", [""])])
def test_marks_in_white_on_small_coloured_images(engine: str, kind: str, expected: list[str]) -> None:
    head = b"/Type/XObject/Subtype/Image/Width 36/Height 36/BitsPerComponent 8/ColorSpace/DeviceGray"
    pdf = Pdf([TEXT + b"q 10 0 0 10 50 199 cm /I Do Q"], xobjects={"I": (head, tile(kind))})
    assert shapes(read(pdf, engine)) == expected


def test_an_image_on_shading_behind_a_written_mark_is_not_looked_at(engine: str) -> None:
    head = b"/Type/XObject/Subtype/Image/Width 24/Height 24/BitsPerComponent 8/ColorSpace/DeviceGray"
    mark = b"BT /Z 10 Tf 51 200 Td (4) Tj ET "
    fonts = {"F": HELVETICA, "Z": b"<</Type/Font/Subtype/Type1/BaseFont/ZapfDingbats>>"}
    pdf = Pdf(
        [b"q 10 0 0 10 50 199 cm /I Do Q " + mark + TEXT],
        fonts=fonts,
        xobjects={"I": (head, picture("cross"))},
    )
    page = read(pdf, engine)
    assert shapes(page) == []
    assert first_word(page).mark == "√"


def test_marks_of_ordinary_characters() -> None:
    assert [mark_of_character(c) for c in "√✓✗a•\ue000"] == ["√", "√", "X", None, None, "?"]


def test_a_small_check_is_as_tall_as_its_stroke_makes_it(engine: str) -> None:
    content = show(60, 200, b"De gemeente") + b" 0.76 w 50 201.6 m 51.3 200.3 l 53.9 203.2 l S"
    page = read(Pdf([content]), engine)
    assert [shape.mark for shape in page.shapes] == ["√"]
