"""Input of models that are served."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from tf1graph import tf
from tf1graph.tf.names import provide

LEARN = "tf.contrib.learn."
CORE = "tf.estimator.export."


@provide(LEARN + "InputFnOps", LEARN + "utils.InputFnOps", today=CORE + "ServingInputReceiver", gone="2.0")
class InputFnOps(NamedTuple):
    """What a serving input function gives: the features, no labels, and the placeholders that are fed."""

    features: Any
    labels: Any
    default_inputs: Any


@provide(
    LEARN + "build_parsing_serving_input_fn",
    LEARN + "utils.build_parsing_serving_input_fn",
    today=CORE + "build_parsing_serving_input_receiver_fn",
    gone="2.0",
)
def build_parsing_serving_input_fn(
    feature_spec: dict[str, Any], default_batch_size: int | None = None
) -> Callable[[], InputFnOps]:
    """An input function that parses serialized examples by `feature_spec`, as of `tf.parse_example`."""

    def input_fn() -> InputFnOps:
        serialized = tf.placeholder(tf.string, [default_batch_size], name="input_example_tensor")
        return InputFnOps(tf.parse_example(serialized, feature_spec), None, {"examples": serialized})

    return input_fn


@provide(
    LEARN + "utils.build_default_serving_input_fn",
    today=CORE + "build_raw_serving_input_receiver_fn",
    gone="2.0",
)
def build_default_serving_input_fn(
    features: dict[str, Any], default_batch_size: int | None = None
) -> Callable[[], InputFnOps]:
    """An input function of a placeholder for each tensor of `features`, of any batch unless a size is given."""

    def input_fn() -> InputFnOps:
        fed = {}
        for name, tensor in features.items():
            shape = [default_batch_size, *tensor.get_shape().as_list()[1:]]
            fed[name] = tf.placeholder(tensor.dtype, shape, name=tensor.op.name)
        return InputFnOps(fed, None, fed)

    return input_fn
