"""The language stage: labelled sets, exact offsets, the default pipeline and a trained one."""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from ggsr_extract.extractors.language.analyse import analyse
from ggsr_extract.extractors.language.favour.polarity import contradicts
from ggsr_extract.extractors.language.negation import negated, scopes
from ggsr_extract.extractors.language.pipeline import build
from ggsr_extract.models.language import Mention, OwnedText, Sentence
from ggsr_extract.models.topics import load_topics, parse_topics
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.places import LABELLED, SHARED

PLACES = {"Waterstad": "GM9998", "Best": "GM9999"}


@cache
def default() -> Any:
    return build()


def read(
    *texts: str,
    owner: str = "finding",
    respondents: tuple[str, ...] = (),
    approaches: tuple[str, ...] = (),
    variants: bool = False,
) -> tuple[Sentence, ...]:
    owned = [OwnedText(owner, str(k), text) for k, text in enumerate(texts)]
    return analyse(
        owned,
        nlp=default(),
        respondents=respondents,
        municipalities=PLACES,
        approaches=approaches,
        variants=variants,
    )


def named(sentences: tuple[Sentence, ...], label: str) -> list[str]:
    return [m.text for s in sentences for m in s.mentions if m.label == label]


def key(text: str) -> str:
    """The comparison form of names in the labels: no case, white space or quotation marks."""
    text = unicodedata.normalize("NFC", text).lower().translate(str.maketrans("‘’“”", "''\"\""))
    return re.sub(r"[\s\"']+", "", text).strip(".,;:")


def labelled(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (LABELLED / name).read_text(encoding="utf-8").splitlines()]


# Labelled sets


def test_sentence_boundaries() -> None:
    blocks = (LABELLED / "sentences.txt").read_text(encoding="utf-8").strip().split("\n\n")
    wanted = right = 0
    for block in blocks:
        sentences = block.split("\n")
        joint = "\n" if any(s.startswith("- ") for s in sentences) else " "
        got = [s.text for s in read(joint.join(sentences), owner="description")]
        wanted += len(sentences)
        right += len(sentences) if got == sentences else len(set(sentences) & set(got))
    assert wanted >= 150
    assert right / wanted >= 0.99


def test_lemmas() -> None:
    pairs = [
        tuple(line.split("\t"))
        for line in (LABELLED / "lemmas.tsv").read_text(encoding="utf-8").splitlines()
        if line
    ]
    from ggsr_extract.extractors.language.words.lemmas import lemma

    wrong = [(form, want, lemma(form)) for form, want in pairs if lemma(form) != want]
    assert len(pairs) >= 300
    assert len(wrong) / len(pairs) <= 0.05, wrong


def test_quantities_and_durations() -> None:
    wanted = right = 0
    for row in labelled("quantities.jsonl"):
        got = [
            [m.label, m.text, m.value_min, m.value_max, m.unit]
            for s in read(row["text"])
            for m in s.mentions
            if m.label in ("QUANTITY", "DURATION", "DATE")
        ]
        wanted += max(len(row["mentions"]), 1)
        right += max(len(row["mentions"]), 1) if got == row["mentions"] else 0
    assert wanted >= 60
    assert right / wanted >= 0.95


