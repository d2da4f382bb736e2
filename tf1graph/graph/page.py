"""A graph as one HTML page to send: it needs no network and no other file."""

from __future__ import annotations

import html
import json
from importlib import resources
from pathlib import Path
from typing import Any

from tf1graph.errors import MalformedFile
from tf1graph.files import replaced
from tf1graph.graph.drawing import draw, some_nodes
from tf1graph.graph.featuremaps import feature_maps
from tf1graph.graph.findings import find_notes, find_warnings
from tf1graph.graph.folding import KINDS
from tf1graph.graph.kernels import filter_pictures
from tf1graph.graph.nodes import Shape
from tf1graph.graph.text import shape_text
from tf1graph.graph.times import times_of
from tf1graph.graph.tree import Scope, Summary, parameters_of

MOST_NODES = 30_000
MOST_VARIABLES = 5_000
MOST_TIMES = 200  # the slowest nodes
SCRIPTS = ("page_tree.js", "page_drawing.js", "page.js")
# What ends a script, begins a comment, or ends a line of JavaScript
HARMFUL = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def write_page(summary: Summary, path: Path, picture: Path | None = None, input_name: str | None = None) -> None:
    """Write the page.

    Args:
      summary: what `summarise` gave; the page shows the nodes that it counts.
      path: of the file, which appears whole or not at all.
      picture: a picture file whose feature maps are shown where the graph takes one, by default a digit.
      input_name: of the placeholder that takes it, by default the first that takes pictures.

    Raises:
      UsageError: there is no such picture, or no such placeholder.
      CannotWrite: the file cannot be written.
    """
    text = page(summary, picture, input_name)
    with replaced(path) as temporary:
        temporary.write_text(text, encoding="utf-8", errors="replace")


def page(summary: Summary, picture: Path | None = None, input_name: str | None = None) -> str:
    """The page as text; see `write_page`."""
    data = json.dumps(page_data(summary, picture, input_name), separators=(",", ":"), allow_nan=False)
    for sign, escaped in HARMFUL.items():
        data = data.replace(sign, escaped)
    parts = {
        "title": html.escape(summary.graph.source.path or "graph"),
        "style": _resource("page.css"),
        "data": data,
        "script": "\n".join(map(_resource, SCRIPTS)),
    }
    text = ""
    for at, piece in enumerate(_resource("page.html").split("@@")):  # in one pass: no part is looked into
        text += parts[piece] if at % 2 else piece
    return text


def _resource(name: str) -> str:
    return (resources.files("tf1graph.graph") / name).read_text(encoding="utf-8")


def page_data(summary: Summary, picture: Path | None = None, input_name: str | None = None) -> dict[str, Any]:
    """What the page shows, for its script."""
    graph, root = summary.graph, summary.root
    try:
        filters, why = filter_pictures(summary), ""
    except MalformedFile as error:
        filters, why = [], str(error)
    shown = graph.checkpoint is not None and not why
    maps, said = feature_maps(summary, picture, input_name) if shown else ([], why)
    parameters, size = root.parameters, root.variable_bytes
    if not len(graph.nodes):
        known = parameters_of(graph)
        parameters = sum(elements for variable, elements, _ in known if not variable.slot)
        size = sum(bytes_ for _, _, bytes_ in known)
    return {
        "source": graph.source.path or "graph",
        "kind": graph.source.kind,
        "tensorflow": graph.tensorflow,
        "totals": {
            "nodes": len(graph.nodes),
            "variables": len(graph.variables),
            "parameters": parameters,
            "bytes": size,
            "flops": root.flops,
            "activations": root.activation_bytes,
            "batch": summary.costs.batch,
        },
        "kinds": [kind for at, kind in enumerate(KINDS) if (summary.counted & (summary.kinds == at)).any()],
        "folded": summary.folded,
        **_tree(summary),
        "variables": _variables(summary),
        "opTypes": _op_types(summary),
        "times": _times(summary),
        "warnings": find_warnings(summary),
        "notes": find_notes(summary),
        "filters": filters,
        "maps": maps,
        "mapsOf": said,
    }


