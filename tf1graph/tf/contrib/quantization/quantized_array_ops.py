"""`tf.contrib.quantization`: ops on numbers of few bits, as the op registry of 1.15.5 made them."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import gen_array_ops
from tf1graph.tf._tree import mirror
from tf1graph.tf.names import provide

__getattr__, __dir__ = mirror(__name__)

PLACES = ("tf.contrib.quantization.", "tf.contrib.quantization.quantized_array_ops.")


@provide(*(place + "dequantize" for place in PLACES), today="tf.quantization.dequantize", gone="2.0")
def dequantize(input: Any, min_range: Any, max_range: Any, mode: str = "MIN_COMBINED", name: str | None = None) -> Any:
    """Numbers of few bits as float32.

    Args:
      input: of a quantised type.
      min_range, max_range: what its lowest and highest number stand for.
      mode: `MIN_COMBINED`, `MIN_FIRST` or `SCALED`.
    """
    return gen_array_ops.dequantize(input, min_range, max_range, mode=mode, name=name)


@provide(*(place + "quantize_v2" for place in PLACES), today="tf.quantization.quantize", gone="2.0")
def quantize_v2(
    input: Any,
    min_range: Any,
    max_range: Any,
    T: Any,
    mode: str = "MIN_COMBINED",
    round_mode: str = "HALF_AWAY_FROM_ZERO",
    name: str | None = None,
) -> Any:
    """Numbers as those of few bits; the numbers, and what the lowest and the highest stand for.

    Args:
      input: float32.
      min_range, max_range: what the lowest and highest number are to stand for.
      T: the quantised type.
      mode: `MIN_COMBINED`, `MIN_FIRST` or `SCALED`.
      round_mode: `HALF_AWAY_FROM_ZERO` or `HALF_TO_EVEN`.
    """
    return gen_array_ops.quantize_v2(input, min_range, max_range, T, mode=mode, round_mode=round_mode, name=name)
