"""`tf.contrib.learn.models`: functions from features and labels to predictions and a loss."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tf1graph import tf
from tf1graph.tf import names
from tf1graph.tf.contrib.learn.ops import losses_ops
from tf1graph.tf.names import provide

PLACE = "tf.contrib.learn.models."
ZEROS = "some of the zeros that the weights start at may be negative ones"
rnn = tf.contrib.rnn
deprecated = tf.contrib.framework.deprecated  # which TensorFlow 1 left among the models
names.add(
    names.Row(PLACE + "deprecated", "exact", "tf1graph.tf:contrib.framework.deprecated", gone="2.0"),
)


@provide(PLACE + "linear_regression_zero_init", fidelity="approximate", gone="2.0", note=ZEROS)
def linear_regression_zero_init(x: Any, y: Any) -> tuple[Any, Any]:
    """`linear_regression` whose weights start at 0."""
    return linear_regression(x, y, init_mean=0.0, init_stddev=0.0)


@provide(PLACE + "logistic_regression_zero_init", fidelity="approximate", gone="2.0", note=ZEROS)
def logistic_regression_zero_init(x: Any, y: Any) -> tuple[Any, Any]:
    """`logistic_regression` whose weights start at 0."""
    return logistic_regression(x, y, init_mean=0.0, init_stddev=0.0)


@provide(PLACE + "linear_regression", gone="2.0")
def linear_regression(x: Any, y: Any, init_mean: float | None = None, init_stddev: float = 1.0) -> tuple[Any, Any]:
    """The predictions of a linear model, and their mean squared error.

    Args:
      x: [examples, features].
      y: [examples] or [examples, outputs].
      init_mean: of the weights' normal distribution; they start as variables do by default where it is None.
      init_stddev: its standard deviation.
    """
    with tf.variable_scope("linear_regression"):
        scope = _summarize(x=x, y=y)
        outputs = 1 if len(y.shape) == 1 else y.shape[1]
        weights, bias = _weights(x, outputs, init_mean, init_stddev)
        _summarize(scope, weights=weights, bias=bias)
        return losses_ops.mean_squared_error_regressor(x, y, weights, bias)


@provide(PLACE + "logistic_regression", gone="2.0")
def logistic_regression(
    x: Any, y: Any, class_weight: Any = None, init_mean: float | None = None, init_stddev: float = 1.0
) -> tuple[Any, Any]:
    """The probabilities of a linear model's classes, and their cross entropy.

    Args:
      x: [examples, features].
      y: [examples, classes], 1 for the class of each.
      class_weight: factors of the logits; the graph's tensor `class_weight:0` where there is one.
      init_mean, init_stddev: as of `linear_regression`.
    """
    with tf.variable_scope("logistic_regression"):
        scope = _summarize(x=x, y=y)
        weights, bias = _weights(x, y.shape[-1], init_mean, init_stddev)
        _summarize(scope, weights=weights, bias=bias)
        if not class_weight:
            try:
                class_weight = tf.get_default_graph().get_tensor_by_name("class_weight:0")
            except KeyError:
                class_weight = None
        return losses_ops.softmax_classifier(x, y, weights, bias, class_weight=class_weight)


def _summarize(scope: str | None = None, **tensors: Any) -> str:
    scope = scope or tf.get_variable_scope().name
    for name, tensor in tensors.items():
        tf.summary.histogram(f"{scope}.{name}", tensor)
    return scope


def _weights(x: Any, outputs: Any, mean: float | None, stddev: float) -> tuple[Any, Any]:
    dtype, found = x.dtype.base_dtype, []
    for name, shape in (("weights", [x.shape[1], outputs]), ("bias", [outputs])):
        start = None if mean is None else tf.random_normal_initializer(mean, stddev, dtype=dtype)
        found.append(tf.get_variable(name, shape, dtype=dtype, initializer=start))
    return found[0], found[1]


def _reversed(steps: Sequence[Any], lengths: Any) -> list[Any]:
    if lengths is None:
        return list(reversed(steps))
    return tf.unstack(tf.reverse_sequence(tf.stack(steps), lengths, 0, 1))


@provide(PLACE + "bidirectional_rnn", gone="2.0")
def bidirectional_rnn(
    cell_fw: Any,
    cell_bw: Any,
    inputs: list[Any],
    initial_state_fw: Any = None,
    initial_state_bw: Any = None,
    dtype: Any = None,
    sequence_length: Any = None,
    scope: str | None = None,
) -> tuple[list[Any], Any]:
    """The outputs of two cells, one of which reads backwards, side by side; and so their last states, as one tensor.

    With `sequence_length` 1.15.5 called ops that it had no more.

    Raises:
      TypeError: a cell is none, or the inputs are no list.
      ValueError: there are no inputs.
    """
    for name, cell in (("cell_fw", cell_fw), ("cell_bw", cell_bw)):
        if not isinstance(cell, rnn.RNNCell):
            raise TypeError(f"{name} must be an instance of RNNCell")
    if not isinstance(inputs, list):
        raise TypeError("inputs must be a list")
    if not inputs:
        raise ValueError("inputs must not be empty")
    name = scope or "BiRNN"
    with tf.variable_scope(name + "_FW"):
        forward, state_fw = rnn.static_rnn(cell_fw, inputs, initial_state_fw, dtype, sequence_length)
    with tf.variable_scope(name + "_BW"):
        steps = _reversed(inputs, sequence_length)
        backward, state_bw = rnn.static_rnn(cell_bw, steps, initial_state_bw, dtype, sequence_length)
    backward = _reversed(backward, sequence_length)
    outputs = [tf.concat(pair, 1) for pair in zip(forward, backward, strict=True)]
    return outputs, tf.concat([state_fw, state_bw], 1)


@provide(PLACE + "get_rnn_model", gone="2.0")
def get_rnn_model(
    rnn_size: int,
    cell_type: str,
    num_layers: int,
    input_op_fn: Callable[[Any], Any],
    bidirectional: bool,
    target_predictor_fn: Callable[[Any, Any], Any],
    sequence_length: Any,
    initial_state: Any,
    attn_length: int | None,
    attn_size: int | None,
    attn_vec_size: int | None,
) -> Callable[[Any, Any], Any]:
    """A function from `x` and `y` to what `target_predictor_fn` gives of the last state of cells, and `y`.

    Args:
      rnn_size, num_layers: units of a layer, and how many layers.
      cell_type: `rnn`, `gru` or `lstm`.
      input_op_fn: from `x` to a list of steps.
      bidirectional: whether cells read backwards too.
      sequence_length, initial_state: as of `tf.nn.static_rnn`.
      attn_length, attn_size, attn_vec_size: as of `tf.contrib.rnn.AttentionCellWrapper`; None for no attention.

    Raises:
      ValueError: when it is called: there is no such type.
    """
    kinds = {"rnn": rnn.BasicRNNCell, "gru": rnn.GRUCell, "lstm": _lstm}

    def layers(kind: Callable[[int], Any]) -> Any:
        def cell() -> Any:
            made = kind(rnn_size)
            if attn_length is None:
                return made
            return rnn.AttentionCellWrapper(
                made, attn_length=attn_length, attn_size=attn_size, attn_vec_size=attn_vec_size, state_is_tuple=False
            )

        return rnn.MultiRNNCell([cell() for _ in range(num_layers)], state_is_tuple=False)

    def rnn_estimator(x: Any, y: Any) -> Any:
        x = input_op_fn(x)
        if cell_type not in kinds:
            raise ValueError(f"cell_type {cell_type} is not supported. ")
        kind = kinds[cell_type]
        about = {"dtype": tf.float32, "sequence_length": sequence_length}
        if bidirectional:
            start = {"initial_state_fw": initial_state, "initial_state_bw": initial_state}
            _, encoding = bidirectional_rnn(layers(kind), layers(kind), x, **start, **about)
        else:
            _, encoding = rnn.static_rnn(layers(kind), x, initial_state=initial_state, **about)
        return target_predictor_fn(encoding, y)

    return rnn_estimator


def _lstm(units: int) -> Any:
    return rnn.BasicLSTMCell(units, state_is_tuple=False)
