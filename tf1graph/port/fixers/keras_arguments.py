"""Keras 1's arguments → Keras 2's: `nb_epoch` → `epochs`, `border_mode` → `padding`, `Conv2D(32, 3, 3)`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tf1graph.keras._keras1 import LAYER_ARGUMENTS, METHOD_ARGUMENTS
from tf1graph.port.fixers import Call, Fixer, constant
from tf1graph.port.source import Edit

if TYPE_CHECKING:
    from tf1graph.port.module import Module

fixer = Fixer("keras-arguments")
# The layers whose argument has the second of several names, or the third.
SECOND = ("Embedding",)
THIRD = ("PReLU",)
OUTPUT_DIM = ("Dense", "LSTM", "GRU", "SimpleRNN", "MaxoutDense", "Highway")
METHODS = ("fit", "fit_generator", "evaluate_generator", "predict_generator")
KERNELS = {"Convolution2D": 2, "Conv2D": 2, "Convolution3D": 3, "Conv3D": 3}
FORMATS = {"tf": "channels_last", "th": "channels_first"}


def is_layer(path: str) -> bool:
    return path.startswith(("keras.layers.", "tensorflow.keras.layers."))


@fixer.on_module
def rename(module: Module) -> Iterator[Edit]:
    """Edits of the arguments of layers and of models' methods."""
    has_keras = any(use.path.startswith(("keras", "tensorflow.keras")) for use in module.uses)
    if not has_keras:
        return
    for use in module.uses:
        parent = module.names.parent_of.get(use.node)
        if is_layer(use.path) and isinstance(parent, ast.Call) and parent.func is use.node:
            yield from rename_of_layer(Call(parent, use, module, fixer.name), use.path.rpartition(".")[2])
    for node in module.names.nodes:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in METHODS:
            for keyword in node.keywords:
                new = METHOD_ARGUMENTS.get(keyword.arg or "")
                if new in ("epochs", "max_queue_size", "workers", "use_multiprocessing"):
                    start = module.source.start(keyword)
                    yield Edit(start, start + len((keyword.arg or "").encode()), new, fixer.name)


def rename_of_layer(call: Call, layer: str) -> Iterator[Edit]:
    for old, choices in LAYER_ARGUMENTS.items():
        keyword = call.keyword(old)
        if keyword is None or (old == "output_dim" and layer not in OUTPUT_DIM) or old in ("length", "consume_less"):
            continue
        new = choices[-1 if layer in THIRD else 1 if layer in SECOND and len(choices) > 1 else 0]
        if call.keyword(new) is None:
            yield from call.rename_keyword(old, new)
        if old == "dim_ordering" and constant(keyword.value) in FORMATS:
            value = keyword.value
            text = f'"{FORMATS[constant(value)]}"'
            yield Edit(call.module.source.start(value), call.module.source.end(value), text, call.rule)
    sizes = KERNELS.get(layer, 0)
    given = call.node.args[1 : sizes + 1]
    if sizes and len(given) == sizes and all(isinstance(constant(one), int) for one in given):
        yield call.insert(given[0], "(")
        yield call.append(given[-1], ")")
