"""Words of PDFs whose text is drawn or named in unusual ways: both readers give the same."""

from __future__ import annotations

import pytest
from ggsr_extract.extractors.readers.pdf import ENGINES

from tests.readers.pdf_builder import Pdf, mapped_font, show
from tests.readers.test_pdf import one_page, texts


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_text_that_says_what_it_is_to_be_read_as(engine: str) -> None:
    content = (
        b"/Span <</ActualText (per jaar veel jongeren)>> BDC "
        + show(50, 200, b"per jaar veel jongeren")
        + b" EMC"
    )
    assert texts(one_page(Pdf([content]), engine)) == ["per", "jaar", "veel", "jongeren"]


@pytest.mark.parametrize("lean", [b"0.25", b"-0.2"])
def test_letters_that_are_made_to_lean_keep_their_spaces(engine: str, lean: bytes) -> None:
    content = b"BT /F 10 Tf 1 0 %s 1 50 200 Tm (of een hof of vijf) Tj ET" % lean
    page = one_page(Pdf([content]), engine)
    assert texts(page) == ["of", "een", "hof", "of", "vijf"]
    assert page.words[1].x0 == pytest.approx(50 + 8.34 + 2.78, abs=0.1)


def test_codes_without_a_letter_are_bullets(engine: str) -> None:
    page = one_page(Pdf([show(50, 200, b"\x7f punt")]), engine)
    assert [(word.text, word.mark) for word in page.words] == [("•", None), ("punt", None)]


def test_letters_that_one_command_sets_apart_are_words(engine: str) -> None:
    text = b"de wijk van 0-19 jaar, zo en zo."
    shown = b" -300 ".join(b"(%c)" % letter for letter in text)
    content = b"BT /F 10 Tf 50 200 Td [%s] TJ 0 -20 Td [(Z) -300 (o)] TJ ET" % shown
    content += b" BT /F 10 Tf 50 160 Td [(a) -300 (n) -300 (d) -300 (e) -300 (r) -300 (s)] TJ ET"
    content += b" BT /F 10 Tf 50 140 Td [(s) -300 (a) -300 (m) -300 (e) -300 (n)] TJ ET"
    found = texts(one_page(Pdf([content]), engine))
    assert found == [*text.decode().split(), "Zo", "anders", "samen"]


def test_the_second_code_of_the_hyphen(engine: str) -> None:
    page = one_page(Pdf([show(50, 200, b"verant\xad") + show(50, 180, b"woorde")]), engine)
    assert texts(page) == ["verant-", "woorde"]


def test_a_soft_hyphen_at_the_end_of_a_cell_s_line_is_a_hyphen(engine: str) -> None:
    """The next cell begins so near to it that it may be a word of the same line."""
    font, cmap = mapped_font({0x80: "\u00ad"}, 3)
    content = show(50, 200, b"verant\x80") + show(90, 200, b"daar\x80na") + show(50, 180, b"woorde")
    page = one_page(Pdf([content], fonts={"F": font}, extra=[cmap]), engine)
    assert texts(page) == ["verant-", "daarna", "woorde"]


def test_an_accent_that_combines_with_the_letter_before_it() -> None:
    # the font gives it no width, and the letter after it begins where the one before ends; pdfium looks where it is drawn
    font, cmap = mapped_font({0x80: "\u0301"}, 3)
    font = font.replace(b" 500" * 128, b" 500" * 127 + b" 0", 1)
    content = show(50, 200, b"e\x80") + show(54.999, 200, b"e\x80") + show(59.998, 200, b"n")
    page = one_page(Pdf([content], fonts={"F": font}, extra=[cmap]), "pdfplumber")
    assert texts(page) == ["één"]


def test_a_glyph_that_stands_for_two_signs_is_read_as_the_file_says(engine: str) -> None:
    font, cmap = mapped_font({0x80: "\u00ad"}, 3)
    content = show(50, 200, b"jeugd") + b"/Span <</ActualText (-)>> BDC " + show(75, 200, b"\x80")
    content += b"EMC " + show(85, 200, b"en opvoedhulp")
    page = one_page(Pdf([content], fonts={"F": font}, extra=[cmap]), engine)
    assert texts(page) == ["jeugd-", "en", "opvoedhulp"]


def test_a_ligature_with_a_soft_hyphen_in_it_is_read_from_left_to_right() -> None:
    """Programs say what the broken ligature is to be read as; its glyph's number may be that of a Hebrew letter, which
    pdfium goes by."""
    font, cmap = mapped_font({0x80: "\u05d0"}, 3)
    content = show(50, 200, b"verze") + b"/Span <</ActualText <feff007400ad00740069>>> BDC "
    content += show(75, 200, b"\x80") + b"EMC " + show(80, 200, b"ng")
    page = one_page(Pdf([content], fonts={"F": font}, extra=[cmap]), "pdfium")
    assert texts(page) == ["verzetting"]


def test_a_ligature_over_the_place_of_a_soft_hyphen(engine: str) -> None:
    font, cmap = mapped_font({0x80: "\x00"}, 3)
    content = show(50, 200, b"doorze") + b"/Span <</ActualText <FEFF007400AD00740069>>> BDC "
    content += show(80, 200, b"\x80") + b"EMC " + show(85, 200, b"ng")
    page = one_page(Pdf([content], fonts={"F": font}, extra=[cmap]), engine)
    assert texts(page) == ["doorzetting"]


