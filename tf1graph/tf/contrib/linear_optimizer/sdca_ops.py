"""Stochastic dual coordinate ascent."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf._private import gen_sdca_ops, ops, variable_scope
from tf1graph.tf.contrib.linear_optimizer.sharded_mutable_dense_hashtable import ShardedMutableDenseHashTable
from tf1graph.tf.names import provide

LOSSES = ("logistic_loss", "squared_loss", "hinge_loss", "smooth_hinge_loss", "poisson_loss")
WEIGHTS = ("sparse_features_weights", "dense_features_weights")
L1, L2 = "symmetric_l1_regularization", "symmetric_l2_regularization"


def _parts(variable: Any) -> list[Any]:
    """The parts of a variable that is a list of some, or itself."""
    return list(variable) if _in_parts(variable) else [variable]


def _in_parts(variable: Any) -> bool:
    return isinstance(variable, (list, variable_scope.variables.PartitionedVariable))


def _tensors(variables: Any) -> list[Any]:
    """Each as a tensor, one in parts along its first axis."""
    return [tf.convert_to_tensor(tf.concat(each, axis=0) if _in_parts(each) else each) for each in variables]


def _check(given: dict[str, Any], specified: tuple[str, ...], lists: tuple[str, ...]) -> None:
    for name in specified:
        if given[name] is None:
            raise ValueError(f"{name} must be specified.")
    for name in lists:
        if not isinstance(given[name], list):
            raise ValueError(f"{name} must be a list.")


@provide("tf.contrib.linear_optimizer.SdcaModel", gone="2.0")
class SdcaModel:
    """A linear model, and the ops that train it.

    Args:
      examples: `sparse_features`, a list of `SparseFeatureColumn`s; `dense_features`, a list of tensors
        [examples, size], float32; `example_labels` and `example_weights` [examples], float32; `example_ids`
        [examples], strings; how many examples there are must be known when the graph is built.
      variables: `sparse_features_weights` and `dense_features_weights`, lists of variables [size], one for each of
        the features, or lists of their parts.
      options: `loss_type`, one of logistic_loss, squared_loss, hinge_loss, smooth_hinge_loss and poisson_loss;
        `symmetric_l1_regularization`; `symmetric_l2_regularization`, 1 where it is less; may have
        `num_loss_partitions`, `num_table_shards` and `adaptive`.

    Raises:
      ValueError: something is missing, or cannot be meant.
    """

    def __init__(self, examples: dict[str, Any], variables: dict[str, Any], options: dict[str, Any]):
        if not examples or not variables or not options:
            raise ValueError("examples, variables and options must all be specified.")
        if options["loss_type"] not in LOSSES:
            raise ValueError("Unsupported loss_type: ", options["loss_type"])
        features = ("sparse_features", "dense_features")
        _check(examples, ("example_labels", "example_weights", "example_ids", *features), features)
        _check(variables, WEIGHTS, WEIGHTS)
        _check(options, ("loss_type", L2, L1), ())
        for name in (L1, L2):
            if options[name] < 0.0:
                raise ValueError(f"{name} should be non-negative. Found ({options[name]:f})")
        self._examples, self._variables, self._options = examples, variables, options
        self._l1, self._l2 = options[L1], max(options[L2], 1.0)
        self._slots = {name: [self._slot(variable) for variable in variables[name]] for name in WEIGHTS}
        shards = options.get("num_table_shards")
        self._table = ShardedMutableDenseHashTable(
            key_dtype=tf.int64,
            value_dtype=tf.float32,
            num_shards=1 if shards is None else shards,
            default_value=[0.0, 0.0, 0.0, 0.0],
            empty_key=[0, 0],  # no fingerprint has 0 or 1 in its second number
            deleted_key=[1, 1],
        )
        tf.summary.scalar("approximate_duality_gap", self.approximate_duality_gap())
        tf.summary.scalar("examples_seen", self._table.size())

    def _slot(self, variable: Any) -> Any:
        """The variable's weights before they are shrunk."""
        made = []
        for part in _parts(variable):
            with ops.colocate_with(part) if _in_parts(variable) else tf.device(part.device):
                zeros = tf.zeros_like(part.initialized_value(), tf.float32)
                made.append(tf.Variable(zeros, name=f"{part.op.name}_unshrinked/SDCAOptimizer"))
        return made if _in_parts(variable) else made[0]

    def _sums(self, measure: Any) -> Any:
        """All weights, measured one by one and added up."""
        sums = []
        for variable in [part for name in WEIGHTS for each in self._variables[name] for part in _parts(each)]:
            weights = tf.convert_to_tensor(variable)
            with tf.device(weights.device):
                sums.append(tf.reduce_sum(measure(tf.cast(weights, tf.float64))))
        return tf.add_n(sums)

    def _l1_loss(self) -> Any:
        with tf.name_scope("sdca/l1_loss"):
            return self._l1 * self._sums(tf.abs)

    def _l2_loss(self, l2: float) -> Any:
        with tf.name_scope("sdca/l2_loss"):
            return l2 * self._sums(tf.square) / 2.0

    def _linear_predictions(self, examples: dict[str, Any]) -> Any:
        with tf.name_scope("sdca/prediction"):
            sparse: Any = 0.0
            weights = _tensors(self._variables[WEIGHTS[0]])
            for column, weight in zip(examples["sparse_features"], weights, strict=False):
                products = tf.multiply(tf.gather(weight, column.feature_indices), column.feature_values)
                sparse += tf.segment_sum(products, column.example_indices)
            features = _tensors(examples["dense_features"])
            dense: Any = 0.0
            for place, weight in enumerate(_tensors(self._variables[WEIGHTS[1]])):
                dense += tf.matmul(features[place], tf.expand_dims(weight, -1))
        return tf.reshape(dense, [-1]) + sparse

    def predictions(self, examples: dict[str, Any]) -> Any:
        """What the model gives for examples, [examples]: probabilities of logistic_loss, counts of poisson_loss.

        Args:
          examples: `example_weights`, `sparse_features` and `dense_features`.

        Raises:
          ValueError: one of these is missing.
        """
        features = ("sparse_features", "dense_features")
        _check(examples, ("example_weights", *features), features)
        found = self._linear_predictions(examples)
        if self._options["loss_type"] == "logistic_loss":
            with tf.name_scope("sdca/logistic_prediction"):
                return tf.sigmoid(found)
        if self._options["loss_type"] == "poisson_loss":
            with tf.name_scope("sdca/poisson_prediction"):
                return tf.exp(found)
        return found

    def minimize(self, global_step: Any = None, name: str | None = None) -> Any:
        """The op that trains on the examples once; `update_weights` then gives the model what it learned.

        Args:
          global_step: a variable that is counted up.
          name: of the op that counts.
        """
        with tf.name_scope(name, "sdca/minimize"):
            columns = self._examples["sparse_features"]
            slots, dense_slots = (self._slots[key] for key in WEIGHTS)
            fingerprints = gen_sdca_ops.sdca_fprint(tf.convert_to_tensor(self._examples["example_ids"]))
            state = self._table.lookup(fingerprints)
            used, weights, places = [], [], []
            for slot, column in zip(slots, columns, strict=False):
                used.append(tf.cast(tf.unique(tf.cast(column.feature_indices, tf.int32))[0], tf.int64))
                gather = _gather_parts if _in_parts(slot) else _gather
                gathered, place = gather(slot, used[-1])
                weights.append(gathered)
                places.append(place)
            new_state, sparse_updates, dense_updates = gen_sdca_ops.sdca_optimizer_v2(
                [column.example_indices for column in columns],
                [column.feature_indices for column in columns],
                [column.feature_values for column in columns if column.feature_values is not None],
                _tensors(self._examples["dense_features"]),
                tf.convert_to_tensor(self._examples["example_weights"]),
                tf.convert_to_tensor(self._examples["example_labels"]),
                used,
                weights,
                _tensors(dense_slots),
                state,
                loss_type=self._options["loss_type"],
                l1=self._l1,
                l2=self._l2,
                num_loss_partitions=self._options.get("num_loss_partitions", 1),
                num_inner_iterations=1,
                adaptive=self._options.get("adaptive", True),
            )
            with tf.control_dependencies([new_state]):
                updates = [self._table.insert(fingerprints, new_state)]
                for slot, at, place, update in zip(slots, used, places, sparse_updates, strict=False):
                    updates += _scatter(slot, at, place, update)
                for slot, update in zip(dense_slots, dense_updates, strict=False):
                    updates += _add(slot, update)
            if global_step is None:
                return tf.group(*updates)
            with tf.control_dependencies(updates):
                return tf.assign_add(global_step, 1, name=name).op

    def update_weights(self, train_op: Any) -> Any:
        """The op that gives the model's variables what `train_op`, of `minimize`, has learned; it shrinks them."""
        with tf.control_dependencies([train_op]):
            copies = [
                part.assign(slot)
                for name in WEIGHTS
                for pair in zip(self._variables[name], self._slots[name], strict=True)
                for part, slot in zip(*map(_parts, pair), strict=True)
            ]
        with tf.control_dependencies(copies):
            shrunk = []
            for part in [part for name in WEIGHTS for each in self._variables[name] for part in _parts(each)]:
                with tf.device(part.device):
                    shrunk.append(gen_sdca_ops.sdca_shrink_l1([part._ref()], l1=self._l1, l2=self._l2))
            return tf.group(*shrunk)

    def approximate_duality_gap(self) -> Any:
        """How far the model is from the best, about, over all examples seen; NaN where none were."""
        with tf.name_scope("sdca/approximate_duality_gap"):
            sums: list[Any] = []
            for values in self._table.export_sharded()[1]:
                with tf.device(values.device), tf.control_dependencies(sums):  # one after the other, for the memory
                    sums.append(tf.reduce_sum(tf.cast(values, tf.float64), 0))
            total = tf.add_n(sums)
            primal, dual, weights = total[1], total[2], total[3]
            return (primal + dual + self._l1_loss() + (2.0 * self._l2_loss(self._l2))) / weights

    def unregularized_loss(self, examples: dict[str, Any]) -> Any:
        """The mean loss of examples, float64.

        Raises:
          ValueError: the examples lack something.
        """
        features = ("sparse_features", "dense_features")
        _check(examples, ("example_labels", "example_weights", *features), features)
        with tf.name_scope("sdca/unregularized_loss"):
            predictions = tf.cast(self._linear_predictions(examples), tf.float64)
            labels = tf.cast(tf.convert_to_tensor(examples["example_labels"]), tf.float64)
            weights = tf.cast(tf.convert_to_tensor(examples["example_weights"]), tf.float64)
            kind = self._options["loss_type"]
            if kind == "logistic_loss":
                losses = tf.nn.sigmoid_cross_entropy_with_logits(labels=labels, logits=predictions)
            elif kind == "poisson_loss":
                losses = tf.nn.log_poisson_loss(targets=labels, log_input=predictions)
            elif kind in ("hinge_loss", "smooth_hinge_loss"):
                ones = tf.ones_like(predictions)
                signs = tf.subtract(2 * labels, ones)
                losses = tf.nn.relu(tf.subtract(ones, tf.multiply(signs, predictions)))
            else:
                squares = tf.multiply(tf.square(tf.subtract(labels, predictions)), weights)
                return tf.reduce_sum(squares) / (2.0 * tf.reduce_sum(weights))
            return tf.reduce_sum(tf.multiply(losses, weights)) / tf.reduce_sum(weights)

    def regularized_loss(self, examples: dict[str, Any]) -> Any:
        """The mean loss of examples with that of the weights, float64; here `symmetric_l2_regularization` may be < 1.

        Raises:
          ValueError: the examples lack something.
        """
        features = ("sparse_features", "dense_features")
        _check(examples, ("example_labels", "example_weights", *features), features)
        with tf.name_scope("sdca/regularized_loss"):
            weights = tf.convert_to_tensor(examples["example_weights"])
            of_weights = self._l1_loss() + self._l2_loss(self._options[L2])
            return of_weights / tf.reduce_sum(tf.cast(weights, tf.float64)) + self.unregularized_loss(examples)