@pytest.mark.parametrize("label", ["org", "doc"])
def test_names_of_own_sentences(label: str) -> None:
    hit = found = wanted = 0
    for row in labelled("mentions.jsonl"):
        want = {key(name) for name in row[label]}
        got = {key(name) for name in named(read(row["text"]), label.upper())}
        hit, found, wanted = hit + len(want & got), found + len(got), wanted + len(want)
    assert hit / found >= 0.95
    assert hit / wanted >= 0.95


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the shared labels are not at hand")
@pytest.mark.parametrize(
    ("label", "field", "least"), [("ORG", "organisations", 0.90), ("DOC", "documents", 0.85)]
)
def test_names_of_real_factsheets(label: str, field: str, least: float) -> None:
    table = files("ggsr_extract.models").joinpath("municipalities.csv")
    if not table.is_file():
        pytest.skip("the table of municipalities is not at hand")
    rows = csv.DictReader(table.read_text(encoding="utf-8").splitlines())
    municipalities = {row["name"]: row["code"] for row in rows}
    for path in sorted((SHARED / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        names = [name for a in gold["approaches"] for name in a["respondents"]]
        owned = [OwnedText("respondent", "a", name) for name in names]
        owned += [
            OwnedText("description", "a", a["description"]) for a in gold["approaches"] if a["description"]
        ]
        owned += [OwnedText("finding", str(k), f["text"]) for k, f in enumerate(gold["findings"])]
        owned += [OwnedText("remark", str(k), r) for k, f in enumerate(gold["findings"]) for r in f["let_op"]]
        owned += [OwnedText("conclusion", str(k), c["text"]) for k, c in enumerate(gold["conclusions"])]
        source = (SHARED / "factsheets" / gold["source"]).read_text(encoding="utf-8")
        cover = re.split(r"\n\s*Toeleiding\s*[\n\t](?!I)", source)[0].replace("*", "")
        for paragraph in re.split(r"\n\s*\n\s*\n", re.sub(r"(\w)- *\n\s*(?=[a-z])", r"\1", cover)):
            owned.append(OwnedText("context", "d", re.sub(r"\s+", " ", paragraph).strip()))
        sentences = analyse(
            owned,
            nlp=default(),
            respondents=names,
            municipalities=municipalities,
            approaches=[a["name"] for a in gold["approaches"]],
        )
        wanted = {key(name) for name in gold[field]}
        optional = {key(name) for name in gold.get(f"{field}_optional", [])} - wanted
        got = {key(name) for name in named(sentences, label)} - optional
        assert len(wanted & got) >= least * len(got), (path.name, got - wanted)
        assert len(wanted & got) >= least * len(wanted), (path.name, wanted - got)


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the shared labels are not at hand")
def test_no_labelled_mark_is_doubted_and_turned_marks_are() -> None:
    doubted = found = total = 0
    other = {"√": "X", "X": "√"}
    for path in sorted((SHARED / "gold").glob("*.json")):
        for finding in json.loads(path.read_text(encoding="utf-8"))["findings"]:
            if finding["mark"] in other:
                sentences = read(finding["text"])
                total += 1
                doubted += contradicts(finding["mark"], sentences)
                found += contradicts(other[finding["mark"]], sentences)
    assert doubted <= 0.01 * total
    assert found >= 0.15 * total


# Offsets

PIECES = st.sampled_from(
    [
        "De gemeente", "heeft", "geen", "afspraken", "gemaakt", ".", "m.b.t.", "o.a.", "‘Samen sterk’", "“", "”", "’",
        "GGD Oostland", "Stichting De Brug", "in 2012", "LET OP:", "Let op:", "ca.", "40 uur per week", "(", ")", "?!", "\n",
        "\n\n- ", " ", "nota", "Jaarverslag 2011", "een half jaar", "1.", "e.o.", "Waterstad", "Best", "…", "€ 3.500", "ĳ", "é", "🙂",
    ]
)  # fmt: skip


@settings(max_examples=200)
@given(st.lists(PIECES, max_size=25), st.sampled_from(["finding", "respondent", "context"]))
def test_offsets_are_exact(pieces: list[str], owner: str) -> None:
    check_offsets(" ".join(pieces), owner)


@given(st.text(max_size=80))
def test_offsets_are_exact_in_any_text(text: str) -> None:
    check_offsets(text, "finding")


def check_offsets(text: str, owner: str) -> None:
    at = 0
    for position, sentence in enumerate(read(text, owner=owner)):
        assert sentence.position == position
        at = text.index(sentence.text, at) + len(sentence.text)
        assert sentence.text == sentence.text.strip()
        assert len(sentence.tokens) == len(sentence.lemmas) > 0
        assert "".join(sentence.tokens) == re.sub(r"\s+", "", sentence.text)
        for mention in sentence.mentions:
            assert sentence.text[mention.start : mention.end] == mention.text != ""


def test_nothing_of_the_text_is_lost() -> None:
    text = "Er is nazorg. Let op: dit geldt niet altijd. De GGD (o.a.) weet dat."
    assert " ".join(s.text for s in read(text)) == text


def test_white_space_at_the_end_of_a_text_starts_no_sentence() -> None:
    assert [
        s.text for s in read("Er is nazorg. ", "De GGD weet dat. ", "", "Dat is zo.\n", "", "Ja.\n", "", "")
    ] == [
        "Er is nazorg.",
        "De GGD weet dat.",
        "Dat is zo.",
        "Ja.",
    ]


# Sentences, denial, topics


def test_a_respondent_is_one_sentence_and_one_organisation() -> None:
    (sentence,) = read("Stichting St. Jan. De Brug", owner="respondent")
    assert named((sentence,), "ORG") == ["Stichting St. Jan. De Brug"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Er zijn geen afspraken gemaakt.", True),
        ("De afspraken zijn niet alleen gemaakt, maar ook vastgelegd.", False),
        ("Over het wel of niet inzetten van drang bestaat overeenstemming.", False),
        ("De al dan niet vrijwillige hulp start snel.", False),
        ("Niemand weet waar het plan ligt.", True),
        ("De doorzettingsmacht is nog niet geregeld.", True),
        ("Er is weinig of geen aandacht voor nazorg.", True),
        ("Die helderheid is er niet.", True),
        ("Het netwerk wordt nauwelijks benut.", True),
        ("De regisseur heeft mandaat.", False),
    ],
)
def test_denial(text: str, expected: bool) -> None:
    (sentence,) = read(text)
    assert sentence.negated is expected
    assert negated(sentence.tokens) is expected


def test_scope_of_denial_ends_with_its_clause() -> None:
    tokens = [
        "Er",
        "zijn",
        "geen",
        "afspraken",
        "gemaakt",
        ",",
        "maar",
        "de",
        "partners",
        "willen",
        "dat",
        "wel",
        ".",
    ]
    assert scopes(tokens) == ((2, 5),)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("De doorzettingsmacht van de regisseur is geregeld.", {"doorzettingsmacht", "regie"}),
        ("Er zijn geen dwang- en drangmaatregelen.", {"dwang_en_drang"}),
        ("De netwerkpartners delen vertrouwelijke informatie.", {"informatiedeling"}),
        ("Er wordt gewerkt met één plan.", {"een_plan"}),
        ("Gezinnen staan op een wachtlijst.", {"wachttijd"}),
        ("Bij verslaving helpt de ggz.", {"verslaving_ggz"}),
        ("Gezinnen met een licht verstandelijke beperking.", {"lvb"}),
        ("De schuldhulpverlening stopt.", {"schulden"}),
        ("Woningcorporaties melden overlast.", {"woningbouw", "politie_veiligheid"}),
        ("Het sociale en informele netwerk van het gezin.", {"sociaal_netwerk"}),
        ("De burgemeester hakt de knopen door.", {"doorzettingsmacht"}),
        ("De procesregisseurs missen doorzettingsbevoegdheid.", {"doorzettingsmacht", "regie"}),
        ("De kinderrechter stelde de kinderen onder toezicht.", {"dwang_en_drang"}),
        ("De caseloads zijn hoog.", {"caseload"}),
        ("Het nazorgtraject duurt een half jaar.", {"nazorg"}),
        ("Het opschalingsmodel is bekend.", {"opschaling"}),
        ("De samenwerkingsafspraken zijn niet vastgelegd.", {"samenwerkingsafspraken"}),
        ("De partners wisselen gegevens uit.", {"informatiedeling"}),
        ("Familie, vrienden en buren doen mee.", {"sociaal_netwerk"}),
        ("De zelfredzaamheid neemt toe.", {"eigen_kracht"}),
        ("De outreachende werkwijze slaat aan.", {"outreachend"}),
        ("De effecten worden gemonitord.", {"evaluatie"}),
        ("De beleidsvisies verschillen.", {"visie_beleid"}),
        ("De hulp wordt gefinancierd met subsidies.", {"financiering"}),
        ("De basisscholen en leerplichtambtenaren doen mee.", {"onderwijs"}),
        ("Huisuitzettingen nemen af.", {"woningbouw"}),
    ],
)
def test_topics(text: str, codes: set[str]) -> None:
    (sentence,) = read(text)
    assert codes <= set(sentence.topics)
    order = [topic.code for topic in load_topics().topics]
    assert list(sentence.topics) == sorted(sentence.topics, key=order.index)


