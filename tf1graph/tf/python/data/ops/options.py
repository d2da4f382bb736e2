"""`tf.data.Options` (python/data/ops/dataset_ops.py of 1.15.5): settings that an iterator turns into nodes."""

from __future__ import annotations

from typing import Any, ClassVar

from tf1graph.tf.names import provide

# What 1.15.5 did to every dataset that did not say otherwise (data/experimental/ops/optimization_options.py)
BY_DEFAULT = ("map_and_batch_fusion", "noop_elimination", "shuffle_and_repeat_fusion")
OPTIMIZATIONS = (
    *BY_DEFAULT,
    "filter_fusion",
    "map_and_filter_fusion",
    "map_fusion",
    "map_parallelization",
    "parallel_batch",
)


class Settings:
    """Attributes of known names and types, None where they are not set."""

    types: ClassVar[dict[str, type]]

    def __init__(self) -> None:
        for name in self.types:
            super().__setattr__(name, None)

    def __getattr__(self, name: str) -> Any:  # what is not among the types
        raise AttributeError(f"{type(self).__name__} has no property {name}.")

    def __setattr__(self, name: str, value: Any) -> None:
        kind = self.types.get(name)
        if kind is None:
            raise AttributeError(f"Cannot set the property {name} on {type(self).__name__}.")
        if not isinstance(value, kind | None):
            raise TypeError(f'Property "{name}" must be of type {kind}, got: {value!r} (type: {type(value)!r})')
        super().__setattr__(name, value)

    def merge(self, later: Any) -> Any:
        """The settings of both.

        Raises:
          ValueError: both set one, to different values.
        """
        merged = type(self)()
        for name in self.types:
            values = [value for value in (getattr(self, name), getattr(later, name)) if value is not None]
            if len(values) == 2 and isinstance(values[0], Settings):
                values = [values[0].merge(values[1])]
            if len(values) == 2 and values[0] != values[1]:
                raise ValueError(f"Cannot merge incompatible values of option: {name}")
            if values:
                setattr(merged, name, values[0])
        return merged


@provide("tf.data.experimental.OptimizationOptions", today="tf.data.experimental.OptimizationOptions")
class OptimizationOptions(Settings):
    """Which rewrites of a dataset are allowed, and whether its parallelism is tuned; see `Options`."""

    types: ClassVar[dict[str, type]] = dict.fromkeys(
        ("apply_default_optimizations", "autotune", "autotune_buffers", *OPTIMIZATIONS), bool
    ) | {
        "autotune_algorithm": int,
        "autotune_cpu_budget": int,
    }

    def chosen(self) -> list[str]:
        """The rewrites, sorted."""
        names = {name for name in OPTIMIZATIONS if getattr(self, name)}
        if self.apply_default_optimizations is not False:
            names |= {name for name in BY_DEFAULT if getattr(self, name) is not False}
        if self.autotune is not False and self.autotune_buffers:
            names.add("inject_prefetch")
        return sorted(names)


@provide("tf.data.experimental.ThreadingOptions", today="tf.data.ThreadingOptions")
class ThreadingOptions(Settings):
    """How many threads a dataset runs in; see `Options`."""

    types: ClassVar[dict[str, type]] = {"max_intra_op_parallelism": int, "private_threadpool_size": int}


@provide("tf.data.Options", today="tf.data.Options")
class Options(Settings):
    """Settings of a dataset, for `Dataset.with_options`.

    An iterator that is initialised turns them into nodes: rewrites into an `OptimizeDataset`, tuning into a
    `ModelDataset`, threads into one each. Those of `tf.Variable`s that a dataset's functions read are left out.

    Attributes:
      experimental_deterministic: whether elements keep their order; False allows a faster order.
      experimental_distribute: kept, and unused in one process.
      experimental_optimization: an `OptimizationOptions`.
      experimental_slack: whether the last prefetch waits for the step to begin.
      experimental_threading: a `ThreadingOptions`.
    """

    types: ClassVar[dict[str, type]] = {
        "experimental_deterministic": bool,
        "experimental_distribute": object,
        "experimental_optimization": OptimizationOptions,
        "experimental_slack": bool,
        "experimental_stateful_whitelist": list,
        "experimental_threading": ThreadingOptions,
    }

    def __init__(self) -> None:
        super().__init__()
        self.experimental_optimization = OptimizationOptions()
        self.experimental_threading = ThreadingOptions()

    def rewrites(self) -> list[str]:
        """What the `OptimizeDataset` is to do, in order."""
        sloppy = ["make_sloppy"] if self.experimental_deterministic is False else []
        slack = ["slack"] if self.experimental_slack else []
        return self.experimental_optimization.chosen() + sloppy + slack
