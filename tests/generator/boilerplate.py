"""The framing that every factsheet prints: fixed phrases as STJ prints them, all other sentences in own words."""

from __future__ import annotations

SENDER = "Samenwerkend Toezicht Jeugd"
MINISTRY = ("Ministerie van Volksgezondheid,", "Welzijn en Sport")
DEFINITION = (
    "Samenwerkend Toezicht Jeugd (STJ) verstaat onder een gezin met geringe sociale redzaamheid een gezin dat op minstens vier leefgebieden langdurige problemen heeft en daar zonder hulp niet uitkomt.",
    "De kinderen in zo’n gezin lopen risico of ondervinden al problemen. Vaak is er eerder hulp geweest die niet lang genoeg duurde of niet goed aansloot.",
)
DEFINITION_POINTS = (
    "Gezin: minstens één ouder met minstens één kind;",
    "Chronisch: de problemen blijven, ook als zij soms minder zijn;",
    "Leefgebieden: onder meer wonen, werk, inkomen, onderwijs en gezondheid.",
)
ABOUT = (
    "In deze factsheet leest u de uitkomsten van het toezichtonderzoek van Samenwerkend Toezicht Jeugd naar gezinnen met geringe sociale redzaamheid (GGSR).",
    "Het onderzoek gaat over de vraag of gemeenten en hun partners op beleidsniveau goed hebben geregeld dat deze gezinnen de hulp krijgen die zij nodig hebben.",
    "Samenwerkend Toezicht Jeugd vraagt de gemeente en haar netwerkpartners de verbeterpunten op te pakken en daarover na een jaar te berichten.",
    "Meer informatie over het toezichtonderzoek en het toetsingskader vindt u op www.toezichtggsr.nl.",
)
RESPONDENTS = (
    "De gemeente heeft de vragenlijst betreffende deze aanpak ingevuld en relevante documentatie toegestuurd. Een – beperktere – vragenlijst over deze aanpak is ingevuld door:",
    "Deze netwerkpartners zijn aangedragen door de gemeente. STJ heeft de beoordeling gemaakt op basis van alle vragenlijsten en stukken samen.",
)
FINDINGS = (
    "Samenwerkend Toezicht Jeugd heeft ‘{name}’ getoetst aan de hand van vijf thema’s voor verantwoorde zorg en ondersteuning. De vijf thema’s zijn:",
    "Deze thema’s zijn verder uitgewerkt in criteria en bijbehorende indicatoren. De tabel hieronder geeft per indicator de bevindingen van STJ. Per indicator wordt aangegeven of de aanpak daaraan voldoet (√) dan wel of er een verbeterpunt is (X).",
)
THEMES = (
    ("Toeleiding", "gezinnen zijn in beeld en de aanpak bereikt hen"),
    ("Gezin centraal", "het gezin en de mensen om het gezin heen staan voorop"),
    ("De aanpak", "er wordt planmatig, samenhangend en vasthoudend gewerkt en de regisseur is toegerust"),
    ("Samenwerking", "alle partijen rond het gezin werken goed samen"),
    ("Continu", "zorg en ondersteuning duren zo lang als nodig is"),
)
CONCLUSION = "Hieronder leest u een conclusie vanuit de bevindingen op de vijf thema’s. Alleen de belangrijkste punten worden genoemd, zowel de punten waarmee {municipality} op de goede weg is als de punten die extra aandacht behoeven."
INTRODUCTION = "In 2013 heeft STJ in {municipality} {approaches} op beleidsniveau getoetst aan de hand van het toetsingskader GGSR. De vijf thema’s van dat toetsingskader zijn:"
DEVELOPMENT = (
    "Op {day} {month} 2014 heeft STJ met de gemeente besproken hoe de verbeterpunten uit de factsheet Uitkomsten toezichtonderzoek {municipality} zijn opgepakt.",
    "STJ heeft in 2014 niet de volledige aanpak getoetst. Wel is bekeken op welke wijze de verbeterpunten uit 2013 zijn opgepakt in de nieuwe werkwijze. Het overzicht geeft weer of dat is gebeurd en zo ja, hoe.",
)


def tested(names: tuple[str, ...]) -> str:
    """ "de aanpak ‘A’ en de aanpak ‘B’"."""
    return " en ".join(f"de aanpak ‘{name}’" for name in names)


def footer(title: str, month: str, year: int, page: int, style: int) -> str:
    """One of the footers with which pages end."""
    forms = (
        f"{title} - {SENDER}    {month} {year} | {page}",
        f"{title} - {SENDER} | {page}",
        f"{month} {year} | {page}",
        f"{page} | {title} - {SENDER} - {month} {year}",
    )
    return forms[style % len(forms)]


def prints_date(style: int) -> bool:
    """Whether that footer holds month and year."""
    return style % 4 != 1
