"""How models are trained, tested and used: what Keras 2.2.4 told of it, and in which order."""

from __future__ import annotations

import json
import warnings
from typing import Any

from tf1graph import tf
from tf1graph.keras import backend, optimizers
from tf1graph.keras._keras1 import method_arguments
from tf1graph.keras._tree import mirror
from tf1graph.keras.engine import data, generators, loops, saving
from tf1graph.keras.engine.compiling import Compiled, outputs_of
from tf1graph.keras.utils.layer_utils import print_summary


class Training:
    """The methods of a model that compile, train, test and use it; to stand before a model of `tf.keras`."""

    optimizer: Any = None
    _keras_version = "2.2.4"  # which files say
    _compiled: Any = None
    _asked: Any = None  # the arguments of `compile`

    def compile(
        self: Any,
        optimizer: Any,
        loss: Any = None,
        metrics: Any = None,
        loss_weights: Any = None,
        sample_weight_mode: Any = None,
        weighted_metrics: Any = None,
        target_tensors: Any = None,
        **kwargs: Any,
    ) -> None:
        """Choose how the model is trained: `loss`, `metrics` and weights are for all outputs, or a list or dictionary.

        Args:
          optimizer: a name, an optimiser of this Keras, or one of `tf.train`.
          loss: a name or a function of targets and predictions.
          metrics: names or functions; each batch's values are told under their names of that time, `acc`.
          target_tensors: tensors to take targets from, instead of arrays.
          kwargs: for the session's runs, `options` and `run_metadata` among them.
        """
        self.optimizer = optimizers.get(optimizer)
        self._asked = _Asked(loss, metrics, loss_weights, sample_weight_mode, weighted_metrics, target_tensors, kwargs)
        self._compiled = None
        self._v1_compile_was_called = self._is_compiled = True
        self.train_function = self.test_function = None
        if self.outputs:
            self._compile()

    def _compile(self: Any) -> None:
        asked = self._asked
        outputs = outputs_of(self, asked.loss, asked.loss_weights, asked.sample_weight_mode, asked.target_tensors)
        self._compiled = Compiled(self, outputs, asked.metrics, asked.weighted_metrics)
        self.predict_function = None

    def _ready(self: Any, x: Any = None, y: Any = None) -> Compiled:
        """What the model was compiled to; one that did not know its inputs then has the shapes of these."""
        if self._asked is None:
            raise RuntimeError("You must compile your model before using it.")
        if not self.outputs and x is not None:
            self._set_inputs(list(x) if isinstance(x, tuple) else x)
        if self._compiled is None:
            self._compile()
        return self._compiled

    @property
    def weights(self: Any) -> list[Any]:
        """The weights, those that are trained first; `get_weights` has them in the order of the layers."""
        return [*self.trainable_weights, *self.non_trainable_weights]

    def get_weights(self: Any) -> list[Any]:
        """The values of the weights, layer by layer."""
        return backend.batch_get_value([weight for layer in self.layers for weight in layer.weights])

    def set_weights(self: Any, weights: Any) -> None:
        """Give the weights values, in the order of `get_weights`."""
        backend.batch_set_value(_pairs(self.layers, list(weights)))

    # What Keras 2.2.4 kept of a compiled model

    @property
    def metrics_names(self: Any) -> list[str]:
        """What `evaluate` and `train_on_batch` tell, in order."""
        return self._compiled.metrics_names if self._compiled else ["loss"]

    @property
    def metrics_tensors(self: Any) -> list[Any]:
        """The tensors of what is told, but for the loss."""
        return self._ready().metrics_tensors

    @property
    def metrics_updates(self: Any) -> list[Any]:
        """The ops that a metric with a state wants run."""
        return self._ready().metrics_updates

    @property
    def stateful_metric_names(self: Any) -> list[str]:
        """Those of the metrics that are not averaged over the batches."""
        return self._ready().stateful_metric_names

    @property
    def stateful_metric_functions(self: Any) -> list[Any]:
        """The layers that are metrics."""
        return self._ready().stateful_metric_functions

    @property
    def metrics(self: Any) -> list[Any]:
        """The metrics that the model was compiled with."""
        return (self._asked.metrics or []) if self._asked else []

    @property
    def loss(self: Any) -> Any:
        """The loss that the model was compiled with."""
        return (self._asked.loss or []) if self._asked else None

    @property
    def loss_weights(self: Any) -> Any:
        """The weights of the losses."""
        return self._asked and self._asked.loss_weights

    @property
    def sample_weight_mode(self: Any) -> Any:
        """Whether samples have one weight, or one for each of their steps (`temporal`)."""
        return self._asked and self._asked.sample_weight_mode

    @property
    def weighted_metrics(self: Any) -> Any:
        """The metrics under the samples' weights."""
        return self._asked and self._asked.weighted_metrics

    @property
    def total_loss(self: Any) -> Any:
        """The scalar that training makes smaller."""
        return self._ready().total_loss

    @property
    def loss_functions(self: Any) -> list[Any]:
        """The loss of each output."""
        return [output.loss for output in self._ready().outputs]

    @property
    def targets(self: Any) -> list[Any]:
        """The targets of each output, placeholders or tensors."""
        return [output.target for output in self._ready().outputs]

    @property
    def sample_weights(self: Any) -> list[Any]:
        """The weights of each output's samples, placeholders."""
        return [output.sample_weight for output in self._ready().outputs]

    @property
    def _feed_targets(self: Any) -> list[Any]:
        return [output.target for output in self._ready().fed]

    @property
    def _feed_sample_weights(self: Any) -> list[Any]:
        return [output.sample_weight for output in self._ready().fed]

    @property
    def _collected_trainable_weights(self: Any) -> list[Any]:
        if self._compiled is None:
            raise AttributeError("_collected_trainable_weights")
        return self._compiled.collected

    @property
    def uses_learning_phase(self: Any) -> bool:
        """Whether what the model gives depends on whether it is being trained."""
        phase = tf.keras.backend.learning_phase()
        if isinstance(phase, int) or not self.outputs:
            return False
        known = self.__dict__.get("_phase_found")  # of each batch it is asked anew
        if known is None or known[0] is not phase or known[1] is not self.outputs[0]:
            known = self.__dict__["_phase_found"] = (phase, self.outputs[0], _depends_on(self.outputs, phase))
        return known[2]

    def _phase(self: Any, value: float) -> list[float]:
        return [value] if self._uses_dynamic_learning_phase() else []

    def _uses_dynamic_learning_phase(self: Any) -> bool:
        return self.uses_learning_phase

    # Its functions

    def _fed(self: Any) -> list[Any]:
        phase = [tf.keras.backend.learning_phase()] if self._uses_dynamic_learning_phase() else []
        return [*self._feed_inputs, *self._feed_targets, *self._feed_sample_weights, *phase]

    def _updates_of_step(self: Any) -> list[Any]:
        found = [*self.get_updates_for(None), *self.get_updates_for(self.inputs)]
        return list(dict.fromkeys(found)) if self.trainable or self.stateful else []

    def _check_trainable_weights_consistency(self: Any) -> None:
        if len(self.trainable_weights) != len(self._collected_trainable_weights):
            warnings.warn(
                "Discrepancy between trainable weights and collected trainable weights, did you set "
                "`model.trainable` without calling `model.compile` after ?",
                stacklevel=4,
            )

    def _make_train_function(self: Any) -> None:
        compiled = self._ready()
        self._check_trainable_weights_consistency()
        if self.train_function is None:
            with tf.name_scope("training"):
                with tf.name_scope(type(self.optimizer).__name__):
                    steps = self.optimizer.get_updates(params=compiled.collected, loss=compiled.total_loss)
                updates = [*self._updates_of_step(), *steps, *compiled.metrics_updates]
                self.train_function = self._function([compiled.total_loss, *compiled.metrics_tensors], updates)

    def _make_test_function(self: Any) -> None:
        compiled = self._ready()
        if self.test_function is None:
            updates = [*self._updates_of_state(), *compiled.metrics_updates]
            self.test_function = self._function([compiled.total_loss, *compiled.metrics_tensors], updates)

    def _make_predict_function(self: Any) -> None:
        if getattr(self, "predict_function", None) is None:
            fed = [*self._feed_inputs, *self._fed_phase()]
            kwargs = self._asked.kwargs if self._asked else {}
            self.predict_function = backend.function(
                fed, list(self.outputs), updates=self._updates_of_state(), **kwargs
            )

    def _fed_phase(self: Any) -> list[Any]:
        return [tf.keras.backend.learning_phase()] if self._uses_dynamic_learning_phase() else []

    def _function(self: Any, outputs: list[Any], updates: list[Any]) -> Any:
        return backend.function(self._fed(), outputs, updates=updates, **self._asked.kwargs)

    def _updates_of_state(self: Any) -> list[Any]:
        return [update for layer in self.layers if getattr(layer, "stateful", False) for update in layer.updates]

    # Arrays

    def _standardize_user_data(
        self: Any, x: Any, y: Any = None, sample_weight: Any = None, class_weight: Any = None, batch_size: Any = None
    ) -> tuple[list[Any], list[Any], list[Any]]:
        compiled = self._ready(x, y) if y is not None or self._asked else None
        if not self.outputs:
            self._set_inputs(x)
        arrays = data.inputs(self, x)
        y_arrays, weights = list[Any](), list[Any]()
        if compiled and (y is not None or not compiled.fed):
            y_arrays, weights = data.targets(self, compiled, y, sample_weight, class_weight)
            data.check_counts(arrays, y_arrays, weights)
        if self.stateful and batch_size and arrays and data.len_of(arrays[0]) % batch_size:
            raise ValueError(
                "In a stateful network, you should only pass inputs with a number of samples that can be divided by "
                f"the batch size. Found: {data.len_of(arrays[0])} samples"
            )
        return arrays, y_arrays, weights

    def save(self: Any, filepath: Any, overwrite: bool = True, include_optimizer: bool = True) -> None:
        """Write the model, its weights and its optimiser's state into an HDF5 file, whatever its name ends with."""
        saving.save(self, filepath, overwrite, include_optimizer)

    def save_weights(self: Any, filepath: Any, overwrite: bool = True) -> None:
        """Write the weights into an HDF5 file, whatever its name ends with."""
        super().save_weights(str(filepath), overwrite, save_format="h5")  # type: ignore[misc]

    def load_weights(
        self: Any, filepath: Any, by_name: bool = False, skip_mismatch: bool = False, reshape: bool = False
    ) -> None:
        """Take the weights of an HDF5 file, in the order of the layers or by their names.

        Args:
          skip_mismatch: whether layers of other shapes are passed over, by name.
          reshape: whether weights of as many numbers are given the layer's shape.
        """
        saving.load_weights(self, filepath, by_name, skip_mismatch, reshape)

    def _updated_config(self: Any) -> dict[str, Any]:
        """The configuration as files have it."""
        told = {"keras_version": "2.2.4", "backend": "tensorflow"}
        return {"class_name": type(self).__name__, "config": self.get_config(), **told}

    def to_yaml(self: Any, **kwargs: Any) -> str:
        """The configuration of the model as YAML."""
        import yaml

        return yaml.dump(json.loads(self.to_json()), **kwargs)

    @property
    def _compile_metrics(self: Any) -> Any:
        return self.metrics

    @property
    def _compile_weighted_metrics(self: Any) -> Any:
        return self.weighted_metrics

    def summary(self: Any, line_length: Any = None, positions: Any = None, print_fn: Any = None) -> None:
        """Print the layers. See `keras.utils.print_summary`.

        Raises:
          ValueError: the shapes are not known yet.
        """
        if not self.built:
            raise ValueError(
                "This model has not yet been built. Build the model first by calling build() or calling fit() with "
                "some data. Or specify input_shape or batch_input_shape in the first layer for automatic build. "
            )
        print_summary(self, line_length, positions, print_fn)

    def fit(self: Any, *args: Any, **kwargs: Any) -> Any:
        """Train on arrays; the `History` of losses and metrics. See `keras.engine.loops.fit`."""
        return loops.fit(self, *args, **method_arguments("fit", kwargs))

    def evaluate(self: Any, *args: Any, **kwargs: Any) -> Any:
        """The loss and the metrics on arrays, a number or a list. See `keras.engine.loops.evaluate`."""
        return loops.evaluate(self, *args, **method_arguments("evaluate", kwargs))

    def predict(self: Any, *args: Any, **kwargs: Any) -> Any:
        """What the model gives for arrays. See `keras.engine.loops.predict`."""
        return loops.predict(self, *args, **method_arguments("predict", kwargs))

    def fit_generator(self: Any, generator: Any, *args: Any, **kwargs: Any) -> Any:
        """Train on the batches of a generator. See `keras.engine.generators.fit`."""
        size = getattr(generator, "batch_size", None)
        return generators.fit(self, generator, *args, **method_arguments("fit_generator", kwargs, size))

    def evaluate_generator(self: Any, generator: Any, *args: Any, **kwargs: Any) -> Any:
        """The loss and the metrics on a generator's batches. See `keras.engine.generators.evaluate`."""
        return generators.evaluate(self, generator, *args, **method_arguments("evaluate_generator", kwargs))

    def predict_generator(self: Any, generator: Any, *args: Any, **kwargs: Any) -> Any:
        """What the model gives for a generator's batches. See `keras.engine.generators.predict`."""
        return generators.predict(self, generator, *args, **method_arguments("predict_generator", kwargs))

    def train_on_batch(self: Any, x: Any, y: Any, sample_weight: Any = None, class_weight: Any = None) -> Any:
        """Make one step; its loss, or a list of it and the metrics, as they were before."""
        arrays = self._standardize_user_data(x, y, sample_weight, class_weight)
        ins = [*arrays[0], *arrays[1], *arrays[2], *self._phase(1.0)]
        self._make_train_function()
        return loops.alone(self.train_function(ins))

    def test_on_batch(self: Any, x: Any, y: Any, sample_weight: Any = None) -> Any:
        """The loss of one batch, or a list of it and the metrics."""
        arrays = self._standardize_user_data(x, y, sample_weight)
        ins = [*arrays[0], *arrays[1], *arrays[2], *self._phase(0.0)]
        self._make_test_function()
        return loops.alone(self.test_function(ins))

    def predict_on_batch(self: Any, x: Any) -> Any:
        """What the model gives for one batch, an array or a list of arrays."""
        ins = [*self._standardize_user_data(x)[0], *self._phase(0.0)]
        self._make_predict_function()
        return loops.alone(self.predict_function(ins))


