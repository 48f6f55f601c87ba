/* The views that are lists: findings, factsheets, follow-ups; and the export of the filtered findings. */
(function () {
  "use strict";
  const G = window.GGSR;
  const { data, element } = G;
  const STEP = 50;
  const CLASSES = { v: "good", x: "bad", "-": "none" };
  const OUTCOME_CLASSES = { opgelost: "good", niet_opgelost: "bad", onbekend: "none" };

  const badge = (kind) => element("span", { class: "badge " + CLASSES[kind] }, G.MARKS[kind] + " " + G.VERDICTS[kind]);
  const chips = (labels, style) => labels.map((label) => element("span", { class: "chip " + style }, label));
  const textOf = (at) => (window.GGSR_TEXTS ? window.GGSR_TEXTS.texts[data.s[at]] : "…");
  const remarksOf = (at) => (window.GGSR_TEXTS ? window.GGSR_TEXTS.remarks[data.s[at]] : []);

  /* The text with the words that were looked for marked. Folding may change lengths; then nothing is marked. */
  function highlighted(text, words) {
    const folded = G.fold(text);
    if (!words.length || folded.length !== text.length) return [text];
    const hits = [];
    for (const word of words) for (let from = folded.indexOf(word); from >= 0; from = folded.indexOf(word, from + word.length)) hits.push([from, from + word.length]);
    hits.sort((one, other) => one[0] - other[0] || other[1] - one[1]);
    const parts = [];
    let done = 0;
    for (const [from, to] of hits) {
      if (from < done) continue;
      parts.push(text.slice(done, from), element("mark", {}, text.slice(from, to)));
      done = to;
    }
    parts.push(text.slice(done));
    return parts;
  }

  /* Shows the first of many, with a button for more. */
  function growing(target, items, make, empty, wrap) {
    if (!items.length) {
      target.replaceChildren(element("p", { class: "empty-note" }, empty));
      return;
    }
    const list = wrap();
    let shown = 0;
    const more = element("button", { type: "button", class: "more" });
    const grow = (count) => {
      const until = Math.min(items.length, shown + count);
      const parts = document.createDocumentFragment();
      for (; shown < until; shown += 1) parts.append(make(items[shown]));
      (list.tBodies ? list.tBodies[0] : list).append(parts);
      more.textContent = `Toon meer (nog ${(items.length - shown).toLocaleString("nl-NL")})`;
      more.hidden = shown === items.length;
    };
    more.addEventListener("click", () => grow(STEP * 4));
    grow(STEP);
    target.replaceChildren(element("div", { class: "scroll" }, list), more);
  }

  function findings(target, found, filters) {
    const words = filters.tekst ? G.fold(filters.tekst).split(/\s+/).filter(Boolean) : [];
    growing(target, found, (at) => finding(at, words), "Geen bevindingen die aan het filter voldoen.", () => element("ol", { class: "findings" }));
  }

  function finding(at, words) {
    const [id, wording] = data.framework[G.indicators[at]];
    const checks = data.checkSets[data.c[at]].map(G.checkLabel);
    const topics = data.topicSets[data.t[at]].map((code) => data.topics[code] || code);
    return element("li", { class: "card " + CLASSES[data.verdicts[at]] },
      badge(data.verdicts[at]),
      element("div", {},
        element("h3", {}, element("a", { href: G.link(at) }, id + " " + wording)),
        element("p", { class: "where" }, G.describe(at)),
        element("p", { class: "text" }, ...(textOf(at) ? highlighted(textOf(at), words) : [element("em", {}, "Geen toelichting.")])),
        ...remarksOf(at).map((remark) => element("p", { class: "remark" }, element("b", {}, "LET OP "), ...highlighted(remark, words))),
        element("p", { class: "chips" }, ...chips(topics, "topic"), ...chips(checks, "check"))));
  }

  function factsheets(target, found) {
    growing(target, found, factsheet, "Geen factsheets die aan het filter voldoen.", () => {
      const heads = ["Gemeente", "Soort", "Gepubliceerd", "Bestand", "Aanpakken", "Bevindingen", "√ / X / –", "Nakijken", "Niet thuisgebracht"];
      const table = element("table", { class: "list" }, element("thead", {}, element("tr", {}, ...heads.map((name) => element("th", { scope: "col" }, name)))));
      table.append(element("tbody"));
      return table;
    });
  }

  let verdictCounts = null;
  function verdictsOf(at) {
    if (!verdictCounts) {
      verdictCounts = data.documents.map(() => ({ v: 0, x: 0, "-": 0 }));
      for (let one = 0; one < G.size; one += 1) verdictCounts[G.seriesDocument[G.series[one]]][data.verdicts[one]] += 1;
    }
    return verdictCounts[at];
  }

  function factsheet(at) {
    const row = data.documents[at];
    const { v, x, "-": none } = verdictsOf(at);
    const [errors, warnings, infos] = row[G.DOC.doubts];
    const doubts = [errors ? G.plural(errors, "fout", "fouten") : "", warnings ? G.plural(warnings, "waarschuwing", "waarschuwingen") : "", infos ? infos + " ter informatie" : ""].filter(Boolean);
    const cell = (value, style) => element("td", style ? { class: style } : {}, value);
    return element("tr", {},
      element("th", { scope: "row" }, element("a", { href: "factsheets/" + row[G.DOC.id] + ".html" }, row[G.DOC.name])),
      cell(row[G.DOC.kind]), cell(row[G.DOC.month] || "–"), cell(row[G.DOC.file], "file"), cell(String(row[G.DOC.approaches]), "number"),
      cell(String(row[G.DOC.findings]), "number"), cell(`${v} / ${x} / ${none}`, "number"),
      cell(doubts.join(", ") || "–", errors ? "severe" : ""), cell(row[G.DOC.unclaimed].toLocaleString("nl-NL") + " %", "number"));
  }

  function followups(target, found) {
    const shown = new Set(found);
    const rows = data.followups.filter(([, before, after]) => shown.has(before) || shown.has(after));
    growing(target, rows, followup, "Geen opvolging die aan het filter voldoet.", () => element("ol", { class: "followups" }));
    return rows.length;
  }

  function followup([doc, before, after, outcome, source, agreement]) {
    const any = after >= 0 ? after : before;
    const [id, wording] = data.framework[G.indicators[any]];
    const sheet = data.documents[doc];
    const note = source < 0 ? null : element("p", { class: "where" }, element("a", { href: G.link(source) }, "In de factsheet van toen"), agreement < 0 ? "" : ` (tekst ${agreement} % gelijk)`);
    return element("li", { class: "card" },
      element("div", { class: "head" },
        element("span", { class: "badge " + OUTCOME_CLASSES[outcome] }, data.outcomes[outcome]),
        element("h3", {}, element("a", { href: G.link(any) }, id + " " + wording)),
        element("p", { class: "where" }, sheet[G.DOC.name])),
      element("div", { class: "sides" }, side("Eerder", before, note), side("Nu", after, null)));
  }

  function side(label, at, note) {
    if (at < 0) return element("div", { class: "side" }, element("h4", {}, label), element("p", { class: "text" }, element("em", {}, "Niet in de factsheet.")));
    return element("div", { class: "side" },
      element("h4", {}, label + " · " + data.series[G.series[at]][2] + " · " + G.approachOf(at)),
      badge(data.verdicts[at]), element("p", { class: "text" }, textOf(at) || "–"), note);
  }

  /* A cell that a spreadsheet would take for a formula gets an apostrophe in front. */
  function cell(value) {
    const text = String(value ?? "");
    const safe = /^[=+@\t\r-]/.test(text) ? "'" + text : text;
    return /[";\r\n]/.test(safe) ? '"' + safe.replaceAll('"', '""') + '"' : safe;
  }

  const HEADS = ["gemeente", "bestand", "soort", "aanpak", "jaar", "thema", "indicator", "indicatortekst", "teken", "oordeel", "toelichting", "let_op", "toewijzing", "onderwerpen", "controles", "pagina", "document_id", "finding_id"];

  function csv(found) {
    const themes = new Map(data.themes);
    const rows = found.map((at) => {
      const sheet = G.documentOf(at);
      const kind = data.verdicts[at];
      const [id, wording] = data.framework[G.indicators[at]];
      const [, approach, year] = data.series[G.series[at]];
      return [sheet[G.DOC.name], sheet[G.DOC.file], sheet[G.DOC.kind], approach, year, themes.get(G.themeOf[G.indicators[at]]), id, wording,
        kind === "-" ? "" : G.MARKS[kind], kind === "-" ? "" : G.VERDICTS[kind], textOf(at), remarksOf(at).join(" | "), data.assignments[data.assigned[at]],
        data.topicSets[data.t[at]].join(" "), data.checkSets[data.c[at]].join(" "), data.p[at] || "", sheet[G.DOC.id], G.ids[at]];
    });
    return "\ufeff" + [HEADS, ...rows].map((row) => row.map(cell).join(";")).join("\r\n") + "\r\n";
  }

  G.lists = { findings, factsheets, followups, csv };
})();
