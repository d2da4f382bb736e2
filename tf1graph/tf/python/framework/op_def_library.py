"""How an op turns what it is given into tensors."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import inside, op_def_library, original


@inside(op_def_library, "_ExtractInputsAndAttrs")
def extract_inputs(op_type: str, definition: Any, allowed: Any, *rest: Any) -> Any:
    """Fill in an op's inputs and attributes, where a list or an array takes the type that the op prefers.

    Given the types that are `allowed`, today's first tries the type that the list has by itself: for `[]` that
    leaves another constant behind, and a shape with an int64 in it stays int64, which TensorFlow 1 cast.
    """
    return original(op_def_library._ExtractInputsAndAttrs)(op_type, definition, {}, *rest)