def test_the_vocabulary_has_all_topics_and_says_what_is_wrong_with_a_bad_one() -> None:
    codes = {topic.code for topic in load_topics().topics}
    assert codes >= {
        "doorzettingsmacht", "regie", "dwang_en_drang", "caseload", "wachttijd", "nazorg", "opschaling", "samenwerkingsafspraken",
        "informatiedeling", "sociaal_netwerk", "eigen_kracht", "outreachend", "een_plan", "evaluatie", "visie_beleid", "financiering",
        "onderwijs", "politie_veiligheid", "woningbouw", "schulden", "verslaving_ggz", "lvb",
    }  # fmt: skip
    assert all(topic.patterns and topic.label and topic.about for topic in load_topics().topics)
    with pytest.raises(ValueError, match="starts or ends"):
        parse_topics('[x]\nlabel="x"\nabout="x"\npatterns=["... a"]')
    with pytest.raises(ValueError, match="patterns"):
        parse_topics('[x]\nlabel="x"\nabout="x"')


def test_lemmas_of_inflected_compounds() -> None:
    (sentence,) = read("Netwerkpartners kennen de samenwerkingsafspraken.")
    assert sentence.lemmas == ("netwerkpartner", "kennen", "de", "samenwerkingsafspraak", ".")


# Names


