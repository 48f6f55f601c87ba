"""Which municipality a factsheet is about, and its code at Statistics Netherlands (CBS).

The package's own table holds every municipality of 2013-2015, with the mergers up to 2019; a file in the official form
(columns ``code, name, in_force_from, ended_on, successor_code``) can be laid over it to cover other years.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

PERIOD = (date(2013, 1, 1), date(2015, 12, 31))
"""First and last day of the inspections and follow-ups: a name without a date is looked up here first."""

_COLUMNS = ("code", "name", "in_force_from", "ended_on", "successor_code")
_CODE = re.compile(r"GM\d{4}")
_QUALIFIER = re.compile(r"\s*\([^()]*\)\s*$")


class MunicipalityTableError(ValueError):
    """A municipality file that has not the official form; the message names the row and what is wrong."""


@dataclass(frozen=True, slots=True)
class Municipality:
    """One municipality with the days on which its code came into force and ended (None: before or after the table)."""

    code: str
    name: str
    in_force_from: date | None = None
    ended_on: date | None = None
    successor_code: str | None = None
    aliases: tuple[str, ...] = ()

    def in_force(self, first: date, last: date) -> bool:
        """Whether the code was in force on any day from ``first`` to ``last``; it ends the day before ``ended_on``."""
        return (self.in_force_from is None or self.in_force_from <= last) and (
            self.ended_on is None or self.ended_on > first
        )


@lru_cache(maxsize=4096)
def normalise(name: str) -> str:
    """The comparison form of a name: no case, accents, apostrophes, hyphens or commas, "a/d" written out."""
    text = unicodedata.normalize("NFKD", name.replace("ĳ", "ij").replace("Ĳ", "IJ")).casefold()
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    text = re.sub(r"['‘’‛`´ʼ\"“”]+", "", text)
    text = re.sub(r"[\s\u00ad\-‐‑–,]+", " ", text).strip(" .,;:")
    text = re.sub(r"\ba/d\b|\ba\.? ?d\.? (?=rijn|ijssel)", "aan den ", text)
    return re.sub(r"\s+", " ", text)


@dataclass(frozen=True, slots=True)
class MunicipalityTable:
    """Municipalities under the comparison form of every name and alias; build it with `load`."""

    entries: tuple[Municipality, ...]
    _index: dict[str, tuple[Municipality, ...]]
    _spelling: dict[str, str]

    def find(self, name: str, on: date | None = None) -> str | None:
        """The code of the municipality of that name, in force ``on`` that day or else at some time in 2013-2015.

        A name that two municipalities bear (Bergen) gives None unless it is told apart ("Bergen (NH)"). A code that was not
        in force at the time is given only when the name had no other.
        """
        found = self._index.get(normalise(name), ())
        first, last = (on, on) if on is not None else PERIOD
        current = {item.code for item in found if item.in_force(first, last)}
        codes = current or {item.code for item in found}
        return codes.pop() if len(codes) == 1 else None

    def spelled(self, name: str) -> str | None:
        """How the table spells that name or alias ("DEN HAAG" gives "Den Haag"); None when it does not know it."""
        return self._spelling.get(normalise(name))

    def longest(self, words: list[str]) -> str | None:
        """The longest name, in the table's spelling, that the first of ``words`` make up; None when they make up none."""
        for count in range(min(6, len(words)), 0, -1):
            name = self.spelled(" ".join(words[:count]))
            if name is not None:
                return name
        return None


def _day(text: str, where: str) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise MunicipalityTableError(f"{where}: {text!r} is no date of the form 2013-01-31") from error


