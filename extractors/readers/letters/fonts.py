"""Font names and glyph names: what a code or a name in a font's dictionary means as text.

Sources: ISO 32000-1 annex D.5 and D.6 (Symbol and ZapfDingbats encodings); the Adobe Glyph List through pdfminer; Adobe's
ITC Zapf Dingbats glyph list (a1 to a206).
"""

from __future__ import annotations

from pdfminer.encodingdb import name2unicode

_NAMED = {
    "check": "✓",
    "checkmark": "✓",
    "tick": "✓",
    "a19": "✓",
    "a20": "✔",
    "a21": "✕",
    "a22": "✖",
    "a23": "✗",
    "a24": "✘",
    "ballotx": "✗",
    "radical": "√",
    "checkbox": "☐",
    "checkedbox": "☑",
    "checkboxchecked": "☑",
    "crossmark": "✗",
    "multiply": "×",
    "circlemultiply": "⊗",
    "a71": "●",
    "a73": "■",
}
_SYMBOL_GREEK = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"
_SYMBOL = {
    **{0x41 + i: letter for i, letter in enumerate(_SYMBOL_GREEK)},
    **{0x61 + i: letter for i, letter in enumerate("αβχδεφγηιϕκλμνοπθρστυϖωξψζ")},
    **{
        code: chr(code)
        for code in (*range(0x20, 0x22), 0x23, 0x25, 0x26, *range(0x28, 0x2A), 0x2B, 0x2C, 0x2E, 0x2F)
    },
    **{code: chr(code) for code in (*range(0x30, 0x40), 0x5B, 0x5D, 0x5F, 0x7B, 0x7C, 0x7D)},
    0x2D: "−",
    0xA2: "′",
    0xA3: "≤",
    0xA5: "∞",
    0xAB: "↔",
    0xAC: "←",
    0xAD: "↑",
    0xAE: "→",
    0xAF: "↓",
    0xB0: "°",
    0xB1: "±",
    0xB3: "≥",
    0xB4: "×",
    0xB7: "•",
    0xB8: "÷",
    0xB9: "≠",
    0xBB: "≈",
    0xBC: "…",
    0xC4: "⊗",
    0xC5: "⊕",
    0xD6: "√",
    0xD7: "⋅",
    0xDE: "⇒",
}
_DINGBATS = {
    0x25: "☎",
    0x2A: "☛",
    0x2B: "☞",
    0x48: "★",
    0x6C: "●",
    0x6E: "■",
    0x73: "▲",
    0x74: "▼",
    0x75: "◆",
    0x77: "◗",
}


def named_character(name: str) -> str | None:
    """The text that a glyph name stands for, or None when the name tells nothing (g23, cid102, smile)."""
    known = _NAMED.get(name.lower())
    if known is not None:
        return known
    try:
        return name2unicode(name) if name else None
    except (KeyError, ValueError):
        return None


def builtin_character(font: str, code: int) -> str | None:
    """What a code means in the built-in encodings of Symbol and ZapfDingbats; Wingdings codes as U+F0xx."""
    plain = font.lower().replace(" ", "").replace("-", "")
    if plain.startswith(("symbol", "standardsymbols")):
        return _SYMBOL.get(code)
    if "dingbats" in plain and 0x21 <= code <= 0x7E:
        return _DINGBATS.get(code, chr(0x2701 + code - 0x21))
    if plain.startswith(("wingdings", "webdings")) and 0x21 <= code <= 0xFF:
        return chr(0xF000 + code)
    return " " if code == 0x20 else None
