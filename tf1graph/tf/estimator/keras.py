"""An estimator of a Keras model."""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib import import_module
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import training_util
from tf1graph.tf.estimator.estimator import Estimator, maybe_overwrite_model_dir_and_session_config
from tf1graph.tf.estimator.mode_keys import ModeKeys
from tf1graph.tf.estimator.model_fn import EstimatorSpec


def model_to_estimator(
    keras_model: Any = None,
    keras_model_path: str | None = None,
    custom_objects: dict[str, Any] | None = None,
    model_dir: Any = None,
    config: Any = None,
    checkpoint_format: str | None = None,
) -> Estimator:
    """An estimator that trains, evaluates and predicts with a compiled Keras model, from its weights on.

    Args:
      keras_model: a compiled `tf.keras.Model` of layers, or None.
      keras_model_path: a file of such a model, or None.
      custom_objects: classes and functions of the program's own, by the names that the model has for them.
      model_dir: the folder of checkpoints and summaries.
      config: a `RunConfig`, or None.
      checkpoint_format: `checkpoint` or `saver`, its default; checkpoints are by the variables' names either way.

    Raises:
      ValueError: there is no model, both are given, it has not been compiled, or it is a subclass.
    """
    if not (keras_model or keras_model_path):
        raise ValueError("Either `keras_model` or `keras_model_path` needs to be provided.")
    if keras_model and keras_model_path:
        raise ValueError("Please specity either `keras_model` or `keras_model_path`, but not both.")
    if checkpoint_format not in (None, "checkpoint", "saver"):
        raise ValueError(f'Checkpoint format must be one of "checkpoint" or "saver". Got {checkpoint_format}')
    config = maybe_overwrite_model_dir_and_session_config(config, model_dir)
    if keras_model_path:
        tf.logging.info("Loading models from %s", keras_model_path)
        keras_model = tf.keras.models.load_model(keras_model_path, custom_objects)
    else:
        tf.logging.info("Using the Keras model provided.")
    if not keras_model._is_graph_network:
        raise ValueError("Models subclassed from `Model` have no layers to build again; write a model_fn for them.")
    if not getattr(keras_model, "optimizer", None):
        raise ValueError(
            "The given keras model has not been compiled yet. Please compile the model with `model.compile()` before "
            "calling `model_to_estimator()`."
        )
    start = _save_first_checkpoint(keras_model, custom_objects, config)
    return Estimator(_model_fn_of(keras_model, custom_objects), config=config, warm_start_from=start)


def _model_fn_of(keras_model: Any, custom_objects: Any) -> Callable[..., EstimatorSpec]:
    def model_fn(features: Any, labels: Any, mode: str) -> EstimatorSpec:
        model = _clone(mode, keras_model, custom_objects, features, labels)
        predictions = dict(zip(model.output_names, model.outputs, strict=True))
        loss = train_op = metrics = None
        if mode == ModeKeys.TRAIN:
            model._make_train_function()
            train_op = model.train_function.updates_op
        if mode != ModeKeys.PREDICT:
            loss = model.total_loss
            metrics = {metric.name: metric for metric in getattr(model, "_compile_metric_functions", None) or ()}
        if mode == ModeKeys.EVAL:
            model._make_test_function()
        outputs = {tf.saved_model.DEFAULT_SERVING_SIGNATURE_DEF_KEY: tf.estimator.export.PredictOutput(predictions)}
        return EstimatorSpec(mode, predictions, loss, train_op, metrics, outputs)

    return model_fn


def _clone(mode: str, keras_model: Any, custom_objects: Any, features: Any = None, labels: Any = None) -> Any:
    """The model built again in the default graph, on the tensors of an input function."""
    door = import_module("tf1graph.tf.python.keras._tf_keras")
    door.backend.set_learning_phase(mode == ModeKeys.TRAIN)
    compiled = mode != ModeKeys.PREDICT
    step = None
    if compiled:
        step = training_util.get_or_create_global_step()
        door.backend.track_variable(step)
    return door.cloning.clone_and_build_model(
        keras_model,
        _ordered(features, keras_model.input_names, "features", "inputs"),
        _ordered(labels, keras_model.output_names, "labels", "outputs"),
        custom_objects,
        compile_clone=compiled,
        optimizer_iterations=step,
        optimizer_config=_settings_of(keras_model.optimizer),
    )


def _settings_of(optimizer: Any) -> Any:
    try:
        return optimizer.get_config()
    except (NotImplementedError, AttributeError):  # of a tf.train.Optimizer
        return None


def _ordered(given: Any, names: list[str], what: str, whose: str) -> list[Any] | None:
    if given is None:
        return None
    if isinstance(given, dict):
        if set(given) != set(names):
            raise KeyError(
                f"The dictionary passed into {what} does not have the expected {whose} keys defined in the keras model."
                f"\n\tExpected keys: {set(names)}\n\t{what} keys: {set(given)}\n\tDifference: {set(given) ^ set(names)}"
            )
        given = [given[name] for name in names]
    parts = given if isinstance(given, (list, tuple)) else [given]
    return [tf.convert_to_tensor_or_sparse_tensor(part) for part in parts]


def _save_first_checkpoint(keras_model: Any, custom_objects: Any, config: Any) -> str:
    """The path of a checkpoint with the model's weights as they are now, in the folder `keras` of the model's."""
    folder = os.path.join(config.model_dir, "keras")
    path = tf.train.latest_checkpoint(folder)
    if path:
        return path
    door = import_module("tf1graph.tf.python.keras._tf_keras")
    started = any(hasattr(weight, "_keras_initialized") for layer in keras_model.layers for weight in layer.weights)
    weights = keras_model.get_weights() if started else None
    tf.gfile.MakeDirs(folder)
    with tf.Graph().as_default():
        tf.set_random_seed(config.tf_random_seed)
        tf.train.create_global_step()
        model = _clone(ModeKeys.TRAIN, keras_model, custom_objects)
        model._make_train_function()
        with tf.Session(config=config.session_config) as session:
            if weights:
                model.set_weights(weights)
            door.backend._initialize_variables(session)
            path = tf.train.Saver().save(session, os.path.join(folder, "keras_model.ckpt"))
    return path