def _gather(slot: Any, used: Any) -> tuple[Any, None]:
    weights = tf.convert_to_tensor(slot)
    with tf.device(weights.device):
        return tf.gather(weights, used), None


def _gather_parts(slot: Any, used: Any) -> tuple[Any, tuple[Any, Any]]:
    """The weights of features whose variable is in parts, and which part has each, and where in it.

    The first parts have one feature more where they cannot all have as many.
    """
    count = len(slot)
    flat = tf.reshape(used, [-1])
    total = _features(slot, flat.dtype)
    each = total // count
    extras = total % count
    part_of = tf.maximum(flat // (each + 1), (flat - extras) // each)
    within = tf.where(part_of < extras, flat % (each + 1), (flat - extras) % each)
    part_of = tf.cast(part_of, tf.int32)
    split = tf.dynamic_partition(within, part_of, count)
    found = []
    for part, at in zip(slot, split, strict=True):
        with ops.colocate_with(part):
            found.append(tf.gather(part, at))
    order = tf.dynamic_partition(tf.range(tf.shape(within)[0]), part_of, count)
    return tf.dynamic_stitch(order, found), (part_of, split)


def _features(slot: list[Any], dtype: Any) -> Any:
    """How many features a variable in parts has."""
    sizes = [part.shape.as_list()[0] for part in slot]
    if all(sizes):
        return tf.constant(sum(sizes), dtype)
    found = []
    for part, size in zip(slot, sizes, strict=True):
        with ops.colocate_with(part):
            found.append(tf.shape(part)[0] if size is None else size)
    return tf.reduce_sum(tf.cast(tf.stack(found), dtype))


def _scatter(slot: Any, used: Any, place: Any, update: Any) -> list[Any]:
    if place is None:
        return [tf.scatter_add(slot, used, update)]
    part_of, split = place
    updates, made = tf.dynamic_partition(update, part_of, len(slot)), []
    for part, at, its in zip(slot, split, updates, strict=True):
        with ops.colocate_with(part):
            made.append(tf.scatter_add(part, at, its))
    return made


def _add(slot: Any, update: Any) -> list[Any]:
    if not _in_parts(slot):
        return [tf.assign_add(slot, update)]
    updates = tf.split(update, num_or_size_splits=[part.shape.as_list()[0] for part in slot])
    return [tf.assign_add(part, its) for part, its in zip(slot, updates, strict=True)]
