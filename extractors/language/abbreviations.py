"""Abbreviations with full stops, as these texts use them: one token each, and whether a sentence can end with them.

Edit the two lists to teach the tokeniser and the sentence boundaries another abbreviation. A capital as first letter is
understood ("M.b.t.").
"""

from __future__ import annotations

from typing import Final

#: A word follows them always, so a capital after them starts no sentence.
NEVER_LAST: Final = (
    "m.b.t. o.a. d.m.v. i.v.m. t.a.v. i.p.v. n.a.v. t.b.v. o.b.v. a.d.h.v. t.o.v. i.s.m. i.o.m. i.c.m. i.g.v. i.t.t. "
    "m.u.v. m.i.v. m.n. m.a.w. d.w.z. o.l.v. o.g.v. t.g.v. t.w. i.h.k.v. v.w.b. w.o. c.q. t.n.v. t.z.v. m.m.v. b.g.g. "
    "bijv. bv. ca. nl. evt. resp. incl. excl. zgn. z.g. vgl. zie. o.v.v. n.l. d.d. dd. i.z. i.c. a.h.v. "
    "dhr. mevr. mw. drs. dr. mr. ir. ing. prof. fam. ds. st. "
    "nr. nrs. art. blz. pag. hfst. par. afd. tel. fig. tab. p. "
    "gem. max. min. ong."
).split()

#: They can close a sentence: a capital after them starts a new one.
MAY_BE_LAST: Final = (
    "e.o. e.a. e.d. etc. enz. c.s. o.i.d. e.e.a. n.v.t. z.s.m. a.s. jl. j.l. p.w. p.m. p.p. p.j. p.u. a.u.b. i.o. i.o. "
    "o.m. t.e.m. n.t.b. i.b. e.v. u.s. v.o. n.o.t.k. o.t.s. u.h.p. m.d.o. b.v. n.v. v.z.w. jr. sr. v.l.n.r."
).split()

ALL: Final = tuple(dict.fromkeys([*NEVER_LAST, *MAY_BE_LAST]))
