"""Names of organisations and papers that no list knows, told by the words around them; all names are invented."""

from __future__ import annotations

import pytest

from tests.language.test_language import key, named, read


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("De hulp is ingezet door Zonnedal, dat ook de coach levert.", ["Zonnedal"]),
        ("Aanmelden kan via het OPWG of bij Vlindra.", ["OPWG", "Vlindra"]),
        ("Wachten op het OPWG is niet nodig.", ["OPWG"]),
        ("Vlindra meldt gezinnen aan, Oevra noemt andere doelen.", ["Vlindra", "Oevra"]),
        ("Vlindra en Oevra werken op dezelfde wijze.", ["Vlindra", "Oevra"]),
        ("Dorpswoning, de woningcorporatie, wordt gemist.", ["Dorpswoning"]),
        ("Zo nodig levert Eilandhulp een maatje.", ["Eilandhulp"]),
        ("Ook zijn Vlindra, Oevra en Rust betrokken.", ["Vlindra", "Oevra", "Rust"]),
        ("Er zijn afspraken gemaakt met onder meer Vlindra en Oevra.", ["Vlindra", "Oevra"]),
        ("De partijen, zoals Vlindra, kennen elkaar.", ["Vlindra"]),
        ("De partijen, zoals ’t Klaverblad, kennen elkaar.", ["’t Klaverblad"]),
        ("Na afloop biedt De Kruk een groep aan.", ["De Kruk"]),
        ("De casusregisseur van het Team Vangnet van Vlindra is betrokken.", ["Team Vangnet", "Vlindra"]),
        ("De gemeente overlegt met het ziekenhuis en het Zeemonds Medisch Centrum.", ["Zeemonds Medisch Centrum"]),
        ("Scholen, zoals het Jan de Zwart College, zijn aangesloten.", ["Jan de Zwart College"]),
        ("Het ROC van Zeemond doet mee.", ["ROC van Zeemond"]),
        ("Het Veiligheidshuis Oudrecht aan den IJssel is betrokken.", ["Veiligheidshuis Oudrecht aan den IJssel"]),
        ("De Stadsbank Oost Nederland is aangesloten.", ["Stadsbank Oost Nederland"]),
        ("Aan het overleg nemen MEE Gooi en Vechtstreek en de politie deel.", ["MEE Gooi en Vechtstreek"]),
        ("Daarna draagt het team over aan Stichting WijQ. Dat gaat goed.", ["Stichting WijQ"]),
        ("De GGD/CJG is het aanspreekpunt.", ["GGD", "CJG"]),
        ("Ook Vlindra (wonen) en het Jongerenloket Zeemond doen mee.", ["Vlindra", "Jongerenloket Zeemond"]),
        ("De inzet van MEE (LVB), Oevra (opvoeden) en Rust is nodig.", ["MEE", "Oevra", "Rust"]),
        ("Vlindra Scholengroep is vertegenwoordigd.", ["Vlindra Scholengroep"]),
        ("Vlindra Hogeschool Pedagogiek heeft dit gemeten.", ["Vlindra Hogeschool Pedagogiek"]),
        ("Medewerkers van Hulp en Welzijn Zeemond zijn opgeleid.", ["Hulp en Welzijn Zeemond"]),
        ("Het Vangnet & Advies is betrokken.", ["Vangnet & Advies"]),
        ("De samenwerking met Stichting Door is nog broos.", ["Stichting Door"]),
        ("Volgens cijfers van het OPWG zijn het er meer.", ["OPWG"]),
        ("Zo nodig wordt Vlindra ingeschakeld.", ["Vlindra"]),
        ("Zowel Vlindra als Oevra is akkoord.", ["Vlindra", "Oevra"]),
        ("Alle partijen, van Vlindra tot de wijkagent, kennen de coach.", ["Vlindra"]),
        ("Met Vlindra zijn afspraken gemaakt.", ["Vlindra"]),
        ("De samenwerking tussen de gemeente, Vlindra en Oevra is goed.", ["Vlindra", "Oevra"]),
        ("Na afloop draagt de coach over aan Indebuurt010.", ["Indebuurt010"]),
        ("Partners zijn het Zeemonds Lyceum, het Bisschoppelijk College Oudrecht en MEE.", ["Zeemonds Lyceum", "Bisschoppelijk College Oudrecht", "MEE"]),
        ("De hulp komt van Vlindra Welzijn en Advies, MEE en Oevra.", ["Vlindra Welzijn en Advies", "MEE", "Oevra"]),
        ("Maatjes komen van de Stichting Vrienden van het Kind.", ["Stichting Vrienden van het Kind"]),
        ("De lijst is van het Regionaal Informatie- en Expertisecentrum.", ["Regionaal Informatie- en Expertisecentrum"]),
        ("De school, het C.T. Zwart College, doet mee.", ["C.T. Zwart College"]),
        ("Ook Vlindra is betrokken, evenals ’t Klaverblad.", ["Vlindra", "’t Klaverblad"]),
        ("Het Regionaal Bureau Zeemond levert de coach. Met het RBZ is dit besproken.", ["Regionaal Bureau Zeemond", "RBZ"]),
    ],
)  # fmt: skip
def test_organisations_of_no_list(text: str, names: list[str]) -> None:
    assert named(read(text), "ORG") == names


