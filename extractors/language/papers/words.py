"""Words and kinds by which papers are told from other things; see :mod:`.cited`."""

from __future__ import annotations

import re
from typing import Final

#: Last parts of the words for papers.
KINDS_OF_PAPER: Final = frozenset((
    "nota", "notitie", "plan", "verslag", "rapport", "rapportage", "convenant", "overeenkomst", "visie", "document",
    "factsheet", "brochure", "folder", "handboek", "handleiding", "protocol", "verordening", "evaluatie", "monitor",
    "agenda", "programma", "kader", "kaders", "richtlijn", "draaiboek", "reglement", "publicatie", "beleid",
    "akkoord", "kompas", "handreiking", "leidraad", "arrangement", "statuut", "manifest", "werkwijze", "folders",
    "nota's", "nota’s", "plannen", "notities", "rapporten", "convenanten", "verslagen", "meldcode", "begroting",
    "samenwerkingsafspraken", "prestatieafspraken", "werkboek", "procesboek", "spoorboek", "visiestuk", "profiel",
    "catalogus", "wijzer", "gids", "routekaart", "raamwerk", "toolkit", "boekje", "meerjarenperspectief",
    "intentieverklaring", "subsidieregeling", "instructie", "procesbeschrijving", "voorstel", "brief", "gedragscode",
    "mandaatregister", "analyse", "onderzoek", "boek", "memo", "inventarisatie", "mandaatbesluit", "collegebesluit",
    "raadsbesluit", "strategie", "contract", "scan",
))  # fmt: skip
#: Kinds that only hold a text: its title is what follows them.
CONTAINER: Final = re.compile(
    r"(?:factsheet|rapport|rapportage|document|brochure|folder|boekje|publicatie|stuk|nota|notitie)s?", re.I
)
#: Kinds that are a named paper as soon as a capitalised word or a year follows.
STRONG: Final = re.compile(
    r"(?:[\w-]+)?(?:nota|notitie|beleidsplan|jaarverslag|jaarplan|convenant|verordening|regiovisie|jeugdagenda|beleidskader|activiteitenplan|"
    r"uitvoeringsprogramma|uitvoeringsplan|projectplan|procesplan|programmaplan|meerjarenplan|meerjarenbeleidsplan|samenwerkingsovereenkomst|factsheet|rapport|"
    r"evaluatierapport|visiedocument|visienota|handboek|draaiboek|privacyreglement|protocol|beleidsvisie|structuurvisie|werkplan|activiteitenverslag|"
    r"bestuursakkoord|coalitieakkoord|regioplan|handreiking|leidraad|transitiearrangement|implementatieplan|beleidsplannen|actieplan|actieprogramma|plan)",
    re.I,
)
#: Kinds in a family's file, never a cited paper unless a year stands with them.
CASE_PLAN: Final = re.compile(
    r"(?:gezins|zorg|hulpverlenings|ondersteunings?|behandel|familiegroeps?|doelen|stappen|begeleidings|veiligheids|trajectplan|nazorg|toekomst)plan",
    re.I,
)
#: Kinds that capitalised words before them make a name of.
NAMED_BEHIND: Final = re.compile(
    r"(?:Agenda|Kompas|Nota|Convenant|Notitie|Akkoord|Jaarverslag|Beleidsplan|Visie|[A-Z][a-z]+(?:nota|visie|agenda|akkoord))"
)
#: Words that stand before such a kind, and before any other capitalised one, as part of the title ("Integraal Veiligheidsplan").
ADJECTIVE: Final = re.compile(r"[A-Z]\w{3,}(?:aal|ale|lijke?|ische?|ief|ieve|ige?|eel|ele|ende)")
LINKS: Final = frozenset(
    [
        "en",
        "voor",
        "van",
        "de",
        "het",
        "in",
        "op",
        "met",
        "over",
        "der",
        "&",
        "een",
        "naar",
        "tot",
        "rond",
        "rondom",
        "bij",
        "om",
    ]
)
#: These lead to what a paper is about.
SUBJECT: Final = frozenset(["op", "over", "voor", "inzake", "rond", "rondom"])
#: What a paper does and what is done with it; the title has ended.
VERBS: Final = frozenset(
    ["staat", "staan", "wordt", "worden", "werd", "werden", "heeft", "hebben", "blijkt", "geeft", "geven", "bevat", "biedt", "vormt", "vormen", "noemt", "gaat",
     "laat", "zijn", "is", "was", "zal", "kan", "moet", "dient", "ligt", "komt", "krijgt", "bestaat", "verschijnt", "zegt", "loopt", "sluit", "beschrijft", "vermeldt"]
)  # fmt: skip
DESCRIBED: Final = frozenset(
    ["beschreven", "staat", "staan", "vastgelegd", "geschreven", "lezen", "opgenomen", "verwoord", "uitgewerkt", "geformuleerd", "vermeld", "beschrijft",
     "conform", "blijkt", "afgesproken", "bepaald", "vermeldt", "stelt"]
)  # fmt: skip
#: Before a title in which something stands.
IN: Final = frozenset(["in", "uit", "volgens", "conform"])
#: What is done with papers only: "heeft ‘Samen verder’ vastgesteld".
ISSUED: Final = frozenset(
    ["ondertekend", "vastgesteld", "toegestuurd", "gepubliceerd", "uitgebracht", "meegestuurd", "toegezonden"]
)
#: Before the title of what came out: "in mei verscheen ‘Samen verder’".
PUBLISHED: Final = frozenset(["verscheen", "verschijnt", "verschenen", "publiceerde"])
NO_PAPER: Final = frozenset(
    [
        "aanpak",
        "aanpakken",
        "methode",
        "methodiek",
        "interventie",
        "project",
        "werkwijze",
        "principe",
        "training",
        "cursus",
        "model",
        "systeem",
        "pilot",
        "traject",
        "motto",
        "concept",
    ]
)
ARTICLES: Final = frozenset(["de", "het", "een", "dit", "deze", "haar", "zijn", "hun", "die", "dat"])
