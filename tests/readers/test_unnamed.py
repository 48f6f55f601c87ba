"""Letters that a PDF's fonts do not name, as where a program packed it anew: told from their words, or told to be unknown."""

from __future__ import annotations

import pytest
from ggsr_extract.extractors.readers.letters.unnamed import with_letters
from ggsr_extract.extractors.readers.pdf import ENGINES, PdfSource, read_pdf
from ggsr_extract.models.source import Page, Word
from ggsr_extract.pipeline.pagechecks import page_checks

from tests.readers.pdf_builder import Pdf, mapped_font, show, unmapped_font

PLAIN = "De gemeente kent alle gezinnen en de aanpak werkt."


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def read(engine: str, *lines: str, named: str = "") -> PdfSource:
    """A page with these lines in a font that names ASCII letters and those of ``named``, but no other."""
    letters = sorted({letter for line in (*lines, PLAIN) for letter in line if letter > "~"})
    codes = {letter: 1 + number for number, letter in enumerate(letters)}  # below that of a tab
    mapping = {code: chr(code) for code in range(32, 127)}
    mapping |= {code: letter if letter in named else chr(code) for letter, code in codes.items()}
    font, unicode = mapped_font(mapping, 3)
    content = b"".join(
        show(40, 280 - 15 * number, bytes(codes.get(letter, ord(letter)) for letter in line), font="M")
        for number, line in enumerate((PLAIN, *lines))
    )
    return read_pdf(Pdf([content], fonts={"M": font}, extra=[unicode]).build(), engine=engine)


def told(source: PdfSource) -> str:
    return " ".join(word.text for word in source.pages[0].words).removeprefix(PLAIN).strip()


@pytest.mark.parametrize(
    "line",
    [
        "Hulp creëren en financiën: geëvalueerd",
        "één coach",
        "De coördinatie is geïmplementeerd",
        "Officieel is een financiële rol efficiënt",
        "thema’s en risico’s",
        "De ‘Start in het Dorp’ heeft thema’s",
        "De ‘Start’ en het “Spoor” hebben thema’s",
        "Het “Spoor” heeft thema’s en risico’s",
    ],
)
def test_letters_are_told_from_their_words(engine: str, line: str) -> None:
    source = read(engine, line)
    assert told(source) == line
    (check,) = page_checks(source, ())
    letters = sorted({letter for letter in line if letter > "~"})
    assert (check.code, check.value) == ("letters_inferred", f"Proef: {' '.join(letters)}")


def test_a_letter_with_which_lines_break_off_within_words_is_a_hyphen(engine: str) -> None:
    lines = ["De omschrij‐", "ving van professio‐", "nele samenwer‐", "king is toerei‐", "kend"]
    assert told(read(engine, *lines)) == " ".join(lines).replace("‐", "-")


def test_a_letter_between_words_is_a_space_that_does_not_break_a_line(engine: str) -> None:
    source = read(
        engine,
        "Het\u00a0netwerk komt bij\u00a0de start",
        "in\u00a0beeld (na\u00a0overleg) van het\u00a0gezin.",
    )
    assert told(source) == "Het netwerk komt bij de start in beeld (na overleg) van het gezin."
    lefts = [word.x0 for word in source.pages[0].words if word.top == source.pages[0].words[-1].top]
    assert lefts == sorted(set(lefts))


@pytest.mark.parametrize(
    ("left", "mark", "letter"), [(40.0, None, "•"), (62.0, None, "(cid:6)"), (40.0, "?", "(cid:6)")]
)
def test_a_sign_that_begins_lines_and_shows_no_mark_is_a_bullet(
    left: float, mark: str | None, letter: str
) -> None:
    words = [
        Word(text, x, top, x + 30, top + 9, 9.0, "Proef", mark if text == "(cid:6)" else None)
        for top in (50.0, 65.0)
        for x, text in ((20.0 if left > 50 else 300.0, "School"), (left, "(cid:6)"), (left + 40, "MEE"))
    ]
    (page,), found = with_letters([Page(1, 595.0, 842.0, tuple(words))])
    assert {word.text for word in page.words} == {"School", letter, "MEE"}
    assert found.left == 2 * (letter != "•" and mark is None)


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("De “Start” en het “Spoor”", 4),  # single or double: nothing tells
        ("De wijk • de school", 0),  # a sign alone may be a mark
        ("De Öz", 1),
        ("Hulp cafë", 1),  # a word's last letter alone may be anything
    ],
)
def test_what_no_word_tells_is_told_to_be_unknown(engine: str, line: str, left: int) -> None:
    source = read(engine, line)
    assert told(source) == "".join(letter if letter <= "~" else "\ufffd" for letter in line)
    assert [(check.code, check.value) for check in page_checks(source, ())] == [
        ("encoding_damaged", str(left))
    ] * bool(left)


def test_a_code_that_stands_for_different_letters_is_told_to_be_unknown() -> None:
    """Two subsets of one font have the same name here."""
    texts = ["cre\U00100001ren", "financi\U00100001n", "ge\U00100001valueerd", "ge\U00100001mplementeerd"]
    words = [Word(text, 20, 20 * n, 90, 20 * n + 9, 9.0, "Proef") for n, text in enumerate(texts)]
    (page,), found = with_letters([Page(1, 595.0, 842.0, tuple(words))])
    assert [word.text for word in page.words] == [text.replace("\U00100001", "\ufffd") for text in texts]
    assert (found.told, found.left) == ({}, 4)


