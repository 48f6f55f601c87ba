/* The overview: filters, views, counts per theme, export. */
(function () {
  "use strict";
  const G = window.GGSR;
  const { data, element } = G;
  const form = document.getElementById("filters");
  const status = document.getElementById("status");
  const tabs = [...document.querySelectorAll("[role=tab]")];
  let state = G.readAddress();
  let found = [];

  function options(name, entries) {
    form.elements[name].append(...entries.map(([value, label]) => element("option", { value }, label)));
  }

  function fill() {
    document.getElementById("gemeenten").append(...[...new Set(data.documents.map((one) => one[G.DOC.name]))].map((value) => element("option", { value })));
    options("thema", data.themes.map(([id, name]) => [id, id + " " + name]));
    options("indicator", data.framework.map(([id, wording]) => [id, id + " " + wording]));
    options("jaar", [...new Set(data.series.map((one) => one[2]))].sort().map((year) => [year, year]));
    const topics = new Set(data.topicSets.flat());
    options("onderwerp", Object.entries(data.topics).filter(([code]) => topics.has(code)));
    const codes = Object.entries(data.checks).map(([code, [label, , severity]]) => [code, label + " (" + severity + ")"]);
    options("controle", [["~afgeleid", "Toewijzing afgeleid"], ["~match", "Indicator wijkt af"], ["~kolom", "Aanpak niet bekend"], ...codes]);
  }

  function toForm() {
    for (const name of G.FIELDS) form.elements[name].value = state.filters[name];
  }

  function apply() {
    G.writeAddress(state);
    found = G.matching(state.filters);
    const { view } = state;
    for (const tab of tabs) {
      const chosen = tab.dataset.view === view;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      document.getElementById("view-" + tab.dataset.view).hidden = !chosen;
    }
    let words = G.plural(found.length, "bevinding", "bevindingen");
    const target = document.getElementById("view-" + view);
    if (view === "matrix") {
      G.matrix.show(found, state.filters);
      words += " in " + G.plural(G.matrix.state.rows.length, "rij", "rijen");
    } else if (view === "bevindingen") G.lists.findings(target, found, state.filters);
    else if (view === "factsheets") {
      const sheets = G.matchingDocuments(state.filters);
      G.lists.factsheets(target, sheets);
      words = G.plural(sheets.length, "factsheet", "factsheets");
    } else words = G.plural(G.lists.followups(target, found), "opvolging", "opvolgingen");
    const filtered = G.FIELDS.some((name) => state.filters[name]);
    status.textContent = words + (filtered ? " binnen het filter" : "");
    form.classList.toggle("filtered", filtered);
    drawThemes();
  }

  function drawThemes() {
    const counts = new Map(data.themes.map(([id]) => [id, { v: 0, x: 0, "-": 0 }]));
    for (const at of G.once(found)) counts.get(G.themeOf[G.indicators[at]])[data.verdicts[at]] += 1;
    const rows = data.themes.map(([id, name]) => {
      const { v, x, "-": none } = counts.get(id);
      const all = v + x + none;
      const bar = element("span", { class: "split", "aria-hidden": "true" });
      for (const [style, part] of [["good", v], ["bad", x], ["none", none]]) {
        const piece = element("i", { class: style });
        piece.style.flexGrow = String(part);
        bar.append(piece);
      }
      const pick = element("a", { href: "#" + new URLSearchParams({ weergave: state.view, thema: id }) }, id + " " + name);
      return element("tr", {}, element("th", { scope: "row" }, pick), element("td", {}, bar),
        ...[v, x, none].map((part) => element("td", { class: "number" }, part.toLocaleString("nl-NL"))),
        element("td", { class: "number" }, all ? Math.round((100 * v) / all) + " %" : "–"));
    });
    document.getElementById("themes").replaceChildren(...rows);
  }

  function change() {
    state.filters = Object.fromEntries(G.FIELDS.map((name) => [name, form.elements[name].value.trim()]));
    apply();
  }

  function choose(view) {
    state.view = view;
    apply();
  }

  function download() {
    const url = URL.createObjectURL(new Blob([G.lists.csv(found)], { type: "text/csv;charset=utf-8" }));
    const anchor = element("a", { href: url, download: "bevindingen.csv" });
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
  }

  /* The texts are large and come after the first picture; what needs them is drawn again. */
  function loadTexts() {
    const script = element("script", { src: "gegevens/teksten.js" });
    script.addEventListener("load", () => {
      document.documentElement.dataset.texts = "ready";
      if (state.view !== "matrix" || state.filters.tekst) apply();
      (window.requestIdleCallback || setTimeout)(() => G.searchable());
    });
    document.head.append(script);
  }

  let typing = 0;
  form.addEventListener("input", (event) => {
    clearTimeout(typing);
    if (event.target.tagName === "SELECT") change();
    else typing = setTimeout(change, 120);
  });
  form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(typing); change(); });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    state.filters = Object.fromEntries(G.FIELDS.map((name) => [name, ""]));
    toForm();
    apply();
  });
  document.getElementById("export").addEventListener("click", download);
  for (const tab of tabs) tab.addEventListener("click", () => choose(tab.dataset.view));
  document.querySelector("[role=tablist]").addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    const next = tabs[(tabs.indexOf(document.activeElement) + step + tabs.length) % tabs.length];
    next.focus();
    choose(next.dataset.view);
  });
  window.addEventListener("hashchange", () => {
    if (!location.hash.includes("=")) return;
    state = G.readAddress();
    toForm();
    apply();
    document.getElementById("verkennen").scrollIntoView();
  });

  fill();
  toForm();
  G.matrix.start();
  apply();
  G.filter = (filters) => { state.filters = { ...state.filters, ...filters }; toForm(); apply(); };
  requestAnimationFrame(() => setTimeout(loadTexts));
})();
