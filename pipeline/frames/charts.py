"""Charts of what ``analysis`` finds, with Dutch labels, for any number of municipalities. Needs the extra ``notebooks``.

A chart is a matplotlib figure that a notebook shows when it is the last value of a cell. It belongs to no window and no
global state: nothing needs closing, and no setting of matplotlib is changed.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
import numpy as np
import pandas as pd
from ggsr_extract.models.framework import framework
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, PathPatch, Rectangle
from matplotlib.path import Path

if TYPE_CHECKING:
    import networkx as nx  # type: ignore[import-untyped]
    from pandas.io.formats.style import Styler

INK, SOFT, LINE, ACCENT = "#1c2733", "#51606e", "#d9dfe5", "#14507e"
VERDICTS: Mapping[str, str] = {"voldoet": "#2a7f61", "verbeterpunt": "#dd8a3c"}
OUTCOMES: Mapping[str, str] = {"opgelost": "#2a7f61", "niet_opgelost": "#dd8a3c", "onbekend": "#a9b3bc"}
_NAMES = {"niet_opgelost": "niet opgelost"}
_MARKS = {"voldoet": "√", "verbeterpunt": "X"}
_STYLE: Any = {
    "font.family": "sans-serif",
    "font.size": 9,
    "text.color": INK,
    "axes.labelcolor": SOFT,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
}
_NO_DATA = "Geen gegevens in dit archief"
ROWS_WITH_MARKS, ROWS_WITH_NAMES = 60, 200
"""Up to so many rows a heat map has a mark in each cell, and a name at each row."""
LABELLED = 12
"""So many lines of a slope chart have a name; the rest stay grey behind them."""

LEVEL_NAMES = 16
"""Up to so many nodes of a network have level names; of more, the names are turned outwards."""
FEW = 5
"""A topic of fewer texts stands out by no colour, whatever its interval."""


class Chart(Figure):
    """A figure that notebooks show sharply, with or without matplotlib's own notebook support."""

    def _repr_png_(self) -> tuple[bytes, dict[str, int]]:
        buffer = io.BytesIO()
        self.savefig(buffer, format="png", dpi=160, metadata={"Software": None})
        width, height = self.get_size_inches()
        return buffer.getvalue(), {"width": round(width * 80), "height": round(height * 80)}


def heat_map(grid: pd.DataFrame, title: str = "Oordelen per gemeente en indicator") -> Chart:
    """The grid of ``analysis.verdict_grid``: a coloured cell per verdict, themes side by side, a count at the right.

    A mark stands in each cell too, so that colour is not all, as long as there are few enough rows to read it.
    """
    rows = len(grid)
    cell = 0.3 if rows <= ROWS_WITH_MARKS else max(0.02, min(0.16, 30 / rows))
    with mpl.rc_context(_STYLE):
        chart, ax = _sheet(12.5, 1.9 + rows * cell, title)
        if not rows:
            return _nothing(chart, ax)
        cells = grid.to_numpy(dtype=object, na_value="")
        codes = np.select([cells == "verbeterpunt", cells == "voldoet"], [1.0, 2.0], 0.0)
        colours = ListedColormap(["#eceff2", VERDICTS["verbeterpunt"], VERDICTS["voldoet"]])
        edges = "white" if rows <= ROWS_WITH_NAMES else "face"
        ax.pcolormesh(codes, cmap=colours, vmin=0, vmax=2, edgecolors=edges, linewidth=1)
        ax.set(xlim=(0, len(grid.columns)), ylim=(rows, 0))
        _theme_heads(ax, [str(name) for name in grid.columns])
        if rows <= ROWS_WITH_MARKS:
            for (y, x), verdict in np.ndenumerate(cells):
                sign = _MARKS.get(verdict, "")
                ax.text(x + 0.5, y + 0.52, sign, ha="center", va="center", color="white", fontsize=8)
        if rows <= ROWS_WITH_NAMES:
            _row_names(ax, grid, codes, min(9.0, cell * 62))
        else:
            ax.set_yticks([])
            ax.set_ylabel(f"{rows} aanpakken, op naam")
        shown = [Patch(color=VERDICTS[name], label=f"{_MARKS[name]} {name}") for name in VERDICTS]
        if (codes == 0).any():
            shown.append(Patch(color="#eceff2", label="geen oordeel"))
        _legend(chart, shown)
    return chart


