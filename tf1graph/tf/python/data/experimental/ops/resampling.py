"""Data sets whose classes are brought to wanted shares by leaving elements out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from tf1graph.tf._private import compat_v1, dataset_ops, tensor_util
from tf1graph.tf.names import provide

SEEN_AT_FIRST = 10  # of each class, so that the first shares are not wild
BATCH = 32  # of the classes, between two estimates of their shares
WAITING = 3  # elements that are kept ready


@provide("tf.data.experimental.rejection_resample", "tf.contrib.data.rejection_resample")
def rejection_resample(
    class_func: Callable[..., Any], target_dist: Any, initial_dist: Any = None, seed: int | None = None
) -> Callable[[Any], Any]:
    """A transformation for `Dataset.apply`: pairs of class and element, the classes with wanted shares.

    Elements are left out by chance; the rarer the class that is wanted more, the more of the others.

    Args:
      class_func: an element's class, int32, from its parts.
      target_dist: [classes] the wanted shares.
      initial_dist: [classes] the shares that the classes have; estimated on the way where it is None.
      seed: of what is left out.
    """

    def resample(dataset: Any) -> Any:
        target = compat_v1.convert_to_tensor(target_dist, name="target_dist")
        classes = dataset.map(class_func)
        kept_whole = None
        if initial_dist is not None:
            initial = compat_v1.convert_to_tensor(initial_dist, name="initial_dist")
            acceptance, share = dataset_ops._calculate_acceptance_probs_with_mixing(initial, target)
            initials, acceptances, shares = (
                compat_v1.data.Dataset.from_tensors(found).repeat() for found in (initial, acceptance, share)
            )
        else:
            initials = _estimate(target, classes)
            both = initials.map(lambda found: dataset_ops._calculate_acceptance_probs_with_mixing(found, target))
            acceptances, shares = both.map(lambda accepted, _: accepted), both.map(lambda _, original: original)
        filtered = _filter(dataset, acceptances, initials, classes, seed).prefetch(WAITING)
        if initial_dist is not None:
            kept_whole = _known_share(initial, target)
        if kept_whole == 0:
            return filtered
        pairs = compat_v1.data.Dataset.zip((classes, dataset))
        if kept_whole == 1:
            return pairs
        return compat_v1.data.experimental.sample_from_datasets(
            [pairs, filtered], weights=shares.map(lambda whole: [(whole, 1.0 - whole)]), seed=seed
        )

    return resample


def _known_share(initial: Any, target: Any) -> Any:
    """How much of the elements is taken as it comes, None where it is not known yet."""
    initial, target = tensor_util.constant_value(initial), tensor_util.constant_value(target)
    return None if initial is None or target is None else np.min(target / initial)


def _filter(dataset: Any, acceptances: Any, initials: Any, classes: Any, seed: int | None) -> Any:
    """Pairs of class and element, those that chance accepts."""

    def warn(accepted: Any, initial: Any) -> Any:
        rejected = compat_v1.reduce_sum((1 - accepted) * initial)
        return compat_v1.cond(
            compat_v1.less(rejected, 0.5),
            lambda: accepted,
            lambda: compat_v1.Print(
                accepted,
                [rejected, initial, accepted],
                message="Proportion of examples rejected by sampler is high: ",
                summarize=100,
                first_n=10,
            ),
        )

    acceptances = compat_v1.data.Dataset.zip((acceptances, initials)).map(warn)
    chances = compat_v1.data.Dataset.zip((classes, acceptances, dataset)).map(
        lambda found, accepted, element: (found, compat_v1.gather(accepted, found), element)
    )
    kept = chances.filter(lambda _, chance, element: compat_v1.random_uniform([], seed=seed) < chance)
    return kept.map(lambda found, _, element: (found, element))


def _estimate(target: Any, classes: Any) -> Any:
    """The shares of the classes as they are seen, a batch at a time."""
    number = target.shape[0] or compat_v1.shape(target)[0]
    seen_at_first = compat_v1.fill([number], np.int64(SEEN_AT_FIRST))

    def update(seen: Any, found: Any) -> Any:
        seen, shares = dataset_ops._estimate_data_distribution(found, seen)
        return seen, compat_v1.tile(compat_v1.expand_dims(shares, 0), [BATCH, 1])

    data = compat_v1.data.experimental
    return classes.batch(BATCH).apply(data.scan(seen_at_first, update)).apply(data.unbatch())
