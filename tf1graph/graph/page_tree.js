"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const scopeCount = data.scopes.length, boxCount = data.names.length;
const [NODES, OWN, SHAPE, PARAMETERS, FLOPS, VARIABLES, ACTIVATIONS] = [0, 1, 2, 3, 4, 5, 6];
const MOST_ROWS = 500;
const same = new Set(data.same);
const isScope = (at) => at < scopeCount;
const byId = (id) => document.getElementById(id);

function element(kind, held = "", attributes = {}) {
  const made = document.createElement(kind);
  made.append(...[held].flat());
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function scaled(number, base, signs) {
  if (!number) return "";
  let at = 0;
  while (number >= 999.5 && at < signs.length - 1) { number /= base; at++; }
  return number.toFixed(at === 0 || number >= 99.95 ? 0 : number >= 9.995 ? 1 : 2) + signs[at];
}
const short = (number) => scaled(number, 1000, ["", "k", "M", "G", "T", "P", "E"]);
const bytes = (number) => scaled(number, 1024, [" B", " KiB", " MiB", " GiB", " TiB", " PiB", " EiB"]);
const many = (number) => number.toLocaleString("en");
const span = (micros) =>
  micros < 1000 ? `${micros.toFixed(micros < 10 ? 1 : 0)} µs` : `${(micros / 1000).toFixed(2)} ms`;

// Names and places

function insideOf(outers) {
  const inside = new Map();
  outers.forEach((outer, at) => {
    if (outer < 0) return;
    if (!inside.has(outer)) inside.set(outer, []);
    inside.get(outer).push(at);
  });
  return inside;
}
const children = insideOf(data.parents), within = insideOf(data.around);

function pathOf(at) {
  if (at === 0) return "";
  const outer = data.parents[at], above = pathOf(outer);
  if (same.has(at)) return above;
  return above ? `${above}/${data.names[at]}` : data.names[at];
}
const nameOf = (at) => at === 0 ? "graph" : at < boxCount ? data.names[at] : data.groups[at - boxCount];
const shapeOf = (at) => data.shapes[isScope(at) ? data.scopes[at][SHAPE] : data.nodeShapes[at - scopeCount]];
const opOf = (at) => data.ops[data.nodeOps[at - scopeCount]];
const leftOutOf = (at) => data.scopes[at][OWN] - (children.get(at) ?? []).filter((one) => !isScope(one)).length;

// A table with headers that sort; columns are [title, text of a row, value to sort by, whether this is text]

function header(table, columns, sort) {
  const row = element("tr");
  columns.forEach(([title, , , text], at) => {
    const button = element("button", title, { type: "button" });
    const cell = element("th", button, { scope: "col", "aria-sort": "none", class: text ? "text" : "" });
    button.addEventListener("click", () => {
      const order = cell.getAttribute("aria-sort") === "descending" ? "ascending" : "descending";
      for (const other of row.children) other.setAttribute("aria-sort", "none");
      cell.setAttribute("aria-sort", order);
      sort(at, order === "ascending" ? 1 : -1);
    });
    row.append(cell);
  });
  table.append(element("thead", row));
  const body = element("tbody");
  table.append(body);
  return body;
}

const compare = (one, other) => typeof one === "string" ? one.localeCompare(other) : one - other;

function table(id, columns, rows) {
  let shown = MOST_ROWS;
  const body = header(byId(id), columns, (at, way) => {
    rows = [...rows].sort((one, other) => way * compare(columns[at][2](one), columns[at][2](other)));
    fill();
  });
  function fill() {
    body.replaceChildren(...rows.slice(0, shown).map((row) => {
      const made = element("tr");
      for (const [, text, , left] of columns) made.append(element("td", text(row), left ? { class: "text" } : {}));
      return made;
    }));
    if (rows.length <= shown) return;
    body.append(moreRow(rows.length - shown, columns.length, () => {
      shown += MOST_ROWS;
      fill();
    }));
  }
  fill();
}

function moreRow(number, width, show) {
  const button = element("button", `show more (${many(number)} are not shown)`, { type: "button", class: "draw" });
  button.addEventListener("click", show);
  return element("tr", element("td", button, { colspan: width }));
}

// The tree

const opened = new Set([0]), shownOf = new Map();
let order = null, found = null, current = null;
const figures = {
  nodes: (at) => isScope(at) ? data.scopes[at][NODES] : 0,
  parameters: (at) => isScope(at) ? data.scopes[at][PARAMETERS] : 0,
  flops: (at) => isScope(at) ? data.scopes[at][FLOPS] : data.nodeFlops[at - scopeCount],
  variables: (at) => isScope(at) ? data.scopes[at][VARIABLES] : 0,
  activations: (at) => isScope(at) ? data.scopes[at][ACTIVATIONS] : data.nodeBytes[at - scopeCount],
};
const COLUMNS = [
  ["Name", nameOf, nameOf], ["Nodes", (at) => isScope(at) ? many(figures.nodes(at)) : "", figures.nodes],
  ["Output", shapeOf, shapeOf], ["Parameters", (at) => short(figures.parameters(at)), figures.parameters],
  ["FLOPs", (at) => short(figures.flops(at)), figures.flops],
  ["Variables", (at) => bytes(figures.variables(at)), figures.variables],
  ["Activations", (at) => bytes(figures.activations(at)), figures.activations],
];
const treeBody = header(byId("tree"), COLUMNS, (at, way) => {
  order = (one, other) => way * compare(COLUMNS[at][2](one), COLUMNS[at][2](other));
  fillTree();
});

function fillTree(focus = false) {
  const rows = [];
  const add = (outer, level) => {
    let inner = children.get(outer) ?? [];
    if (found) inner = inner.filter((at) => found.shown.has(at));
    if (order) inner = [...inner].sort(order);
    const most = shownOf.get(outer) ?? MOST_ROWS;
    for (const at of inner.slice(0, most)) {
      rows.push(treeRow(at, level));
      if (isScope(at) && isOpen(at)) add(at, level + 1);
    }
    if (inner.length > most) {
      rows.push(moreRow(inner.length - most, COLUMNS.length, () => {
        shownOf.set(outer, most + MOST_ROWS);
        fillTree();
      }));
    }
    const left = found ? 0 : leftOutOf(outer);
    if (left) {
      const cell = element("td", `${many(left)} more nodes are not in this page`, { colspan: COLUMNS.length });
      rows.push(element("tr", cell));
    }
  };
  add(0, 1);
  treeBody.replaceChildren(...rows);
  const items = [...treeBody.querySelectorAll("tr[data-at]")];
  const active = items.find((row) => Number(row.dataset.at) === current) ?? items[0];
  if (active) {
    active.tabIndex = 0;
    current = Number(active.dataset.at);
    if (focus) active.focus();
  }
}
const isOpen = (at) => found ? found.around.has(at) !== opened.has(-at) : opened.has(at);

function treeRow(at, level) {
  const row = element("tr", "", { role: "row", "aria-level": level, "data-at": at, tabindex: -1 });
  const name = element("span", found ? marked(nameOf(at)) : nameOf(at), { class: "name" });
  const margin = `padding-left: ${0.6 + 1.1 * Math.min(level - 1, 12)}rem`;
  const first = element("td", "", { role: "gridcell", style: margin, title: pathOf(at) });
  if (isScope(at)) {
    row.setAttribute("aria-expanded", isOpen(at));
    const draw = element("button", "draw", { type: "button", class: "draw", tabindex: -1 });
    draw.addEventListener("click", (event) => { event.stopPropagation(); show(at, true); });
    first.append(element("span", isOpen(at) ? "▾" : "▸", { class: "sign", "aria-hidden": "true" }), name, draw);
  } else {
    const sign = element("span", "·", { class: "sign", "aria-hidden": "true" });
    first.append(sign, name, element("span", opOf(at), { class: "op" }));
  }
  row.append(first);
  for (const [, text] of COLUMNS.slice(1)) row.append(element("td", text(at), { role: "gridcell" }));
  row.addEventListener("click", () => { current = at; toggle(at); });
  return row;
}

function marked(name) {
  const at = name.toLowerCase().indexOf(found.text);
  if (at < 0) return name;
  const end = at + found.text.length;
  return [name.slice(0, at), element("mark", name.slice(at, end)), name.slice(end)];
}

function toggle(at) {
  if (isScope(at)) {
    const key = found ? -at : at;
    if (!opened.delete(key)) opened.add(key);
  }
  fillTree(true);
}

treeBody.addEventListener("keydown", (event) => {
  const row = event.target.closest("tr[data-at]");
  if (!row || event.target !== row || event.ctrlKey || event.altKey || event.metaKey) return;
  const items = [...treeBody.querySelectorAll("tr[data-at]")], at = Number(row.dataset.at), place = items.indexOf(row);
  const go = (next) => {
    if (!next) return;
    row.tabIndex = -1;
    next.tabIndex = 0;
    current = Number(next.dataset.at);
    next.focus();
  };
  const open = row.getAttribute("aria-expanded") === "true", level = Number(row.getAttribute("aria-level"));
  switch (event.key) {
    case "ArrowDown": go(items[place + 1]); break;
    case "ArrowUp": go(items[place - 1]); break;
    case "Home": go(items[0]); break;
    case "End": go(items.at(-1)); break;
    case "ArrowRight":
      if (!isScope(at)) break;
      if (!open) toggle(at);
      else if (Number(items[place + 1]?.getAttribute("aria-level")) > level) go(items[place + 1]);
      break;
    case "ArrowLeft":
      if (open) toggle(at);
      else go(items.slice(0, place).reverse().find((one) => Number(one.getAttribute("aria-level")) < level));
      break;
    case "Enter":
      if (event.shiftKey && isScope(at)) show(at, true);
      else toggle(at);
      break;
    case " ": toggle(at); break;
    default: return;
  }
  event.preventDefault();
});

let lowered = null;
byId("search").addEventListener("input", (event) => {
  const text = event.target.value.trim().toLowerCase();
  for (const key of [...opened]) if (key < 0) opened.delete(key);
  found = null;
  byId("found").textContent = "";
  if (text) {
    lowered ??= data.names.map((_, at) => pathOf(at).toLowerCase());
    const hits = [];
    let number = 0;
    for (let at = 1; at < boxCount; at++) {
      if (!lowered[at].includes(text)) continue;
      number++;
      if (hits.length < MOST_ROWS) hits.push(at);
    }
    found = { text, shown: new Set(hits), around: new Set() };
    for (const hit of hits) {
      for (let at = data.parents[hit]; at >= 0; at = data.parents[at]) { found.shown.add(at); found.around.add(at); }
    }
    const more = number > hits.length ? `; the first ${hits.length} are shown` : "";
    const unknown = data.leftOut ? `; ${many(data.leftOut)} nodes are not in this page` : "";
    byId("found").textContent = `${many(number)} ${number === 1 ? "name" : "names"}${more}${unknown}`;
  }
  fillTree();
});
