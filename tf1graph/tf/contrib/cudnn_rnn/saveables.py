"""How the vector of a cuDNN network is saved: as the kernels and biases of the cells that compute the same."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf._private import saver
from tf1graph.tf.contrib.cudnn_rnn.format_converters import (
    LINEAR_INPUT,
    UNIDIRECTIONAL,
    CudnnParamsFormatConverterGRU,
    CudnnParamsFormatConverterLSTM,
    CudnnParamsFormatConverterRelu,
    CudnnParamsFormatConverterTanh,
)
from tf1graph.tf.names import provide

PLACE = "tf.contrib.cudnn_rnn."
ABOUT: dict[str, Any] = {
    "fidelity": "approximate",
    "gone": "2.0",
    "note": "the same names and values in checkpoints by name; tf.train.Checkpoint saves the vector as it is",
}
Builder = saver.BaseSaverBuilder


class _Saveable(saver.BaseSaverBuilder.SaveableObject):
    """Saves the vector `opaque_params` under the names of cells, and takes theirs.

    Args:
      opaque_params: a variable, the vector.
      num_layers, num_units, input_size, input_mode, direction: of the network.
      scope: a name or variable scope, which the names of the cells lie in.
      name: of this object.
    """

    converter: type
    cell: str
    parts: tuple[str, ...] = ("",)

    def __init__(
        self,
        opaque_params: Any,
        num_layers: int,
        num_units: int,
        input_size: int,
        input_mode: str = LINEAR_INPUT,
        direction: str = UNIDIRECTIONAL,
        scope: Any = None,
        name: str = "cudnn_rnn_saveable",
    ):
        self._variables = opaque_params
        self.format_converter = self.converter(
            num_layers, num_units, input_size, input_mode=input_mode, direction=direction
        )
        kernels, biases = self.format_converter.opaque_to_tf_canonical(opaque_params)
        scope = getattr(scope, "name", scope)
        names = [f"{scope}/{name}" if scope else name for name in self._names(num_layers, direction)]
        specs = [Builder.SaveSpec(tensor, "", name) for tensor, name in zip([*kernels, *biases], names, strict=True)]
        super().__init__(tf.identity(opaque_params), specs, name)

    def _names(self, num_layers: int, direction: str) -> list[str]:
        """The kernels' names, then the biases'."""
        if direction == UNIDIRECTIONAL:
            cells = [f"rnn/multi_rnn_cell/cell_{number}" for number in range(num_layers)]
        else:
            stack = "stack_bidirectional_rnn/cell_{}/bidirectional_rnn/{}"
            cells = [stack.format(number, way) for number in range(num_layers) for way in ("fw", "bw")]
        ends = ("kernel", "bias")
        return [f"{cell}/{self.cell}/{part}{end}" for end in ends for cell in cells for part in self.parts]

    def restore(self, restored_tensors: list[Any], restored_shapes: Any) -> Any:
        """An op that assigns to the vector what cells had."""
        opaque = self.format_converter.tf_canonical_to_opaque(restored_tensors)
        return tf.assign(self._variables, opaque, validate_shape=False)


@provide(PLACE + "CudnnLSTMSaveable", **ABOUT)
class CudnnLSTMSaveable(_Saveable):
    __doc__ = (_Saveable.__doc__ or "").replace("of cells", "of `CudnnCompatibleLSTMCell`s", 1)
    converter = CudnnParamsFormatConverterLSTM
    cell = "cudnn_compatible_lstm_cell"


@provide(PLACE + "CudnnGRUSaveable", **ABOUT)
class CudnnGRUSaveable(_Saveable):
    __doc__ = (_Saveable.__doc__ or "").replace("of cells", "of `CudnnCompatibleGRUCell`s", 1)
    converter = CudnnParamsFormatConverterGRU
    cell = "cudnn_compatible_gru_cell"
    parts = ("gates/", "candidate/input_projection/", "candidate/hidden_projection/")


@provide(PLACE + "CudnnRNNTanhSaveable", **ABOUT)
class CudnnRNNTanhSaveable(_Saveable):
    __doc__ = (_Saveable.__doc__ or "").replace("of cells", "of `BasicRNNCell`s", 1)
    converter = CudnnParamsFormatConverterTanh
    cell = "basic_rnn_cell"


@provide(PLACE + "CudnnRNNReluSaveable", **ABOUT)
class CudnnRNNReluSaveable(CudnnRNNTanhSaveable):
    __doc__ = (_Saveable.__doc__ or "").replace("of cells", "of `BasicRNNCell`s", 1)
    converter = CudnnParamsFormatConverterRelu
