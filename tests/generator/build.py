"""Random factsheets: the same seed gives the same factsheet."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ggsr_extract.models.framework import framework

from tests.generator.content import (
    APPROACHES,
    MONTHS,
    MUNICIPALITIES,
    ORGANISATIONS,
    ROLES,
    Approach,
    Conclusion,
    Row,
    Sheet,
    Statement,
    Table,
    Writer,
    bare,
    criterion,
    sentences,
    theme,
    wording,
)


@dataclass(frozen=True, slots=True)
class Settings:
    """How varied a factsheet is: shares are 0..1. ``prose``: paragraphs that its context and its descriptions have besides."""

    let_op: float = 0.1
    no_mark: float = 0.02
    paragraphs: float = 0.2
    slips: float = 0.12
    good: float = 0.6
    length: int = 3
    blocks: bool = True
    remark_label: str | None = None
    prose: int = 0


# How a run of indicators is printed: rows of indicators, and in each row the groups that share a mark.
Layout = tuple[tuple[tuple[str, ...], ...], ...]
_FIRST: tuple[Layout, ...] = (
    ((("3.1.1",),), (("3.1.2",),), (("3.1.3",),)),
    ((("3.1.1",), ("3.1.2",), ("3.1.3",)),),
    ((("3.1.1", "3.1.2"), ("3.1.3",)),),
    ((("3.1.1", "3.1.2"),), (("3.1.3",),)),
    ((("3.1.1", "3.1.2", "3.1.3"),),),
    ((("3.1.1",), ("3.1.2",)), (("3.1.3",),)),
)
_SECOND: tuple[Layout, ...] = (
    ((("3.1.4",),), (("3.1.5",),), (("3.1.6",),), (("3.1.7",),)),
    ((("3.1.4", "3.1.5", "3.1.6"), ("3.1.7",)),),
    ((("3.1.4", "3.1.5", "3.1.6", "3.1.7"),),),
    ((("3.1.4",), ("3.1.5", "3.1.6"), ("3.1.7",)),),
    ((("3.1.4",), ("3.1.5",), ("3.1.6",), ("3.1.7",)),),
    ((("3.1.4",),), (("3.1.5", "3.1.6"),), (("3.1.7",),)),
)


def _paragraphs(writer: Writer, core: list[str], extra: Sequence[str], settings: Settings) -> tuple[str, ...]:
    rng = writer.rng
    texts = [
        *core,
        *(writer.fill(t) for t in rng.sample(extra, min(len(extra), rng.randint(0, settings.length)))),
    ]
    if len(texts) > 1 and rng.random() < settings.paragraphs:
        cut = rng.randint(1, len(texts) - 1)
        return " ".join(texts[:cut]), " ".join(texts[cut:])
    return (" ".join(texts),)


def _more_prose(writer: Writer, settings: Settings) -> list[str]:
    """Paragraphs of four sentences that say nothing in particular."""
    extra = sentences()["extra"]
    return [
        " ".join(writer.fill(text) for text in writer.rng.sample([*extra["goed"], *extra["beter"]], 4))
        for _ in range(settings.prose)
    ]


def statement(
    writer: Writer, ids: tuple[str, ...], column: int, settings: Settings, assignment: str, label: str
) -> Statement:
    """A statement of 2013 about one or more indicators."""
    rng = writer.rng
    good = rng.random() < settings.good
    side = "goed" if good else "beter"
    data = sentences()
    source = data["indicator"][ids[0]] if len(ids) == 1 else data["blok"]["+".join(sorted(ids))]
    paragraphs = _paragraphs(writer, [writer.pick(source[side])], data["extra"][side], settings)
    remarks = []
    if rng.random() < settings.let_op:
        remarks = [
            writer.fill(t) for t in rng.sample(data["opmerking"]["let_op"], 2 if rng.random() < 0.15 else 1)
        ]
    mark: str | None = "√" if good else "X"
    if len(ids) == 1 and assignment == "own" and rng.random() < settings.no_mark:
        mark = None
    return Statement(ids, column, 2013, mark, paragraphs, tuple(remarks), label, assignment)


def _row(
    writer: Writer, groups: tuple[tuple[str, ...], ...], column: int, settings: Settings, label: str
) -> Row:
    ids = [item for group in groups for item in group]
    if len(ids) == 1 or len(groups) == len(ids):
        assignment = "own"
    else:
        assignment = "shared" if len(groups) == 1 else "inferred"
    if len(ids) > 1:
        settings = replace(settings, no_mark=0.0, good=0.15 if writer.rng.random() < 0.5 else 0.85)
    return Row(
        theme(ids[0]),
        criterion(ids[0]),
        tuple((item, wording(writer.rng, item, settings.slips)) for item in ids),
        (tuple(statement(writer, group, column, settings, assignment, label) for group in groups),),
    )


def _swap(layout: Layout) -> Layout:
    """3.1.6 printed before 3.1.5."""
    other = {"3.1.5": "3.1.6", "3.1.6": "3.1.5"}
    return tuple(tuple(tuple(other.get(i, i) for i in group) for group in row) for row in layout)


def _tables(writer: Writer, column: int, settings: Settings) -> tuple[Table, ...]:
    rng = writer.rng
    label = settings.remark_label or rng.choice(("LET OP:", "LET OP:", "Let op:"))
    first = rng.choice(_FIRST) if settings.blocks else _FIRST[0]
    second = rng.choice(_SECOND) if settings.blocks else _SECOND[0]
    if rng.random() < 0.3:
        second = _swap(second)
    done: set[str] = set()
    tables: list[Table] = []
    names = framework().themes
    for theme_id, heading in names.items():
        rows: list[Row] = []
        for item in framework().indicators:
            if item.theme_id != theme_id or item.indicator_id in done:
                continue
            layout: Layout = (((item.indicator_id,),),)
            if item.indicator_id in ("3.1.1", "3.1.4"):
                layout = first if item.indicator_id == "3.1.1" else second
            for groups in layout:
                rows.append(_row(writer, groups, column, settings, label))
                done.update(i for group in groups for i in group)
        if theme_id == "3" and rng.random() < 0.3:
            start = rng.choice(("3.3", "3.4"))
            at = next(n for n, row in enumerate(rows) if row.criterion_id == start)
            other = names["4"] if rng.random() < 0.4 else heading
            tables.append(Table(heading, ("Bevindingen",), tuple(rows[:at])))
            tables.append(Table(other, ("Bevindingen",), tuple(rows[at:])))
        else:
            tables.append(Table(heading, ("Bevindingen",), tuple(rows)))
    return tuple(tables)


def _conclusions(writer: Writer) -> tuple[Conclusion, ...]:
    rng = writer.rng
    found = []
    for theme_id in framework().themes:
        source = sentences()["conclusie"][theme_id]
        good = rng.choice((0, 1, 1, 1, 2))
        better = rng.choice((0, 1, 1, 2)) if good else rng.choice((1, 1, 2))
        found.append(
            Conclusion(
                theme_id,
                tuple(writer.fill(t) for t in rng.sample(source["goed"], good)),
                tuple(writer.fill(t) for t in rng.sample(source["beter"], better)),
            )
        )
    return tuple(found)


def _approach(writer: Writer, name: str, column: int, settings: Settings, conclusions: bool) -> Approach:
    rng = writer.rng
    writer.approach, writer.role = name, rng.choice(ROLES)
    texts = sentences()["tekst"]
    description = [writer.fill(t) for t in rng.sample(texts["beschrijving"], rng.randint(3, 7))]
    if rng.random() < 0.5:
        description.insert(0, writer.fill(texts["inkoop"]))
    families = rng.randint(8, 240) if rng.random() < 0.8 else None
    if families is not None:
        description.append(writer.fill(rng.choice(texts["gezinnen"]), fam=families))
    cut = sorted(rng.sample(range(1, len(description)), min(2, len(description) - 1)))
    paragraphs = [description[a:b] for a, b in zip([0, *cut], [*cut, len(description)], strict=True)]
    respondents = tuple(bare(item) for item in rng.sample(writer.pool, rng.randint(1, 3)))
    for name_ in respondents:
        writer.organisations[name_] = None
    return Approach(
        name,
        respondents,
        families,
        (*(" ".join(part) for part in paragraphs if part), *_more_prose(writer, settings)),
        _tables(writer, column, settings),
        _conclusions(writer) if conclusions else (),
    )


def _writer(seed: int | str, municipality: str | None = None) -> Writer:
    rng = random.Random(f"ggsr-{seed}")
    drawn = rng.choice(MUNICIPALITIES)
    return Writer(rng, municipality or drawn)


def findings_sheet(
    seed: int | str,
    approaches: int = 1,
    conclusions: bool = False,
    settings: Settings | None = None,
    municipality: str | None = None,
) -> Sheet:
    """A factsheet of 2013 with the findings on one or more approaches."""
    writer = _writer(seed, municipality)
    rng, settings = writer.rng, settings or Settings()
    names = rng.sample(APPROACHES, approaches)
    writer.approach = names[0]
    context = [writer.fill(t) for t in rng.sample(sentences()["tekst"]["context"], rng.randint(2, 5))]
    context += _more_prose(writer, settings)
    found = tuple(_approach(writer, name, n, settings, conclusions) for n, name in enumerate(names))
    return Sheet(
        "toezichtonderzoek", writer.municipality, rng.choice(MONTHS[5:12]), 2013, found, tuple(context),
        organisations=tuple(writer.organisations), documents=tuple(writer.documents),
    )  # fmt: skip


def _now(writer: Writer, ids: tuple[str, ...], assignment: str) -> Statement:
    good = writer.rng.random() < 0.55
    side = "goed" if good else "beter"
    data = sentences()
    writer.years, writer.coming = (2014,), 2015
    first, *rest = writer.rng.sample(data["nu"][side], len(data["nu"][side]))
    texts = _paragraphs(writer, [writer.fill(first)], rest, Settings(length=1, paragraphs=0.1))
    return Statement(ids, 0, 2014, "√" if good else "X", texts, (), "LET OP:", assignment)


def _followup_tables(
    writer: Writer, rows: list[tuple[tuple[tuple[str, str], ...], list[Statement | None]]], headers: tuple[str, ...], empty: float, ambiguous: bool
) -> tuple[Table, ...]:  # fmt: skip
    tables: list[Table] = []
    for theme_id, heading in framework().themes.items():
        printed: list[Row] = []
        for wordings, before in rows:
            ids = tuple(item for item, _ in wordings)
            if theme(ids[0]) != theme_id:
                continue
            told = sum(1 for item in before if item is not None)
            open_ = all(item is None or item.mark == "X" for item in before)
            blank = writer.rng.random() < empty and open_ and (ambiguous or told == 1)
            after = () if blank else (_now(writer, ids, "shared" if len(ids) > 1 else "own"),)
            cells = (*((item,) if item is not None else () for item in before), after)
            printed.append(Row(theme_id, criterion(ids[0]), wordings, cells))
        if (
            printed and writer.rng.random() < 0.06
        ):  # a heading left over from the page before, as in a real one
            heading = framework().themes[str(int(theme_id) % 5 + 1)]
        if printed:
            tables.append(Table(heading, headers, tuple(printed)))
    return tuple(tables)


def _after(writer: Writer, sheet_approaches: tuple[Approach, ...], previous: tuple[str, ...]) -> Sheet:
    rng = writer.rng
    context = tuple(writer.fill(t) for t in sentences()["tekst"]["ontwikkeling"][: rng.randint(1, 4)])
    return Sheet(
        "verbeterpunten", writer.municipality, rng.choice(MONTHS[2:9]), 2015, sheet_approaches, context, previous,
        tuple(writer.organisations), tuple(writer.documents),
    )  # fmt: skip


def followup_sheet(
    seed: int | str,
    columns: int = 1,
    renamed: bool = False,
    empty: float = 0.1,
    ambiguous: bool = False,
    municipality: str | None = None,
) -> Sheet:
    """A follow-up of 2015 with one or two columns for 2013.

    ``renamed``: the one approach of 2013 now has another name. ``ambiguous``: what flat text of two columns cannot tell may
    occur, such as two statements of 2013 with an empty cell for 2014, or a statement without a mark.
    """
    writer = _writer(seed, municipality)
    rng = writer.rng
    names = rng.sample(APPROACHES, 3)
    writer.approach, writer.role = names[0], rng.choice(ROLES)
    no_mark = 0.01 if ambiguous or columns == 1 else 0.0
    settings = Settings(good=0.04, no_mark=no_mark, let_op=0.04, length=2, slips=0.25)
    ids = sorted(rng.sample([i.indicator_id for i in framework().indicators], rng.randint(5, 12)))
    groups: list[tuple[str, ...]] = [(item,) for item in ids if item not in ("3.1.1", "3.1.2")]
    groups.append(("3.1.1", "3.1.2"))
    groups.sort()
    first = 1 if columns == 2 or renamed else 0
    rows: list[tuple[tuple[tuple[str, str], ...], list[Statement | None]]] = []
    for group in groups:
        wordings = tuple((item, wording(rng, item, settings.slips)) for item in group)
        kept = rng.choice(((True, True), (True, False), (False, True))) if columns == 2 else (True,)
        before = [
            statement(writer, group, first + n, settings, "shared" if len(group) > 1 else "own", "LET OP:")
            if keep
            else None
            for n, keep in enumerate(kept)
        ]
        rows.append((wordings, before))
    headers = ("2013", "2014") if columns == 1 else (f"2013  {names[1]}", f"2013  {names[2]}", "2014")
    tables = _followup_tables(writer, rows, headers, empty, ambiguous)
    previous = tuple(names[1:3]) if columns == 2 else (names[1],) if renamed else ()
    found = (Approach(names[0], tables=tables), *(Approach(name) for name in previous))
    return _after(writer, found, previous)


def pair(
    seed: int | str, settings: Settings | None = None, municipality: str | None = None
) -> tuple[Sheet, Sheet]:
    """A factsheet of 2013 and the follow-up that repeats its improvement points; one text is repeated with a small difference."""
    before = findings_sheet(seed, settings=settings, municipality=municipality)
    writer = _writer(f"{seed}-after")
    writer.municipality, writer.approach = before.municipality, before.approaches[0].name
    points = [
        (row, item)
        for table in before.approaches[0].tables
        for row in table.rows
        for item in row.cells[0]
        if item.mark == "X"
    ]
    changed = next((n for n, (_, item) in enumerate(points) if " de " in item.paragraphs[-1]), None)
    rows: list[tuple[tuple[tuple[str, str], ...], list[Statement | None]]] = []
    for number, (row, item) in enumerate(points):
        again = replace(item, assignment="shared" if len(item.indicators) > 1 else "own")
        if number == changed:
            again = replace(
                again, paragraphs=(*item.paragraphs[:-1], item.paragraphs[-1].replace(" de ", " deze ", 1))
            )
        wordings = tuple((code, text) for code, text in row.printed if code in item.indicators)
        rows.append((wordings, [again]))
    tables = _followup_tables(writer, rows, ("2013", "2014"), 0.1, False)
    for name in (*before.organisations, *ORGANISATIONS):
        if any(name in text for _, item in points for text in (*item.paragraphs, *item.let_op)):
            writer.organisations[bare(name)] = None
    for title in before.documents:
        if any(title in text for _, item in points for text in item.paragraphs):
            writer.documents[title] = None
    return before, _after(writer, (Approach(before.approaches[0].name, tables=tables),), ())


SHAPES = ("one", "two", "followup-one", "followup-two")


def sheet(
    seed: int | str,
    shape: str,
    ambiguous: bool = False,
    municipality: str | None = None,
    settings: Settings | None = None,
) -> Sheet:
    """A factsheet of one of the four `SHAPES`; ``settings`` are for those with findings."""
    rng = random.Random(f"shape-{seed}")
    if shape == "one":
        return findings_sheet(seed, 1, rng.random() < 0.3, settings, municipality)
    if shape == "two":
        return findings_sheet(seed, 2, True, settings, municipality)
    if shape == "followup-one":
        return followup_sheet(seed, 1, renamed=rng.random() < 0.15, municipality=municipality)
    return followup_sheet(seed, 2, ambiguous=ambiguous, municipality=municipality)
