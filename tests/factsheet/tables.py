"""Tables of factsheets as tools dump them, and what is read of them."""

from __future__ import annotations

from ggsr_extract.models.factsheet import Statement
from ggsr_extract.models.framework import framework

from tests.factsheet.texts import parsed

CRITERION = {item.indicator_id: item.criterion for item in framework().indicators}
HEAD = "Uitkomsten toezichtonderzoek Zandwijk\n\nAanpak:\nSamen Thuis\n\nDe gemeente heeft de vragenlijst betreffende deze aanpak ingevuld en is ingevuld door:\nStichting De Vlonder\n\nBevindingen toezichtonderzoek\n\n"
FOLLOW_UP = "Uitkomsten verbeterpunten toezichtonderzoek Zandwijk\n\nAanpak: Samen Thuis\n\nUitkomsten verbeterpunten\n\nSamenwerking\n"
APART = "Criteria\n\nIndicatoren\n\nBevindingen\n\n"
HEADER = "Criteria Indicatoren Bevindingen\n"
NEXT_PAGE = "Uitkomsten toezichtonderzoek Zandwijk - Samenwerkend Toezicht Jeugd September 2013 | 3\n\n"


def findings(text: str) -> dict[str, Statement]:
    """The statements of a findings factsheet by the indicators that they cover."""
    return {match.indicator_id: item for item in parsed(HEAD + text).statements for match in item.indicators}


def codes(item: Statement) -> set[str]:
    return {check.code for check in item.checks}
