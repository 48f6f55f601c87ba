"""The words of the report, in Dutch: labels of codes and values, numbers and dates as they are written."""

from __future__ import annotations

from datetime import date

from ggsr_extract.models.checks import CHECKS, REJECTS

KINDS = {"toezichtonderzoek": "Toezichtonderzoek", "verbeterpunten": "Verbeterpunten"}
SEVERITIES = {"error": "fout", "warning": "waarschuwing", "info": "ter informatie"}
VERDICTS = {"voldoet": "voldoet", "verbeterpunt": "verbeterpunt", None: "geen oordeel"}
ASSIGNMENTS = {"own": "eigen teken", "shared": "gedeeld teken", "inferred": "toewijzing afgeleid"}
OUTCOMES = {"opgelost": "opgelost", "niet_opgelost": "niet opgelost", "onbekend": "onbekend"}
ASPECTS = {"goed": "Wat gaat goed?", "beter": "Wat kan beter?", None: "Goed of beter: niet te zeggen"}
LABELS = {
    "ORG": "organisatie",
    "DOC": "aangehaald stuk",
    "GPE": "gemeente of regio",
    "QUANTITY": "aantal",
    "DURATION": "duur",
    "DATE": "datum",
}
READERS = {
    "text": "tekst",
    "text-layout": "tekst met opmaak",
    "pdfium": "pdf (pdfium)",
    "pdfplumber": "pdf (pdfplumber)",
}

CHECK_LABELS = {
    "mark_missing": "Geen teken bij het oordeel",
    "mark_unknown": "Onbekend teken",
    "mark_signs": "Andere tekens voor √ en X",
    "signs_respelt": "Verminkte of als code geschreven tekens",
    "mark_surplus": "Meer tekens dan indicatoren",
    "mark_conflict": "Verschillende tekens in één blok",
    "remark_uncertain": "Niet te bepalen bij welke toelichting de LET OP-opmerking hoort",
    "mark_uncertain": "Niet te bepalen bij welke indicator het teken hoort",
    "mark_inferred": "Teken aan indicator toegewezen op de tekst",
    "text_missing": "Teken zonder toelichting",
    "text_uncertain": "Toelichting niet aan teken te koppelen",
    "text_mark_conflict": "Toelichting spreekt het teken tegen",
    "row_missing": "Indicator ontbreekt",
    "row_duplicate": "Indicator komt dubbel voor",
    "match_low": "Indicator wijkt sterk af van het toetsingskader",
    "column_unknown": "Kolom (aanpak) niet te bepalen",
    "approach_unknown": "Niet te bepalen van welke aanpak de tabel is",
    "column_inferred": "Jaar (kolom) afgeleid uit het teken",
    "aspect_unknown": "Goed of beter niet te bepalen",
    "aspect_inferred": "Goed of beter afgeleid uit de tekst",
    "unclaimed_text": "Niet thuisgebrachte regels",
    "truncated": "Factsheet breekt af",
    "marks_lost": "Tabel zonder tekens",
    "municipality_unknown": "Gemeente onbekend",
    "municipality_inferred": "Gemeente afgeleid uit de bevindingen",
    "published_unknown": "Geen datum van publicatie",
    "encoding_guessed": "Tekencodering geraden",
    "encoding_damaged": "Beschadigde tekens",
    "letters_inferred": "Letters afgeleid uit de woorden waarin ze staan",
    "duplicate_bytes": "Zelfde bestand komt vaker voor",
    "same_factsheet": "Zelfde factsheet staat ook in een ander bestand",
    "approach_unnamed": "Aanpak zonder naam",
    "introduction_mixed": "Kolommen van de beschrijving dooreen",
    "reader_fallback": "Met de tweede pdf-lezer gelezen",
    "page_damaged": "Pagina niet leesbaar",
    "text_unseen": "Onzichtbare tekst weggelaten",
    "text_layer": "Tekstlaag van een scan",
    "page_picture": "Pagina zonder tekst",
    "page_copied": "Dubbele pagina",
    "pages_missing": "Pagina's ontbreken",
    "pages_reordered": "Pagina's in andere volgorde",
    "files_unread": "Bijlagen van de pdf niet gelezen",
    "followup_differs": "Herhaalt 2013 anders dan de factsheet van 2013",
    "corrected": "Door een mens gecorrigeerd",
}

