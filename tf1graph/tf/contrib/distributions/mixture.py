"""`Mixture`: one of several distributions, by chance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from tf1graph.tf._private import (
    array_ops,
    check_ops,
    compat_v1,
    distribution,
    distribution_util,
    math_ops,
    ops,
    tensor_shape,
    tensor_util,
)
from tf1graph.tf.names import provide

DIFFERS = "batch shape must match cat batch shape"


@provide("tf.contrib.distributions.Mixture", today="tfp.distributions.Mixture", gone="2.0")
class Mixture(distribution.Distribution):
    """One of several distributions, by chance.

    Args:
      cat: a `Categorical` that says which.
      components: a list of distributions of one dtype, with the batch of `cat`.
      validate_args: whether arguments are checked when the graph runs.
      allow_nan_stats: whether a statistic that is not defined is NaN, and no error.
      use_static_graph: whether all are drawn from and masked, which needs no partition.
      name: of the distribution.

    Raises:
      TypeError: `cat` or one of the components is something else, or the dtypes differ.
      ValueError: there are no components, or not as many as classes.
    """

    def __init__(
        self,
        cat: Any,
        components: Sequence[Any],
        validate_args: bool = False,
        allow_nan_stats: bool = True,
        use_static_graph: bool = False,
        name: str = "Mixture",
    ):
        parameters = dict(locals())
        if not isinstance(cat, compat_v1.distributions.Categorical):
            raise TypeError(f"cat must be a Categorical distribution, but saw: {cat}")
        if not components:
            raise ValueError("components must be a non-empty list or tuple")
        if not isinstance(components, list | tuple):
            raise TypeError(f"components must be a list or tuple, but saw: {components}")
        if not all(isinstance(component, distribution.Distribution) for component in components):
            raise TypeError(f"all entries in components must be Distribution instances but saw: {components}")
        if len({component.dtype for component in components}) > 1:
            seen = [(component.name, component.dtype) for component in components]
            raise TypeError(f"All components must have the same dtype, but saw dtypes: {seen}")
        self._static_event_shape, self._static_batch_shape = components[0].event_shape, cat.batch_shape
        for component in components:
            self._static_event_shape = self._static_event_shape.merge_with(component.event_shape)
            self._static_batch_shape = self._static_batch_shape.merge_with(component.batch_shape)
        if self._static_event_shape.ndims is None:
            raise ValueError(
                "Expected to know rank(event_shape) from components, but none of the components provide a static "
                "number of ndims"
            )
        with compat_v1.name_scope(name, values=[cat.logits]) as scope:
            count = tensor_util.constant_value(cat.event_size)
            if count is None:
                raise ValueError("Could not infer number of classes from cat.")
            if count != len(components):
                raise ValueError(f"cat.num_classes != len(components): {count} vs. {len(components)}")
            self._cat = cat
            self._components = list(components)
            self._num_components = int(count)
            self._use_static_graph = use_static_graph
            self._assertions = self._checks(cat, components, validate_args)
        super().__init__(
            dtype=components[0].dtype,
            reparameterization_type=distribution.NOT_REPARAMETERIZED,
            validate_args=validate_args,
            allow_nan_stats=allow_nan_stats,
            parameters=parameters,
            graph_parents=[parent for part in (cat, *components) for parent in part._graph_parents],
            name=scope,
        )

    @property
    def cat(self) -> Any:
        return self._cat

    @property
    def components(self) -> Any:
        return self._components

    @property
    def num_components(self) -> int:
        return self._num_components

    def _checks(self, cat: Any, components: Any, validate_args: bool) -> list[Any]:
        shape = cat.batch_shape_tensor()
        rank = array_ops.size(shape)
        if not validate_args:
            return []
        shapes = [component.batch_shape_tensor() for component in components]
        ranks = [array_ops.size(of_component) for of_component in shapes]
        return [
            check_ops.assert_equal(
                of_cat, of_component, message=f"components[{i}] batch shape must match cat batch shape"
            )
            for of_cat, of_components in ((rank, ranks), (shape, shapes))
            for i, of_component in enumerate(of_components)
        ]

    def _batch_shape_tensor(self) -> Any:
        return self._cat.batch_shape_tensor()

    def _batch_shape(self) -> Any:
        return self._static_batch_shape

    def _event_shape_tensor(self) -> Any:
        return self._components[0].event_shape_tensor()

    def _event_shape(self) -> Any:
        return self._static_event_shape

    def _expanded(self, probs: Any) -> Any:
        for _ in range(self.event_shape.ndims):
            probs = array_ops.expand_dims(probs, -1)
        return probs

    def _mean(self) -> Any:
        with compat_v1.control_dependencies(self._assertions):
            means = [component.mean() for component in self.components]
            probs = [self._expanded(prob) for prob in self._cat_probs(compat_v1.nn.softmax)]
            return math_ops.add_n([prob * mean for prob, mean in zip(probs, means, strict=True)])

    def _stddev(self) -> Any:
        with compat_v1.control_dependencies(self._assertions):
            means = [component.mean() for component in self.components]
            stddevs = [component.stddev() for component in self.components]
            probs = self._cat_probs(compat_v1.nn.softmax)
            means, stddevs = compat_v1.stack(means, axis=-1), compat_v1.stack(stddevs, axis=-1)
            probs = [self._expanded(prob) for prob in probs]
            probs = compat_v1.stack(probs, axis=-1) * array_ops.ones_like(means)
            matrices = [array_ops.reshape(part, [-1, self._num_components]) for part in (probs, means, stddevs)]
            return array_ops.reshape(mixture_stddev(*matrices), array_ops.shape(probs)[:-1])

    def _log_prob(self, x: Any) -> Any:
        return self._mixed(x, lambda component, x: component.log_prob(x))

    def _log_cdf(self, x: Any) -> Any:
        return self._mixed(x, lambda component, x: component.log_cdf(x))

    def _mixed(self, x: Any, logarithm: Any) -> Any:
        with compat_v1.control_dependencies(self._assertions):
            x = ops.convert_to_tensor(x, name="x")
            of_components = [logarithm(component, x) for component in self.components]
            log_probs = self._cat_probs(compat_v1.nn.log_softmax)
            both = [log_prob + of for log_prob, of in zip(log_probs, of_components, strict=True)]
            return math_ops.reduce_logsumexp(compat_v1.stack(both, 0), [0])

    def _sample_n(self, n: Any, seed: int | None = None) -> Any:
        if self._use_static_graph:
            return self._sample_masked(n, seed)
        with compat_v1.control_dependencies(self._assertions):
            n = ops.convert_to_tensor(n, name="n")
            known = tensor_util.constant_value(n)
            n = n if known is None else int(known)
            which = self.cat.sample(n, seed=seed)
            shape, size = _measured(which.shape, lambda: array_ops.shape(which), lambda: array_ops.size(which))
            _, rows = _measured(
                self.batch_shape,
                self.batch_shape_tensor,
                lambda: math_ops.reduce_prod(self.batch_shape_tensor()),
            )
            event = self.event_shape
            if event.is_fully_defined():
                event_shape = np.array(event.as_list(), dtype=np.int32)
            else:
                event_shape = self.event_shape_tensor()
            places = array_ops.reshape(math_ops.range(0, size), shape)
            places = compat_v1.dynamic_partition(places, which, self.num_components)
            of_rows = array_ops.reshape(array_ops.tile(math_ops.range(0, rows), [n]), shape)
            of_rows = compat_v1.dynamic_partition(of_rows, which, self.num_components)
            samples = []
            for component, places_here, rows_here in zip(self.components, places, of_rows, strict=True):
                count = array_ops.size(places_here)
                seed = distribution_util.gen_new_seed(seed, "mixture")
                drawn = component.sample(count, seed=seed)
                picked = rows * math_ops.range(count) + rows_here
                drawn = array_ops.reshape(drawn, array_ops.concat([[count * rows], event_shape], 0))
                samples.append(array_ops.gather(drawn, picked, name="samples_class_c_gather"))
            flat = compat_v1.dynamic_stitch(indices=places, data=samples)
            found = array_ops.reshape(flat, array_ops.concat([shape, self.event_shape_tensor()], 0))
            found.set_shape(tensor_shape.TensorShape(which.shape).concatenate(event))
            return found

    def _sample_masked(self, n: Any, seed: int | None) -> Any:
        which = self.cat.sample(n, seed=seed)
        samples = []
        for component in self.components:
            seed = distribution_util.gen_new_seed(seed, "mixture")
            samples.append(component.sample(n, seed=seed))
        ndims = self._static_event_shape.ndims
        x = compat_v1.stack(samples, -ndims - 1)
        mask = padded(mask_of(which, self._num_components, x.dtype), self, self._cat, ndims)
        return math_ops.reduce_sum(x * mask, axis=-1 - ndims)

    def entropy_lower_bound(self, name: str = "entropy_lower_bound") -> Any:
        """A bound below the entropy: the mean of those of the components."""
        with self._name_scope(name, values=[self.cat.logits]), compat_v1.control_dependencies(self._assertions):
            entropies = [component.entropy() for component in self.components]
            probs = self._cat_probs(compat_v1.nn.softmax)
            return math_ops.add_n([prob * entropy for prob, entropy in zip(probs, entropies, strict=True)])

    def _cat_probs(self, softmax: Any) -> Any:
        return compat_v1.unstack(softmax(self.cat.logits), num=self.num_components, axis=-1)


def _measured(shape: Any, dynamic_shape: Any, dynamic_size: Any) -> tuple[Any, Any]:
    if shape.is_fully_defined():
        return shape.as_list(), shape.num_elements()
    return dynamic_shape(), dynamic_size()


def mask_of(which: Any, count: Any, dtype: Any) -> Any:
    kind = dtype.as_numpy_dtype
    return array_ops.one_hot(which, count, on_value=np.ones([], dtype=kind), off_value=np.zeros([], dtype=kind))


def padded(x: Any, mixture: Any, categorical: Any, event_ndims: Any) -> Any:
    """`x`, whose last axis is of the components, with axes for the batch before and for the event after that."""
    with compat_v1.name_scope("pad_mix_dims", values=[x]):
        batch_ndims, of_categorical = (
            array_ops.shape(part.batch_shape_tensor())[0] if part.batch_shape.ndims is None else part.batch_shape.ndims
            for part in (mixture, categorical)
        )
        lacking = compat_v1.where_v2(categorical.is_scalar_batch(), batch_ndims, batch_ndims - of_categorical)
        shape = array_ops.shape(x)
        parts = [shape[:-1], array_ops.ones([lacking], dtype=compat_v1.int32), shape[-1:]]
        parts.append(array_ops.ones([event_ndims], dtype=compat_v1.int32))
        return array_ops.reshape(x, shape=array_ops.concat(parts, axis=0))


def mixture_stddev(mixture_weight_vector: Any, mean_vector: Any, stddev_vector: Any) -> Any:
    """The standard deviations [N] of mixtures, of their weights, means and standard deviations [N, components].

    Raises:
      ValueError: they are no matrices, or of different shapes.
    """
    probs, means, stddevs = mixture_weight_vector, mean_vector, stddev_vector
    probs.shape.assert_has_rank(2)
    for part, name in ((means, "means"), (stddevs, "stddevs")):
        if not part.shape.is_compatible_with(probs.shape):
            raise ValueError(f"Expecting {name} to have same shape as mixture weights.")
    probs = array_ops.expand_dims(probs, axis=1)
    means, stddevs = array_ops.expand_dims(means, axis=2), array_ops.expand_dims(stddevs, axis=2)
    mean, variance, square = (
        array_ops.reshape(math_ops.matmul(probs, part() if callable(part) else part), (-1,))
        for part in (means, lambda: math_ops.square(stddevs), lambda: math_ops.square(means))
    )
    return math_ops.sqrt(variance + square - math_ops.square(mean))
