"""Layers (optional content) that are off when a PDF is opened, and pdfminer's interpreter that passes them by and knows how
opaque things are.

ISO 32000-1, 8.11: the catalogue says which groups are off; marked content and forms say to which group they belong.
"""

from __future__ import annotations

from typing import Any

from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter
from pdfminer.pdftypes import PDFObjRef, resolve1

Matrix = tuple[float, float, float, float, float, float]


def layers_off(document: Any) -> frozenset[int]:
    """The object numbers of the groups that are off; ``document`` is pdfminer's."""
    about = resolve1(document.catalog.get("OCProperties"))
    usual = resolve1(about.get("D")) if isinstance(about, dict) else None
    if not isinstance(usual, dict):
        return frozenset()
    base = getattr(resolve1(usual.get("BaseState")), "name", "ON")
    every = _numbers(about.get("OCGs")) if base == "OFF" else frozenset()
    return (every - _numbers(usual.get("ON"))) | _numbers(usual.get("OFF"))


def _numbers(listed: Any) -> frozenset[int]:
    found = resolve1(listed)
    return (
        frozenset(each.objid for each in found if isinstance(each, PDFObjRef))
        if isinstance(found, list)
        else frozenset()
    )


def _is_off(group: Any, off: frozenset[int]) -> bool:
    """Whether a group is off, or (of several together) all that it names."""
    if isinstance(group, PDFObjRef) and group.objid in off:
        return True
    about = resolve1(group)
    if not isinstance(about, dict) or "OCGs" not in about:
        return False
    named = about["OCGs"]
    numbers = {named.objid} if isinstance(named, PDFObjRef) and named.objid in off else _numbers(named)
    return bool(numbers) and numbers <= off


class _State(PDFGraphicState):
    """pdfminer's, with ``alpha``: how opaque what is filled is, from 0 to 1 (ISO 32000-1, 11.6.4.4)."""

    alpha = 1.0

    def copy(self) -> PDFGraphicState:
        """The same state once more."""
        state = _State()
        vars(state).update(vars(self))
        return state


class Interpreter(PDFPageInterpreter):
    """pdfminer's, with line widths as the file gives them, in its units at the time of drawing (1 where it gives none); it
    tells its device where layers begin and end, and that there are gradients.
    """

    device: Any
    graphicstate: Any

    def init_state(self, ctm: Matrix) -> None:
        """Begin a page or a form."""
        super().init_state(ctm)
        self.graphicstate = _State()
        self.graphicstate.linewidth = 1.0

    def do_w(self, linewidth: Any) -> None:
        """Set the line width."""
        if isinstance(linewidth, (int, float)):
            self.graphicstate.linewidth = float(linewidth)

    def do_gs(self, name: Any) -> None:
        """Set parameters by their names in the resources."""
        states = resolve1(self.resources.get("ExtGState"))
        named = resolve1(states.get(getattr(name, "name", None))) if isinstance(states, dict) else None
        alpha = resolve1(named.get("ca")) if isinstance(named, dict) else None
        if isinstance(alpha, (int, float)):
            self.graphicstate.alpha = float(alpha)

    def do_sh(self, name: Any) -> None:
        """Paint a gradient."""
        del name
        self.device.shaded = True

    def do_BMC(self, tag: Any) -> None:  # noqa: N802
        """Begin marked content."""
        del tag
        self.device.layers.append(False)

    def do_BDC(self, tag: Any, props: Any) -> None:  # noqa: N802
        """Begin marked content that may be of a layer."""
        off = False
        if self.device.off and getattr(tag, "name", None) == "OC":
            known = resolve1(self.resources.get("Properties"))
            name = getattr(props, "name", None)
            off = isinstance(known, dict) and _is_off(known.get(name), self.device.off)
        self.device.layers.append(off)

    def do_EMC(self) -> None:  # noqa: N802
        """End marked content."""
        if self.device.layers:
            self.device.layers.pop()

    def do_Do(self, xobjid_arg: Any) -> None:  # noqa: N802
        """Draw a form or an image."""
        thing = resolve1(self.xobjmap.get(getattr(xobjid_arg, "name", None)))
        about = getattr(thing, "attrs", {})
        self.device.layers.append(bool(self.device.off) and _is_off(about.get("OC"), self.device.off))
        depth, alpha = len(self.device.layers), self.device.alpha
        self.device.alpha = alpha * self.graphicstate.alpha
        super().do_Do(xobjid_arg)
        self.device.alpha = alpha
        del self.device.layers[depth - 1 :]