class _Asked:
    """The arguments that `compile` was given."""

    def __init__(
        self,
        loss: Any,
        metrics: Any,
        loss_weights: Any,
        sample_weight_mode: Any,
        weighted_metrics: Any,
        target_tensors: Any,
        kwargs: dict[str, Any],
    ):
        self.loss, self.metrics, self.loss_weights = loss, metrics, loss_weights
        self.sample_weight_mode, self.weighted_metrics = sample_weight_mode, weighted_metrics
        self.target_tensors, self.kwargs = target_tensors, kwargs


def _pairs(layers: list[Any], values: list[Any]) -> list[tuple[Any, Any]]:
    """The weights of layers with as many values."""
    return list(zip((weight for layer in layers for weight in layer.weights), values, strict=False))


def _depends_on(tensors: list[Any], wanted: Any) -> bool:
    """Whether any of the tensors is worked out from the tensor `wanted`."""
    seen, waiting = set[Any](), [tensor.op for tensor in tensors if hasattr(tensor, "op")]
    while waiting:
        op = waiting.pop()
        if op is wanted.op:
            return True
        if op not in seen:
            seen.add(op)
            waiting.extend([tensor.op for tensor in op.inputs] + list(op.control_inputs))
    return False


__getattr__, __dir__ = mirror(__name__)