@pytest.mark.parametrize("shift", [0, 1])
def test_a_font_that_names_no_letter_draws_those_of_its_codes_where_they_make_words(
    shift: int,
) -> None:
    """As in archive copies (PDF/A) that Ghostscript makes; spaces are among its letters."""
    lines = [
        "De gemeente kent alle gezinnen en",
        "weet hoeveel hulp zij krijgen van",
        "scholen, politie en zorg in hun",
    ] * 2
    texts = [
        "".join(chr(0x100000 + ord(letter) + shift) for letter in line)
        for line in (*lines, "ge\u0003valueerd")
    ]
    words = [Word(text, 20, 20 * n, 190, 20 * n + 9, 9.0, "Proef") for n, text in enumerate(texts)]
    (page,), found = with_letters([Page(1, 595.0, 842.0, tuple(words))])
    text = " ".join(word.text for word in page.words)
    assert text == (
        " ".join([*lines, "geëvalueerd"]) if not shift else " ".join("\ufffd" * len(text) for text in texts)
    )
    assert found.left == (sum(map(len, texts)) if shift else 0)


def test_a_letter_that_the_font_names_is_no_other_one(engine: str) -> None:
    source = read(engine, "Hulp creëren en financiën, geëvalueerd: oë", "De coördinatie", named="ë")
    assert told(source) == "Hulp creëren en financiën, geëvalueerd: oë De coördinatie"


def test_ligatures_whose_meaning_has_its_bytes_turned_round(engine: str) -> None:
    mapping = {code: chr(code) for code in range(32, 127)} | {1: "\u6600\u6900", 2: "\u6600\u6600"}
    font, unicode = mapped_font(mapping, 3)
    content = show(40, 280, b"een speci\1eke aanpak tre\2en", font="M")
    words = read_pdf(Pdf([content], fonts={"M": font}, extra=[unicode]).build(), engine=engine).pages[0].words
    assert " ".join(word.text for word in words) == "een specifieke aanpak treffen"


LINES = [
    "De gemeente kent alle gezinnen en",
    "weet hoeveel hulp zij krijgen van",
    "scholen, politie en zorg in hun",
] * 2


def placed(text: str, *, named: bool) -> str:
    """A text as the places of its letters among a font's glyphs: as codes, or as the letters that have these codes."""
    places = [ord(letter) - 29 for letter in text]
    return "".join(chr(place if named and place > 31 else 0x100000 + place) for place in places)


def words_of(*texts: tuple[str, str]) -> list[Word]:
    return [Word(text, 20, 20 * n, 190, 20 * n + 9, 9.0, font) for n, (text, font) in enumerate(texts)]


@pytest.mark.parametrize("named", [False, True])
def test_a_font_whose_codes_are_places_of_glyphs_draws_the_letters_of_those_places(named: bool) -> None:
    """As where a PDF has lost what names its letters, or went through PostScript."""
    roman = [(placed(line, named=named), "Roman") for line in LINES]
    bold = (placed("Bevindingen", named=named), "Bold")
    (page,), found = with_letters([Page(1, 595.0, 842.0, tuple(words_of(*roman, bold)))])
    assert " ".join(word.text for word in page.words) == " ".join([*LINES, "Bevindingen"])
    assert found.left == 0


def test_a_sign_whose_name_is_of_a_code_too_is_a_mark_that_cannot_be_told() -> None:
    roman = [(placed(line, named=True), "Roman") for line in LINES]
    (page,), found = with_letters([Page(1, 595.0, 842.0, tuple(words_of(*roman, ("¤", "Signs"))))])
    assert (page.words[-1].text, page.words[-1].mark) == ("\ufffd", "?")
    assert {font for font, _ in found.told} == {"Roman"}


def test_a_font_that_makes_words_keeps_its_letters_beside_one_whose_codes_are_places() -> None:
    roman = [(placed(line, named=True), "Roman") for line in LINES]
    (page,), _ = with_letters([Page(1, 595.0, 842.0, tuple(words_of(*roman, ("Gezin", "Bold"))))])
    assert page.words[-1].text == "Gezin"


def test_figures_that_stand_alone_are_placed_as_their_font_s_letters() -> None:
    roman = [(placed(line, named=False), "Roman") for line in LINES]
    (page,), found = with_letters([Page(1, 595.0, 842.0, tuple(words_of(*roman, ("(cid:25)", "Roman"))))])
    assert (page.words[-1].text, found.left) == ("6", 0)


def test_a_font_that_draws_nothing_but_crosses_names_them() -> None:
    roman = [(placed(line, named=True), "Roman") for line in LINES]
    words = words_of(*roman, ("X", "Marks"), ("X", "Marks"))
    (page,), _ = with_letters([Page(1, 595.0, 842.0, tuple(words))])
    assert [word.text for word in page.words[-2:]] == ["X", "X"]


def test_the_reference_reader_looks_into_fonts_for_what_their_dictionaries_do_not_say() -> None:
    """The hyphen's glyph is the soft hyphen's as well, which is left out where it is printed."""
    body, extra, spelt = unmapped_font(3)
    content = b"BT /V 10 Tf 40 200 Td %s Tj ET" % spelt("hbo-niveau, financiën")
    source = read_pdf(Pdf([content], fonts={"V": body}, extra=extra).build(), engine="pdfplumber")
    assert " ".join(word.text for word in source.pages[0].words) == "hbo-niveau, financiën"
