"""The layers of the network: each computes its output, and from the gradient at its output the one at its input.

`forward(x)` keeps what `backward(gradient)` needs; `backward` leaves the gradients of the layer's own parameters in
`gradients`, under the names that they have in `parameters`. Arrays are float32, or float64 where a gradient is
checked by differences; a layer computes in the dtype of its input.
"""

from __future__ import annotations

from abc import ABC, abstractmethod

import numpy as np

from tf1graph.errors import UsageError
from tf1graph.tutorials.numpy_cnn.windows import Pair, col2im, im2col

Arrays = dict[str, np.ndarray]


class Layer(ABC):
    """A step of a network. `parameters` are what training changes, by name."""

    def __init__(self, **parameters: np.ndarray):
        self.parameters: Arrays = parameters
        self.gradients: Arrays = {}

    @abstractmethod
    def forward(self, x: np.ndarray) -> np.ndarray:
        """The layer's output for the batch `x`."""

    @abstractmethod
    def backward(self, gradient: np.ndarray) -> np.ndarray:
        """The gradient of the loss at the last `forward`'s input, given the one at its output."""


class Convolution(Layer):
    """Filters slid over pictures: [N, C, H, W] becomes [N, F, OH, OW].

    Args:
      weight: [F, C, FH, FW], F filters.
      bias: [F].
      stride: pixels between two windows.
      pad: zeros added on each side.
      first: nothing before this layer learns, so that `backward` need not find the gradient at the input.
    """

    def __init__(self, weight: np.ndarray, bias: np.ndarray, stride: int = 1, pad: int = 0, first: bool = False):
        super().__init__(weight=weight, bias=bias)
        self.stride, self.pad, self.first = check_stride(stride), check_pad(pad), first

    def forward(self, x: np.ndarray) -> np.ndarray:
        weight, bias = self.parameters["weight"], self.parameters["bias"]
        check_batch(x, "Convolution", 4, "[N, C, H, W]")
        filters, channels, high, wide = weight.shape
        if x.shape[1] != channels:
            raise UsageError(f"Convolution has filters for {channels} channels, and got pictures of {x.shape[1]}.")
        windows = im2col(x, (high, wide), self.stride, self.pad)
        # One product a picture: its result is [N, F, OH * OW] at once, where one product of all would have to be
        # transposed.
        self.columns = windows.reshape(len(x), channels * high * wide, -1)
        self.input_shape, self.windows_shape = x.shape, windows.shape
        out = np.matmul(weight.reshape(filters, -1), self.columns)
        out += bias[:, None]
        return out.reshape(len(x), filters, *windows.shape[4:])

    def backward(self, gradient: np.ndarray) -> np.ndarray:
        weight = self.parameters["weight"]
        gradient = gradient.reshape(*gradient.shape[:2], -1)
        by_picture = np.matmul(gradient, self.columns.transpose(0, 2, 1))
        self.gradients = {"weight": by_picture.sum(0).reshape(weight.shape), "bias": gradient.sum((0, 2))}
        if self.first:
            return np.zeros(self.input_shape, gradient.dtype)
        columns = np.matmul(weight.reshape(len(weight), -1).T, gradient)
        return col2im(columns.reshape(self.windows_shape), self.input_shape, self.stride, self.pad)


class MaxPooling(Layer):
    """The largest value of each window: [N, C, H, W] becomes [N, C, OH, OW]; the first of several equal ones counts.

    Args:
      window: its height and width.
      stride: pixels between two windows; as large as the window unless given, which must then be square.
      pad: zeros added on each side; they count as values.
    """

    def __init__(self, window: Pair = (2, 2), stride: int | None = None, pad: int = 0):
        super().__init__()
        if stride is None and window[0] != window[1]:
            raise UsageError(f"A pooling window of {window[0]}x{window[1]} is not square: give its stride.")
        self.window, self.pad = window, check_pad(pad)
        self.stride = check_stride(window[0] if stride is None else stride)

    def forward(self, x: np.ndarray) -> np.ndarray:
        check_batch(x, "MaxPooling", 4, "[N, C, H, W]")
        windows = im2col(x, self.window, self.stride, self.pad)
        self.input_shape = x.shape
        # The windows are compared pixel by pixel, all pictures at once; a copy with a window in each row, to take
        # its maximum, costs several times as much.
        out = windows[:, :, 0, 0].copy()
        self.winner = np.zeros(out.shape, np.uint8 if self.window[0] * self.window[1] <= 256 else np.intp)
        for number, (i, j) in enumerate(np.ndindex(*self.window)):
            if number:
                candidate = windows[:, :, i, j]
                larger = candidate > out
                np.copyto(self.winner, number, where=larger)
                np.maximum(out, candidate, out=out)
        return out

    def backward(self, gradient: np.ndarray) -> np.ndarray:
        n, c, h, w = self.input_shape
        out_high, out_wide = gradient.shape[2:]
        pad, stride = self.pad, self.stride
        back = np.zeros((n, c, h + 2 * pad, w + 2 * pad), gradient.dtype)
        for number, (i, j) in enumerate(np.ndindex(*self.window)):
            place = back[:, :, i : i + stride * out_high : stride, j : j + stride * out_wide : stride]
            place += gradient * (self.winner == number)
        return back[:, :, pad : pad + h, pad : pad + w]


