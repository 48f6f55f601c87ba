"""What a person must know of the pages of a PDF, whatever was read of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from ggsr_extract.models.checks import Check

if TYPE_CHECKING:
    from ggsr_extract.extractors.readers.pdf import PdfSource


def page_checks(source: PdfSource, copies: Sequence[int]) -> tuple[Check, ...]:
    """Damage, files that are attached, pages that repeat others (``copies``: their numbers), text that is not there or not shown,
    and letters that fonts do not name.
    """
    damaged = tuple(
        Check("page_damaged", f"Page {page.number} could not be read whole: {problem}.", page=page.number)
        for page in source.pages
        for problem in page.problems
    )
    unseen = tuple(
        Check(
            "text_unseen",
            f"Page {page.number} holds {page.unseen} letters that it does not show; they were left out.",
            page=page.number,
            value=str(page.unseen),
        )
        for page in source.pages
        if page.unseen
    )
    copied = tuple(
        Check(
            "page_copied",
            f"Page {number} repeats an earlier page word for word; it was read once.",
            page=number,
        )
        for number in copies
    )
    pictures = tuple(
        Check(
            "page_picture",
            f"Page {page.number} shows a picture and no text; what can be read on it is missing.",
            page=page.number,
        )
        for page in source.pages
        if page.picture
    )
    about = "Files are attached to the PDF; they were not read. Take them out of it if they are factsheets."
    attached = (Check("files_unread", about, value=", ".join(source.attached)),) if source.attached else ()
    layers = tuple(
        Check(
            "text_layer",
            f"The text of page {page.number} is not shown, as that of an OCR program on a scan: it may hold misread letters and marks.",
            page=page.number,
        )
        for page in source.pages
        if page.layer
    )
    return (*damaged, *attached, *copied, *pictures, *unseen, *layers, *_letters(source))


def _letters(source: PdfSource) -> tuple[Check, ...]:
    """What became of letters that fonts do not name."""
    told = sorted({(font, letter.strip() or "space") for (font, _), letter in source.unnamed.told.items()})
    by_font = "; ".join(
        f"{font}: {' '.join(letter for _, letter in some)}" for font, some in groupby(told, itemgetter(0))
    )
    about = "The fonts do not name some letters; they were told from the words that they stand in."
    inferred = (Check("letters_inferred", about, value=by_font),) if told else ()
    left = source.unnamed.left
    about = (
        f"The fonts do not name the letters at {left} places, and no word tells them; U+FFFD stands there."
    )
    unknown = (Check("encoding_damaged", about, value=str(left)),) if left else ()
    return (*inferred, *unknown)
