"""tf.contrib.distributions beside its nodes, which the goldens hold."""

import numpy as np
import pytest

from tf1graph import tf

ds = tf.contrib.distributions
monte_carlo = tf.contrib.bayesflow.monte_carlo


@pytest.fixture(autouse=True)
def graph():
    with tf.Graph().as_default() as graph:
        yield graph


def mixture(components):
    return ds.Mixture(ds.Categorical([0.0, 1.0]), components)


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda: ds.MultivariateNormalDiag(), ValueError, "Cannot infer `event_shape`"),
        (lambda: ds.MultivariateNormalDiag([1.0, 2.0], [1.0, 2.0, 3.0]), ValueError, "could not be broadcast"),
        (lambda: ds.MultivariateNormalTriL(), ValueError, "Must specify one or both"),
        (lambda: ds.bijectors.Affine(scale_perturb_diag=[1.0]), ValueError, "scale_perturb_factor must be"),
        (lambda: ds.bijectors.AffineLinearOperator(scale=tf.ones([2, 2])), TypeError, "not an instance of"),
        (lambda: ds.bijectors.PowerTransform(-1.0), ValueError, "non-negative"),
        (lambda: ds.bijectors.Permute([0, 2]), ValueError, "exactly one of each"),
        (lambda: ds.bijectors.Permute([0.0]), TypeError, "`int`-like"),
        (lambda: ds.bijectors.Invert(ds.bijectors.AbsoluteValue()), NotImplementedError, "non-injective"),
        (lambda: ds.bijectors.Chain([ds.bijectors.AbsoluteValue()]), NotImplementedError, "absolute_value"),
        (
            lambda: ds.bijectors.Inline(forward_min_event_ndims=0).forward([1.0]),
            NotImplementedError,
            "forward_fn is not a callable",
        ),
        (
            lambda: ds.TransformedDistribution(ds.Normal([0.0, 1.0], 1.0), batch_shape=[3]),
            ValueError,
            "not scalar",
        ),
        (lambda: ds.TransformedDistribution(ds.Normal(0.0, 1.0), event_shape=[0]), ValueError, "positive elements"),
        (lambda: ds.Poisson(), ValueError, "exactly one of"),
        (lambda: ds.Poisson([1]), TypeError, "not a float-type"),
        (lambda: ds.Cauchy(0.0, 1.0, allow_nan_stats=False).mean(), ValueError, "`mean` is undefined"),
        (lambda: ds.Independent(ds.Normal([0.0], 1.0), 2), ValueError, "cannot exceed"),
        (lambda: ds.Mixture(ds.Normal(0.0, 1.0), []), TypeError, "must be a Categorical"),
        (lambda: mixture([]), ValueError, "non-empty"),
        (lambda: mixture([ds.Normal(0.0, 1.0)]), ValueError, "2 vs. 1"),
        (lambda: mixture([ds.Normal(0.0, 1.0), ds.Bernoulli(0.0)]), TypeError, "the same dtype"),
        (
            lambda: ds.MixtureSameFamily(ds.Categorical([0.0, 1.0]), ds.Normal([0.0] * 3, 1.0)),
            ValueError,
            "does not equal",
        ),
        (lambda: ds.percentile([1.0], 50.0, interpolation="linear"), ValueError, "must be in"),
        (lambda: ds.percentile([1.0], 50.0, axis=1), ValueError, "not in the interval"),
        (lambda: ds.bijectors.RealNVP(0, None), ValueError, "positive integer"),
        (lambda: ds.bijectors.RealNVP(2, None).forward(tf.ones([1, 2])), ValueError, "smaller than the event size"),
        (lambda: ds.bijectors.BatchNormalization("layer"), ValueError, "must be an instance"),
        (lambda: monte_carlo.expectation(3, [1.0]), ValueError, "callable"),
        (lambda: monte_carlo.expectation_importance_sampler(None, None, None), ValueError, "exactly one of"),
    ],
)
def test_what_makes_no_distribution_is_refused(call, error, words):
    with pytest.raises(error, match=words):
        call()


def test_arguments_are_checked_when_the_graph_runs():
    diagonal = tf.placeholder_with_default([1.0, -1.0], [2])
    bad = ds.MultivariateNormalDiagPlusLowRank(
        [0.0, 0.0], diagonal, scale_perturb_factor=[[1.0], [1.0]], validate_args=True
    )
    with tf.Session() as session, pytest.raises(tf.errors.InvalidArgumentError, match="must be positive"):
        session.run(bad.sample(seed=1))


def test_a_copy_differs_in_what_it_is_told():
    one = ds.MultivariateNormalDiag([0.0, 0.0], [1.0, 2.0])
    with tf.Session() as session:
        np.testing.assert_array_equal(session.run(one.copy(loc=[3.0, 4.0]).mean()), [3.0, 4.0])


def test_what_only_tensorflow_probability_has_is_refused_by_its_name():
    with pytest.raises(AttributeError, match="tensorflow-probability"):
        ds.VectorDiffeomixture  # noqa: B018
