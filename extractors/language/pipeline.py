"""Builds the spaCy pipeline of the language stage. spaCy itself is imported only when a pipeline is built."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language


@contextmanager
def _without_collecting() -> Iterator[None]:
    """No garbage collection within: what is built stays, and looking through it again and again costs a fifth of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def build(model: str | None = None) -> Language:
    """The pipeline that :func:`.analyse.analyse` needs.

    ``model`` None gives the default: spaCy's blank Dutch with our components from the packaged config file, no download.
    Else it is the name of an installed trained pipeline or a folder of a saved one; its own components run first (tagging,
    lemmas, entities), ours after them. Raises ``OSError`` (spaCy's) when there is no such pipeline.
    """
    import spacy
    from ggsr_extract.extractors.language import components
    from ggsr_extract.extractors.language.words import tokenizer
    from thinc.api import Config

    if model is None:
        text = files("ggsr_extract.extractors.language").joinpath("default.cfg").read_text(encoding="utf-8")
        with _without_collecting():
            return spacy.blank("nl", config=Config().from_str(text))
    nlp = spacy.load(model)
    tokenizing: Any = nlp.tokenizer
    tokenizer.add_abbreviations(tokenizing)
    for name in components.NAMES:
        if name not in nlp.pipe_names:
            nlp.add_pipe(name, last=True)
    return nlp
