/* The matrix: a row per approach and year, a column per indicator. Only the rows in sight are in the page. */
(function () {
  "use strict";
  const G = window.GGSR;
  const { data, element } = G;
  const HEIGHT = 30;
  const SPARE = 5;
  const CLASSES = { v: "good", x: "bad", "-": "none" };

  /* Findings by series and indicator, made once. */
  const cells = data.series.map(() => new Map());
  for (let at = 0; at < G.size; at += 1) {
    const row = cells[G.series[at]];
    const found = row.get(G.indicators[at]);
    if (found) found.push(at);
    else row.set(G.indicators[at], [at]);
  }

  const state = { rows: [], columns: [], first: [], shown: null, from: -1, to: -1, row: 0, column: 0, all: false, drawn: "" };
  let scroller, head, body, table, detail;

  function show(found, filters) {
    const hit = new Set(found.map((at) => G.series[at]));
    state.shown = null;
    if (found.length < G.size) {
      state.shown = new Uint8Array(G.size);
      for (const at of found) state.shown[at] = 1;
    }
    state.rows = data.series.map((_, at) => at).filter((at) => hit.has(at));
    state.columns = data.framework
      .map((_, at) => at)
      .filter((at) => (!filters.thema || G.themeOf[at] === filters.thema) && (!filters.indicator || data.framework[at][0] === filters.indicator));
    state.first = state.columns.map((at, index) => index === 0 || G.themeOf[state.columns[index - 1]] !== G.themeOf[at]);
    state.from = state.to = -1;
    const columns = state.columns.join();
    if (columns !== state.drawn) {
      state.drawn = columns;
      for (const row of pool) row.remove();
      pool = [];
    }
    state.row = Math.min(state.row, Math.max(0, state.rows.length - 1));
    state.column = Math.min(state.column, state.columns.length);
    drawHead(found);
    table.setAttribute("aria-rowcount", String(state.rows.length + 3));
    scroller.scrollTop = 0;
    drawRows();
  }

  function drawHead(found) {
    const themes = element("tr", {}, element("td", { class: "corner" }));
    for (const [id, name] of data.themes) {
      const span = state.columns.filter((at) => G.themeOf[at] === id).length;
      if (span) themes.append(element("th", { scope: "colgroup", colspan: span, class: "theme", title: name }, element("span", {}, id + " " + name)));
    }
    const labels = element("tr", {}, element("th", { scope: "col", class: "corner" }, "Gemeente en aanpak"));
    const counts = data.framework.map(() => ({ v: 0, x: 0, "-": 0 }));
    for (const at of G.once(found)) counts[G.indicators[at]][data.verdicts[at]] += 1;
    const tally = element("tr", { class: "tally" }, element("th", { scope: "row", class: "corner" }, "Aandeel voldoet"));
    state.columns.forEach((at, index) => {
      const [id, wording] = data.framework[at];
      const first = state.first[index];
      labels.append(element("th", { scope: "col", class: first ? "first" : null, title: wording }, element("abbr", { title: id + " " + wording }, id)));
      const { v, x } = counts[at];
      const share = v + x ? Math.round((100 * v) / (v + x)) : null;
      const bar = element("span", { class: "bar", "aria-hidden": "true" });
      bar.style.setProperty("--share", (share ?? 0) + "%");
      tally.append(element("td", { class: first ? "first" : null, title: `${id}: ${v} × voldoet, ${x} × verbeterpunt` }, bar, share === null ? "–" : share + "%"));
    });
    head.replaceChildren(themes, labels, tally);
  }

  function drawRows() {
    const last = state.rows.length;
    const top = Math.floor(scroller.scrollTop / HEIGHT);
    const from = state.all ? 0 : Math.max(0, top - SPARE);
    const to = state.all ? last : Math.min(last, top + Math.ceil(window.innerHeight / HEIGHT) + SPARE);
    if (from === state.from && to === state.to) return;
    state.from = from;
    state.to = to;
    const focused = body.contains(document.activeElement);
    const wanted = to - from;
    while (pool.length < wanted) pool.push(body.insertBefore(newRow(), below));
    while (pool.length > wanted) pool.pop().remove();
    pool.forEach((row, at) => fillRow(row, from + at));
    above.style.height = from * HEIGHT + "px";
    below.style.height = (last - to) * HEIGHT + "px";
    for (const one of body.querySelectorAll('a[tabindex="0"]')) one.tabIndex = -1;
    const current = at(state.row, state.column) || body.querySelector("a");
    if (current) {
      current.tabIndex = 0;
      if (focused) current.focus({ preventScroll: true });
    }
  }

  /* Rows are made once and filled anew: that is what makes scrolling and filtering quick. */
  const spacer = () => element("tr", { "aria-hidden": "true", class: "spacer" });
  const above = spacer();
  const below = spacer();
  let pool = [];

  function newRow() {
    const label = element("a", { tabindex: "-1" }, element("b"), " ", element("small"), " ", element("span"));
    const row = element("tr", {}, element("th", { scope: "row" }, label));
    for (const first of state.first) row.append(element("td", first ? { class: "first" } : {}, element("a", { tabindex: "-1" }, "")));
    return row;
  }

  function fillRow(row, index) {
    const number = state.rows[index];
    const [doc, approach, year] = data.series[number];
    row.setAttribute("aria-rowindex", index + 4);
    row.className = index % 2 ? "even" : "";
    if (row.number !== number) {
      const sheet = data.documents[doc];
      const label = row.cells[0].firstChild;
      const [name, , small, , rest] = label.childNodes;
      [name.textContent, small.textContent, rest.textContent] = [sheet[G.DOC.name], String(year), approach ?? "aanpak onbekend"];
      label.href = "factsheets/" + sheet[G.DOC.id] + ".html";
      label.title = label.textContent;
      row.number = number;
    }
    state.columns.forEach((indicator, column) => fillCell(row.cells[column + 1].firstChild, cells[number].get(indicator), indicator));
  }

  function fillCell(cell, found, indicator) {
    const id = data.framework[indicator][0];
    const shown = !found || !state.shown || found.every((at) => state.shown[at]) ? found : found.filter((at) => state.shown[at]);
    const key = (found ? found[0] : -indicator) + (shown === found ? "" : " " + shown.join());
    if (cell.key === key) return;
    cell.key = key;
    if (!found) {
      set(cell, "empty", "", id + ": niet beoordeeld");
      cell.removeAttribute("href");
      cell.setAttribute("role", "link");
      cell.setAttribute("aria-disabled", "true");
      cell.finding = undefined;
      return;
    }
    const used = shown.length ? shown : found;
    const kinds = used.length === 1 ? [data.verdicts[used[0]]] : [...new Set(used.map((at) => data.verdicts[at]))];
    const doubtful = used.some((at) => data.checkSets[data.c[at]].length > 0);
    const style = (kinds.length === 1 ? CLASSES[kinds[0]] : "both") + (shown.length ? "" : " off") + (doubtful ? " doubt" : "");
    const words = kinds.map((kind) => G.VERDICTS[kind]).join(" en ") + (doubtful ? ", nakijken" : "") + (shown.length ? "" : ", buiten het filter");
    set(cell, style, kinds.map((kind) => G.MARKS[kind]).join(""), id + ": " + words);
    cell.href = G.link(used[0]);
    if (cell.finding === undefined) {
      cell.removeAttribute("role");
      cell.removeAttribute("aria-disabled");
    }
    [cell.finding] = used;
  }

  function set(cell, style, text, label) {
    if (cell.className !== style) cell.className = style;
    if (cell.textContent !== text) cell.textContent = text;
    cell.setAttribute("aria-label", label);
  }

  const at = (row, column) => body.querySelector(`tr[aria-rowindex="${row + 4}"]`)?.cells[column]?.firstChild;
  const placeOf = (cell) => [Number(cell.closest("tr").getAttribute("aria-rowindex")) - 4, cell.parentElement.cellIndex];

  function move(event) {
    const page = Math.max(1, Math.floor(scroller.clientHeight / HEIGHT) - 4);
    const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], PageUp: [-page, 0], PageDown: [page, 0] };
    const from = event.target.closest("tbody a");
    if (!from || event.altKey || event.metaKey) return;
    let [row, column] = placeOf(from);
    if (event.key in steps) [row, column] = [row + steps[event.key][0], column + steps[event.key][1]];
    else if (event.key === "Home") [row, column] = [event.ctrlKey ? 0 : row, 0];
    else if (event.key === "End") [row, column] = [event.ctrlKey ? state.rows.length - 1 : row, state.columns.length];
    else return;
    event.preventDefault();
    state.row = Math.max(0, Math.min(state.rows.length - 1, row));
    state.column = Math.max(0, Math.min(state.columns.length, column));
    from.tabIndex = -1;
    const headHeight = head.getBoundingClientRect().height;
    const room = scroller.clientHeight - headHeight - HEIGHT;
    const y = state.row * HEIGHT;
    if (y < scroller.scrollTop) scroller.scrollTop = y;
    else if (y > scroller.scrollTop + room) scroller.scrollTop = y - room;
    drawRows();
    const target = at(state.row, state.column);
    target.tabIndex = 0;
    target.focus({ preventScroll: true });
  }

  /* Below the matrix, in words, what the mouse or the keyboard is on. */
  function tell(event) {
    const on = event.target.closest("tbody a");
    if (!on || on.finding === undefined) return;
    const { finding } = on;
    const [id, wording] = data.framework[G.indicators[finding]];
    const text = window.GGSR_TEXTS ? window.GGSR_TEXTS.texts[data.s[finding]] : "";
    const kind = data.verdicts[finding];
    detail.replaceChildren(
      element("span", { class: "badge " + CLASSES[kind] }, G.MARKS[kind] + " " + G.VERDICTS[kind]),
      element("span", {}, element("b", {}, id + " " + wording), element("br"), G.describe(finding), text ? element("span", { class: "quote" }, text) : ""));
  }

  function start() {
    scroller = document.getElementById("matrix");
    table = scroller.querySelector("table");
    head = table.tHead;
    body = table.tBodies[0];
    body.append(above, below);
    detail = document.getElementById("detail");
    let waiting = false;
    scroller.addEventListener("scroll", () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => { waiting = false; drawRows(); });
    }, { passive: true });
    scroller.addEventListener("keydown", move);
    scroller.addEventListener("mouseover", tell);
    scroller.addEventListener("focusin", (event) => {
      const on = event.target.closest("tbody a");
      if (on) [state.row, state.column] = placeOf(on);
      tell(event);
    });
    window.addEventListener("resize", drawRows);
    window.addEventListener("beforeprint", () => { state.all = true; drawRows(); });
    window.addEventListener("afterprint", () => { state.all = false; drawRows(); });
  }

  G.matrix = { start, show, draw: drawRows, state };
})();
