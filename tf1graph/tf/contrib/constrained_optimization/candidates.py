"""Which of several solutions is the best under constraints, or which mixture of them; they need SciPy."""

from __future__ import annotations

from typing import Any

import numpy as np

from tf1graph.tf.names import provide

PLACE = "tf.contrib.constrained_optimization."


@provide(
    PLACE + "find_best_candidate_distribution",
    fidelity="approximate",
    gone="2.0",
    note="solved by today's SciPy, whose linear programme may choose another of equally good mixtures",
)
def find_best_candidate_distribution(objective_vector: Any, constraints_matrix: Any, epsilon: float = 0.0) -> Any:
    """The mixture of candidates with the least mean loss that violates the constraints as little as can be.

    Args:
      objective_vector: the losses, [candidates].
      constraints_matrix: the constraints' values, [constraints, candidates].
      epsilon: how exactly the least violation is found.

    Returns:
      A NumPy array of probabilities, [candidates].

    Raises:
      ValueError: the shapes do not fit, or `epsilon` is negative.
    """
    if epsilon < 0.0:
        raise ValueError("epsilon must be nonnegative")
    best = _mixture(objective_vector, constraints_matrix, 0.0)
    if best is not None:
        return best
    lower, upper = 0.0, float(np.min(np.amax(constraints_matrix, axis=0)))
    best = _mixture(objective_vector, constraints_matrix, upper)
    while True:
        middle = 0.5 * (lower + upper)
        if middle - lower <= epsilon or upper - middle <= epsilon:
            return best
        found = _mixture(objective_vector, constraints_matrix, middle)
        if found is None:
            lower = middle
        else:
            best, upper = found, middle


def _mixture(objectives: Any, constraints: Any, violation: float) -> Any:
    """The best mixture that violates no constraint by more than that; None where there is none."""
    count, size = _check_shapes(objectives, constraints)
    from scipy.optimize import linprog

    result = linprog(
        objectives,
        A_ub=constraints,
        b_ub=np.full((count, 1), violation),
        A_eq=np.ones((1, size)),
        b_eq=np.ones((1, 1)),
        bounds=(0, None),
    )
    return result.x if result.success else None


def _check_shapes(objectives: Any, constraints: Any) -> tuple[int, int]:
    count, size = np.shape(constraints)
    if (size,) != np.shape(objectives):
        raise ValueError(
            "objective_vector must have shape (n,), and constraints_matrix (m, n), where n is the number of "
            "candidates, and m is the number of constraints"
        )
    return count, size


@provide(
    PLACE + "find_best_candidate_index",
    fidelity="approximate",
    gone="2.0",
    note="a figure of NumPy and SciPy, not of a graph; the tests hold it to what 1.15.5 gave",
)
def find_best_candidate_index(objective_vector: Any, constraints_matrix: Any, rank_objectives: bool = False) -> Any:
    """Which candidate ranks best: the one whose worst rank among all by a constraint's violation is the least.

    Args:
      objective_vector: the losses, [candidates]; of equally good candidates the one with the least is taken.
      constraints_matrix: the constraints' values, [constraints, candidates].
      rank_objectives: whether the losses are ranked like constraints.

    Raises:
      ValueError: the shapes do not fit.
    """
    _, size = _check_shapes(objective_vector, constraints_matrix)
    from scipy.stats import rankdata

    ranked = [np.maximum(0.0, values) for values in constraints_matrix]
    if rank_objectives:
        ranked.append(np.asarray(objective_vector))
    worst = np.max([rankdata(values, method="min") for values in ranked], axis=0, initial=0)
    # of candidates that are equal in all, the last
    return min(range(size), key=lambda index: (worst[index], objective_vector[index], -index))