class Affine(Layer):
    """A product with a matrix, and a bias: a batch of any rank, its examples flattened to [N, I], becomes [N, O].

    Args:
      weight: [I, O].
      bias: [O].
    """

    def __init__(self, weight: np.ndarray, bias: np.ndarray):
        super().__init__(weight=weight, bias=bias)

    def forward(self, x: np.ndarray) -> np.ndarray:
        weight, bias = self.parameters["weight"], self.parameters["bias"]
        check_dtype(x, "Affine")
        self.input_shape, self.x = x.shape, x.reshape(len(x), -1)
        if self.x.shape[1] != len(weight):
            raise UsageError(f"Affine takes {len(weight)} values an example, and got {self.x.shape[1]}.")
        return self.x @ weight + bias

    def backward(self, gradient: np.ndarray) -> np.ndarray:
        self.gradients = {"weight": self.x.T @ gradient, "bias": gradient.sum(0)}
        return (gradient @ self.parameters["weight"].T).reshape(self.input_shape)


class ReLU(Layer):
    """Values below zero become zero; any shape."""

    def forward(self, x: np.ndarray) -> np.ndarray:
        check_dtype(x, "ReLU")
        self.out = np.maximum(x, 0)
        return self.out

    def backward(self, gradient: np.ndarray) -> np.ndarray:
        return gradient * (self.out > 0)


class SoftmaxWithLoss(Layer):
    """The mean cross entropy, in nats, of the softmax of scores [N, K] with the digits that are right.

    `forward` takes the scores alone and gives their softmax [N, K]; `loss` compares it with labels.
    """

    def forward(self, x: np.ndarray) -> np.ndarray:
        check_batch(x, "SoftmaxWithLoss", 2, "[N, K]")
        shifted = x - x.max(1, keepdims=True)  # so that no exponential overflows
        powers = np.exp(shifted)
        total = powers.sum(1, keepdims=True)
        self.log_softmax = shifted - np.log(total)
        self.softmax = powers / total
        return self.softmax

    def loss(self, labels: np.ndarray) -> float:
        """The mean loss of the last `forward`; `labels` [N], integers in 0…K-1.

        Raises:
          UsageError: they are something else.
        """
        count, classes = self.softmax.shape
        if labels.shape != (count,) or labels.dtype.kind not in "iu":
            raise UsageError(
                f"SoftmaxWithLoss takes {count} labels as integers, and got {labels.dtype} of shape "
                f"{list(labels.shape)}; argmax(1) makes such of one-hot rows."
            )
        if count and not 0 <= labels.min() <= labels.max() < classes:
            wrong = labels.max() if labels.max() >= classes else labels.min()
            raise UsageError(f"SoftmaxWithLoss has {classes} classes, and got the label {wrong}.")
        self.labels = labels
        return float(-self.log_softmax[np.arange(count), labels].mean())

    def backward(self, gradient: float | np.ndarray = 1.0) -> np.ndarray:
        """The gradient at the scores; `gradient` is the one at the loss."""
        count = len(self.labels)
        back = self.softmax.copy()
        back[np.arange(count), self.labels] -= 1
        back *= back.dtype.type(gradient) / count
        return back


def check_dtype(x: np.ndarray, layer: str) -> None:
    """Raise UsageError unless `x` is float32 or float64."""
    if x.dtype not in (np.float32, np.float64):
        raise UsageError(f"{layer} takes float32 or float64, and got {x.dtype}; convert it with astype(np.float32).")


def check_batch(x: np.ndarray, layer: str, rank: int, shape: str) -> None:
    """Raise UsageError unless `x` is a batch of that rank, of a float dtype."""
    check_dtype(x, layer)
    if x.ndim != rank:
        raise UsageError(f"{layer} takes a batch {shape}, and got the shape {list(x.shape)}.")


def check_stride(stride: int) -> int:
    """`stride`; raises UsageError unless it is a whole number above 0."""
    if isinstance(stride, bool) or not isinstance(stride, int | np.integer) or stride < 1:
        raise UsageError(f"A stride is a whole number of pixels, 1 or more, not {stride!r}.")
    return int(stride)


def check_pad(pad: int) -> int:
    """`pad`; raises UsageError unless it is a whole number, 0 or above."""
    if isinstance(pad, bool) or not isinstance(pad, int | np.integer) or pad < 0:
        raise UsageError(f"A padding is a whole number of pixels, 0 or more, not {pad!r}.")
    return int(pad)
