"""Tables over page breaks: what stands at the top of a page may end the last row of the page before."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ggsr_extract.extractors.layout.lines import Run, ends_sentence
from ggsr_extract.extractors.layout.tables.columns import Columns
from ggsr_extract.extractors.layout.tables.markplaces import place_marks
from ggsr_extract.extractors.layout.tables.parts import Part, Prose
from ggsr_extract.extractors.layout.tables.rows import DraftRow
from ggsr_extract.extractors.layout.wording import (
    begins_indicator,
    ends_indicator,
    is_criterion,
    is_theme,
    squeeze,
)

_ENDS = (".", "!", "?", ".’", ".'", ".”", '."', ".)", ";", ":")


def join_over_breaks(pages: Sequence[Sequence[Part | Prose]]) -> None:
    """Move a broken row's second half into its first. Parts keep their places; rows that moved leave their part."""
    last: Part | None = None
    theme = ""
    for items in pages:
        parts = [item for item in items if isinstance(item, Part)]
        if parts and last is not None and last.page is not parts[0].page and _adjacent(items, parts[0], last):
            named = _themes(items[: items.index(parts[0])])
            if not theme or named[:1] in ([], [theme]):
                _join(last, parts[0])
        theme = next(reversed(_themes(items)), theme)
        if parts:
            last = next((p for p in reversed(parts) if p.rows), parts[-1])
            if _heads_another(items[items.index(last) + 1 :], last):
                last = None
        elif items:
            last = None


def _themes(items: Sequence[Part | Prose]) -> list[str]:
    """The names of themes outside tables, in order."""
    bands = [band for item in items if isinstance(item, Prose) for band in item.bands]
    return [squeeze(band.text) for band in bands if is_theme(band.text)]


def _heads_another(after: Sequence[Part | Prose], last: Part) -> bool:
    """Whether what stands below a page's last table is the heading of the next one, or the criterion of the next rows."""
    bands = [band for item in after if isinstance(item, Prose) for band in item.bands]
    if last.columns.kind == "conclusions":
        return bool(bands)
    return any(is_theme(band.text) or is_criterion(band.text) for band in bands)


def _adjacent(items: Sequence[Part | Prose], part: Part, last: Part) -> bool:
    """Whether only headings stand between two parts of tables with equally many columns."""
    if part.columns.count != last.columns.count or part.columns.kind != last.columns.kind:
        return False
    before = items[: items.index(part)]
    if part.columns.kind == "conclusions" and before:
        return False
    return sum(len(item.bands) for item in before) <= 3


def _join(first: Part, second: Part) -> None:
    if not first.rows or not second.rows:
        return
    wording = first.rows[-1].cells[first.columns.indicator]
    if wording and is_criterion(wording[-1].text):
        return  # it stands over the columns, and the rows of its indicators are on the next page
    if first.columns.kind != "conclusions":
        _give_back(first.rows[-1], second.rows[0], first)
    cut = first.open_end and not _begins_anew(second.rows[0], first.rows[-1], second)
    while second.rows and (cut or _continues(first.rows[-1], second.rows[0], first, second.pitch)):
        row = second.rows.pop(0)
        target = first.rows[-1]
        pitch = second.pitch
        for index, runs in enumerate(row.cells):
            target.cells[index] = _together(target.cells[index], runs, pitch)
        target.joined = True
        if first.columns.kind != "conclusions":
            break


