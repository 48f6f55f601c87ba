"""Line breaks and line-end hyphens, with the way back to the source."""

from __future__ import annotations

import re

import pytest
from ggsr_extract.extractors.language.words.joining import join
from ggsr_extract.extractors.language.words.vocabulary import Vocabulary
from ggsr_extract.extractors.readers.text import split_lines
from ggsr_extract.models.provenance import Box, MappedText
from ggsr_extract.models.source import Fragment, Line
from hypothesis import given
from hypothesis import strategies as st


def joined(text: str, elsewhere: str = "") -> MappedText:
    lines = split_lines(text)
    return join(
        [Fragment(line, 0, len(line.text)) for line in lines], Vocabulary.of([*text.split("\n"), elsewhere])
    )


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("op een verant-\nwoorde wijze", "op een verantwoorde wijze"),
        ("de samenwerkings- \nafspraken zijn", "de samenwerkingsafspraken zijn"),
        ("voor jeugd-\nen opvoedhulp", "voor jeugd- en opvoedhulp"),
        ("voor jeugd- en\nopvoedhulp", "voor jeugd- en opvoedhulp"),
        ("de zorg-\nen dienstverlening; zij zorgen", "de zorg- en dienstverlening; zij zorgen"),
        ("het Wmo-\nloket is open", "het Wmo-loket is open"),
        ("drang (zo-\nals een boete) en", "drang (zoals een boete) en"),
        ("MEE is even-\nals Stek lid", "MEE is evenals Stek lid"),
        ("zowel jeugd-\nals gezinszorg", "zowel jeugd- als gezinszorg"),
        ("alle partij-\nen werken mee", "alle partijen werken mee"),
        ("voor LVB-\ninstellingen", "voor LVB-instellingen"),
        ("in Noord-\nHolland", "in Noord-Holland"),
        ("de jaren 2011-\n2014", "de jaren 2011-2014"),
        ("een duo-\ninzet van", "een duo-inzet van"),
        ("hulp en zorg/\nwelzijn", "hulp en zorg/welzijn"),
        ("huishoudens/-\ngezinnen", "huishoudens/-gezinnen"),
        ("het maandelijkse-\noverleg", "het maandelijkse-overleg"),
        ("ondersteu\u00ad\nning", "ondersteuning"),
        ("onder\u00adsteuning", "ondersteuning"),
        ("jeugd\u00ad en LVB\u00adhulp in 2011\u00ad2014", "jeugd- en LVB-hulp in 2011-2014"),
        ("een ander\ufffd\nsoortig plan", "een andersoortig plan"),
        ("het gezin\ufffd\nvoor hulp", "het gezin\ufffd voor hulp"),
        ("Bu\ufffereau en net\ufffewerk", "Bureau en netwerk"),
        ("een ﬁnanciële rol", "een financiële rol"),
        ("het  gezin \t krijgt\u00a0hulp", "het gezin krijgt hulp"),
        ("\uf0b7 het gezin", "het gezin"),
        ("**Toeleiding:** gezinnen zijn in *beeld*", "Toeleiding: gezinnen zijn in beeld"),
        ("## Aanpak", "Aanpak"),
        ("– vastgelopen –\nhulp", "– vastgelopen – hulp"),
    ],
)
def test_breaks(printed: str, expected: str) -> None:
    assert joined(printed).text == expected


def test_the_document_is_its_own_dictionary() -> None:
    assert joined("de kracht-\nmeting", "een krachtmeting").text == "de krachtmeting"
    assert joined("de kracht-\nmeting", "een kracht-meting").text == "de kracht-meting"


@pytest.mark.parametrize("lost", ["\ufffe", "\x02"])
def test_a_lost_hyphen_is_one_of_a_broken_word_also_where_no_line_ends_in_one(lost: str) -> None:
    others = f"Het net{lost}werk" + "\nIn de wijk werkt het team samen." * 200
    assert joined(f"een zorgnetwerk{lost}beheerder", others).text == "een zorgnetwerkbeheerder"


def test_a_prefix_that_is_printed_with_a_hyphen_keeps_it() -> None:
    assert joined("de Zon-\nplek", "Zon-huis en Zon-team").text == "de Zon-plek"


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("politie-\ncontacten", "politiecontacten"),
        ("ziekte-\nkosten", "ziektekosten"),
        ("wekelijkse-\noverleg", "wekelijkse-overleg"),
        ("hbo-\nniveau", "hbo-niveau"),
        ("sociaal-\nemotionele", "sociaal-emotionele"),
        ("oud-\nbewoner", "oud-bewoner"),
        ("oud-\neren", "ouderen"),
    ],
)
def test_first_halves_that_end_in_e_or_keep_their_hyphen(broken: str, whole: str) -> None:
    assert joined(broken).text == whole


