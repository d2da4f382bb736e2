"""`keras.utils.conv_utils`: kernels and the lengths of what convolutions give."""

from __future__ import annotations

from typing import Any

import numpy as np

from tf1graph.keras._tree import mirror


def convert_kernel(kernel: Any) -> np.ndarray:
    """A kernel of rank 3 to 5 turned round in space, as Theano had it.

    Raises:
      ValueError: another rank.
    """
    kernel = np.asarray(kernel)
    if not 3 <= kernel.ndim <= 5:
        raise ValueError("Invalid kernel shape:", kernel.shape)
    return np.copy(kernel[(slice(None, None, -1),) * (kernel.ndim - 2)])


def deconv_length(
    dim_size: int | None,
    stride_size: int,
    kernel_size: int,
    padding: str,
    output_padding: int | None,
    dilation: int = 1,
) -> int | None:
    """How long a transposed convolution makes `dim_size`; None where that is not known."""
    if dim_size is None:
        return None
    kernel_size += (kernel_size - 1) * (dilation - 1)
    if output_padding is not None:
        cut = {"same": kernel_size // 2, "valid": 0, "full": kernel_size - 1}[padding]
        return (dim_size - 1) * stride_size + kernel_size - 2 * cut + output_padding
    more = {"valid": max(kernel_size - stride_size, 0), "full": -(stride_size + kernel_size - 2), "same": 0}[padding]
    return dim_size * stride_size + more


__getattr__, __dir__ = mirror(__name__)
