"""`tf.contrib.training`: one op that takes a whole training step, and the loop around it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import control_flow_ops, ops
from tf1graph.tf.names import provide

USE_GLOBAL_STEP = 0
Pairs = list[tuple[Any, Any]]  # gradients and variables


@provide("tf.contrib.training.add_gradients_summaries", gone="2.0")
def add_gradients_summaries(grads_and_vars: Pairs, mark: str = "_") -> list[Any]:
    """Summaries of each gradient, a histogram and its norm, whose names end with `mark` and what they are."""
    summaries = []
    for gradient, variable in grads_and_vars:
        if gradient is None:
            tf.logging.info("Var %s has no gradient", variable.op.name)
            continue
        values = gradient.values if isinstance(gradient, tf.IndexedSlices) else gradient
        name = f"{variable.op.name}{mark}gradient"
        summaries.append(tf.summary.histogram(name, values))
        summaries.append(tf.summary.scalar(f"{name}_norm", tf.global_norm([values])))
    return summaries


@provide("tf.contrib.training.clip_gradient_norms", gone="2.0")
def clip_gradient_norms(gradients_to_variables: Iterable[tuple[Any, Any]], max_norm: float) -> Pairs:
    """The pairs with each gradient clipped to the norm `max_norm` by itself."""

    def clip(gradient: Any) -> Any:
        if isinstance(gradient, tf.IndexedSlices):
            values = tf.clip_by_norm(gradient.values, max_norm)
            return tf.IndexedSlices(values, gradient.indices, gradient.dense_shape)
        return None if gradient is None else tf.clip_by_norm(gradient, max_norm)

    return [(clip(gradient), variable) for gradient, variable in gradients_to_variables]


@provide("tf.contrib.training.clip_gradient_norms_fn", gone="2.0")
def clip_gradient_norms_fn(max_norm: float) -> Callable[[Pairs], Pairs]:
    """`clip_gradient_norms` to that norm, for `transform_grads_fn` of `create_train_op`."""
    return lambda pairs: clip_gradient_norms(pairs, max_norm)


@provide("tf.contrib.training.multiply_gradients", gone="2.0")
def multiply_gradients(grads_and_vars: Pairs, gradient_multipliers: dict[Any, Any]) -> Pairs:
    """The pairs with gradients multiplied.

    Args:
      grads_and_vars: a list.
      gradient_multipliers: factors by variable or the name of its op.

    Raises:
      ValueError: the arguments are of other types, there are no factors, or there is one for no gradient.
    """
    if not isinstance(grads_and_vars, list):
        raise ValueError("`grads_and_vars` must be a list.")
    if not gradient_multipliers:
        raise ValueError("`gradient_multipliers` is empty.")
    if not isinstance(gradient_multipliers, dict):
        raise ValueError("`gradient_multipliers` must be a dict.")
    by_variable = {id(key): factor for key, factor in gradient_multipliers.items() if not isinstance(key, str)}

    def multiply(gradient: Any, variable: Any) -> Any:
        factor = by_variable.get(id(variable), gradient_multipliers.get(variable.op.name))
        if factor is None:
            return gradient
        if gradient is None:
            raise ValueError("Requested multiple of `None` gradient.")
        factor = ops.convert_to_tensor(factor, dtype=gradient.dtype)
        if isinstance(gradient, tf.IndexedSlices):
            return tf.IndexedSlices(gradient.values * factor, gradient.indices, gradient.dense_shape)
        return gradient * factor

    return [(multiply(gradient, variable), variable) for gradient, variable in grads_and_vars]


@provide("tf.contrib.training.create_train_op", gone="2.0")
def create_train_op(
    total_loss: Any,
    optimizer: Any,
    global_step: Any = USE_GLOBAL_STEP,
    update_ops: Iterable[Any] | None = None,
    variables_to_train: Sequence[Any] | None = None,
    transform_grads_fn: Callable[[Pairs], Pairs] | None = None,
    summarize_gradients: bool = False,
    gate_gradients: int = 1,
    aggregation_method: Any = None,
    colocate_gradients_with_ops: bool = False,
    check_numerics: bool = True,
) -> Any:
    """The loss, as a tensor that runs the updates and takes a training step when it is run.

    Args:
      total_loss: a scalar.
      optimizer: an optimiser.
      global_step: counts the steps; the graph's, made where there is none; None for no counting.
      update_ops: ops to run before; those in `tf.GraphKeys.UPDATE_OPS` where it is None.
      variables_to_train: the trainable ones where it is None.
      transform_grads_fn: changes the (gradient, variable) pairs.
      summarize_gradients: whether each gradient has a histogram and a norm as summaries.
      gate_gradients, aggregation_method, colocate_gradients_with_ops: as `tf.train.Optimizer` takes them.
      check_numerics: whether a loss that is no number is an error.
    """
    if global_step is USE_GLOBAL_STEP:
        global_step = tf.train.get_or_create_global_step()
    collected = tf.get_collection(tf.GraphKeys.UPDATE_OPS)
    before = list({id(op): op for op in (collected if update_ops is None else update_ops)}.values())
    if any(all(op is not other for other in before) for op in collected):
        tf.logging.warning("update_ops in create_train_op does not contain all the update_ops in GraphKeys.UPDATE_OPS")
    if before:
        with tf.control_dependencies(before):
            barrier = tf.no_op(name="update_barrier")
        total_loss = control_flow_ops.with_dependencies([barrier], total_loss)
    variables = tf.trainable_variables() if variables_to_train is None else variables_to_train
    assert variables, "there is nothing to train"
    pairs = optimizer.compute_gradients(
        total_loss,
        variables,
        gate_gradients=gate_gradients,
        aggregation_method=aggregation_method,
        colocate_gradients_with_ops=colocate_gradients_with_ops,
    )
    if transform_grads_fn:
        pairs = transform_grads_fn(pairs)
    if summarize_gradients:
        with tf.name_scope("summarize_grads"):
            add_gradients_summaries(pairs)
    update = optimizer.apply_gradients(pairs, global_step=global_step)
    with tf.name_scope("train_op"):
        if check_numerics:
            total_loss = tf.check_numerics(total_loss, "LossTensor is inf or nan")
        train_op = control_flow_ops.with_dependencies([update], total_loss)
    collection = tf.get_collection_ref(tf.GraphKeys.TRAIN_OP)
    if all(train_op is not other for other in collection):
        collection.append(train_op)
    return train_op


@provide("tf.contrib.training.train", gone="2.0")
def train(
    train_op: Any,
    logdir: str | None,
    master: str = "",
    is_chief: bool = True,
    scaffold: Any = None,
    hooks: Any = None,
    chief_only_hooks: Any = None,
    save_checkpoint_secs: int | None = 600,
    save_summaries_steps: int | None = 100,
    config: Any = None,
    max_wait_secs: int = 7200,
    run_metadata: Any = None,
) -> Any:
    """Run `train_op` in a monitored session until a hook ends it; the last loss.

    Args:
      logdir: folder of checkpoints and summaries; None where neither is saved.
      The others are those of `tf.train.MonitoredTrainingSession`.

    Raises:
      ValueError: something is to be saved, and there is no folder.
    """
    if logdir is None and is_chief:
        for name, value in (
            ("save_summaries_steps", save_summaries_steps),
            ("save_checkpoint_secs", save_checkpoint_secs),
        ):
            if value:
                raise ValueError(f"logdir cannot be None when {name} is not None")
    with tf.train.MonitoredTrainingSession(
        master=master,
        is_chief=is_chief,
        checkpoint_dir=logdir,
        scaffold=scaffold,
        hooks=hooks,
        chief_only_hooks=chief_only_hooks,
        save_checkpoint_secs=save_checkpoint_secs,
        save_summaries_steps=save_summaries_steps,
        config=config,
        max_wait_secs=max_wait_secs,
    ) as session:
        loss = None
        while not session.should_stop():
            loss = session.run(train_op, run_metadata=run_metadata)
    return loss
