"""tf.contrib.distributions beside its nodes, which the goldens hold."""

import numpy as np
import pytest

from tf1graph import tf

ds = tf.contrib.distributions


@pytest.fixture(autouse=True)
def graph():
    with tf.Graph().as_default() as graph:
        yield graph


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
