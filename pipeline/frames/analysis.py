"""Questions that data scientists ask of the datasets, each answered by one frame: what the notebooks show.

All functions take frames of ``load`` and leave them as they are. They give empty results for empty frames. Needs the extra
``notebooks`` for ``database`` (DuckDB) and ``mention_network`` (networkx).
"""

from __future__ import annotations

import glob
import math
import os
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
from ggsr_extract.models.factsheet import INSPECTION
from ggsr_extract.models.framework import framework
from ggsr_extract.models.tables import TABLES
from ggsr_extract.models.topics import load_topics
from ggsr_extract.pipeline.frames.load import AGAIN
from ggsr_extract.pipeline.store.view import visible_release

if TYPE_CHECKING:
    import duckdb
    import networkx as nx  # type: ignore[import-untyped]

RUNNING_TEXT = ("finding", "remark", "conclusion", "description")
"""Owners of sentences that say something about an approach: not the cover text, nor the list of respondents."""
_Z = 1.959963984540054
"""Standard normal quantile of a two-sided interval of 95 %."""


def database(folder: str | os.PathLike[str], *, once: bool = False) -> duckdb.DuckDBPyConnection:
    """A DuckDB connection in memory with one view per dataset, over the Parquet files of one release.

    With ``once`` every factsheet counts once, as in ``load``; ``all_findings`` and its like then have the rows of all
    documents. Raises NoRelease when the folder holds no datasets and StoreError when it is damaged.
    """
    import duckdb

    place = visible_release(Path(folder))
    connection = duckdb.connect()
    for name, table in TABLES.items():
        rows = connection.read_parquet(f"{glob.escape(str(place / name))}/*.parquet")
        if once and "document_id" in table.names:
            rows.create_view(f"all_{name}")
            rows = connection.sql(
                f"SELECT * FROM all_{name} WHERE coalesce(document_id, '') NOT IN"
                f" (SELECT document_id FROM all_documents WHERE list_contains(checks, '{AGAIN}'))"
            )
        rows.create_view(name)
    return connection


