"""Decoding and line numbering of text files."""

from __future__ import annotations

import unicodedata

import pytest
from ggsr_extract.extractors.readers.text import decode, read_text, split_lines
from ggsr_extract.models.checks import Refusal
from hypothesis import given
from hypothesis import strategies as st

TEXT = "Aanpak: Eén Plan\n√ Het gezin krijgt één coördinator – altijd.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_encodings_give_the_same_text(encoding: str) -> None:
    assert read_text(TEXT.encode(encoding)).text == TEXT


def test_windows_1252_is_read_and_noted() -> None:
    source = read_text("X Er is géén beleid – nog niet.".encode("cp1252"))
    assert source.text == "X Er is géén beleid – nog niet."
    assert [check.code for check in source.checks] == ["encoding_guessed"]


@pytest.mark.parametrize(("page", "sign"), [("cp437", "√"), ("cp850", "V")])
def test_code_pages_of_dos_are_read_and_noted(page: str, sign: str) -> None:
    text = f"{sign} De coördinator is één van de zes.\n" * 3
    source = read_text(text.encode(page))
    assert (source.text, source.encoding) == (text, page)
    assert [check.code for check in source.checks] == ["encoding_guessed"]


def test_a_mark_alone_tells_the_encoding() -> None:
    assert decode("√ Elk gezin heeft er een.\nX Een lijst ontbreekt.\n".encode("cp437"))[1] == "cp437"
    assert decode("√ Elk gezin heeft er een.\n".encode("mac-roman"))[1] == "mac-roman"


@pytest.mark.parametrize(
    "other",
    [
        "ü Elk gezin heeft er een.",
        "Elk gezin kent zijn coördinator.",
        "Bij alle\u00a0gezinnen van de\u00a0wijk.",
    ],
)
def test_the_cross_of_wingdings_is_no_mark_of_another_encoding(other: str) -> None:
    text = f"û Een lijst ontbreekt.\n{other}\n" * 20
    assert decode(text.encode("cp1252")) == (text, "cp1252")


@pytest.mark.parametrize("encoding", ["utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"])
def test_zeros_tell_the_encoding_of_a_text_without_a_mark(encoding: str) -> None:
    text = "√ Het gezin staat centraal.\n" * 20
    assert decode(text.encode(encoding)) == (text, encoding)


@pytest.mark.parametrize(("mark", "encoding"), [(b"\xff\xfe", "utf-8"), (b"\xef\xbb\xbf", "utf-16-le")])
def test_a_mark_of_another_encoding_is_not_believed(mark: bytes, encoding: str) -> None:
    text = "√ Het gezin staat centraal.\n" * 20
    assert decode(mark + text.encode(encoding))[0] == text


def test_zeros_within_a_text_are_noted_and_those_around_it_are_not() -> None:
    text = "Het gezin staat centraal.\n" * 20
    assert not read_text(f"\0\0\0{text}\0\0\0".encode()).checks
    (check,) = read_text(f"{text}\0\0\0{text}".encode()).checks
    assert check.code == "encoding_damaged"


@pytest.mark.parametrize("encoding", ["cp1252", "mac-roman"])
def test_apostrophes_in_words_do_not_tell_the_encoding(encoding: str) -> None:
    text = "De thema’s en risico’s zijn één geheel: de foto’s, beleidsnota’s en coördinatie."
    assert read_text(text.encode(encoding)).text == text


def test_a_torn_byte_does_not_turn_utf8_into_windows_1252() -> None:
    data = ("één coördinator – café " * 4).encode()[:-1] + b"\xc3 eind"
    assert "coördinator" in read_text(data).text


def test_letters_of_windows_1252_among_utf8_are_read_and_noted() -> None:
    data = "√ één plan – €".encode() * 9 + b" co\xf6rdinatie, risico\x92s en \xe9\xe9n torn\xc3 byte"
    source = read_text(data)
    assert source.text.endswith(" coördinatie, risico’s en \ufffd\ufffdn torn\ufffd byte")
    assert [check.code for check in source.checks] == ["encoding_guessed", "encoding_damaged"]


def test_zeros_before_and_after_a_text_do_not_make_it_binary() -> None:
    assert read_text(bytes(5000) + TEXT.encode() + bytes(9000)).text.strip("\x00") == TEXT


def test_damage_by_an_earlier_tool_is_noted() -> None:
    assert "encoding_damaged" in [
        check.code for check in read_text("coÃ¶rdinatie van de zorg".encode()).checks
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \n\r\n\t", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(200), "binary"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        decode(data)
    assert caught.value.code == code


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs"])))
def test_lines_and_their_endings_make_up_the_text(text: str) -> None:
    lines = split_lines(text)
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    at = 0
    for line in lines:
        assert text[line.start : line.start + len(line.text)] == line.text
        assert not text[at : line.start].strip("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
        at = line.start + len(line.text)
    assert not text[at:].strip("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")


@given(st.text(st.characters(categories=["L", "N", "P", "Zs"])))
def test_any_encoding_that_can_hold_a_text_gives_it_back(text: str) -> None:
    if text.strip() and unicodedata.is_normalized("NFC", text):
        assert decode(text.encode("utf-8-sig"))[0] == text


def test_pages_that_a_tool_put_together_without_a_line_break_are_parted() -> None:
    foot = "Uitkomsten Zandwijk - Jeugd | "
    text = f"{foot}1Aanpak:\nSamen Thuis\n{foot}2De gemeente zorgt\nwordt gemist.Vervolg conclusie\n{foot}3\n"
    assert [line.text for line in split_lines(text)] == [
        f"{foot}1",
        "Aanpak:",
        "Samen Thuis",
        f"{foot}2",
        "De gemeente zorgt",
        "wordt gemist.",
        "Vervolg conclusie",
        f"{foot}3",
    ]


def test_a_digit_before_a_capital_parts_no_line_where_no_footer_returns() -> None:
    text = "De aanpak 1Gezin1Plan en het team Gezin2Gezin.\nDe regisseur.De wijk kent hem.\n"
    assert len(split_lines(text)) == 2


def test_pages_that_a_tool_glued_together_behind_their_numbers_are_parted() -> None:
    pages = ["Een gezin", "dat hulp krijgt", "van de gemeente", "en haar partners"]
    text = "".join(f"{page}\n\n{' ' * 70}{number}" for number, page in enumerate(pages, start=4))
    assert [line.text.strip() for line in split_lines(text) if line.text.strip()] == [
        "Een gezin",
        "4",
        "dat hulp krijgt",
        "5",
        "van de gemeente",
        "6",
        "en haar partners",
        "7",
    ]


def test_running_lines_behind_the_last_line_of_their_page_are_parted_from_it() -> None:
    running = f"{' ' * 30}Toezicht op jeugd{' ' * 30}"
    text = "".join(f"de laatste regel van blad {'abc'[number]}{running}{number}\n" for number in range(3))
    assert sum(line.text.strip().startswith("Toezicht op jeugd") for line in split_lines(text)) == 3
    assert split_lines(text)[0].text == "de laatste regel van blad a "