def test_respondents_are_a_gazetteer() -> None:
    respondents = ("Kompas", "maatschappelijk werk", "MEE")
    sentences = read(
        "Kompas en maatschappelijk werk doen mee.", "De politie en de huisarts ook.", respondents=respondents
    )
    assert named(sentences, "ORG") == ["Kompas", "maatschappelijk werk"]


def test_a_name_learnt_in_one_text_is_known_in_another() -> None:
    sentences = read("De hulp wordt uitgevoerd door Vangrail.", "Vangrail komt elke week.")
    assert named(sentences, "ORG") == ["Vangrail", "Vangrail"]


def test_approaches_and_places_are_no_organisations() -> None:
    sentences = read(
        "Medewerkers van Sterke Start en de gemeente Waterstad overleggen.", approaches=("Sterke Start",)
    )
    assert named(sentences, "ORG") == []
    assert named(sentences, "GPE") == ["Waterstad"]


def test_a_place_that_is_an_ordinary_word() -> None:
    assert named(read("Best lastig is dat."), "GPE") == []
    assert named(read("De gemeente Best koopt hulp in."), "GPE") == ["Best"]


def test_a_title_swallows_the_names_in_it() -> None:
    sentences = read("Het staat in het ‘Jaarverslag GGD Oostland 2012’.")
    assert named(sentences, "DOC") == ["Jaarverslag GGD Oostland 2012"]
    assert named(sentences, "ORG") == []


def test_other_forms_of_the_same_paper_only_on_request() -> None:
    texts = (
        "In het “Jaarverslag Inzet 2011, maart 2012” staat dit.",
        "Het “Jaarverslag Inzet” noemt het ook.",
    )
    assert named(read(*texts), "DOC") == ["Jaarverslag Inzet 2011, maart 2012"]
    both = [m for s in read(*texts, variants=True) for m in s.mentions if m.label == "DOC"]
    assert [m.text for m in both] == ["Jaarverslag Inzet 2011, maart 2012", "Jaarverslag Inzet"]
    assert {m.normalized for m in both} == {"Jaarverslag Inzet 2011, maart 2012"}


def test_papers_of_different_years_are_different_papers() -> None:
    sentences = read("Het Jaarverslag Jeugd 2011 en het Jaarverslag Jeugd 2012 zijn er.")
    assert named(sentences, "DOC") == ["Jaarverslag Jeugd 2011", "Jaarverslag Jeugd 2012"]


# Determinism and pipelines


