"""networkx as it was until 2.3 and, in part, 1.11: what is gone since, and matrices where today's are arrays.

`A * B` of two matrices is their product, and of two arrays that of their elements: programs that multiply the
adjacency of a graph would go on with other numbers.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

from tf1graph.errors import UsageError

# Functions that gave matrices, dense ones and sparse ones.
MATRICES = (
    "adjacency_matrix", "attr_matrix", "directed_laplacian_matrix", "directed_modularity_matrix", "google_matrix",
    "incidence_matrix", "laplacian_matrix", "modularity_matrix", "normalized_laplacian_matrix",
)  # fmt: skip
# Functions that are the same as these.
RENAMED = {
    "OrderedDiGraph": "DiGraph",
    "OrderedGraph": "Graph",
    "from_pandas_dataframe": "from_pandas_edgelist",
    "from_scipy_sparse_matrix": "from_scipy_sparse_array",
    "hits_numpy": "hits",
    "hits_scipy": "hits",
    "pagerank_numpy": "pagerank",
    "pagerank_scipy": "pagerank",
}
COMPONENTS = ("biconnected", "connected", "strongly_connected", "weakly_connected")
PICKLED = ("read_gpickle", "write_gpickle")


def names(module: Any) -> dict[str, Any]:
    """What the program finds in `networkx` otherwise."""
    matrices = {name: _matrix(getattr(module, name)) for name in MATRICES if hasattr(module, name)}
    gone = {
        **{old: getattr(module, new, None) for old, new in RENAMED.items()},
        **{f"{kind}_component_subgraphs": _subgraphs(module, f"{kind}_components") for kind in COMPONENTS},
        **{name: _refused(name) for name in PICKLED},
        "adj_matrix": matrices["adjacency_matrix"],
        "from_numpy_matrix": lambda A, *args, **keywords: module.from_numpy_array(_array(A), *args, **keywords),
        "info": info,
        "to_numpy_matrix": _matrix(module.to_numpy_array),
        "to_scipy_sparse_matrix": _matrix(module.to_scipy_sparse_array),
    }
    return {
        **matrices,
        **{name: thing for name, thing in gone.items() if thing is not None and not hasattr(module, name)},
        **{name: _either_order(getattr(module, name)) for name in ("set_edge_attributes", "set_node_attributes")},
    }


def info(G: Any, n: Any = None) -> str:
    """What is to be said of a graph, in lines; of the node `n` of it its degree and its neighbours."""
    if n is not None:
        near = " ".join(str(one) for one in G.neighbors(n))
        return f"Node {n} has the following properties:\nDegree: {G.degree(n)}\nNeighbors: {near}"
    nodes, edges = G.number_of_nodes(), G.number_of_edges()
    lines = [f"Name: {G.name}", f"Type: {type(G).__name__}", f"Number of nodes: {nodes}", f"Number of edges: {edges}"]
    if nodes and G.is_directed():
        lines += [f"Average in degree: {edges / nodes:8.4f}", f"Average out degree: {edges / nodes:8.4f}"]
    elif nodes:
        lines.append(f"Average degree: {2 * edges / nodes:8.4f}")
    return "\n".join(lines)


def _array(matrix: Any) -> Any:
    import numpy

    return numpy.asarray(matrix)


def _matrix(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, which gives a matrix for the array that it gives today."""

    @functools.wraps(function)
    def called(*args: Any, **keywords: Any) -> Any:
        found = function(*args, **keywords)
        if isinstance(found, tuple):  # with the order of its rows
            return (_as_matrix(found[0]), *found[1:])
        return _as_matrix(found)

    return called


def _as_matrix(array: Any) -> Any:
    import numpy

    if isinstance(array, numpy.ndarray):
        return numpy.asmatrix(array)
    from scipy import sparse

    return getattr(sparse, f"{array.format}_matrix")(array)


def _subgraphs(module: ModuleType, components: str) -> Callable[..., Iterator[Any]]:
    def subgraphs(G: Any, copy: bool = True) -> Iterator[Any]:
        """The components of a graph, each a graph of its own, or a part of `G` where it is not to be a copy."""
        for nodes in getattr(module, components)(G):
            found = G.subgraph(nodes)
            yield found.copy() if copy else found

    return subgraphs


def _refused(name: str) -> Callable[..., Any]:
    def refuse(*args: Any, **keywords: Any) -> Any:
        """Refused: a pickle runs what its writer chose.

        Raises:
          UsageError: always.
        """
        raise UsageError(
            f"networkx.{name}() is gone since networkx 3.0, and a pickle can run any code: "
            "keep the graph as GraphML, with write_graphml and read_graphml."
        )

    return refuse


def _either_order(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function of a graph, values and a name, which networkx 1 wanted the other way round."""

    @functools.wraps(function)
    def called(G: Any, values: Any, name: Any = None) -> None:
        if isinstance(values, str) and isinstance(name, dict):
            values, name = name, values
        function(G, values, name)

    return called


MODULES = {"networkx": names}
