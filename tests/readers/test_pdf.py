from __future__ import annotations

import base64
import io
import pickle
import random
import re
import zlib
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pypdf
import pytest
from ggsr_extract.extractors.readers.pdf import ENGINES, PdfLimits, PdfSource, read_pdf
from ggsr_extract.models.checks import Refusal
from ggsr_extract.models.source import Page, Word

from tests.places import SHARED
from tests.readers.pdf_builder import HELVETICA, Pdf, assemble, mapped_font, show, stream

PDFS = SHARED / "factsheets" / "pdf"
REAL = sorted(PDFS.glob("*.pdf")) if PDFS.is_dir() else []


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def one_page(pdf: Pdf | bytes, engine: str) -> Page:
    data = pdf if isinstance(pdf, bytes) else pdf.build()
    return read_pdf(data, engine=engine).pages[0]


def texts(page: Page) -> list[str]:
    return [word.text for word in sorted(page.words, key=lambda w: (round(w.bottom), w.x0))]


def box(word: Word) -> tuple[float, float, float, float]:
    return (word.x0, word.top, word.x1, word.bottom)


def test_words_stand_where_they_are_printed(engine: str) -> None:
    page = one_page(Pdf([show(50, 200, b"De gemeente")]), engine)
    assert (page.number, page.width, page.height) == (1, 400, 300)
    first, second = page.words
    assert (first.text, second.text) == ("De", "gemeente")
    assert first.x0 == pytest.approx(50, abs=0.6)
    assert first.x1 == pytest.approx(50 + 7.22 + 5.56, abs=0.1)
    assert second.x0 == pytest.approx(first.x1 + 2.78, abs=0.1)
    assert first.top < 100 < first.bottom
    assert first.bottom - first.top == pytest.approx(10, abs=0.01)
    assert (first.size, first.font) == (10, "Helvetica")


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_rotated_pages_read_as_shown(engine: str, rotation: int) -> None:
    # Drawn so that, after the page is turned, the text stands upright with its baseline 60 from the top, 40 from the left.
    matrices = {
        0: b"1 0 0 1 40 240",
        90: b"0 1 -1 0 60 40",
        180: b"-1 0 0 -1 360 60",
        270: b"0 -1 1 0 340 260",
    }
    content = b"BT /F 10 Tf %s Tm (Toeleiding naar hulp) Tj ET 40 100 m 140 100 l S" % matrices[rotation]
    page = one_page(Pdf([content], page=b"/Rotate %d" % rotation), engine)
    assert (page.width, page.height) == ((300, 400) if rotation in (90, 270) else (400, 300))
    assert texts(page) == ["Toeleiding", "naar", "hulp"]
    assert box(page.words[0]) == pytest.approx((40, 52.2, 86.68, 62.2), abs=0.6)
    rule = page.rules[0]
    assert (rule.bottom == rule.top) == (rotation in (0, 180))


@pytest.mark.parametrize("matrix", [b"-1 0 0 -1 40 240", b"-12 0 0 -12 40 240"])
def test_letters_of_negative_size_on_a_turned_line_stand_upright(engine: str, matrix: bytes) -> None:
    size = b"-10" if matrix.startswith(b"-1 ") else b"-.8333"
    page = one_page(Pdf([b"BT /F %s Tf %s Tm (Toeleiding naar hulp) Tj ET" % (size, matrix)]), engine)
    assert texts(page) == ["Toeleiding", "naar", "hulp"]
    assert page.reading == 0
    assert box(page.words[0]) == pytest.approx((40, 52.2, 86.68, 62.2), abs=0.6)


def test_crop_box_odd_origin_and_user_unit(engine: str) -> None:
    page = b"/MediaBox[-100 -50 300 250]/CropBox[-80 -30 220 200]/UserUnit 2"
    pdf = Pdf([show(-70, 150, b"binnen") + show(240, 150, b"buiten") + b"-80 100 m 220 100 l S"], page=page)
    read = one_page(pdf, engine)
    assert (read.width, read.height) == (600, 460)
    assert texts(read) == ["binnen"]
    word = read.words[0]
    assert word.x0 == pytest.approx(20, abs=1.2)
    assert word.top == pytest.approx(2 * (50 - 7.8), abs=0.1)
    assert word.size == 20
    assert read.rules[0].top == pytest.approx(200)


