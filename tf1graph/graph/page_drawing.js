// The drawing

const edgesIn = new Map();
for (let at = 0; at < data.edges.length; at += 2) {
  const outer = data.around[data.edges[at]];
  (edgesIn.get(outer) ?? edgesIn.set(outer, []).get(outer)).push([data.edges[at], data.edges[at + 1]]);
}
const WIDEST = 150, HEIGHT = 42, GAP = 18, BETWEEN = 38;
let drawn = 0;

function svg(kind, attributes, held = []) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", kind);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...held);
  return made;
}

// Boxes in layers, each below what feeds it; an edge that would close a circle points back
function layersOf(boxes, edges) {
  const out = new Map(boxes.map((at) => [at, []])), state = new Map(), ordered = [], back = new Set();
  edges.forEach(([from, to], edge) => out.get(from)?.push([to, edge]));
  for (const start of boxes) {
    if (state.has(start)) continue;
    const stack = [[start, 0]];
    state.set(start, 1);
    while (stack.length) {
      const top = stack.at(-1), next = out.get(top[0])[top[1]++];
      if (!next) { state.set(top[0], 2); ordered.push(top[0]); stack.pop(); continue; }
      if (state.get(next[0]) === 1) back.add(next[1]);
      else if (!state.has(next[0])) { state.set(next[0], 1); stack.push([next[0], 0]); }
    }
  }
  const layer = new Map(boxes.map((at) => [at, 0]));
  for (const at of ordered.reverse()) {
    for (const [to, edge] of out.get(at)) {
      if (!back.has(edge)) layer.set(to, Math.max(layer.get(to), layer.get(at) + 1));
    }
  }
  const fed = new Set(edges.map(([, to]) => to));
  for (const at of ordered) {  // what nothing feeds stands just above its first reader
    const below = out.get(at).filter(([, edge]) => !back.has(edge)).map(([to]) => layer.get(to));
    if (!fed.has(at) && below.length) layer.set(at, Math.min(...below) - 1);
  }
  const layers = [];
  for (const at of boxes) (layers[layer.get(at)] ??= []).push(at);
  return [layers.filter(Boolean), back];
}