def parse_table(text: str, source: str) -> tuple[Municipality, ...]:
    """Read a table in the official form, comma or semicolon separated, with an optional column ``aliases``.

    ``source`` names it in messages. Raises `MunicipalityTableError` for a missing column, a code that is not of the form
    GM0505, an empty name or a date that is none.
    """
    lines = text.removeprefix("\ufeff")
    header = lines.split("\n", 1)[0]
    reader = csv.DictReader(
        io.StringIO(lines), delimiter=";" if header.count(";") > header.count(",") else ","
    )
    missing = [column for column in _COLUMNS if column not in (reader.fieldnames or [])]
    if missing:
        raise MunicipalityTableError(f"{source}: column {missing[0]!r} is missing")
    entries = []
    for number, row in enumerate(reader, start=2):
        where = f"{source}, row {number}"
        code, name = (row["code"] or "").strip(), (row["name"] or "").strip()
        if not _CODE.fullmatch(code):
            raise MunicipalityTableError(f"{where}: {code!r} is no code of the form GM0505")
        if not name:
            raise MunicipalityTableError(f"{where}: the name is empty")
        aliases = tuple(alias.strip() for alias in (row.get("aliases") or "").split("|") if alias.strip())
        entries.append(
            Municipality(
                code,
                name,
                _day(row["in_force_from"] or "", where),
                _day(row["ended_on"] or "", where),
                (row["successor_code"] or "").strip() or None,
                aliases,
            )
        )
    return tuple(entries)


def _names(entry: Municipality) -> Iterator[str]:
    yield entry.name
    bare = _QUALIFIER.sub("", entry.name)
    if bare != entry.name:
        yield bare
    yield from entry.aliases


def build(entries: Iterable[Municipality]) -> MunicipalityTable:
    """Index municipalities under all their names; later entries of the same code replace earlier ones but keep their aliases."""
    by_code: dict[str, Municipality] = {}
    for entry in entries:
        have = by_code.get(entry.code)
        aliases = tuple(dict.fromkeys((*(have.aliases if have else ()), *entry.aliases)))
        names = (have.name,) if have and have.name != entry.name else ()
        by_code[entry.code] = Municipality(
            entry.code,
            entry.name,
            entry.in_force_from,
            entry.ended_on,
            entry.successor_code,
            tuple(dict.fromkeys((*aliases, *names))),
        )
    index: dict[str, tuple[Municipality, ...]] = {}
    spelling: dict[str, str] = {}
    for entry in by_code.values():
        for name in _names(entry):
            key = normalise(name)
            spelling.setdefault(key, name)
            if entry not in index.get(key, ()):
                index[key] = (*index.get(key, ()), entry)
    return MunicipalityTable(tuple(by_code.values()), index, spelling)


@cache
def load(path: Path | None = None) -> MunicipalityTable:
    """The package's own table, with the municipalities of the official file at ``path`` laid over it when one is given.

    Raises OSError when the file cannot be read and `MunicipalityTableError` when it has not the official form.
    """
    own = files("ggsr_extract.models").joinpath("municipalities.csv").read_text(encoding="utf-8")
    entries = parse_table(own, "municipalities.csv")
    if path is not None:
        try:
            text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            raise MunicipalityTableError(f"{path.name}: the file is not UTF-8 text") from error
        entries += parse_table(text, path.name)
    return build(entries)


@dataclass(frozen=True, slots=True)
class _Place:
    """Words before a name, what they weigh, and a part of them in small letters: a text without it need not be searched."""

    weight: int
    part: str
    words: re.Pattern[str]


# Where STJ prints the name, most telling first: title and footer, context heading, introduction, running text.
_PLACES: tuple[_Place, ...] = (
    _Place(
        9,
        "toezichtonderzoek",
        re.compile(r"uitkomsten\s+(?:verbeterpunten\s+)?toezichtonderzoek\s+(?:gemeente\s+)?", re.IGNORECASE),
    ),
    _Place(6, "context", re.compile(r"^[ \t]*context\s+(?:gemeente\s+)?", re.IGNORECASE | re.MULTILINE)),
    _Place(
        6,
        "waarmee",
        re.compile(r"\bde\s+(?:belangrijkste\s+)?punten\s+waarmee\s+(?:de\s+gemeente\s+)?(?=['‘’A-Z])"),
    ),
    _Place(4, "stj", re.compile(r"\bheeft\s+STJ\s+in\s+(?:de\s+gemeente\s+)?(?=['‘’A-Z])")),
    _Place(2, "gemeente", re.compile(r"\b[Dd]e\s+gemeente\s+(?=['‘’A-Z])")),
    _Place(2, "gemeente", re.compile(r"^[ \t]*(?:GEMEENTE|Gemeente)[ \t]+(?=['‘’A-Z])", re.MULTILINE)),
)
_PARTICLES = frozenset({"aan", "bij", "de", "den", "der", "en", "het", "in", "op", "te", "ten", "ter", "van"})
_STOP = re.compile(r"\s[-–—|]\s|\s{3,}|[\t\n\f.,;:()|*“”\"]|\sSamenwerkend\b|\s(?=(?:19|20)\d\d\b)")
_NAME_WORD = re.compile(r"['‘’]?[^\W\d_][^\s]*")
_NO_NAMES = frozenset({"ggsr", "stj", "inleiding", "aanpak", "samenwerkend"})