def test_boxes_that_the_page_inherits(engine: str) -> None:
    content = stream(show(50, 200, b"geerfd"))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[10 20 410 320]/Rotate 90/Resources<</Font<</F %s>>>>>>"
        % HELVETICA,
        b"<</Type/Page/Parent 2 0 R/Contents 4 0 R>>",
        content,
    ]
    page = one_page(assemble(objects), engine)
    assert (page.width, page.height) == (300, 400)
    assert texts(page) == ["geerfd"]


@pytest.mark.parametrize("order", ["reverse", "random"])
def test_letters_drawn_one_at_a_time_in_any_order(engine: str, order: str) -> None:
    widths = {"i": 2.22, "j": 2.22, "l": 2.22, " ": 2.78, "r": 3.33, "t": 2.78, "k": 5, "s": 5, "v": 5}
    x, letters = 50.0, []
    for letter in "lokale partijen leveren steun":
        letters.append(show(x, 200, letter.encode()))
        x += widths.get(letter, 5.56)
    if order == "reverse":
        letters.reverse()
    else:
        random.Random(1).shuffle(letters)
    page = one_page(Pdf([b"".join(letters)]), engine)
    assert texts(page) == ["lokale", "partijen", "leveren", "steun"]


def test_word_gaps_without_drawn_spaces(engine: str) -> None:
    content = b"BT /F 10 Tf 50 200 Td [(De)-250(gemeente)-250(kent)-1800(Kolom)] TJ ET"
    assert texts(one_page(Pdf([content]), engine)) == ["De", "gemeente", "kent", "Kolom"]


def test_kerned_letters_stay_together(engine: str) -> None:
    content = b"BT /F 10 Tf 50 200 Td [(T)80(oe)-40(l)-30(eiding)] TJ ET"
    assert texts(one_page(Pdf([content]), engine)) == ["Toeleiding"]


@pytest.mark.parametrize("second", [165.0, 166.5])
def test_a_word_that_sticks_out_of_its_column_is_not_of_the_next_ones(engine: str, second: float) -> None:
    lines = ["wat er is", "voor wie", "op tijd", "opschalingsmogelijkheden", "met wie"]
    content = b"".join(show(50, 200 - 12 * n, text.encode()) for n, text in enumerate(lines))
    content += b"".join(show(second, 200 - 12 * n, b"volgende") for n in range(5))
    found = texts(one_page(Pdf([content]), engine))
    assert found == " ".join(f"{text} volgende" for text in lines).split()


@pytest.mark.parametrize("tracking", [0.6, 1.5, 3.0])
def test_letters_spaced_apart_are_one_word(engine: str, tracking: float) -> None:
    content = b"BT /F 10 Tf %g Tc 50 200 Td (BEVINDINGEN EN ADVIES) Tj ET" % tracking
    assert texts(one_page(Pdf([content]), engine)) == ["BEVINDINGEN", "EN", "ADVIES"]


@pytest.mark.parametrize("kern", [140, 180])
def test_kerned_letters_that_are_spaced_apart_are_one_word(engine: str, kern: int) -> None:
    # where letters stand wider apart than half a space, a reader may add a space that nobody drew
    word = "".join(f"({a}) {-kern if a + b in ('ri', 'vi') else -120} " for a, b in pairwise("beschrijving "))
    content = b"BT /F 10 Tf 50 200 Td [%s] TJ ET" % word.encode()
    lines = [show(50, 180 - 12 * n, b"een twee drie vier vijf zes zeven") for n in range(6)]
    assert texts(one_page(Pdf([b" ".join([content, *lines])]), engine))[0] == "beschrijving"


def test_short_words_of_letters_that_are_spaced_apart_are_told_without_drawn_spaces(engine: str) -> None:
    words = ["er", "de", "wijk", "de", "al", "de", "een", "de", "dat", "de", "nu", "is", "de", "plan"]
    apart = " -578 ".join("(de)" if word == "de" else " -150 ".join(f"({a})" for a in word) for word in words)
    assert texts(one_page(Pdf([b"BT /F 10 Tf 50 200 Td [%s] TJ ET" % apart.encode()]), engine)) == words


