"""Optimisers with clipped gradients, and estimators whose predictions hold features."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import export_output
from tf1graph.tf.estimator.estimator import Estimator
from tf1graph.tf.estimator.extenders import add_metrics
from tf1graph.tf.names import provide

__all__ = ["add_metrics", "clip_gradients_by_norm", "forward_features"]


@provide("tf.contrib.estimator.clip_gradients_by_norm", gone="2.0")
def clip_gradients_by_norm(optimizer: Any, clip_norm: float) -> Any:
    """An optimiser that does as `optimizer` does with gradients whose norm, of all together, is at most `clip_norm`."""

    def clip(grads_and_vars: Any) -> list[tuple[Any, Any]]:
        gradients, variables = zip(*grads_and_vars, strict=True)
        return list(zip(tf.clip_by_global_norm(gradients, clip_norm)[0], variables, strict=True))

    return _TransformGradients(optimizer, clip, "ClipByNorm" + optimizer.get_name())


class _TransformGradients(tf.train.Optimizer):
    """An optimiser whose gradients are changed before they are applied."""

    def __init__(self, optimizer: Any, transform_grads_fn: Callable[[Any], Any], name: str | None = None):
        super().__init__(use_locking=False, name=name or optimizer.get_name())
        self._optimizer, self._transform_grads_fn = optimizer, transform_grads_fn

    def compute_gradients(self, *args: Any, **kwargs: Any) -> Any:
        return self._optimizer.compute_gradients(*args, **kwargs)

    def apply_gradients(self, grads_and_vars: Any, global_step: Any = None, name: str | None = None) -> Any:
        return self._optimizer.apply_gradients(self._transform_grads_fn(grads_and_vars), global_step, name)

    def get_slot(self, *args: Any, **kwargs: Any) -> Any:
        return self._optimizer.get_slot(*args, **kwargs)

    def get_slot_names(self, *args: Any, **kwargs: Any) -> Any:
        return self._optimizer.get_slot_names(*args, **kwargs)


@provide("tf.contrib.estimator.forward_features", gone="2.0")
def forward_features(estimator: Any, keys: Any = None, sparse_default_values: dict[str, Any] | None = None) -> Any:
    """An estimator that does as `estimator` does, and whose predictions hold features too, as they came.

    Args:
      keys: which features, a string or a list of them; all where it is None.
      sparse_default_values: what stands in the gaps of sparse features, by their keys.

    Raises:
      TypeError: a key is no string.
      ValueError: when a graph is built: there is no such feature, or a prediction of that name.
    """
    if isinstance(keys, str):
        keys = [keys]
    if keys is not None and not isinstance(keys, (list, tuple)):
        raise TypeError(f"keys should be either a string or a list of strings. Given: {type(keys)}")
    for key in keys or ():
        if not isinstance(key, str):
            raise TypeError(
                f"All items in the given keys list should be a string. There exist an item with type: {type(key)}"
            )

    def new_model_fn(features: Any, labels: Any, mode: str, config: Any) -> Any:
        spec = estimator.model_fn(features, labels, mode, config)
        if spec.predictions is None:
            return spec
        chosen = list(features if keys is None else keys)
        _check_keys(chosen, features, spec.predictions)
        forwarded = {key: _dense(key, features[key], sparse_default_values or {}) for key in chosen}
        spec = spec._replace(predictions={**spec.predictions, **forwarded})
        for name in ("predict", "serving_default"):
            output = (spec.export_outputs or {}).get(name)
            if isinstance(output, export_output.PredictOutput):
                output.outputs.update(forwarded)
        return spec

    return Estimator(model_fn=new_model_fn, model_dir=estimator.model_dir, config=estimator.config)


def _check_keys(keys: list[str], features: Any, predictions: Any) -> None:
    if not isinstance(predictions, dict):
        raise ValueError(f"Predictions should be a dict to be able to forward features. Given: {type(predictions)}")
    for key in keys:
        if key not in features:
            raise ValueError(
                f'keys should be exist in features. Key "{key}" is not in features dict. features dict has following '
                f"keys: {features.keys()}. Please check arguments of forward_features."
            )
        if key in predictions:
            raise ValueError(
                f"Cannot forward feature key ({key}). Since it does exist in predictions. Existing prediction keys: "
                f"{predictions.keys()}. Please check arguments of forward_features."
            )


def _dense(key: str, feature: Any, defaults: dict[str, Any]) -> Any:
    feature = tf.convert_to_tensor_or_sparse_tensor(feature)
    if key in defaults:
        if not isinstance(feature, tf.SparseTensor):
            raise ValueError(f"Feature ({key}) is expected to be a `SparseTensor`.")
        feature = tf.sparse_tensor_to_dense(feature, default_value=defaults[key])
    if not isinstance(feature, tf.Tensor):
        raise ValueError(
            f"Feature ({key}) should be a Tensor. Please use `keys` argument of forward_features to filter unwanted "
            f"features, oradd key to argument `sparse_default_values`.Type of features[{key}] is {type(feature)}."
        )
    return feature
