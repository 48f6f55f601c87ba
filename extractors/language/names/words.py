"""Words around the names of organisations that tell where a name can stand."""

from __future__ import annotations

from typing import Final

#: Kinds so plain that the word before them must be no ordinary one ("Rivas Zorg", not "Goede Zorg").
PLAIN_TAILS: Final = frozenset(
    [
        "Zorg",
        "Groep",
        "Wonen",
        "Opvang",
        "Welzijn",
        "Stichting",
        "GGZ",
        "Maatschappelijk",
        "Netwerk",
        "Centrum",
    ]
)
FUNCTION_WORDS: Final = frozenset(
    [
        "de",
        "het",
        "een",
        "deze",
        "die",
        "dit",
        "dat",
        "alle",
        "veel",
        "ook",
        "bij",
        "in",
        "voor",
        "door",
        "van",
        "met",
        "naast",
        "volgens",
        "binnen",
        "zowel",
        "goede",
        "aan",
        "op",
        "uit",
        "om",
        "na",
        "tot",
        "onder",
        "over",
        "per",
        "tijdens",
        "tussen",
        "sinds",
        "via",
        "omdat",
    ]
)
#: Fields that are work to be done, never those who do it.
TASKS: Final = frozenset(["Zorg", "Wonen", "Werk", "Sport"])
#: Between a cue and its names: "organisaties zoals X", "organisaties: X", "partners, waaronder X".
LEADS: Final = frozenset(
    [
        "zoals",
        "als",
        "waaronder",
        "namelijk",
        "bijvoorbeeld",
        "o.a.",
        "onder",
        "andere",
        "meer",
        "bijv.",
        "te",
        "weten",
        ":",
        ",",
        "(",
        "genaamd",
        "is",
        "zijn",
        "ook",
        "inclusief",
        "incl.",
        "behalve",
        "m.n.",
    ]
)
SEPARATORS: Final = frozenset([",", "en", "of", "/", "&", "én", "en/of"])
PLACE_KINDS: Final = frozenset(
    ["gemeente", "gemeenten", "regio", "wijk", "wijken", "stad", "dorp", "kernen", "buurt", "buurten"]
)
#: These lead to a list of places, also some words on.
SEVERAL_PLACES: Final = ("gemeenten", "wijken", "buurten", "kernen", "dorpen", "steden", "regio's", "regio’s")
#: What such words are before is the name of a place or a building.
BUILDINGS: Final = (
    *sorted(PLACE_KINDS),
    "huis",
    "gebouw",
    "centrum",
    "plein",
    "straat",
    "locatie",
    "zaal",
    "park",
)
AGENT_VERBS: Final = frozenset(
    [
        "biedt",
        "voert",
        "levert",
        "verzorgt",
        "coördineert",
        "organiseert",
        "begeleidt",
        "verleent",
        "meldt",
        "participeert",
        "bieden",
        "voeren",
        "leveren",
        "verzorgen",
        "vindt",
        "vinden",
        "zegt",
        "zeggen",
        "noemt",
        "noemen",
        "meent",
        "neemt",
        "nemen",
        "signaleert",
        "signaleren",
        "melden",
        "geeft",
        "geven",
        "stelt",
        "stellen",
        "houdt",
        "houden",
        "evalueert",
        "evalueren",
        "werkt",
        "gebruikt",
        "gebruiken",
        "hanteert",
        "hanteren",
        "kent",
        "kennen",
        "onderschrijft",
        "onderschrijven",
        "verwijst",
        "verwijzen",
        "zet",
        "zetten",
        "sluit",
        "sluiten",
        "doet",
        "doen",
        "financiert",
        "financieren",
        "heeft",
        "wil",
        "ziet",
        "ontbreekt",
        "werken",
        "ontwikkelt",
        "onderzoekt",
        "adviseert",
        "ondersteunt",
        "registreert",
        "behandelt",
        "schrijft",
        "pleit",
        "zorgt",
        "zorgen",
        "hebben",
        "willen",
        "zien",
        "ontbreken",
        "ontwikkelen",
        "onderzoeken",
        "adviseren",
        "ondersteunen",
        "registreren",
        "behandelen",
        "organiseren",
        "coördineren",
        "begeleiden",
        "verlenen",
    ]
)
#: A name after these is that of who does or says something.
VOUCHING: Final = frozenset(["door", "bij", "via", "met", "volgens", "Volgens", "aldus", "zegt", "namens", "van", "meer", "andere", "o.a.", "zoals", "waaronder", "evenals", "alsmede", "alsook", "naast", "Naast"])  # fmt: skip
#: Schools are named after people ("Johan de Witt College"), whose names have these within them.
SCHOOLS: Final = frozenset(["College", "Lyceum", "School", "Hogeschool"])
PARTICLES: Final = frozenset(["de", "van", "der", "den", "ter"])
#: What such words begin is done by organisations, it is none ("Project Kansrijk", "Gezinsaanpak Oost").
UNDERTAKINGS: Final = (
    "aanpak", "project", "pilot", "methode", "methodiek", "interventie", "programma", "traject", "training", "cursus", "module", "systeem", "model", "instrument",
)  # fmt: skip
#: What stands behind a name in the passive or as a predicate says that it takes part ("zo nodig wordt Lichtpunt ingeschakeld").
TAKING_PART: Final = frozenset(["ingeschakeld", "betrokken", "benaderd", "geraadpleegd", "aangehaakt", "aangesloten", "vertegenwoordigd", "uitgenodigd"])  # fmt: skip
#: A name after these is that of an organisation ("ingekocht bij Lichtpunt").
LINKING: Final = {
    "door": frozenset(["begeleiding", "hulp", "ondersteuning", "behandeling", "zorg", "opvang", "gegeven", "verstrekt", "ondertekend", "getekend", "ingekocht", "voorgezeten", "gemaakt", "opgesteld", "bemand", "uitgevoerd", "aangeboden", "verzorgd", "geboden", "gefinancierd", "ingezet", "ontwikkeld", "gecoördineerd", "georganiseerd", "begeleid", "aangemeld", "gedaan", "geleverd", "uitvoering", "ingevuld", "ondersteund", "aangestuurd", "opgepakt"]),
    "bij": frozenset(["opvang", "gebeurt", "hulp", "begeleiding", "training", "cursus", "terecht", "ingekocht", "aangemeld", "belegd", "werkzaam", "dienst", "neergelegd", "ondergebracht", "gemeld", "aanmelden", "melden", "inkoop", "uitvoering", "ligt"]),
    "met": frozenset(["contact", "afspraken", "overleg", "overlegt", "overlegd", "afstemming", "samenwerking", "samen", "contract", "overeenkomst", "convenant", "samengewerkt"]),
    "naar": frozenset(["gaan", "gaat", "doorverwijzing", "doorverwezen", "verwezen", "verwijzing", "overgedragen", "verwijst", "doorverwijst"]),
    "aan": frozenset(["over", "overgedragen", "gegund", "opdracht", "subsidie", "uitbesteed"]),
    "van": frozenset(["rol", "betrokkenheid", "deelname", "bijdrage", "antwoord", "antwoorden", "expertise", "deskundigheid", "cijfers", "gegevens", "registratie", "onderzoek", "rapportage", "komen", "komt", "afkomstig", "aanmeldingen", "meldingen", "verwijzingen", "hulp", "ondersteuning", "begeleiding", "steun", "opdracht", "aanbod", "initiatief", "zijde", "leiding"]),
    "tussen": frozenset(["samenwerking", "overleg", "afstemming", "afspraken", "contact", "overdracht", "convenant", "verschil", "verschillen"]),
    "via": frozenset(["aangemeld", "aanmelding", "loopt", "lopen"]),
}  # fmt: skip