def test_a_kern_parts_no_word_where_nearly_all_spaces_are_drawn(engine: str) -> None:
    lines = [show(50, 180 - 12 * n, b"een twee drie vier vijf zes") for n in range(5)]
    cells = b"".join(show(x, 100, b"ja") for x in (50.0, 66.0, 82.0))
    content = b"BT /F 10 Tf 50 200 Td [(inter) -150 (visie)] TJ ET"
    assert texts(one_page(Pdf([content + b"".join(lines) + cells]), engine))[0] == "intervisie"


def test_letters_spaced_with_typed_spaces_are_one_word(engine: str) -> None:
    content = show(50, 200, b"C o n c l u s i e   v o o r a f") + show(50, 180, b"a b en een c")
    assert texts(one_page(Pdf([content]), engine)) == ["Conclusie", "vooraf", "a", "b", "en", "een", "c"]


def test_fake_bold_is_read_once(engine: str) -> None:
    twice = show(50, 200, b"Gezin centraal") + show(50.3, 200, b"Gezin centraal")
    thrice = b"".join(show(50 + d, 180 + d, b"alle allebei") for d in (0, 0.2, 0.4))
    assert texts(one_page(Pdf([twice + thrice]), engine)) == ["Gezin", "centraal", "alle", "allebei"]


def test_ligatures_hyphens_spaces_and_accents(engine: str) -> None:
    meaning = {  # codes of a font without an encoding that tells anything
        0x80: "\ufb03",
        0x81: "\u00ad",
        0x82: "\u00a0",
        0x83: "\u2009",
        0x84: "e\u0301",
        0x85: "\ufb01",
        0x86: "ffi",
        0x87: "\u200b",
        0x88: "\u2010",
    }
    font, cmap = mapped_font(meaning, 3)
    lines = [
        b"e\x80ci\xebnt \x85nanci\xebn a\x86che",
        b"af\x81spraak",
        b"voor\x82de\x83wijk",
        b"caf\x84 on\x87der",
        b"gezins\x81",
        b"jeugd\x88",
    ]
    content = b"".join(show(50, 250 - 20 * i, line) for i, line in enumerate(lines))
    page = one_page(Pdf([content], fonts={"F": font}, extra=[cmap]), engine)
    assert texts(page) == [
        "efficiënt",
        "financiën",
        "affiche",
        "afspraak",
        "voor",
        "de",
        "wijk",
        "café",
        "onder",
        "gezins-",
        "jeugd\u2010",
    ]


def test_accents_drawn_as_glyphs_of_their_own(engine: str) -> None:
    # The acute of WinAnsi (0xB4) over an e, and the dieresis (0xA8) over an i, drawn after the word.
    content = show(50, 200, b"cafe") + show(50 + 5 + 5.56 + 2.78 + 1.1, 200, b"\xb4")
    assert texts(one_page(Pdf([content]), engine)) == ["café"]


def test_hyphens_at_a_line_end_stay(engine: str) -> None:
    content = show(50, 200, b"verant-") + show(50, 188, b"woorde zorg en jeugd-") + show(50, 176, b"hulp")
    assert texts(one_page(Pdf([content]), engine)) == ["verant-", "woorde", "zorg", "en", "jeugd-", "hulp"]


def test_text_and_rules_in_forms(engine: str) -> None:
    inner = (b"/Type/XObject/Subtype/Form/BBox[0 0 500 500]/Matrix[1 0 0 1 5 0]", show(10, 20, b"binnenin"))
    outer = (
        b"/Type/XObject/Subtype/Form/BBox[0 0 500 500]",
        b"q 2 0 0 2 0 0 cm /A Do Q 10 10 m 90 10 l S 0.8 1 0.8 rg 10 50 60 20 re f",
    )
    pdf = Pdf([b"1 0 0 1 100 100 cm /B Do"], xobjects={"A": inner, "B": outer})
    page = one_page(pdf, engine)
    word = page.words[0]
    assert word.text == "binnenin"
    assert (word.x0, word.size) == (pytest.approx(130, abs=1.2), 20)
    assert word.bottom - 0.22 * 20 == pytest.approx(300 - 140, abs=0.1)
    assert any(r.x0 == 110 and r.x1 == 190 and r.top == r.bottom == 190 for r in page.rules)
    fill = page.fills[0]
    assert (fill.x0, fill.top, fill.x1, fill.bottom) == (110, 130, 170, 150)
    assert fill.color == (0.8, 1.0, 0.8)


