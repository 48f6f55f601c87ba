/* One factsheet: ties every statement to its place in the source, and writes the line of a correction. */
(function () {
  "use strict";
  const source = document.getElementById("bron");
  const statements = [...document.querySelectorAll("[data-s]")].filter((one) => !source.contains(one));
  const pieces = new Map();
  for (const piece of source.querySelectorAll("[data-s]")) {
    for (const number of piece.dataset.s.split(" ")) {
      if (!pieces.has(number)) pieces.set(number, []);
      pieces.get(number).push(piece);
    }
  }
  const figures = new Map([...source.querySelectorAll("figure[data-page]")].map((one) => [one.dataset.page, one]));
  const boxes = new Map();

  /* The boxes of every statement, over the pictures of the pages. */
  for (const one of statements) {
    if (!figures.size || !one.dataset.b) continue;
    for (const text of one.dataset.b.split(";")) {
      const [page, x0, top, x1, bottom] = text.split(",").map(Number);
      const figure = figures.get(String(page));
      if (!figure) continue;
      const [width, height] = [Number(figure.dataset.width), Number(figure.dataset.height)];
      const box = document.createElement("span");
      box.className = "box";
      box.dataset.s = one.dataset.s;
      Object.assign(box.style, { left: (100 * x0) / width + "%", top: (100 * top) / height + "%", width: (100 * (x1 - x0)) / width + "%", height: (100 * (bottom - top)) / height + "%" });
      figure.firstElementChild.append(box);
      if (!boxes.has(one.dataset.s)) boxes.set(one.dataset.s, []);
      boxes.get(one.dataset.s).push(box);
    }
  }

  /* What only works with a script is put there by one: the page stays small, and plain without. */
  const button = (style, text, label) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = style;
    made.textContent = text;
    if (label) made.setAttribute("aria-label", label);
    return made;
  };
  let last = 0;
  for (const line of source.querySelectorAll(".lines p")) {
    last = line.dataset.n ? Number(line.dataset.n) : last + 1;
    line.dataset.n = last;
  }
  for (const one of statements) {
    if (one.classList.contains("approach")) continue;
    const trace = button("trace", "toon in bron" + (one.dataset.p ? ` (p. ${one.dataset.p})` : ""));
    trace.setAttribute("aria-pressed", "false");
    (one.querySelector(".line") || one.querySelector("p")).append(" ", trace);
    for (const item of one.querySelectorAll(".ind li")) {
      item.append(" ", button("correct", "corrigeer", "Corrigeer " + item.firstElementChild.textContent));
    }
  }
  for (const one of statements.filter((each) => each.classList.contains("st"))) {
    const codes = new Set([...one.querySelectorAll("[data-t]")].flatMap((sentence) => sentence.dataset.t.split(" ")));
    if (!codes.size) continue;
    const chips = document.createElement("p");
    chips.className = "chips";
    for (const code of codes) {
      const chip = button("chip topic", window.GGSR_TOPICS[code] || code);
      chip.dataset.topic = code;
      chip.setAttribute("aria-pressed", "false");
      chips.append(chip);
    }
    one.append(chips);
  }
  for (const box of document.querySelectorAll("#markeringen input")) {
    const label = box.parentElement.textContent.trim();
    for (const one of document.querySelectorAll("i." + box.value)) one.title = label + (one.dataset.m ? ": " + one.dataset.m : "");
  }

  let current = null;
  let pinned = null;
  const placesOf = (number) => [...(boxes.get(number) || []), ...(pieces.get(number) || [])];
  const visible = (one) => one.getClientRects().length > 0;

  function light(number, scroll) {
    if (current !== null) for (const one of [...placesOf(current), ...statements.filter((each) => each.dataset.s === current)]) one.classList.remove("on");
    current = number;
    if (number === null) return;
    const places = placesOf(number);
    for (const one of [...places, ...statements.filter((each) => each.dataset.s === number)]) one.classList.add("on");
    const first = places.find(visible);
    if (scroll && first) reveal(first);
  }

  function reveal(one) {
    const frame = source.getBoundingClientRect();
    const place = one.getBoundingClientRect();
    if (place.top < frame.top + 40 || place.bottom > frame.bottom - 20) {
      source.scrollTop += place.top - frame.top - frame.height / 4;
    }
  }

  /* What was lit last stays lit on the way to the source, unless a statement was chosen. */
  const back = () => { if (pinned !== null) light(pinned, false); };

  for (const one of statements) {
    one.addEventListener("mouseenter", () => light(one.dataset.s, true));
    one.addEventListener("focusin", () => light(one.dataset.s, true));
    one.addEventListener("mouseleave", back);
  }
  document.addEventListener("click", (event) => {
    const trace = event.target.closest("button.trace");
    if (trace) {
      const owner = trace.closest("[data-s]");
      pinned = pinned === owner.dataset.s ? null : owner.dataset.s;
      light(owner.dataset.s, true);
      for (const one of document.querySelectorAll("button.trace")) one.setAttribute("aria-pressed", String(one.closest("[data-s]").dataset.s === pinned));
    }
    const piece = event.target.closest("#bron [data-s]");
    if (piece) {
      const number = piece.dataset.s.split(" ")[0];
      const target = statements.find((one) => one.dataset.s === number && visible(one));
      if (target) {
        target.scrollIntoView({ block: "center" });
        light(number, false);
      }
    }
  });
  source.addEventListener("mouseover", (event) => {
    const piece = event.target.closest("[data-s]");
    if (piece) light(piece.dataset.s.split(" ")[0], false);
  });
  source.addEventListener("mouseleave", back);

  function arrive() {
    const target = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    const owner = target && target.closest("[data-s]");
    if (!owner) return;
    owner.scrollIntoView({ block: "center" });
    pinned = owner.dataset.s;
    light(pinned, true);
    const trace = owner.querySelector("button.trace");
    if (trace) {
      trace.setAttribute("aria-pressed", "true");
      trace.focus({ preventScroll: true });
    }
  }
  window.addEventListener("hashchange", arrive);

  /* What is marked in the texts. */
  for (const box of document.querySelectorAll("#markeringen input")) {
    const set = () => document.body.classList.toggle("show-" + box.value, box.checked);
    box.addEventListener("change", set);
    set();
  }
  document.addEventListener("click", (event) => {
    const chip = event.target.closest("button.topic");
    if (!chip) return;
    const pressed = chip.getAttribute("aria-pressed") !== "true";
    for (const one of document.querySelectorAll("button.topic")) one.setAttribute("aria-pressed", String(pressed && one.dataset.topic === chip.dataset.topic));
    for (const one of document.querySelectorAll("[data-t]")) one.classList.toggle("about", pressed && one.dataset.t.split(" ").includes(chip.dataset.topic));
  });
  for (const choice of document.querySelectorAll("#bronkeuze button")) {
    choice.addEventListener("click", () => {
      source.dataset.show = choice.value;
      for (const one of document.querySelectorAll("#bronkeuze button")) one.setAttribute("aria-pressed", String(one === choice));
      if (current !== null) light(current, true);
    });
  }

  /* The line of a correction, as corrections.csv wants it. */
  const dialog = document.getElementById("correctie");
  const form = dialog.querySelector("form");
  const line = document.getElementById("regel");
  const quote = (text) => (/[",\r\n]/.test(text) || text !== text.trim() ? '"' + text.replaceAll('"', '""') + '"' : text);
  let about = null;

  const texts = (owner, selector) => [...owner.querySelectorAll(selector)].map((one) => one.textContent);
  const mark = (owner) => (owner.classList.contains("good") ? "√" : owner.classList.contains("bad") ? "X" : "");
  const approach = (owner) => form.querySelector(`option[data-a="${owner.dataset.a}"]`)?.value || "";
  function oldValue(column) {
    if (column === "mark") return mark(about.owner);
    if (column === "approach") return approach(about.owner);
    if (column === "let_op") return JSON.stringify(texts(about.owner, "[data-remark]"));
    return texts(about.owner, "p.text:not(.no)").join("");
  }
  function compose() {
    const column = form.elements.kolom.value;
    for (const field of form.querySelectorAll("[data-for]")) field.hidden = field.dataset.for !== column;
    const value = form.querySelector(`[data-for="${column}"] [name]`).value;
    const given = column === "let_op" ? JSON.stringify(value.split("\n").map((one) => one.trim()).filter(Boolean)) : value;
    const today = new Date();
    const when = [today.getFullYear(), String(today.getMonth() + 1).padStart(2, "0"), String(today.getDate()).padStart(2, "0")].join("-");
    const fields = [document.body.dataset.document, about.finding, column, oldValue(column), given, form.elements.reden.value.trim(), form.elements.wie.value.trim(), when];
    line.value = fields.map(quote).join(",");
    const complete = Boolean(fields[5] && fields[6] && fields[3] !== fields[4]);
    document.getElementById("kopieer").disabled = !complete;
    document.getElementById("gekopieerd").textContent = complete ? "" : "Vul een nieuwe waarde, een reden en uw naam in.";
  }
  document.addEventListener("click", (event) => {
    const pressed = event.target.closest("button.correct");
    if (!pressed) return;
    const owner = pressed.closest("[data-s]");
    const item = pressed.closest("li");
    about = { owner, finding: item.id };
    form.reset();
    form.elements.teken.value = mark(owner) === "√" ? "X" : "√";
    form.elements.tekst.value = oldValue("text");
    form.elements.letop.value = texts(owner, "[data-remark]").join("\n");
    form.elements.aanpak.value = approach(owner);
    document.getElementById("waarover").textContent = item.firstElementChild.textContent + item.firstElementChild.nextSibling.textContent;
    compose();
    dialog.showModal();
  });
  form.addEventListener("input", compose);
  document.getElementById("kopieer").addEventListener("click", () => {
    line.select();
    if (navigator.clipboard) navigator.clipboard.writeText(line.value).catch(() => document.execCommand("copy"));
    else document.execCommand("copy");
    document.getElementById("gekopieerd").textContent = "Gekopieerd.";
  });
  dialog.addEventListener("close", () => { document.getElementById("gekopieerd").textContent = ""; });

  arrive();
})();