def _tree(summary: Summary) -> dict[str, Any]:
    """Scopes and nodes as columns, and the boxes that are drawn of them."""
    nodes, parents = summary.graph.nodes, summary.scopes.parents.tolist()
    scopes = [scope for _, scope in summary.root.walk()]
    numbers = [scope.number for scope in scopes]
    chosen = some_nodes(summary, MOST_NODES)
    of = summary.scopes.of[chosen].tolist()
    named = nodes.names_of(chosen)
    paths = summary.scopes.names
    # what is nested too deep hangs at the root, by its whole name
    names = [scope.name if parents[scope.number] else scope.path for scope in scopes]
    names += [name.rpartition("/")[2] if scope else name for (_, name), scope in zip(named, of, strict=True)]
    drawing = draw(summary, numbers, chosen.tolist(), names)
    shapes: dict[str, int] = {}

    def numbered(shape: Shape) -> int:
        return shapes.setdefault(shape_text(shape), len(shapes))

    place = {number: at for at, number in enumerate(numbers)}
    outputs = [summary.shapes.of(node) for node, _ in named]
    return {
        "names": names,
        "parents": [-1, *(place[parents[number]] for number in numbers[1:]), *(place[scope] for scope in of)],
        "same": [
            at for at, ((_, name), scope) in enumerate(zip(named, of, strict=True), len(scopes)) if name == paths[scope]
        ],
        "scopes": [_figures(scope, numbered(scope.output_shape)) for scope in scopes],
        "ops": nodes.op_names,
        "nodeOps": nodes.op[chosen].tolist(),
        "nodeShapes": [numbered(found[0] if found else None) for found in outputs],
        "nodeFlops": summary.costs.flops[chosen].astype(int).tolist(),
        "nodeBytes": summary.costs.activation_bytes[chosen].astype(int).tolist(),
        "shapes": [*shapes],
        "leftOut": int(summary.counted.sum()) - len(chosen),
        "around": drawing.around,
        "groups": drawing.groups,
        "edges": [box for edge in drawing.edges for box in edge],
    }


def _figures(scope: Scope, shape: int) -> list[int]:
    """Nodes in it and within, nodes of its own, shape, parameters, FLOPs, bytes of variables and of activations."""
    own = int(scope.summary.own["nodes"][scope.number])
    held = scope.nodes, own, shape, scope.parameters, scope.flops, scope.variable_bytes, scope.activation_bytes
    return [*held]


def _variables(summary: Summary) -> dict[str, Any]:
    sizes = {variable.name: (elements, size) for variable, elements, size in parameters_of(summary.graph)}
    rows = []
    for variable in summary.graph.variables[:MOST_VARIABLES]:
        role = "optimiser" if variable.slot else "trained" if variable.trainable else ""
        rows.append(
            [variable.name, shape_text(variable.shape), variable.dtype, *sizes.get(variable.name, (0, 0)), role]
        )
    return {"rows": rows, "leftOut": len(summary.graph.variables) - len(rows)}


def _op_types(summary: Summary) -> list[list[Any]]:
    nodes = summary.graph.nodes
    found = []
    for op, number in summary.ops.most_common():
        of_op = (nodes.op == nodes.op_names.index(op)) & summary.counted
        found.append([op, number, int(summary.costs.flops[of_op].sum())])
    return found


def _times(summary: Summary) -> dict[str, Any] | None:
    if not summary.graph.run_metadata:
        return None
    times = times_of(summary.graph)
    return {
        "steps": times.steps,
        "wall": times.wall,
        "total": times.total,
        "ops": [[op, number, time] for op, time, number in times.by_op()],
        "nodes": [
            [node.name, node.op, node.device, node.microseconds, node.bytes] for node in times.nodes[:MOST_TIMES]
        ],
        "leftOut": max(0, len(times.nodes) - MOST_TIMES),
    }