def test_rules_from_strokes_rectangles_and_dots(engine: str) -> None:
    content = (
        show(10, 10, b"tabel")
        + b"1 w 20 250 m 200 250 l S "  # a stroke
        + b"20 200 180 0.5 re f "  # a thin filled rectangle
        + b"20 100 180 50 re S "  # a stroked rectangle
        + b"".join(b"%g 80 1 1 re f " % (20 + 2 * i) for i in range(60))  # a dotted line of squares
        + b"20 60 m 100 20 l S "  # neither level nor plumb
        + b"1 1 1 rg 250 50 100 100 re f "  # white on white
    )
    page = one_page(Pdf([content]), engine)
    lines = {tuple(round(side) for side in (r.x0, r.top, r.x1, r.bottom)) for r in page.rules}
    assert (20, 50, 200, 50) in lines
    assert any(abs(r.top - 99.5) < 0.6 and (r.x0, r.x1) == (20, 200) for r in page.rules)
    assert {(20, 150, 200, 150), (20, 200, 200, 200), (20, 150, 20, 200), (200, 150, 200, 200)} <= lines
    assert any(
        abs(r.top - 219.5) < 1 and r.x0 == 20 and r.x1 == pytest.approx(139, abs=1) for r in page.rules
    )
    assert len(page.rules) == 7


def test_text_that_reads_upwards_does_not_disturb_its_neighbours(engine: str) -> None:
    upwards = b"BT /F 10 Tf 0 1 -1 0 30 100 Tm (Thema een) Tj ET "
    page = one_page(Pdf([upwards + show(40, 120, b"Gewone tekst")]), engine)
    assert Counter(w.text for w in page.words) == Counter(["Thema", "een", "Gewone", "tekst"])
    turned = next(w for w in page.words if w.text == "Thema")
    assert turned.bottom == pytest.approx(200, abs=0.6)
    assert turned.bottom - turned.top > turned.x1 - turned.x0


def test_results_are_picklable_and_repeatable(engine: str) -> None:
    data = Pdf([show(50, 200, b"De gemeente"), show(50, 200, b"De regie")]).build()
    source = read_pdf(data, engine=engine)
    assert isinstance(source, PdfSource)
    assert (source.page_count, source.char_count, source.engine) == (2, 17, engine)
    assert pickle.loads(pickle.dumps(source)) == source == read_pdf(data, engine=engine)


def test_some_pages_only(engine: str) -> None:
    data = Pdf([show(50, 200, b"een"), show(50, 200, b"twee"), show(50, 200, b"drie")]).build()
    source = read_pdf(data, engine=engine, pages=range(1, 2))
    assert [page.number for page in source.pages] == [2]
    assert source.page_count == 3
    assert texts(source.pages[0]) == ["twee"]


def test_unknown_engine() -> None:
    with pytest.raises(ValueError, match="pdfium"):
        read_pdf(Pdf([b""]).build(), engine="other")


def refused(data: bytes, engine: str, **options: PdfLimits) -> str:
    with pytest.raises(Refusal) as caught:
        read_pdf(data, engine=engine, **options)
    return caught.value.code