def verdict_bars(counts: pd.DataFrame, title: str = "Oordelen per thema") -> Chart:
    """Horizontal bars of verdicts as shares of a row; ``counts`` has the columns voldoet and verbeterpunt."""
    with mpl.rc_context(_STYLE):
        chart, ax = _sheet(9, 1.5 + 0.42 * max(len(counts), 2), title)
        if counts.empty or not counts.to_numpy().sum():
            return _nothing(chart, ax)
        table = counts[list(VERDICTS)].astype("float64")
        total = table.sum(axis=1)
        left = np.zeros(len(table))
        for name, colour in VERDICTS.items():
            share = (table[name] / total).fillna(0.0).to_numpy()
            ax.barh(np.arange(len(table)), share, left=left, color=colour, height=0.72, edgecolor="white")
            for y, (start, width) in enumerate(zip(left, share, strict=True)):
                if width > 0.07:
                    text = f"{width:.0%}".replace("%", " %")
                    ax.text(
                        start + width / 2, y, text, ha="center", va="center", color="white", weight="bold"
                    )
            left = left + share
        names = [
            f"{name}  ({int(count)})" for name, count in zip(_row_labels(table.index), total, strict=True)
        ]
        ax.set_yticks(np.arange(len(table)), names)
        ax.set(xlim=(0, 1), ylim=(len(table) - 0.4, -0.6), xticks=[])
        _legend(chart, [Patch(color=VERDICTS[name], label=name) for name in VERDICTS])
    return chart


def flow(table: pd.DataFrame, title: str = "Wat werd er van de verbeterpunten?") -> Chart:
    """A Sankey diagram of ``analysis.outcomes_by_theme``: from the themes at the left to the outcomes at the right."""
    with mpl.rc_context(_STYLE):
        chart, ax = _sheet(9.5, 5.2, title)
        table = table.loc[table.sum(axis=1) > 0, table.sum(axis=0) > 0]
        if table.empty:
            return _nothing(chart, ax)
        total = int(table.to_numpy().sum())
        gap = 0.045
        starts, ends = table.sum(axis=1), table.sum(axis=0)
        left = _stack([count / total for count in starts], gap)
        right = _stack([count / total for count in ends], gap, height=left[-1][1])
        for (name, count), (top, bottom) in zip(starts.items(), left, strict=True):
            ax.add_patch(Rectangle((-0.022, top), 0.022, bottom - top, color=ACCENT, lw=0))
            _side_label(ax, -0.035, (top + bottom) / 2, str(name), int(count), "right")
        for (name, count), (top, bottom) in zip(ends.items(), right, strict=True):
            colour = OUTCOMES[str(name)]
            ax.add_patch(Rectangle((1, top), 0.022, bottom - top, color=colour, lw=0))
            label = _NAMES.get(str(name), str(name))
            _side_label(ax, 1.035, (top + bottom) / 2, label, int(count), "left", int(count) / total)
        reached = [top for top, _ in right]
        for (start, _), row in zip(left, table.to_numpy(), strict=True):
            for column, count in enumerate(row):
                width = count / total
                _ribbon(ax, start, reached[column], width, OUTCOMES[str(table.columns[column])])
                start, reached[column] = start + width, reached[column] + width
        ax.set(xlim=(-0.3, 1.36), ylim=(left[-1][1] + 0.02, -0.02))
        ax.axis("off")
    return chart