@pytest.mark.parametrize(
    "text",
    [
        "Medewerkers zijn getraind in Signs of Safety en Triple P.",
        "Er wordt gewerkt met Families First en met Krachtwiel.",
        "In de wijken Oevergaard, Zonnedal en Vlinderveld wonen de meeste gezinnen.",
        "Zeven gemeenten, waaronder Oudrecht, Zeemond en Vlinderveld, hebben de visie vastgesteld.",
        "De Coördinator Zorg en de Wijkagent kennen elkaar.",
        "Outreachend werken is het uitgangspunt.",
        "Binnen Welzijn Nieuwe Stijl is dit de norm.",
        "Er wordt gewerkt met Sociale Netwerk Strategieën (SoNeS).",
        "Monitoring vindt niet plaats.",
        "Met Mevrouw Jansen is contact.",
        "In de groep van Oudrecht is de KOPP-groep van school betrokken.",
        "De samenwerking met een Stichting is er niet.",
        "De coach heeft een diploma (MWD, SPH of Pedagogiek).",
        "De uitvoering is belegd bij de Coördinator Zorg.",
    ],
)
def test_ways_of_working_places_and_people_are_no_organisations(text: str) -> None:
    assert named(read(text), "ORG") == []


def test_a_body_of_an_approach_is_an_organisation() -> None:
    text = "Het Coördinatiepunt Kansrijk neemt de melding aan. Kansrijk duurt een jaar."
    assert named(read(text, approaches=("Kansrijk",)), "ORG") == ["Coördinatiepunt Kansrijk"]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("De Notitie Sluitende aanpak risicogezinnen is nog niet vastgesteld.", ["Notitie Sluitende aanpak risicogezinnen"]),
        ("Dit staat in het Haags Actieprogramma Risicogezinnen.", ["Haags Actieprogramma Risicogezinnen"]),
        ("Zie het Regionaal transitiearrangement Oostland.", ["Regionaal transitiearrangement Oostland"]),
        ("In het Handboek Jeugdteams en in het ‘Reglement gegevens’ staat dit.", ["Handboek Jeugdteams", "Reglement gegevens"]),
        ("Dit is gebaseerd op ‘Jeugd, onze zorg’ uit 2009.", ["Jeugd, onze zorg"]),
        ("Er is een voorstel gedaan, getiteld ‘Weten is doen’.", ["Weten is doen"]),
        ("In juli 2012 verscheen ‘Zorg onder de loep’.", ["Zorg onder de loep"]),
        ("In de Stadsvisie 2030 komt de doelgroep aan bod.", ["Stadsvisie 2030"]),
        ("Het Convenant Bemoeizorg Zeemond e.o. is getekend.", ["Convenant Bemoeizorg Zeemond e.o."]),
        ("De nota Zorg voor Zeemondse gezinnen vormt het kader.", ["Zorg voor Zeemondse gezinnen"]),
        ("De stappen staan in het document Opschaling in de keten.", ["Opschaling in de keten"]),
        ("Dit is vastgelegd in het Protocol opschaling en regie.", ["Protocol opschaling en regie"]),
        ("Er is een convenant met Stichting Vlindra en MEE gesloten.", []),
        ("Convenanten met MEE zijn er niet, wel een Convenant met Humanitas.", []),
        ("Het Mandaatbesluit Jeugdhulp is bekrachtigd.", ["Mandaatbesluit Jeugdhulp"]),
        ("In Plan Noord en in de nieuwbouwwijk Plan Oost wonen veel jonge gezinnen.", []),
        ("Het Plan Sluitende Jeugdzorg geldt voor de hele stad.", ["Plan Sluitende Jeugdzorg"]),
        ("Eén Gezin Eén Plan Eén Regisseur is het uitgangspunt.", []),
        ("Dit staat in de Werkwijzer gezinscoach, versie 3.", ["Werkwijzer gezinscoach"]),
        ("De Sociale Structuurvisie beschrijft de visie.", ["Sociale Structuurvisie"]),
        ("Er is een Regionale Visie, getiteld ‘Opvoeden is leuk’, vastgesteld.", ["Opvoeden is leuk"]),
    ],
)  # fmt: skip
def test_titles(text: str, titles: list[str]) -> None:
    assert [key(title) for title in named(read(text), "DOC")] == [key(title) for title in titles]