def test_a_word_that_lies_over_the_one_in_the_next_cell_keeps_its_letters(engine: str) -> None:
    content = show(50, 200, b"Samenwerking") + show(90, 200, b"Indicatoren")
    assert texts(one_page(Pdf([content]), engine)) == ["Samenwerking", "Indicatoren"]


def test_a_word_that_touches_the_one_in_the_next_cell(engine: str) -> None:
    lines = b"".join(show(101.1, 180 - 20 * n, b"regel") for n in range(4)) + show(50, 100, b"Regie")
    content = show(50, 200, b"Co\xf6rdinatie") + show(101.1, 200, b"De") + lines
    assert texts(one_page(Pdf([content]), engine))[:2] == ["Coördinatie", "De"]


def test_a_letter_that_reaches_back_beside_turned_text(engine: str) -> None:
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>"
    content = show(50, 200, b"half") + show(50 + 5 + 4.44 + 2.78 + 3.33 + 2.5, 200, b"jaar")
    content += b" BT /F 8 Tf 0 1 -1 0 200 20 Tm (langs de rand) Tj ET"
    assert texts(one_page(Pdf([content], fonts={"F": font}), engine))[:2] == ["half", "jaar"]


def test_a_heading_that_fills_its_cell_touches_the_one_in_the_next(engine: str) -> None:
    content = show(50, 200, b"Oordeel") + show(50 + 37.24, 200, b"Bevinding") + show(50, 180, b"en regel")
    assert texts(one_page(Pdf([content]), engine))[:2] == ["Oordeel", "Bevinding"]


def test_a_space_between_two_pieces_that_is_not_drawn(engine: str) -> None:
    # as where a program draws it alone, and pdfium leaves it out; all others of the page are drawn
    lines = b"".join(show(50, 180 - 12 * n, b"een twee drie vier vijf zes zeven") for n in range(5))
    content = show(50, 200, b"gezin") + show(50 + 23.9 + 1.8, 200, b"wordt")
    content += show(50, 190, b"zor") + show(50 + 13.89, 190, b"g") + show(50 + 19.45 + 2.4, 190, b"en")
    assert texts(one_page(Pdf([content + lines]), engine))[:4] == ["gezin", "wordt", "zorg", "en"]


def test_words_that_one_command_sets_apart_on_a_page_that_draws_its_spaces(engine: str) -> None:
    lines = b"".join(show(50, 180 - 12 * n, b"een twee drie vier vijf zes zeven") for n in range(5))
    content = b"BT /F 10 Tf 50 200 Td [(De) -245 (gemeente) -245 (noemt)] TJ ET\n"
    assert texts(one_page(Pdf([content + lines]), engine))[:3] == ["De", "gemeente", "noemt"]


def test_letters_of_another_script_within_a_word_are_no_letters(engine: str) -> None:
    # where a file tells no character for a ligature, the number of its glyph is read as one
    font, cmap = mapped_font({0x80: "\u08b0", 0x81: "\u01ab", 0x82: "\u014c", 0x83: "\x82"}, 3)
    content = show(50, 200, b"doorze\x80ngsmacht") + show(50, 180, b"doorze\x81ng hee\x82 inze\x83en")
    page = one_page(Pdf([content], fonts={"F": font}, extra=[cmap]), engine)
    assert texts(page) == ["doorze\ufffdngsmacht", "doorzetting", "heeft", "inze\ufffden"]


def test_a_space_of_what_reaches_over_a_cell_covers_no_letter(engine: str) -> None:
    content = show(50, 200, b"opschalingsmogelijkheden zijn") + show(150, 200, b"gemaakt,")
    assert texts(one_page(Pdf([content]), engine))[:2] == ["opschalingsmogelijkheden", "gemaakt,"]


def test_a_space_that_takes_no_room_parts_no_word(engine: str) -> None:
    # as is drawn for a soft hyphen within a line, where letters stand a little apart
    content = show(50, 200, b"afspra") + show(50 + 29, 200, b" ") + show(50 + 29, 200, b"ken gemaakt")
    assert texts(one_page(Pdf([content]), engine)) == ["afspraken", "gemaakt"]


@pytest.mark.parametrize("beside", ["Regie", "x"])
def test_letters_drawn_one_by_one_of_a_word_that_reaches_over_the_next_cell(engine: str, beside: str) -> None:
    widths = {"c": 5.0, "v": 5.0, "i": 2.22, "t": 2.78, "R": 7.22, "x": 5.0}
    letters = b""
    for x, text in ((50.0, "convenant"), (88.0, beside)):
        for letter in text:
            letters += show(x, 200, letter.encode())
            x += widths.get(letter, 5.56)
    lines = b"".join(show(88.0, 180 - 20 * n, b"regel") + show(50, 180 - 20 * n, b"een") for n in range(4))
    assert texts(one_page(Pdf([letters + lines]), engine))[:2] == ["convenant", beside]


def test_a_drop_capital_is_no_letter_of_the_word_beside_its_foot(engine: str) -> None:
    content = show(50, 200, b"D", size=24) + show(67.4, 200, b"relevante", size=10)
    assert sorted(texts(one_page(Pdf([content]), engine))) == ["D", "relevante"]