def slopes(counts: pd.DataFrame, title: str = "Open verbeterpunten per gemeente") -> Chart:
    """A slope chart of ``analysis.points_before_and_after``; the rows with most points are named."""
    with mpl.rc_context(_STYLE):
        chart, ax = _sheet(8, 5.2, title)
        if counts.empty:
            return _nothing(chart, ax)
        ordered = counts.sort_values(["before", "after"], ascending=False, kind="stable")
        named, rest = ordered.head(LABELLED), ordered.iloc[LABELLED:]
        for before, after in rest[["before", "after"]].itertuples(index=False):
            ax.plot([0, 1], [before, after], color=LINE, lw=1, zorder=1)
        top = float(ordered[["before", "after"]].to_numpy().max())
        room = max(top, 1.0) * 0.055
        places = [spread(named[column].tolist(), room) for column in ("before", "after")]
        for row, (name, before, after) in enumerate(named[["before", "after"]].itertuples()):
            colour = OUTCOMES["opgelost" if after < before else "niet_opgelost"]
            ax.plot([0, 1], [before, after], color=colour, lw=2, marker="o", ms=6, mec="white", zorder=2)
            left, right = places[0][row], places[1][row]
            ax.plot([-0.07, 0], [left, before], color=colour, lw=0.6, alpha=0.6, zorder=1)
            ax.plot([1, 1.07], [after, right], color=colour, lw=0.6, alpha=0.6, zorder=1)
            ax.text(-0.08, left, f"{name}  {before}", ha="right", va="center")
            ax.text(1.08, right, f"{after}  {name}", ha="left", va="center")
        heights = [0.0, top, *places[0], *places[1]]
        low, high = min(heights) - room, max(heights) + room
        heads = ("Verbeterpunten\nin 2013", "Daarvan niet aantoonbaar\nopgelost bij het vervolg")
        for x, head in enumerate(heads):
            ax.plot([x, x], [low, high], color=LINE, lw=1, zorder=0)
            ax.text(x, high + 0.3 * room, head, ha="center", va="bottom", color=SOFT)
        ax.set(xlim=(-0.55, 1.55), ylim=(low, high + 2.5 * room))
        ax.axis("off")
        if len(rest):
            _note(
                chart, f"Met naam: de {LABELLED} gemeenten met de meeste punten; grijs: {len(rest)} andere."
            )
    return chart


def topic_dots(
    topics: pd.DataFrame, title: str = "Hoe vaak hoort een onderwerp bij een verbeterpunt?"
) -> Chart:
    """The frame of ``analysis.topic_verdicts``: a dot per topic with its 95 % interval, and the share of all together."""
    with mpl.rc_context(_STYLE):
        chart, ax = _sheet(9.5, 1.7 + 0.27 * max(len(topics), 4), title)
        if topics.empty:
            return _nothing(chart, ax)
        counts = topics["voldoet"] + topics["verbeterpunt"]
        overall = float(topics["verbeterpunt"].sum() / counts.sum())
        y = np.arange(len(topics))
        ax.axvline(overall, color=SOFT, lw=1, ls=(0, (4, 3)), zorder=1)
        head = f"alle onderwerpen: {overall:.0%}".replace("%", " %")
        ax.text(overall, -0.9, head, ha="center", color=SOFT, backgroundcolor="white")
        clear = ((topics["low"] > overall) | (topics["high"] < overall)) & (counts >= FEW)
        higher = topics["share"] > overall
        colours = np.select(
            [clear & higher, clear], [VERDICTS["verbeterpunt"], VERDICTS["voldoet"]], "#8b97a2"
        )
        ax.hlines(y, topics["low"], topics["high"], color=list(colours), lw=2, alpha=0.45, zorder=2)
        ax.scatter(topics["share"], y, color=list(colours), s=46, zorder=3, edgecolor="white")
        ax.set_yticks(y, topics["label"].tolist())
        for place, count in enumerate(counts):
            ax.text(1.07, place, f"{count}", ha="right", va="center", color=SOFT, fontsize=8)
        ax.text(1.07, -0.9, "teksten", ha="right", color=SOFT, fontsize=8)
        ticks = np.linspace(0, 1, 5)
        ax.set_xticks(ticks, [f"{tick:.0%}".replace("%", " %") for tick in ticks], color=SOFT)
        ax.set(xlim=(-0.02, 1.08), ylim=(len(topics) - 0.4, -1.3), xlabel="aandeel verbeterpunten")
        ax.grid(axis="x", color=LINE, lw=0.6)
        ax.set_axisbelow(True)
        labels = {
            "verbeterpunt": "duidelijk vaker",
            "voldoet": "duidelijk minder vaak",
        }
        shown = [
            Line2D([], [], color=VERDICTS[key], marker="o", lw=2, label=text) for key, text in labels.items()
        ]
        shown.append(
            Line2D([], [], color="#8b97a2", marker="o", lw=2, label="niet van het geheel te onderscheiden")
        )
        _legend(chart, shown)
    return chart


