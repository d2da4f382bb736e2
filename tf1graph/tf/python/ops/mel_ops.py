"""Mel scales: the nodes that TensorFlow 1 made of rates and of evenly spaced numbers."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import compat_v1, gen_math_ops, mel_ops, ops, seen_by
from tf1graph.tf.names import provide


@provide("tf.signal.linear_to_mel_weight_matrix", "tf.contrib.signal.linear_to_mel_weight_matrix")
def linear_to_mel_weight_matrix(
    num_mel_bins: int = 20,
    num_spectrogram_bins: Any = 129,
    sample_rate: Any = 8000,
    lower_edge_hertz: float = 125.0,
    upper_edge_hertz: float = 3800.0,
    dtype: Any = compat_v1.float32,
    name: str | None = None,
) -> Any:
    """A matrix [num_spectrogram_bins, num_mel_bins] that takes linear frequencies to the mel scale.

    Args:
      num_mel_bins: how many bands there are.
      num_spectrogram_bins: how many frequencies the spectrum has.
      sample_rate: of the signal, in hertz; a tensor must be a constant.
      lower_edge_hertz, upper_edge_hertz: where the first band begins and the last one ends.
      dtype: of the matrix.

    Raises:
      ValueError: the rate is a tensor that is not constant, or the bands do not lie in the spectrum.
    """
    if isinstance(sample_rate, compat_v1.Tensor) and compat_v1.get_static_value(sample_rate) is None:
        raise ValueError("`sample_rate` was a non-constant Tensor. Must be a Python float or a constant Tensor.")
    return mel_ops.linear_to_mel_weight_matrix(
        num_mel_bins, num_spectrogram_bins, sample_rate, lower_edge_hertz, upper_edge_hertz, dtype, name
    )


@seen_by(mel_ops, "math_ops", "cast")
def cast(x: Any, dtype: Any, name: str | None = None) -> Any:
    """The rate in `dtype`: a constant, which today is cast."""
    return ops.convert_to_tensor(x, dtype, name=name)


@seen_by(mel_ops, "math_ops", "linspace")
def linspace(start: Any, stop: Any, num: Any) -> Any:
    """Evenly spaced numbers, by one op."""
    return gen_math_ops.lin_space(start, stop, num)