REJECT_LABELS = {
    "empty": "Het bestand is leeg. Haal het opnieuw op.",
    "unreadable": "Het bestand kan niet worden geopend. Controleer of het bestaat en of u het mag lezen.",
    "binary": "Het bestand is geen tekst en geen pdf. Zet het om, of laat het weg.",
    "too_large": "Het bestand is groter dan de grens. Verhoog de grens of splits het.",
    "pdf_broken": "De pdf is beschadigd. Sla hem opnieuw op met een pdf-programma, of haal hem opnieuw op.",
    "pdf_password": "De pdf heeft een wachtwoord. Haal dat eraf en draai opnieuw.",
    "pdf_no_text": "De pdf toont geen tekst die te lezen is, zoals een scan zonder tekstlaag. Maak er met OCR een tekstlaag in en draai opnieuw.",
    "pdf_limit": "De pdf gaat over een grens (pagina's, objecten of tekens). Verhoog die als u het bestand vertrouwt.",
    "text_limit": "De tekst is groter dan een factsheet kan zijn. Splits het bestand: één per factsheet, of laat het weg.",
    "not_a_factsheet": "Niets erin lijkt op een factsheet van STJ. Laat het weg, of controleer of dit het goede bestand is.",
    "no_findings": "Het lijkt op een factsheet, maar er is geen bevinding in gelezen. Bekijk het bestand.",
    "several_factsheets": "Er staat meer dan één factsheet in het bestand. Splits het: één bestand per factsheet.",
    "archive_broken": "Het archief is beschadigd. Pak het opnieuw in of haal het opnieuw op; de bestanden ernaast zijn wel verwerkt.",
    "archive_member": "Dit onderdeel van een archief wordt niet gelezen. Pak het in als gewoon bestand met een gewone naam en zonder wachtwoord.",
    "archive_nested": "Dit is een archief in een archief. Pak het buitenste uit en geef de map op.",
    "archive_limit": "Het archief gaat over een grens (onderdelen, bytes of groei). Pak het zelf uit als u het vertrouwt en geef de map op.",
    "timeout": "Het lezen duurde te lang. Geef meer tijd, of bekijk het bestand.",
    "memory": "Het lezen vroeg te veel geheugen. Geef meer geheugen, of bekijk het bestand.",
    "crashed": "Het proces dat het las, is gestopt. Meld het bestand; de andere zijn wel verwerkt.",
    "internal": "Een fout in het programma. Meld het bestand; de andere zijn wel verwerkt.",
}

_MONTHS = (
    "januari februari maart april mei juni juli augustus september oktober november december".split()  # noqa: SIM905
)


def check_label(code: str) -> str:
    """What a check code is called in the report."""
    return CHECK_LABELS.get(code, CHECKS[code].meaning)


def reject_label(code: str) -> str:
    """Why a file was refused and what to do."""
    return REJECT_LABELS.get(code, f"{REJECTS[code].meaning} {REJECTS[code].remedy}")


def month(value: date | None) -> str:
    """Month and year of publication."""
    return "onbekend" if value is None else f"{_MONTHS[value.month - 1]} {value.year}"


def number(value: int) -> str:
    """A whole number with points between thousands."""
    return f"{value:,}".replace(",", ".")


def percent(part: int, whole: int) -> str:
    """A share in whole per cents; of nothing, a dash."""
    return "–" if whole == 0 else f"{100 * part / whole:.0f} %"


def count(value: int, one: str, more: str) -> str:
    """A number with its noun."""
    return f"{number(value)} {one if value == 1 else more}"