def network(graph: nx.Graph, title: str = "Wie worden samen genoemd?") -> Chart:
    """The graph of ``analysis.mention_network``: larger is named more often, darker in more factsheets, thicker together."""
    import networkx as nx

    with mpl.rc_context(_STYLE):
        chart, ax = _sheet(10, 7.2 if len(graph) <= LEVEL_NAMES else 10.5, title)
        if not len(graph):
            return _nothing(chart, ax)
        names = [
            name
            for group in nx.community.greedy_modularity_communities(graph, "weight")
            for name in sorted(group)
        ]
        angles = np.pi / 2 - 2 * np.pi * np.arange(len(names)) / len(names)
        spots = {
            name: (float(np.cos(angle)), float(np.sin(angle)))
            for name, angle in zip(names, angles, strict=True)
        }
        heaviest = max(weight for _, _, weight in graph.edges(data="weight"))
        for one, other, weight in sorted(graph.edges(data="weight"), key=lambda edge: int(edge[2])):
            share = weight / heaviest
            (x0, y0), (x1, y1) = spots[one], spots[other]
            pull = (0.2 * (x0 + x1), 0.2 * (y0 + y1))
            bow = Path([spots[one], pull, spots[other]], [Path.MOVETO, Path.CURVE3, Path.CURVE3])
            width, alpha = 0.8 + 4.2 * share, 0.15 + 0.4 * share
            ax.add_patch(PathPatch(bow, facecolor="none", edgecolor=ACCENT, lw=width, alpha=alpha, zorder=1))
        texts = np.array([graph.nodes[name]["texts"] for name in names], dtype=float)
        documents = np.array([graph.nodes[name]["documents"] for name in names], dtype=float)
        shades = mpl.colormaps["Blues"](0.3 + 0.6 * documents / documents.max())
        x, y = np.cos(angles), np.sin(angles)
        sizes = 60 + 640 * texts / texts.max()
        ax.scatter(x, y, s=sizes, c=shades, edgecolor="white", linewidth=1.5, zorder=2)
        for name, across, up, count in zip(names, x, y, texts, strict=True):
            side: Any = "left" if across > 0.01 else "right" if across < -0.01 else "center"
            turn = 0.0
            if len(names) > LEVEL_NAMES:  # level names would run into each other at the top and the bottom
                side = "left" if across >= -0.01 else "right"
                turn = float(np.degrees(np.arctan2(up, across))) + (0 if side == "left" else 180)
            place = (1.13 * across, 1.13 * up)
            text = f"{name} ({count:.0f})"
            ax.text(*place, text, ha=side, va="center", rotation=turn, rotation_mode="anchor")
        reach = 1.25 if len(names) <= LEVEL_NAMES else 1.9
        ax.set(xlim=(-1.9, 1.9), ylim=(-reach, reach), aspect="equal")
        ax.axis("off")
        _note(
            chart,
            "Grootte en getal: teksten die de organisatie noemen. Kleur: hoe donkerder, in hoe meer factsheets. "
            f"Lijn: samen in een tekst (dikste: {heaviest} keer).",
        )
    return chart


def reading_table(frame: pd.DataFrame) -> Styler:
    """A frame for reading rather than reckoning: long texts whole and from the left, no index, gaps for missing values."""
    styled = frame.style.hide(axis="index").format(na_rep="", escape="html", precision=2)
    left = {"text-align": "left", "vertical-align": "top", "white-space": "normal"}
    styled.set_properties(None, **left)
    return styled.set_table_styles([{"selector": "th", "props": "text-align: left; vertical-align: bottom"}])