@given(st.lists(st.text(st.sampled_from("aeinrst -,.éZ"), min_size=1, max_size=12), min_size=1, max_size=6))
def test_every_letter_comes_from_its_own_place(parts: list[str]) -> None:
    source = "\n".join(parts)
    text = joined(source)
    for index, char in enumerate(text.text):
        origin = text.origin(index)
        if origin is None:
            assert char == " "
        else:
            assert source[origin] == char
    assert sorted("".join(text.text.split()).replace("-", "")) == sorted(
        "".join(source.split()).replace("-", "")
    )


@pytest.mark.parametrize(
    ("broken", "expected"), [("", "het wijkteam-loket"), ("zorg-\nvragen", "het wijkteamloket")]
)
def test_where_no_word_is_broken_every_hyphen_is_its_author_s(broken: str, expected: str) -> None:
    elsewhere = "\n".join(["De gemeente heeft zicht op de gezinnen en"] * 100 + [broken])
    assert joined("het wijkteam-\nloket", elsewhere).text == expected


@given(
    st.lists(st.text(st.sampled_from("abe .-"), min_size=1, max_size=10), min_size=1, max_size=5), st.data()
)
def test_a_slice_keeps_its_origins(parts: list[str], data: st.DataObject) -> None:
    text = joined("\n".join(parts))
    start = data.draw(st.integers(0, len(text.text)))
    end = data.draw(st.integers(start, len(text.text)))
    part = text.slice(start, end)
    assert part.text == text.text[start:end].strip()
    offset = start + len(text.text[start:end]) - len(text.text[start:end].lstrip())
    assert [part.origin(index) for index in range(len(part.text))] == [
        text.origin(offset + index) for index in range(len(part.text))
    ]


def torn(*printed: str, widest: float = 60.0) -> str:
    """Lines of one cell, set in letters five points wide; the first is as wide as the cell."""
    texts = ["de brede regel"[: int(widest / 5)], *printed]
    lines = []
    start = 0
    for number, text in enumerate(texts):
        box = Box(1, 0.0, 12.0 * number, 5.0 * len(text), 12.0 * number + 9)
        lines.append(Line(number + 1, 1, text, start, box))
        start += len(text) + 1
    found = join([Fragment(line, 0, len(line.text)) for line in lines], Vocabulary.of(texts))
    return found.text.removeprefix(texts[0] + " ")


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (("Samenwerkingsafspr", "aken zijn er niet"), "Samenwerkingsafspraken zijn er niet"),
        (("samenwerking", "safspraken"), "samenwerkingsafspraken"),
        (("gezinsregiss", "eur is er"), "gezinsregisseur is er"),
        (("samenwerking", ", ook hier"), "samenwerking, ook hier"),
        (("beschikbaar", "heid is goed"), "beschikbaarheid is goed"),
        (("handelingsonbek", "waamheid is er"), "handelingsonbekwaamheid is er"),
        (("onbekwaambaar", "heid is er"), "onbekwaambaarheid is er"),
        (("doorzettings", "macht is er"), "doorzettingsmacht is er"),
        (("wijknetwerk", "is er niet"), "wijknetwerk is er niet"),
        (("Oudervoorde", "heeft beleid"), "Oudervoorde heeft beleid"),
        (("de afspra", "ken zijn er"), "de afspra ken zijn er"),
        (("net", "werk"), "net werk"),
    ],
)
def test_words_cut_at_the_edge_of_a_narrow_column(printed: tuple[str, ...], expected: str) -> None:
    assert torn(*printed) == expected


@given(st.lists(st.text("zaé-‐ 3.\n", max_size=12), max_size=6), st.text("zaé-", min_size=1, max_size=4))
def test_a_word_counts_where_it_stands_alone_and_unbroken(lines: list[str], word: str) -> None:
    text = "\n".join(line for line in "\n".join(lines).split("\n") if line.strip())
    printed = [found.replace("‐", "-") for found in re.findall(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*", text)]
    halves: list[str] = []
    before = False
    for line in (line.rstrip() for line in text.split("\n")):
        words = re.findall(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*", line)
        broken = line.endswith(("-", "‐"))
        halves += words[:1] if before else []
        halves += words[before:][-1:] if broken else []
        before = broken
    missing = sum(half.replace("‐", "-") == word for half in halves)
    assert Vocabulary.of(lines).count(word) == max(0, printed.count(word) - missing)