def encrypted(password: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(Pdf([show(50, 200, b"geheim")]).build())))
    writer.encrypt(password, "eigenaar", algorithm="AES-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_an_empty_user_password_opens(engine: str) -> None:
    assert texts(one_page(encrypted(""), engine)) == ["geheim"]


def test_a_password_is_refused(engine: str) -> None:
    assert refused(encrypted("geheim"), engine) == "pdf_password"


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4", b"%PDF-1.7\n" + bytes(range(256)) * 20, b"geen pdf"])
def test_broken_files_are_refused(engine: str, data: bytes) -> None:
    assert refused(data, engine) == "pdf_broken"


def test_no_text_is_refused(engine: str) -> None:
    assert refused(Pdf([b"20 20 100 100 re f"]).build(), engine) == "pdf_no_text"


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("fault", ["written as text", "not there"])
def test_a_page_whose_content_is_broken_or_gone_is_told(engine: str, fault: str) -> None:
    good = Pdf([show(50, 200, b"tekst"), show(50, 200, b"weg " * 60)], compress=True).build()
    packed = zlib.compress(show(50, 200, b"weg " * 60))
    if fault == "not there":
        number = re.findall(rb"/Contents (\d+)", good)[1]
        data = good.replace(b"/Contents %s " % number, b"/Contents 99 ")
    else:
        text = base64.a85encode(packed[:-9]) + b"~>"
        whole = b"<</Filter/FlateDecode/Length %d>>\nstream\n%s" % (len(packed), packed)
        assert whole in good
        data = good.replace(
            whole, stream(text, b"/Filter[/ASCII85Decode/FlateDecode]").removesuffix(b"\nendstream")
        )
    source = read_pdf(data, engine=engine)
    assert [bool(page.problems) for page in source.pages] == [False, True]
    assert [bool(page.problems) for page in read_pdf(good, engine=engine).pages] == [False, False]


def test_limits(engine: str) -> None:
    many = Pdf([show(50, 200, b"tekst")] * 4).build()
    assert refused(many, engine, limits=PdfLimits(max_pages=3)) == "pdf_limit"
    long = Pdf([show(5, 200, b"x" * 500)]).build()
    assert refused(long, engine, limits=PdfLimits(max_chars_per_page=400)) == "pdf_limit"
    drawn = Pdf([show(5, 200, b"x") + b"0 0 m 5 5 l S " * 500]).build()
    assert refused(drawn, engine, limits=PdfLimits(max_objects=100)) == "pdf_limit"


def test_streams_that_explode_are_refused_unread(engine: str) -> None:
    bomb = zlib.compress(b" " * 80_000_000, 9)
    page = Pdf([b""]).build()
    once = stream(bomb, b"/Filter/FlateDecode")
    twice = stream(zlib.compress(bomb, 9), b"/Filter[/FlateDecode/FlateDecode]")
    for body in (once, twice):
        data = page.replace(b"%PDF-1.6\n", b"%PDF-1.6\n9 0 obj\n" + body + b"\nendobj\n")
        assert refused(data, engine) == "pdf_limit"


def test_a_stream_of_more_than_a_mebibyte_is_read_to_its_end(engine: str) -> None:
    content = show(50, 200, b"De gemeente") + b" " * 2**20  # and a line's end behind what is compressed
    assert texts(one_page(Pdf([content], compress=True), engine)) == ["De", "gemeente"]


def test_forms_that_multiply_are_refused_undrawn(engine: str) -> None:
    forms = {"A0": (b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]", show(1, 1, b"ha"))}
    for level in range(1, 10):
        forms[f"A{level}"] = (b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]", b"/A%d Do " % (level - 1) * 10)
    assert refused(Pdf([show(50, 200, b"tekst") + b"/A9 Do"], xobjects=forms).build(), engine) == "pdf_limit"
    forms = {"A": (b"/Type/XObject/Subtype/Form/BBox[0 0 400 300]", b"/A Do " + show(9, 9, b"lus"))}
    assert "tekst" in texts(one_page(Pdf([show(50, 200, b"tekst") + b"/A Do"], xobjects=forms), engine))


def test_a_name_means_what_a_forms_own_resources_say(engine: str) -> None:
    head = b"/Type/XObject/Subtype/Form/BBox[0 0 400 300]/Resources<</XObject<</A %d 0 R>>>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 300]/Resources<<%s>>/Contents 4 0 R>>"
    names = b"/Font<</F %s>>/XObject<</P 7 0 R/Q 9 0 R/R 10 0 R>>" % HELVETICA
    start = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page % names]
    text = stream(show(50, 200, b"tekst") + b"/P Do /Q Do /R Do")
    leaf = stream(b"0 0 m 9 9 l S", b"/Type/XObject/Subtype/Form/BBox[0 0 400 300]")
    many, once = b"/A Do " * 300, b"/A Do"
    forms = [stream(many, head % 5), stream(once, head % 6), stream(many, head % 5), stream(once, head % 8)]
    data = assemble([*start, text, leaf, *forms, stream(many, head % 5)])
    assert texts(read_pdf(data, engine=engine).pages[0]) == ["tekst"]


def test_letters_shown_as_in_a_mirror_are_left_out_and_told(engine: str) -> None:
    plain = show(50, 200, b"een gewone regel")
    turned = b"q -1 0 0 1 400 0 cm " + show(50, 100, b"spiegelschrift") + b" Q"
    both = read_pdf(Pdf([plain + turned]).build(), engine=engine).pages[0]
    assert texts(both) == ["een", "gewone", "regel"]
    assert both.problems == ("page 1 shows 14 letters as in a mirror, which are not read",)
    upside_down = read_pdf(Pdf([b"q -1 0 0 -1 400 300 cm " + plain + b" Q"]).build(), engine=engine).pages[0]
    assert (texts(upside_down)[::-1], upside_down.problems) == (["een", "gewone", "regel"], ())
    assert refused(Pdf([turned]).build(), engine) == "pdf_broken"


def test_why_a_pdf_gives_nothing_is_told() -> None:
    blank = Pdf([b""], catalogue=b"/Collection<</Type/Collection>>").build()
    locked = (
        Pdf([show(9, 9, b"x")])
        .build()
        .replace(b"/Root", b"/Encrypt<</Filter/Adobe.PubSec/V 4>>/ID[<00><00>]/Root")
    )
    cut = Pdf([show(50, 200, b"tekst")]).build()[:300]
    font, unicode = mapped_font(dict.fromkeys(b"tekst", "\ufffd"), 3)
    extra = [unicode, stream(zlib.compress(b"iets" * 99)[:12], b"/Filter/FlateDecode")]
    changed = Pdf([show(50, 200, b"tekst", font="M")], fonts={"M": font}, extra=extra).build()
    for data, code, word in (
        (Pdf([b"20 20 100 100 re f"]).build(), "pdf_no_text", "a scan or pictures"),
        (Pdf([show(5000, 5000, b"tekst")]).build(), "pdf_no_text", "hold letters but show none"),
        (blank, "pdf_no_text", "portfolio"),
        (locked, "pdf_password", "certificate"),
        (cut, "pdf_broken", "cut off"),
        (changed, "pdf_broken", "line ends"),
    ):
        with pytest.raises(Refusal) as caught:
            read_pdf(data)
        assert caught.value.code == code
        assert word in caught.value.message


def test_forms_that_draw_themselves_are_refused_undrawn(engine: str) -> None:
    head = b"/Type/XObject/Subtype/Form/BBox[0 0 400 300]"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 300]/Resources<<%s>>/Contents 4 0 R>>"
    start = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"]
    for resources in (b"/Resources<</XObject<</A 5 0 R>>>>", b"/Resources 6 0 R", b""):
        form = [stream(b"/A Do /A Do", head + resources), b"<</XObject 7 0 R>>", b"<</A 5 0 R>>"]
        objects = [*start, page % b"/XObject<</A 5 0 R>>", stream(b"/A Do"), *form]
        assert refused(assemble(objects), engine) == "pdf_limit"
    # the same name for another form is no circle
    other = [
        stream(b"/A Do 0 0 m 9 9 l S /A Do", head + b"/Resources<</XObject<</A 6 0 R>>>>"),
        stream(b"", head),
    ]
    text = stream(show(50, 200, b"tekst") + b"/A Do")
    resources = b"/Font<</F %s>>/XObject<</A 5 0 R>>" % HELVETICA
    data = assemble([*start, page % resources, text, *other])
    assert texts(read_pdf(data, engine=engine).pages[0]) == ["tekst"]