def test_the_same_texts_give_the_same_sentences() -> None:
    text = "De GGD heeft in 2012 geen afspraken gemaakt met Stichting De Brug."
    first = read(text)
    assert read(text) == first
    fresh = analyse([OwnedText("finding", "0", text)], nlp=build(), municipalities=PLACES)
    assert fresh == first


def test_a_respondent_does_not_change_the_same_text_elsewhere() -> None:
    text = "Bureau Jeugd. Een team."
    before = read(text)
    read(text, owner="respondent")
    assert read(text) == before
    assert len(before) == 2


def test_the_default_pipeline_is_made_of_registered_components() -> None:
    nlp = default()
    assert nlp.lang == "nl"
    assert nlp.pipe_names == [
        "ggsr_words",
        "ggsr_sentences",
        "ggsr_negation",
        "ggsr_topics",
        "ggsr_mentions",
    ]
    doc = nlp("Er zijn m.b.t. nazorg geen afspraken. Het gezin wacht.")
    assert [s.text for s in doc.sents] == ["Er zijn m.b.t. nazorg geen afspraken.", "Het gezin wacht."]
    assert "m.b.t." in [t.text for t in doc]
    assert doc[0].lemma_ == "er"


def test_importing_the_stage_does_not_import_spacy() -> None:
    import subprocess
    import sys

    code = (
        "import sys, ggsr_extract.extractors.language.pipeline, ggsr_extract.extractors.language.analyse;"
        "import ggsr_extract.extractors.language.favour.polarity, ggsr_extract.extractors.language.favour.aspects;"
        "sys.exit('spacy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_trained_pipeline_with_our_components_after_it(tmp_path: Path) -> None:
    import random

    import spacy
    from spacy.training import Example

    random.seed(1)
    spacy.util.fix_random_seed(1)
    nlp = spacy.blank("nl")
    tagger = nlp.add_pipe("tagger")
    ner = nlp.add_pipe("ner")
    words = ["Zonnehof", "helpt", "gezinnen", "."]
    tags = ["N", "WW", "N", "LET"]
    for tag in sorted(set(tags)):
        tagger.add_label(tag)
    ner.add_label("ORG")
    gold = {"words": words, "tags": tags, "entities": ["U-ORG", "O", "O", "O"]}
    example = Example.from_dict(nlp.make_doc("Zonnehof helpt gezinnen."), gold)
    optimizer = nlp.initialize(lambda: [example])
    for _ in range(30):
        nlp.update([example], sgd=optimizer)
    nlp.to_disk(tmp_path / "klein")

    loaded = build(str(tmp_path / "klein"))
    assert loaded.pipe_names[:2] == ["tagger", "ner"]
    assert loaded.pipe_names[-1] == "ggsr_mentions"
    doc = loaded("Zonnehof helpt gezinnen.")
    assert [t.tag_ for t in doc] == tags
    sentences = analyse(
        [OwnedText("finding", "0", "Zonnehof helpt gezinnen.")], nlp=loaded, municipalities=PLACES
    )
    assert named(sentences, "ORG") == ["Zonnehof"]
    assert sentences[0].lemmas[2] == "gezin"


def test_no_such_pipeline() -> None:
    with pytest.raises(OSError, match="no_such_pipeline"):
        build("no_such_pipeline")


@pytest.mark.parametrize(
    ("mark", "text", "expected"),
    [
        (
            "√",
            "Er zijn geen afspraken gemaakt. Het is niet duidelijk wie de regie heeft; dat is een risico.",
            True,
        ),
        ("√", "De afspraken zijn helder en vastgelegd.", False),
        ("X", "De afspraken zijn helder, eenduidig en bij alle betrokkenen bekend.", True),
        ("X", "Er zijn geen afspraken gemaakt.", False),
        ("?", "Er zijn geen afspraken gemaakt.", False),
    ],
)
def test_mark_against_text(mark: str, text: str, expected: bool) -> None:
    assert contradicts(mark, read(text)) is expected


def test_mentions_are_plain_values() -> None:
    (sentence,) = read("Dat duurt drie tot vier weken.")
    assert sentence.mentions == (
        Mention("DURATION", "drie tot vier weken", "3..4 week", 10, 29, 3.0, 4.0, "week"),
    )