def spread(values: Sequence[float], room: float) -> list[float]:
    """Places for labels: as near to the values as can be while any two, in the order of the values, are ``room`` apart."""
    order = sorted(range(len(values)), key=lambda index: values[index])
    groups: list[tuple[float, int]] = []
    for rank, index in enumerate(order):
        # Overlapping labels move together, centred on the mean of where each would like to be.
        middle, size = values[index] - rank * room, 1
        while groups and groups[-1][0] >= middle:
            before, count = groups.pop()
            middle, size = (before * count + middle * size) / (count + size), size + count
        groups.append((middle, size))
    places = [0.0] * len(values)
    rank = 0
    for middle, size in groups:
        for _ in range(size):
            places[order[rank]] = middle + rank * room
            rank += 1
    return places


def _sheet(width: float, height: float, title: str) -> tuple[Chart, Axes]:
    chart = Chart(figsize=(width, height), layout="constrained", facecolor="white")
    ax = chart.add_subplot()
    chart.suptitle(title, x=0.01, ha="left", fontsize=13, weight="bold")
    ax.spines[:].set_visible(False)
    ax.tick_params(length=0)
    return chart, ax


def _nothing(chart: Chart, ax: Axes) -> Chart:
    ax.axis("off")
    ax.text(0.5, 0.5, _NO_DATA, ha="center", va="center", color=SOFT, transform=ax.transAxes, fontsize=11)
    return chart


def _legend(chart: Chart, shown: Sequence[Any]) -> None:
    chart.legend(handles=shown, loc="outside lower left", ncols=3, frameon=False, handlelength=1.2)


def _note(chart: Chart, text: str) -> None:
    chart.supxlabel(text, x=0.01, ha="left", fontsize=8.5, color=SOFT)


def _row_labels(index: pd.Index) -> list[str]:
    return [" · ".join(map(str, key)) if isinstance(key, tuple) else str(key) for key in index]


def _row_names(ax: Axes, grid: pd.DataFrame, codes: np.ndarray[Any, Any], size: float) -> None:
    ax.set_yticks(np.arange(len(grid)) + 0.5, _row_labels(grid.index), fontsize=size)
    for y, line in enumerate(codes):
        text = f"{int((line == 2).sum())} van {int((line > 0).sum())}"
        ax.text(len(line) + 0.25, y + 0.5, text, va="center", color=SOFT, fontsize=size)


def _theme_heads(ax: Axes, columns: Sequence[str]) -> None:
    """Indicator ids above the columns, the name of each theme above its own, and a white rule between themes."""
    ax.xaxis.tick_top()
    ax.set_xticks(np.arange(len(columns)) + 0.5, columns, rotation=90, fontsize=8, color=SOFT)
    known = framework().by_id
    themes = [known[column].theme if column in known else "" for column in columns]
    heads = ax.secondary_xaxis("top")
    heads.spines[:].set_visible(False)
    firsts = [at for at in range(len(themes)) if at == 0 or themes[at] != themes[at - 1]]
    ends = [*firsts[1:], len(themes)]
    middles = [(first + end) / 2 for first, end in zip(firsts, ends, strict=True)]
    heads.set_xticks(middles, [themes[first] for first in firsts], fontsize=9, weight="bold")
    heads.tick_params(length=0, pad=34)
    for first in firsts[1:]:
        ax.axvline(first, color="white", lw=5)


def _stack(shares: Sequence[float], gap: float, height: float | None = None) -> list[tuple[float, float]]:
    """Top and bottom of blocks above each other; with ``height``, centred in it."""
    used = sum(shares) + gap * (len(shares) - 1)
    at = 0.0 if height is None else (height - used) / 2
    places = []
    for share in shares:
        places.append((at, at + share))
        at += share + gap
    return places


def _ribbon(ax: Axes, start: float, end: float, width: float, colour: str) -> None:
    if width <= 0:
        return
    points = [(0, start), (0.5, start), (0.5, end), (1, end)]
    back = [(1, end + width), (0.5, end + width), (0.5, start + width), (0, start + width)]
    codes = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
    ax.add_patch(PathPatch(Path([*points, *back, (0, start)], codes), facecolor=colour, alpha=0.42, lw=0))


def _side_label(
    ax: Axes, x: float, y: float, name: str, count: int, side: str, share: float | None = None
) -> None:
    suffix = "" if share is None else f" ({share:.0%})".replace("%", " %")
    align: Any = side
    ax.text(x, y, f"{name}  {count}{suffix}", ha=align, va="center", fontsize=10)