function show(at, focus = false) {
  drawn = at;
  const trail = [];
  for (let one = at; one >= 0; one = data.around[one]) trail.unshift(one);
  byId("crumbs").replaceChildren(...trail.map((one) => {
    const button = element("button", nameOf(one), { type: "button" });
    if (one === at) button.setAttribute("aria-current", "true");
    button.addEventListener("click", () => show(one, true));
    return button;
  }));
  const boxes = within.get(at) ?? [], edges = edgesIn.get(at) ?? [];
  const space = byId("drawing").clientWidth;
  const boxWidth = Math.min(WIDEST, (space - 3 * GAP) / 2);  // two fit beside each other on a telephone
  const room = Math.max(1, Math.floor((space - GAP) / (boxWidth + GAP)));
  const [layers, back] = layersOf(boxes, edges);
  const places = new Map();
  const inner = new Map(boxes.map((one) => [one, []]));
  edges.forEach(([from, to]) => inner.get(to)?.push(from));
  const wide = Math.min(room, Math.max(1, ...layers.map((layer) => layer.length)));
  const full = wide * (boxWidth + GAP) + GAP;
  let top = GAP;
  for (const layer of layers) {
    const middle = (one) => {
      const above = inner.get(one).filter((from) => places.has(from)).map((from) => places.get(from).x);
      return above.length ? above.reduce((sum, x) => sum + x, 0) / above.length : full / 2;
    };
    const keys = new Map(layer.map((one) => [one, middle(one)]));
    const sorted = [...layer].sort((one, other) => keys.get(one) - keys.get(other));
    for (let start = 0; start < sorted.length; start += room) {
      const row = sorted.slice(start, start + room), left = (full - row.length * (boxWidth + GAP) + GAP) / 2;
      row.forEach((one, place) => places.set(one, { x: left + place * (boxWidth + GAP), y: top }));
      top += HEIGHT + (start + room < sorted.length ? GAP : BETWEEN);
    }
  }
  const tip = svg("marker", {
    id: "tip", viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 8, markerHeight: 8, markerUnits: "userSpaceOnUse",
    orient: "auto",
  }, [svg("path", { d: "M0 0L8 4L0 8z" })]);
  const image = svg("svg", {
    width: full, height: Math.max(top - BETWEEN + GAP, 2 * GAP), role: "group", "aria-label": `Boxes in ${nameOf(at)}`,
  }, [svg("defs", {}, [tip])]);
  const lines = edges.map(([from, to], edge) => {
    const a = places.get(from), b = places.get(to);
    if (!a || !b) return null;
    const x1 = a.x + boxWidth / 2, x2 = b.x + boxWidth / 2;
    const down = b.y > a.y;
    const y1 = down ? a.y + HEIGHT : a.y, y2 = down ? b.y : b.y + HEIGHT;
    const bend = (down ? 1 : -1) * Math.max(18, Math.abs(y2 - y1) / 3);
    const line = svg("path", {
      d: `M${x1} ${y1}C${x1} ${y1 + bend} ${x2} ${y2 - bend} ${x2} ${y2}`, "marker-end": "url(#tip)",
      class: back.has(edge) ? "back" : "",
    });
    line.dataset.ends = `${from} ${to}`;
    return line;
  }).filter(Boolean);
  image.append(...lines);
  for (const one of boxes) image.append(boxOf(one, { ...places.get(one), width: boxWidth }, lines));
  byId("drawing").replaceChildren(image);
  if (!boxes.length) byId("drawing").replaceChildren(element("p", "There is nothing to draw.", { class: "hint" }));
  const left = isScope(at) ? leftOutOf(at) : 0;
  if (left) byId("drawing").append(element("p", `${many(left)} more nodes are not in this page.`, { class: "hint" }));
  if (focus) {
    byId("drawing-part").scrollIntoView({ block: "nearest" });
    (image.querySelector(".in") ?? byId("crumbs").lastChild).focus({ preventScroll: true });
  }
}

const cut = (text, most) => [...text].length > most ? [...text].slice(0, Math.floor(most) - 1).join("") + "…" : text;

function boxOf(at, { x, y, width }, lines) {
  const opens = within.has(at), kind = at >= boxCount ? "group" : isScope(at) ? "scope" : "node";
  const more = kind === "group" ? `${many(within.get(at).length)} boxes`
    : [kind === "node" ? opOf(at) : "", shapeOf(at)].filter(Boolean).join(" ");
  const full = at < boxCount ? pathOf(at) : nameOf(at);
  const box = svg("g", {
    class: `${kind}${opens ? " in" : ""}`, transform: `translate(${x} ${y})`, "data-name": nameOf(at),
  }, [
    svg("title", {}, [`${full}${more ? `: ${more}` : ""}`]),
    svg("rect", { width, height: HEIGHT, rx: kind === "node" ? 14 : 4 }),
    svg("text", { x: width / 2, y: more ? 18 : 25, "text-anchor": "middle" }, [cut(nameOf(at), width / 7.5)]),
    svg("text", { x: width / 2, y: 34, "text-anchor": "middle", class: "more" }, [cut(more, width / 6.8)]),
  ]);
  const mine = lines.filter((line) => line.dataset.ends.split(" ").includes(String(at)));
  const light = (on) => mine.forEach((line) => line.classList.toggle("lit", on));
  box.addEventListener("mouseenter", () => light(true));
  box.addEventListener("mouseleave", () => light(false));
  if (opens) {
    box.setAttribute("tabindex", 0);
    box.setAttribute("role", "button");
    box.setAttribute("aria-label", `open ${full}`);
    box.addEventListener("focus", () => light(true));
    box.addEventListener("blur", () => light(false));
    box.addEventListener("click", () => show(at, true));
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      show(at, true);
    });
  }
  return box;
}
