"""networkx's functions and attributes of before 2.4, and its matrices."""

import numpy as np
import pytest
from scipy import sparse

from tf1graph.errors import UsageError
from tf1graph.run.world import World

nx = pytest.importorskip("networkx", reason="networkx is not installed")
pytestmark = pytest.mark.filterwarnings("ignore:the matrix subclass:PendingDeprecationWarning")


def execute(text):
    world = World()
    module = world.new_module("program")
    exec(world.compile("import networkx as nx\nimport numpy as np\n" + text, "program.py").code, vars(module))
    return module


def test_the_product_of_an_adjacency_is_that_of_matrices():
    program = execute(
        "graph = nx.from_dict_of_lists({0: [1], 1: [0, 2], 2: [1]})\nA = nx.adjacency_matrix(graph)\n"
        "twice = (A * A).toarray().tolist()\nL = nx.normalized_laplacian_matrix(graph)\n"
        "dense = nx.to_numpy_matrix(graph, dtype='f4')\n"
    )
    assert isinstance(program.A, sparse.csr_matrix)
    assert isinstance(program.L, sparse.csr_matrix)
    assert program.twice == [[1, 0, 1], [0, 2, 0], [1, 0, 1]]
    assert isinstance(program.dense, np.matrix)
    assert program.dense.dtype == np.float32
    assert not isinstance(nx.adjacency_matrix(program.graph), sparse.spmatrix)  # as others have it


def test_graphs_are_made_of_matrices_and_parted():
    program = execute(
        "graph = nx.from_numpy_matrix(np.matrix([[0, 2, 0], [2, 0, 0], [0, 0, 0]]))\n"
        "graph.node[0]['kind'] = 'first'\nnx.set_node_attributes(graph, 'size', {2: 7})\n"
        "parts = sorted(nx.connected_component_subgraphs(graph), key=len)\nsaid = nx.info(graph)\n"
        "again = nx.from_scipy_sparse_matrix(nx.to_scipy_sparse_matrix(graph)).edges(data=True)\n"
    )
    assert [sorted(part.nodes) for part in program.parts] == [[2], [0, 1]]
    assert dict(program.graph.nodes(data=True)) == {0: {"kind": "first"}, 1: {}, 2: {"size": 7}}
    assert program.said.splitlines()[2:] == ["Number of nodes: 3", "Number of edges: 1", "Average degree:   0.6667"]
    assert list(program.again) == [(0, 1, {"weight": 2})]


def test_a_pickled_graph_is_refused_in_a_sentence():
    with pytest.raises(UsageError, match="keep the graph as GraphML"):
        execute("nx.read_gpickle('graph.gpickle')")
