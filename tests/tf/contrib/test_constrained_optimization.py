"""Optimisers under constraints come to the best of what is allowed, and tell what cannot be meant."""

import numpy as np
import pytest

from tf1graph import tf

OPTIMIZATION = tf.contrib.constrained_optimization


@pytest.fixture(autouse=True)
def graph():
    with tf.Graph().as_default():
        yield


def problem_of(x, loss=None, constraints=None, proxies=None):
    class Problem(OPTIMIZATION.ConstrainedMinimizationProblem):
        objective = property(lambda self: (x - 3.0) ** 2 if loss is None else loss)
        constraints = property(lambda self: tf.stack([x - 1.0]) if given is None else given)
        proxy_constraints = property(lambda self: proxies)

    given = constraints
    return Problem()


@pytest.mark.parametrize(
    "make",
    [
        lambda inner: OPTIMIZATION.AdditiveExternalRegretOptimizer(inner),
        lambda inner: OPTIMIZATION.AdditiveExternalRegretOptimizer(inner, maximum_multiplier_radius=10.0),
        lambda inner: OPTIMIZATION.AdditiveSwapRegretOptimizer(inner),
        lambda inner: OPTIMIZATION.MultiplicativeSwapRegretOptimizer(
            inner, tf.train.GradientDescentOptimizer(0.5), initial_multiplier_radius=0.5
        ),
    ],
    ids=["multipliers", "multipliers in a radius", "a matrix added to", "a matrix multiplied"],
)
def test_the_loss_is_minimised_where_the_constraint_allows_it(make):
    x = tf.get_variable("x", [], initializer=tf.zeros_initializer(), use_resource=True)
    step = make(tf.train.GradientDescentOptimizer(0.05)).minimize(problem_of(x))
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        path = []
        for _ in range(400):
            session.run(step)
            path.append(session.run(x))
    assert np.mean(path[200:]) == pytest.approx(1.0, abs=0.05)


def test_without_constraints_it_goes_to_the_least_loss():
    x = tf.get_variable("x", [], use_resource=True)
    step = OPTIMIZATION.AdditiveExternalRegretOptimizer(tf.train.GradientDescentOptimizer(0.5))
    step = step.minimize_unconstrained(problem_of(x))
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        session.run(step)
        assert session.run(x) == pytest.approx(3.0)


def test_the_best_candidates_are_those_of_1_15_5():
    losses, constraints = np.array([0.1, 0.5, 0.3, 0.2]), np.array([[0.5, -0.2, 0.1, -0.1], [0.3, -0.1, -0.3, 0.2]])
    assert OPTIMIZATION.find_best_candidate_index(losses, constraints) == 1
    assert OPTIMIZATION.find_best_candidate_index(losses, constraints, rank_objectives=True) == 3
    found = OPTIMIZATION.find_best_candidate_distribution(losses, constraints)
    np.testing.assert_allclose(found, [1 / 32, 0, 13 / 32, 18 / 32], atol=1e-6)
    found = OPTIMIZATION.find_best_candidate_distribution(losses, np.abs(constraints), epsilon=1e-4)
    np.testing.assert_allclose(found.sum(), 1.0)
    assert np.max(np.abs(constraints) @ found) < 0.16


@pytest.mark.parametrize(
    ("words", "ask"),
    [
        ("must be strictly positive", lambda: OPTIMIZATION.AdditiveExternalRegretOptimizer(None, None, -1.0)),
        ("range \\(0,1\\)", lambda: OPTIMIZATION.MultiplicativeSwapRegretOptimizer(None, None, 1.0)),
        ("minimum_multiplier_radius,1", lambda: OPTIMIZATION.MultiplicativeSwapRegretOptimizer(None, None, 0.1, 0.01)),
        ("epsilon must be", lambda: OPTIMIZATION.find_best_candidate_distribution([1.0], [[1.0]], -1.0)),
        ("must have shape", lambda: OPTIMIZATION.find_best_candidate_index([1.0], [[1.0, 2.0]])),
        (
            "global_step cannot be None",
            lambda: OPTIMIZATION.AdditiveExternalRegretOptimizer(None).minimize(problem_of(1.0), 3),
        ),
        ("same shape", lambda: problem_of(tf.zeros([]), proxies=tf.zeros([2])).num_constraints),
        ("fully-known", lambda: problem_of(1.0, constraints=tf.placeholder(tf.float32, [None])).num_constraints),
        (
            "same dtype",
            lambda: OPTIMIZATION.AdditiveExternalRegretOptimizer(None).minimize(
                problem_of(1.0, tf.zeros([], tf.float64), tf.zeros([1]))
            ),
        ),
    ],
)
def test_what_cannot_be_meant_is_an_error(words, ask):
    with pytest.raises(ValueError, match=words):
        ask()
