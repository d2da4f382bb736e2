"""What every layer does around its own `build` and `call`."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, math_ops
from tf1graph.tf.python.keras._tf_keras import backend, base_layer, base_layer_utils, base_layer_v1, inside, lost


@inside(base_layer_v1.Layer, name="_handle_activity_regularization")
def handle_activity_regularization(self: Any, inputs: Any, outputs: Any) -> None:
    if not self._activity_regularizer:
        return
    with backend.name_scope("ActivityRegularizer"):
        for output in compat_v1.nest.flatten(outputs):
            loss = self._activity_regularizer(output)
            loss /= math_ops.cast(array_ops.shape(output)[0], loss.dtype)
            base_layer_utils.check_graph_consistency(loss, method="activity_regularizer")
            self.add_loss(loss, inputs=inputs)


@lost(base_layer.Layer, base_layer_v1.Layer)
def apply(self: Any, inputs: Any, *args: Any, **kwargs: Any) -> Any:
    """What the layer makes of `inputs`: as calling it."""
    return self(inputs, *args, **kwargs)