def test_a_damaged_page_is_a_problem_not_the_end(engine: str) -> None:
    good = Pdf([show(50, 200, b"een"), show(50, 200, b"twee")], compress=True).build()
    body = zlib.compress(show(50, 200, b"twee"))
    assert good.count(body) == 1
    source = read_pdf(good.replace(body, b"\xff" * len(body)), engine=engine)
    assert texts(source.pages[0]) == ["een"]
    assert source.pages[1].words == ()


def test_a_page_tree_that_bites_its_tail(engine: str) -> None:
    looped = assemble([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 4000000>>"])
    with pytest.raises(Refusal):
        read_pdf(looped, engine=engine)


def test_huge_and_broken_numbers(engine: str) -> None:
    far = b"9" * 30
    wild = b"BT /F %s Tf %s -%s Td (ver) Tj ET %s 0 m -%s %s l S " % (far, far, far, far, far, far)
    odd = b"BT /F nan Tf (x) Tj ET BT /F 1e30 Tf 1e38 0 Td (ver) Tj ET"
    assert "hier" in texts(one_page(Pdf([show(50, 200, b"hier") + wild + odd]), engine))
    assert "hier" in texts(one_page(Pdf([show(50, 200, b"hier")], page=b"/MediaBox[0 0 1e9 (x)]"), engine))
    page = b"/MediaBox[0 0 1000000000 1000000000]"
    assert refused(Pdf([show(50, 200, b"groot")], page=page).build(), engine) == "pdf_limit"


@pytest.mark.skipif(not REAL, reason="the shared factsheets are not beside the project")
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_both_engines_read_the_same_from_real_files(path: Path) -> None:
    data = path.read_bytes()
    if "scan" in path.name:
        assert {refused(data, engine) for engine in ENGINES} == {"pdf_no_text"}
        return
    fast, reference = (read_pdf(data, engine=engine) for engine in ENGINES)
    assert fast.char_count == reference.char_count
    for one, other in zip(fast.pages, reference.pages, strict=True):
        assert (one.width, one.height) == pytest.approx((other.width, other.height), abs=0.01)

        def ordered(page: Page) -> list[Word]:
            return sorted(page.words, key=lambda w: (w.text, round(w.top), w.x0))

        for a, b in zip(ordered(one), ordered(other), strict=True):
            assert (a.text, a.mark, a.font) == (b.text, b.mark, b.font)
            assert box(a) == pytest.approx(box(b), abs=0.6)
        assert len(one.rules) == len(other.rules)
        for first, second in zip(one.rules, other.rules, strict=True):
            assert (first.x0, first.top, first.x1, first.bottom) == pytest.approx(
                (second.x0, second.top, second.x1, second.bottom), abs=0.1
            )
        assert len(one.fills) == len(other.fills)
        assert one.shapes == other.shapes


def test_texts_that_hold_but_spaces_are_not_taken_for_lost() -> None:
    content = b"BT /F 12 Tf 20 200 Td (Woorden) Tj ET BT /F 12 Tf 1 0 0 1 20 150 Tm ( ) Tj ET"
    (page,) = read_pdf(Pdf([content]).build()).pages
    assert [word.text for word in page.words] == ["Woorden"]
    assert not page.problems


@pytest.mark.parametrize("engine", ENGINES)
def test_shadows_are_left_out_beside_a_line_on_a_slightly_higher_baseline(engine: str) -> None:
    content = b"BT /F 9 Tf 1 0 0 1 20 200 Tm (links) Tj ET"
    for shift in (0.0, 0.6):
        content += b" BT /F 9 Tf 1 0 0 1 %.2f %.2f Tm (rechts staat iets) Tj ET" % (
            120 + shift,
            197.8 - shift,
        )
    (page,) = read_pdf(Pdf([content]).build(), engine=engine).pages
    assert sorted(word.text for word in page.words) == ["iets", "links", "rechts", "staat"]


@pytest.mark.parametrize("engine", ENGINES)
def test_words_of_two_columns_that_reach_over_each_other_keep_their_letters(engine: str) -> None:
    spaced = b"".join(b"(%c) -90 " % letter for letter in b"opschalingsmogelijkheden")
    columns = ((20, b"De partners"), (149, b"Iedereen kent het plan."))
    lines = b"".join(show(x, y, text) for y in (155, 170, 185, 215, 230, 245) for x, text in columns)
    content = b"BT /F 10 Tf 20 200 Td [%s] TJ ET " % spaced + show(149, 200, b"Verwijsindex staat")
    (page,) = read_pdf(Pdf([content + lines]).build(), engine=engine).pages
    assert {"opschalingsmogelijkheden", "Verwijsindex"} <= {word.text for word in page.words}
