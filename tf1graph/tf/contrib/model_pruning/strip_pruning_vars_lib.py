"""Leaves the masks out of a trained graph."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from tf1graph import tf
from tf1graph.tf.names import provide

PLACE = "tf.contrib.model_pruning."
MARK = "masked_weight"


@provide(PLACE + "strip_pruning_vars_fn", gone="2.0")
def strip_pruning_vars_fn(input_graph_def: Any, output_node_names: Sequence[str]) -> Any:
    """A graph with the products of weights and masks as constants, and without both.

    Args:
      input_graph_def: a `tf.GraphDef` whose variables are constants.
      output_node_names: what is kept, with all that it needs.
    """
    names = [node.name for node in input_graph_def.node if MARK in node.name]
    with tf.Graph().as_default() as graph:
        tf.import_graph_def(input_graph_def, name="")
        with tf.Session(graph=graph) as session:
            values = dict(zip(names, session.run([name + ":0" for name in names]), strict=True))
    for name, value in values.items():
        tf.logging.info("%s has %d values, %1.2f%% zeros", name, value.size, 100 * np.mean(value == 0))
    stripped = tf.GraphDef()
    for node in input_graph_def.node:
        if node.name in values:
            tensor = tf.make_tensor_proto(values[node.name])
            constant = stripped.node.add(op="Const", name=node.name)
            constant.attr["dtype"].CopyFrom(node.attr["T"])
            constant.attr["value"].CopyFrom(tf.AttrValue(tensor=tensor))
        else:
            stripped.node.add().CopyFrom(node)
    return tf.graph_util.extract_sub_graph(stripped, output_node_names)


@provide(PLACE + "graph_def_from_checkpoint", gone="2.0")
def graph_def_from_checkpoint(checkpoint_dir: str, output_node_names: Sequence[str]) -> Any:
    """The graph of the latest checkpoint of a folder, with its variables as constants.

    Its nodes are put into the default graph too.

    Raises:
      ValueError: there is no checkpoint.
    """
    path = tf.train.latest_checkpoint(checkpoint_dir)
    if path is None:
        raise ValueError(f"Could not find a checkpoint at: {checkpoint_dir}.")
    saver = tf.train.import_meta_graph(path + ".meta", clear_devices=True)
    with tf.Session() as session:
        saver.restore(session, path)
        graph = tf.get_default_graph().as_graph_def()
        return tf.graph_util.convert_variables_to_constants(session, graph, output_node_names)
