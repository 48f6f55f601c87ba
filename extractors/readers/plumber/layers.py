"""Layers (optional content) that are off when a PDF is opened, and pdfminer's interpreter that passes them by and knows how
opaque things are.

ISO 32000-1, 8.11: the catalogue says which groups are off; marked content and forms say to which group they belong.
"""

from __future__ import annotations

from typing import Any

from ggsr_extract.extractors.readers.letters.resolve import PRINTED_AS_ONE, SOFT_HYPHEN
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter
from pdfminer.pdftypes import PDFObjRef, resolve1
from pdfminer.utils import decode_text

Matrix = tuple[float, float, float, float, float, float]


def layers_off(document: Any) -> frozenset[int]:
    """The object numbers of the groups that are off; ``document`` is pdfminer's."""
    about = resolve1(document.catalog.get("OCProperties"))
    usual = resolve1(about.get("D")) if isinstance(about, dict) else None
    if not isinstance(usual, dict):
        return frozenset()
    base = getattr(resolve1(usual.get("BaseState")), "name", "ON")
    every = _numbers(about.get("OCGs")) if base == "OFF" else frozenset()
    off = (every - _numbers(usual.get("ON"))) | _numbers(usual.get("OFF"))
    return _as_used(usual.get("AS"), off)


def _as_used(usages: Any, off: frozenset[int]) -> frozenset[int]:
    """The groups that are off when what they say of their use on a screen is followed, as the file asks for (8.11.4.4)."""
    listed = resolve1(usages)
    for usage in map(resolve1, listed) if isinstance(listed, list) else ():
        if not isinstance(usage, dict) or _name(usage.get("Event")) != "View":
            continue
        groups, categories = resolve1(usage.get("OCGs")), resolve1(usage.get("Category"))
        names = [_name(each) for each in categories] if isinstance(categories, list) else []
        for group in groups if isinstance(groups, list) else ():
            states = [_state(group, name) for name in names] if isinstance(group, PDFObjRef) else []
            if "OFF" in states:
                off |= {group.objid}
            elif "ON" in states:
                off -= {group.objid}
    return off


def _state(group: PDFObjRef, category: str) -> str:
    """What a group says of its state in a category of use: ``ON``, ``OFF`` or nothing."""
    about = resolve1(group)
    use = resolve1(about.get("Usage")) if isinstance(about, dict) else None
    told = resolve1(use.get(category)) if isinstance(use, dict) else None
    return _name(told.get(f"{category}State")) if isinstance(told, dict) else ""


def _name(value: Any) -> str:
    return str(getattr(resolve1(value), "name", ""))


def _numbers(listed: Any) -> frozenset[int]:
    found = resolve1(listed)
    return (
        frozenset(each.objid for each in found if isinstance(each, PDFObjRef))
        if isinstance(found, list)
        else frozenset()
    )


_DEEPEST = 12  # expressions within expressions


def _is_off(group: Any, off: frozenset[int]) -> bool:
    """Whether a group is off, or what says of several groups together when it shows says that it does not (8.11.2.2)."""
    if isinstance(group, PDFObjRef) and group.objid in off:
        return True
    about = resolve1(group)
    if not isinstance(about, dict):
        return False
    expression = resolve1(about.get("VE"))
    if isinstance(expression, list):
        return not _holds(expression, off, _DEEPEST)
    named = about.get("OCGs")
    numbers = _numbers(named)
    if isinstance(named, PDFObjRef) and not numbers:
        numbers = frozenset((named.objid,))
    if not numbers:
        return False
    hidden = numbers & off
    return {
        "AllOn": bool(hidden),
        "AnyOff": not hidden,
        "AllOff": hidden != numbers,
    }.get(_name(about.get("P")), hidden == numbers)


def _holds(expression: Any, off: frozenset[int], depth: int) -> bool:
    """Whether an expression over groups that are on holds; what is no expression does."""
    if isinstance(expression, PDFObjRef) and not isinstance(resolve1(expression), list):
        return expression.objid not in off
    parts = resolve1(expression)
    if not isinstance(parts, list) or len(parts) < 2 or not depth:
        return True
    held = [_holds(part, off, depth - 1) for part in parts[1:]]
    return {"And": all(held), "Or": any(held), "Not": not held[0]}.get(_name(parts[0]), True)


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
        if not isinstance(named, dict):
            return
        self.do_w(resolve1(named.get("LW")))
        alpha = resolve1(named.get("ca"))
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
        self.device.says.append(None)

    def do_BDC(self, tag: Any, props: Any) -> None:  # noqa: N802
        """Begin marked content that may be of a layer, or say how it is read."""
        off = False
        if self.device.off and getattr(tag, "name", None) == "OC":
            known = resolve1(self.resources.get("Properties"))
            name = getattr(props, "name", None)
            off = isinstance(known, dict) and _is_off(known.get(name), self.device.off)
        self.device.layers.append(off)
        said = resolve1(props.get("ActualText")) if isinstance(props, dict) else None
        text = decode_text(said) if isinstance(said, bytes) else ""
        one = len(text) == 1 or text.replace(SOFT_HYPHEN, "") in PRINTED_AS_ONE
        self.device.says.append(text if one else None)

    def do_EMC(self) -> None:  # noqa: N802
        """End marked content."""
        if self.device.layers:
            self.device.layers.pop()
        if self.device.says:
            self.device.says.pop()

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