def _give_back(above: DraftRow, row: DraftRow, part: Part) -> None:
    """Move marks at the end of a page, with what stands below them, to the row whose wording did not fit there any more.

    The row above has a mark of its own, and its wording ends above them; the wording at the top of the next page begins
    there and has none.
    """
    columns, pitch = part.columns, part.pitch
    texts, wording_above = row.cells[columns.indicator], above.cells[columns.indicator]
    values = range(columns.value, columns.count)
    if (
        above.joined
        or not texts
        or not wording_above
        or any(run.mark for index in values for run in row.cells[index])
    ):
        return
    ends = [[run.mid for run in above.cells[index] if run.mark][-1:] for index in values]
    lowest = max([mid for some in ends for mid in some], default=0.0)
    edge = lowest - 0.6 * pitch
    own = any(run.mark and run.mid < edge for index in values for run in above.cells[index])
    if (
        not own
        or edge < wording_above[-1].mid
        or not begins_indicator(" ".join([run.text for run in texts[:3]]))
    ):
        return
    for index in values:
        moved = [run for run in above.cells[index] if run.mid >= edge]
        above.cells[index] = [run for run in above.cells[index] if run.mid < edge]
        row.cells[index] = [*moved, *row.cells[index]]


def _begins_anew(row: DraftRow, above: DraftRow, part: Part) -> bool:
    """Whether a page's first row is no rest of the row above: a criterion stands in it, or a wording begins level with a
    mark while the row above, whose findings are there, has none.
    """
    columns, indicator = part.columns, row.cells[part.columns.indicator]
    if any(row.cells[: columns.indicator]) or (indicator and is_criterion(indicator[0].text)):
        return True
    marks = [run for cell in row.cells[columns.value :] for run in cell[:1] if run.mark]
    filled = [run for cell in above.cells[columns.value :] for run in cell]
    if not indicator or not filled or any(run.mark for run in filled):
        return False
    level = any(abs(mark.mid - indicator[0].mid) < 0.4 * part.pitch for mark in marks)
    return level and begins_indicator(" ".join([run.text for run in indicator[:3]]))


def _together(above: list[Run], runs: list[Run], pitch: float) -> list[Run]:
    """The two halves of a cell; its only mark stands first, also where it was set half-way down a tall cell."""
    marks = [run for run in runs if run.mark]
    if len(marks) == 1 and above and not any(run.mark for run in above):
        return [*marks, *above, *(run for run in runs if not run.mark)]
    texts = [run for run in runs if not run.mark]
    if marks and texts and above:
        going_on = not above[-1].mark and not ends_sentence(above[-1].text, texts[0].text)
        if len(marks) == 1 or going_on:
            runs = place_marks(texts, marks, pitch, by_level=True, going_on=going_on)
    return [*above, *runs]


def _text(runs: Sequence[Run]) -> str:
    return " ".join(run.text for run in runs if not run.mark)


def _continues(above: DraftRow, row: DraftRow, part: Part, pitch: float) -> bool:
    columns = part.columns
    if columns.kind == "conclusions":
        return columns.count < 3 or not row.cells[0]
    values = row.cells[columns.value :]
    indicator = row.cells[columns.indicator]
    marked = any(run.mark for cell in values for run in cell)
    text = _text(indicator)
    if not text:
        return not (marked and _complete(above, part)) or not any(above.cells[columns.indicator])
    if not any(values) and is_criterion(text):
        return False  # it stands over the columns
    if not any(values) or _lacks_its_text(above, row, columns):
        return True
    ends = [_text(cell) for cell in above.cells[columns.value :]]
    if not marked and any(end and not end.endswith(_ENDS) for end in ends):
        return True
    if any(map(_goes_on, above.cells[columns.value :], values)):
        return True
    if not _begins_criterion(row, part, pitch) and any(
        _begins_without_mark(cell, indicator, pitch) for cell in values
    ):
        return True
    if _has_more_marks(row, columns):
        return True
    return not begins_indicator(text) and not _whole(_text(above.cells[columns.indicator]))


def _lacks_its_text(above: DraftRow, row: DraftRow, columns: Columns) -> bool:
    """Whether a row has marks but no indicator, or no text that they mark, and the row below has these but no second mark.

    Where a row has nothing but marks, the row below may have more of them.
    """
    begun = False
    if all(run.mark for cell in above.cells for run in cell):
        return True
    for cell, rest in zip(above.cells[columns.value :], row.cells[columns.value :], strict=True):
        marked = any(run.mark for run in cell)
        if marked and any(run.mark for run in rest):
            return False
        begun = begun or (
            marked and (not any(above.cells[columns.indicator]) or (bool(rest) and not _text(cell)))
        )
    return begun


