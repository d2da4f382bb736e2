// What stands around tree and drawing, and the start of both

byId("source").textContent = data.source;
const by = data.tensorflow ? ` of TensorFlow ${data.tensorflow}` : "";
const folded = Object.entries(data.folded).map(([kind, number]) => `${kind} ${many(number)}`).join(", ");
byId("about").textContent = `${data.kind}${by}.` + (folded ? ` Folded away: ${folded}.` : "");
const totals = data.totals;
for (const [title, text] of [
  ["nodes", many(totals.nodes)], ["variables", many(totals.variables)], ["parameters", many(totals.parameters)],
  ["memory of variables", bytes(totals.bytes) || "0 B"], [`FLOPs, batch of ${many(totals.batch)}`, many(totals.flops)],
  ["activations", bytes(totals.activations) || "0 B"],
]) byId("totals").append(element("div", [element("dt", title), element("dd", text)]));

function list(name, sentences) {
  byId(name).append(...sentences.map((text) => element("li", text)));
  byId(`${name}-part`).hidden = !sentences.length;
}

function pictures(name, found) {
  for (const [title, caption, width, height, uri] of found) {
    const scale = Math.max(1, Math.min(6, Math.floor(560 / width)));
    const alt = `${title}: ${caption}`;
    const image = element("img", "", { src: uri, width: width * scale, height: height * scale, alt });
    byId(name).append(element("figure", [image, element("figcaption", [title, element("span", caption)])]));
  }
  byId(`${name}-part`).hidden = !found.length;
}

const notes = [...data.notes];
if (data.leftOut) {
  notes.push(`${many(data.leftOut)} nodes of large scopes are not in this page; the figures count them.`);
}
if (data.variables.leftOut) notes.push(`${many(data.variables.leftOut)} variables are not in this page.`);
list("warnings", data.warnings);
list("notes", notes);
pictures("filters", data.filters);
pictures("maps", data.maps);
byId("maps-of").textContent = data.mapsOf;
if (data.mapsOf) byId("maps-part").hidden = false;
for (const part of ["drawing-part", "tree-part", "ops-part"]) byId(part).hidden = !totals.nodes;
byId("variables-part").hidden = !totals.variables;

const column = (title, at, text) => [title, (row) => (text ?? String)(row[at]), (row) => row[at], !text];
table("variables", [
  column("Variable", 0), column("Shape", 1), column("Type", 2), column("Parameters", 3, many),
  column("Memory", 4, bytes), column("Role", 5),
], data.variables.rows);
table("ops", [column("Op type", 0), column("Nodes", 1, many), column("FLOPs", 2, short)], data.opTypes);
if (data.times) {
  const times = data.times;
  byId("times-part").hidden = false;
  const more = times.leftOut ? ` The slowest nodes are listed, ${many(times.leftOut)} are not.` : "";
  const recorded = `${many(times.steps)} ${times.steps === 1 ? "step" : "steps"} recorded`;
  const took = `a step took ${span(times.wall)}, its nodes ${span(times.total)} together`;
  byId("times-of").textContent = `${recorded}; ${took}.${more}`;
  table("times-ops", [column("Op type", 0), column("Nodes", 1, many), column("Time of a step", 2, span)], times.ops);
  table("times-nodes", [
    column("Node", 0), column("Op type", 1), column("Time of a step", 3, span),
    column("Memory", 4, bytes), column("Device", 2),
  ], times.nodes);
}

let first = 0;  // where there is more than one box to see
while (within.get(first)?.length === 1 && within.has(within.get(first)[0])) {
  first = within.get(first)[0];
  opened.add(first);
}
fillTree();
show(first);
let windowWidth = innerWidth;
addEventListener("resize", () => {
  if (innerWidth === windowWidth) return;
  windowWidth = innerWidth;
  show(drawn);
});
