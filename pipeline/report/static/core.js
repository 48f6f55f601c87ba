/* The data in columns, the filters, and the address that keeps them. Text from factsheets is only ever set as text. */
(function () {
  "use strict";
  const data = window.GGSR_DATA;
  const size = data.r.length;
  const ids = size ? data.ids.split(" ") : [];
  const series = Uint32Array.from(data.r);
  const indicators = Uint8Array.from(data.i);
  const seriesDocument = Uint32Array.from(data.series, (one) => one[0]);
  const themeOf = data.framework.map(([id]) => id.split(".")[0]);
  const DOC = { id: 0, name: 1, kind: 2, month: 3, file: 4, reader: 5, approaches: 6, findings: 7, doubts: 8, unclaimed: 9, checks: 10 };
  const MARKS = { v: "√", x: "X", "-": "–" };
  const VERDICTS = { v: "voldoet", x: "verbeterpunt", "-": "geen oordeel" };
  const FIELDS = ["gemeente", "thema", "indicator", "oordeel", "jaar", "onderwerp", "controle", "tekst"];
  const VIEWS = ["matrix", "bevindingen", "factsheets", "opvolging"];

  const fold = (text) =>
    (/[^\x00-\x7f]/.test(text) ? text.normalize("NFD").replace(/\p{M}/gu, "") : text).toLowerCase();
  const names = data.documents.map((one) => fold(one[DOC.name]));
  const inFindings = new Set(data.checkSets.flat());

  let folded = null;
  function searchable() {
    if (!folded && window.GGSR_TEXTS) {
      const { texts, remarks } = window.GGSR_TEXTS;
      folded = texts.map((text, at) => fold(remarks[at].length ? text + "\n" + remarks[at].join("\n") : text));
    }
    return folded;
  }

  function documentsNamed(text) {
    const wanted = fold(text.trim());
    const exact = names.some((name) => name === wanted);
    return Uint8Array.from(names, (name) => (exact ? name === wanted : name.includes(wanted)) ? 1 : 0);
  }

  function setsWith(sets, code) {
    return Uint8Array.from(sets, (set) => (set.includes(code) ? 1 : 0));
  }

  /* One test per filter that is set; all must hold. Without the texts, the text filter waits. */
  function tests(filters) {
    const all = [];
    if (filters.gemeente) {
      const hit = documentsNamed(filters.gemeente);
      all.push((at) => hit[seriesDocument[series[at]]]);
    }
    if (filters.indicator) {
      const wanted = data.framework.findIndex(([id]) => id === filters.indicator);
      all.push((at) => indicators[at] === wanted);
    }
    if (filters.thema) all.push((at) => themeOf[indicators[at]] === filters.thema);
    if (filters.oordeel) {
      const wanted = { voldoet: "v", verbeterpunt: "x", geen: "-" }[filters.oordeel];
      all.push((at) => data.verdicts[at] === wanted);
    }
    if (filters.jaar) {
      const wanted = Number(filters.jaar);
      all.push((at) => data.series[series[at]][2] === wanted);
    }
    if (filters.onderwerp) {
      const hit = setsWith(data.topicSets, filters.onderwerp);
      all.push((at) => hit[data.t[at]]);
    }
    if (filters.controle) all.push(checkTest(filters.controle));
    if (filters.tekst && searchable()) {
      const words = fold(filters.tekst).split(/\s+/).filter(Boolean);
      const hit = Uint8Array.from(searchable(), (text) => (words.every((word) => text.includes(word)) ? 1 : 0));
      all.push((at) => hit[data.s[at]]);
    }
    return all;
  }

  function checkTest(code) {
    if (code === "~afgeleid") return (at) => data.assigned[at] === "i";
    if (code === "~match") return (at) => data.m[at] >= 0 && data.m[at] < data.low;
    if (code === "~kolom") return (at) => data.series[series[at]][1] === null;
    const own = setsWith(data.checkSets, code);
    if (inFindings.has(code)) return (at) => own[data.c[at]];
    const hit = Uint8Array.from(data.documents, (one) => (one[DOC.checks].includes(code) ? 1 : 0));
    return (at) => hit[seriesDocument[series[at]]];
  }

  function matching(filters) {
    const all = tests(filters);
    const found = [];
    for (let at = 0; at < size; at += 1) if (all.every((test) => test(at))) found.push(at);
    return found;
  }

  /* A document is shown when it has findings that match, its own checks counting as well as its findings'. */
  function matchingDocuments(filters) {
    const code = filters.controle && !filters.controle.startsWith("~") ? filters.controle : "";
    const others = FIELDS.some((name) => filters[name] && name !== "gemeente" && !(code && name === "controle"));
    const named = filters.gemeente ? documentsNamed(filters.gemeente) : null;
    const hit = others ? new Set(matching(code ? { ...filters, controle: "" } : filters).map((at) => seriesDocument[series[at]])) : null;
    return data.documents
      .map((_, at) => at)
      .filter((at) => (!named || named[at]) && (!hit || hit.has(at)) && (!code || data.documents[at][DOC.checks].includes(code)));
  }

  function readAddress() {
    const given = new URLSearchParams(location.hash.slice(1));
    const filters = Object.fromEntries(FIELDS.map((name) => [name, given.get(name) || ""]));
    const view = VIEWS.includes(given.get("weergave")) ? given.get("weergave") : "matrix";
    return { view, filters };
  }

  function writeAddress({ view, filters }) {
    const kept = new URLSearchParams();
    kept.set("weergave", view);
    for (const name of FIELDS) if (filters[name]) kept.set(name, filters[name]);
    const hash = "#" + kept.toString();
    if (location.hash !== hash) history.replaceState(null, "", hash);
  }

  /* element("a", {class: "x", href: "..."}, "text", child, ...) */
  function element(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) if (value !== null && value !== false) made.setAttribute(key, value);
    made.append(...children.filter((child) => child !== null && child !== undefined));
    return made;
  }

  const plural = (count, one, more) => count.toLocaleString("nl-NL") + " " + (count === 1 ? one : more);
  const approachOf = (at) => data.series[series[at]][1] ?? "aanpak onbekend";
  const documentOf = (at) => data.documents[seriesDocument[series[at]]];
  /* Findings without those of documents that are another file of a factsheet, unless there are no others. */
  const again = Uint8Array.from(data.documents, (one) => (one[DOC.checks].includes("same_factsheet") ? 1 : 0));
  function once(found) {
    const first = found.filter((at) => !again[seriesDocument[series[at]]]);
    return first.length ? first : found;
  }
  const link = (at) => "factsheets/" + documentOf(at)[DOC.id] + ".html#" + ids[at];
  const describe = (at) => documentOf(at)[DOC.name] + " · " + approachOf(at) + " · " + data.series[series[at]][2];
  const checkLabel = (code) => (data.checks[code] ? data.checks[code][0] : code);

  window.GGSR = {
    data, size, ids, once, series, indicators, seriesDocument, themeOf, DOC, MARKS, VERDICTS, FIELDS, VIEWS,
    fold, searchable, matching, matchingDocuments, readAddress, writeAddress, element, plural,
    approachOf, documentOf, link, describe, checkLabel,
  };
})();
