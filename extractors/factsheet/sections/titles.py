"""A factsheet's title, which large print may set on several lines."""

from __future__ import annotations

from collections.abc import Sequence

from ggsr_extract.extractors.factsheet import phrases
from ggsr_extract.extractors.factsheet.sections.entries import Entry

_LINES = 3
_LONGEST = 90  # characters


def title_end(entries: Sequence[Entry], index: int) -> int:
    """Where the title that begins at ``index`` ends (exclusive); ``index`` itself when none begins there.

    The first words of a title on a line of their own may be a heading's ("Uitkomsten verbeterpunten"): they are a title
    only when the next line of the same block goes on with it. However far apart a cover sets its lines, one that begins
    with "toezichtonderzoek" goes on with a title.
    """
    text = entries[index].text
    if text[:10].casefold() != "uitkomsten":
        return index
    for end in range(index + 1, min(index + _LINES, len(entries)) + 1):
        if end > index + 1:
            following = entries[end - 1]
            if following.line is None:
                return index
            apart = following.gap or following.block != entries[index].block
            if apart and not following.text.startswith(("toezichtonderzoek", "van het toezichtonderzoek")):
                return index
            text += " " + following.text
        if len(text) >= _LONGEST or text.endswith("."):
            return index
        if phrases.TITLE.match(text):
            return end
    return index


def inside_sentence(entries: Sequence[Entry], index: int) -> bool:
    """Whether a line stands in running prose (a follow-up cites the title of the 2013 factsheet in a sentence).

    What goes on a long line does, and in a narrow column what is printed as the line before; titles are larger.
    """
    if index == 0 or entries[index].gap:
        return False
    before, line = entries[index - 1].line, entries[index].line
    text = entries[index - 1].text
    if not text or text[-1] in ".?!:":
        return False
    alike = before is not None and line is not None and 0 < line.size < before.size + 0.4 and not line.bold
    return alike or len(text) > 40