def _goes_on(above: Sequence[Run], cell: Sequence[Run]) -> bool:
    """Whether a sentence of the page before goes on in a cell: it has no end there, and here a word in small letters follows."""
    end, text = _text(above), _text(cell)
    return text[:1].islower() and bool(end) and not end.endswith(_ENDS)


def _begins_without_mark(cell: Sequence[Run], indicator: Sequence[Run], pitch: float) -> bool:
    """Whether a cell's first mark belongs to a later paragraph than its first: the first ends what the page before began.

    A mark that is level with none of the indicator's lines, or stands at the middle of all cells, may be centred in its row,
    and level with any paragraph.
    """
    marks = [run for run in cell if run.mark]
    texts = [run for run in cell if not run.mark]
    if len(marks) > 1:
        return bool(texts) and cell[0] is texts[0] and marks[0].mid - texts[0].mid > 0.6 * pitch
    if not marks:
        return False
    if _leads_later_line(marks[0], texts, pitch):
        return True
    if not any(abs(run.mid - marks[0].mid) < 0.4 * pitch for run in indicator):
        return False
    if all(
        abs(marks[0].mid - (some[0].mid + some[-1].mid) / 2) < 0.2 * pitch
        for some in (indicator, texts)
        if some
    ):
        return False
    for above, run in pairwise(texts):
        if run.mid - above.mid > 1.2 * pitch and abs(run.mid - marks[0].mid) < 0.4 * pitch:
            return True
    return False


def _leads_later_line(mark: Run, texts: Sequence[Run], pitch: float) -> bool:
    """Whether a mark stands in a line of a cell that is not its first, before the text of that line alone: where other lines begin."""
    beside = [run for run in texts if abs(run.mid - mark.mid) < 0.4 * pitch and run.x0 >= mark.x1]
    others = [run for run in texts if run not in beside]
    if not beside or not others or others[0].mid > mark.mid:
        return False
    near = beside[0].x0 - mark.x1 < beside[0].size
    return near and all(abs(run.x0 - mark.x0) < 1.5 for run in others)


def _begins_criterion(row: DraftRow, part: Part, pitch: float) -> bool:
    """Whether another criterion than the last one of the page before begins in a row, level with its indicator and its texts."""
    columns = part.columns
    names = [_text(other.cells[0]) for other in (row, *reversed(part.rows)) if other.cells[0]]
    if not columns.indicator or not row.cells[0] or names[0] in names[1:2]:
        return False
    first = [next((run.mid for run in cell if not run.mark), None) for cell in row.cells]
    top = first[0] or 0.0
    return all(
        mid is not None and abs(mid - top) < 0.4 * pitch
        for mid in first[columns.indicator : columns.value + columns.findings]
    )


def _has_more_marks(row: DraftRow, columns: Columns) -> bool:
    """Whether a row has more marks in a cell than indicators, and no criterion: some of its indicators stand before it."""
    if any(row.cells[: columns.indicator]):
        return False
    texts = [run.text for run in row.cells[columns.indicator]]
    labels = sum(begins_indicator(" ".join(texts[at : at + 3])) for at in range(len(texts)))
    return any(sum(bool(run.mark) for run in cell) > max(labels, 1) for cell in row.cells[columns.value :])


def _complete(above: DraftRow, part: Part) -> bool:
    """Whether the row above holds no indicator that could wait for a mark."""
    return not any(above.cells[part.columns.indicator])


def _whole(text: str) -> bool:
    """Whether an indicator's wording is printed to its end: nothing of the framework's wording goes on after it."""
    return ends_indicator(text)