def verdict_grid(findings: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """The verdicts of the full inspections: a row per municipality and approach, a column per indicator of the framework.

    Where one cell has several verdicts (an indicator printed twice) it holds the worst; where it has none, it is missing.
    Follow-ups are left out: they repeat improvement points only. Rows are sorted by name.
    """
    full = documents.loc[documents["kind"] == INSPECTION, ["document_id", "file_name"]]
    rows = findings.merge(full, on="document_id")
    cells = pd.DataFrame(
        {
            "municipality": rows["municipality"].fillna(rows["file_name"]),
            "approach": rows["approach"].fillna("aanpak onbekend"),
            "document_id": rows["document_id"],
            "indicator_id": rows["indicator_id"],
            "meets": (rows["verdict"] == "voldoet").astype("Float64").mask(rows["verdict"].isna()),
        }
    )
    keys = ["municipality", "approach", "document_id"]
    grid = cells.groupby([*keys, "indicator_id"], observed=True)["meets"].min().unstack("indicator_id")
    order = [indicator.indicator_id for indicator in framework().indicators]
    grid = grid.reindex(columns=pd.Index(order, name="indicator_id")).droplevel("document_id")
    words = {1.0: "voldoet", 0.0: "verbeterpunt"}
    return pd.DataFrame(
        {name: grid[name].map(words).astype("string") for name in order}, columns=grid.columns
    )


def improvement_points(followups: pd.DataFrame) -> pd.DataFrame:
    """One row per improvement point of 2013 that a follow-up comes back to, with its ``outcome``.

    A point that several present approaches report on is ``opgelost`` only when all of them solved it, and
    ``niet_opgelost`` as soon as one did not.
    """
    points = followups[(followups["verdict_before"] == "verbeterpunt").fillna(False)]
    rank = points["outcome"].astype("string").map({"niet_opgelost": 0, "onbekend": 1, "opgelost": 2})
    order = rank.sort_values(kind="stable").index
    return points.loc[order].drop_duplicates("finding_id_before").sort_index().reset_index(drop=True)


def points_before_and_after(points: pd.DataFrame) -> pd.DataFrame:
    """Per municipality the improvement points of 2013 (``before``) and those of them not shown to be solved (``after``)."""
    open_now = (points["outcome"] != "opgelost").astype("int64")
    named = points["municipality"].fillna("onbekend")
    counts = open_now.groupby(named).agg(["size", "sum"]).astype("int64")
    return counts.set_axis(pd.Index(["before", "after"]), axis=1).rename_axis("municipality")


def outcomes_by_theme(points: pd.DataFrame, framework_rows: pd.DataFrame) -> pd.DataFrame:
    """Improvement points counted by theme (rows, in the framework's order) and outcome (columns)."""
    themes = framework_rows[["indicator_id", "theme"]]
    joined = points.merge(themes, on="indicator_id")
    counts = pd.crosstab(joined["theme"].astype("object"), joined["outcome"].astype("object"))
    order = [theme for theme in themes["theme"].drop_duplicates() if theme in counts.index]
    return counts.reindex(index=order, columns=["opgelost", "niet_opgelost", "onbekend"], fill_value=0)


def without_repeats(findings: pd.DataFrame, followups: pd.DataFrame) -> pd.DataFrame:
    """The findings, but for those that a follow-up repeats from a 2013 factsheet that the archive holds too."""
    repeated = followups.loc[followups["source_finding_id"].notna(), "finding_id_before"]
    return findings[~findings["finding_id"].isin(repeated)]


def topic_verdicts(sentences: pd.DataFrame, findings: pd.DataFrame) -> pd.DataFrame:
    """How often the explanations that raise a topic belong to an improvement point: one row per topic.

    Counts statements, each once per topic, that have one verdict. Columns: ``label`` (Dutch), ``voldoet``,
    ``verbeterpunt``, ``share`` (0..1, of verbeterpunt), ``low`` and ``high`` (its 95 % Wilson interval). The rows run
    from the highest share to the lowest; topics that no statement raises are left out.
    """
    judged = findings.loc[findings["verdict"].notna(), ["statement_id", "verdict"]].drop_duplicates()
    judged = judged.drop_duplicates("statement_id", keep=False)
    texts = sentences.loc[sentences["owner"] == "finding", ["owner_id", "topics"]].explode("topics").dropna()
    texts = texts.drop_duplicates().merge(judged, left_on="owner_id", right_on="statement_id")
    counts = pd.crosstab(texts["topics"].astype("object"), texts["verdict"].astype("object"))
    counts = counts.reindex(columns=["voldoet", "verbeterpunt"], fill_value=0).astype("int64")
    intervals = [wilson(bad, bad + good) for good, bad in counts.itertuples(index=False)]
    labels = {topic.code: topic.label for topic in load_topics().topics}
    result = pd.DataFrame(
        {
            "label": [labels.get(code, code) for code in counts.index],
            "voldoet": counts["voldoet"],
            "verbeterpunt": counts["verbeterpunt"],
            "share": [bad / (bad + good) for good, bad in counts.itertuples(index=False)],
            "low": [low for low, _ in intervals],
            "high": [high for _, high in intervals],
        },
        index=counts.index.rename("topic"),
    )
    return result.sort_values(["share", "label"], ascending=[False, True])


def wilson(part: int, whole: int) -> tuple[float, float]:
    """The 95 % score interval of a share (Wilson, 1927), which also holds for few cases and for shares of 0 and 1.

    Raises ZeroDivisionError when ``whole`` is 0.
    """
    share, square = part / whole, _Z * _Z
    middle = share + square / (2 * whole)
    reach = _Z * math.sqrt(share * (1 - share) / whole + square / (4 * whole * whole))
    scale = 1 + square / whole
    return max(0.0, (middle - reach) / scale), min(1.0, (middle + reach) / scale)


def mention_network(
    mentions: pd.DataFrame, sentences: pd.DataFrame, *, label: str = "ORG", most: int = 30
) -> nx.Graph:
    """Which organisations are named together: an edge for two that stand in the same text about an approach.

    A text is one statement, remark, conclusion or description. Nodes have ``texts`` and ``documents``, the numbers that
    name them; edges have ``weight``, the number of texts that name both. Of the nodes with an edge, the ``most`` that
    most texts name are kept, equal ones in alphabetical order. ``label`` may name another kind of mention.
    """
    import networkx as nx

    texts = sentences.loc[sentences["owner"].isin(RUNNING_TEXT), ["sentence_id", "owner_id"]]
    named = mentions.loc[mentions["label"] == label, ["sentence_id", "document_id", "normalized"]]
    named = named.merge(texts, on="sentence_id")
    places = named[["owner_id", "document_id", "normalized"]].drop_duplicates()
    weights: Counter[tuple[Any, Any]] = Counter()
    for _, names in places.groupby("owner_id", sort=True)["normalized"]:
        weights.update(combinations(sorted(set(names)), 2))
    joined = {name for pair in weights for name in pair}
    counts = places.groupby("normalized").agg(
        texts=("owner_id", "nunique"), documents=("document_id", "nunique")
    )
    counts = counts[counts.index.isin(joined)].sort_values("texts", ascending=False, kind="stable").head(most)
    graph = nx.Graph()
    for name, texts_count, documents_count in counts.itertuples():
        graph.add_node(str(name), texts=int(texts_count), documents=int(documents_count))
    for (one, other), weight in sorted(weights.items()):
        if one in graph and other in graph:
            graph.add_edge(str(one), str(other), weight=weight)
    graph.remove_nodes_from([name for name, degree in list(graph.degree) if degree == 0])
    return graph