def _capital(text: str) -> bool:
    """Whether it starts as a name does: a capital ("het Bildt" apart), or an apostrophe with one letter ("'s-Gravenhage")."""
    return re.match(r"\s*(?:['‘’]\w[-\s]|[^\W\d_](?<=[A-ZÀ-Þ])|het\s+[A-Z])", text) is not None


def _printed_name(text: str) -> str | None:
    """The run of capitalised words (with particles between them) that ``text`` starts with; None when there is none."""
    stop = _STOP.search(text)
    words = text[: stop.start() if stop else len(text)].split()
    name: list[str] = []
    for word in words:
        if not _NAME_WORD.fullmatch(word):
            break
        capital = word.lstrip("'‘’")[:1].isupper() or re.match(r"['‘’][a-z][- ]?[A-Z]?", word) is not None
        if not capital and not (name and word in _PARTICLES):
            break
        name.append(word)
    while name and name[-1] in _PARTICLES:
        name.pop()
    if not name or normalise(name[0]) in _NO_NAMES or len(name) > 6:
        return None
    return " ".join(name)


def _known_name(text: str, known: MunicipalityTable) -> str | None:
    """The longest known name that ``text`` starts with; brackets are a part of it where the table has them ("Bergen (L)")."""
    ways = (r"[,;:.|*]", r"[,;:.()|*]") if "(" in text or ")" in text else (r"[,;:.|*]",)
    names = [known.longest(re.split(r"\s+", re.sub(signs, " ", text).strip())) for signs in ways]
    return max((name for name in names if name), key=lambda name: len(name.split()), default=None)


def detect(
    texts: Iterable[str], table: MunicipalityTable | None = None, on: date | None = None
) -> tuple[str | None, str | None]:
    """The municipality that title-like lines or paragraphs name, and its code: (None, None) when none is named.

    The name is looked for where STJ prints it: after "toezichtonderzoek" in title and footer, after "Context", after "de
    (belangrijkste) punten waarmee" (before the conclusions), after "heeft STJ in", and after "gemeente". The best supported place wins, a known municipality before an unknown one of the same
    weight. A name that is not in ``table`` is given as printed, with code None. ``on``: when the factsheet was published, see `MunicipalityTable.find`.
    """
    known = table if table is not None else load()
    votes: Counter[str] = Counter()
    for text in texts:
        spans: set[int] = set()
        small = text.casefold()
        for place in _PLACES:
            for match in place.words.finditer(text) if place.part in small else ():
                if match.end() in spans:
                    continue
                spans.add(match.end())
                tail = text[match.end() : match.end() + 80]
                name = (_known_name(tail, known) if _capital(tail) else None) or _printed_name(tail)
                if name is not None:
                    votes[name] += place.weight
    if not votes:
        return None, None
    for name in sorted(votes, key=len):
        # "Bergen" where a line of the title ends before "op Zoom"
        longer = [
            other for other in votes if other.startswith(f"{name} ") and known.spelled(other) is not None
        ]
        if longer:
            votes[max(longer, key=votes.__getitem__)] += votes.pop(name)
    best = max(votes, key=lambda name: (votes[name], known.spelled(name) is not None, name))
    return best, known.find(best, on)
