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


def skewed(distribution):
    return ds.SinhArcsinh(0.0, 1.0, distribution=distribution, validate_args=True)


def reshaped():
    return ds.BatchReshape(ds.Normal([0.0] * 4, 1.0), [2, 2])


def diagonal():
    return tf.linalg.LinearOperatorDiag([1.0, 2.0])


def mixed(scales, locs, **options):
    return ds.VectorDiffeomixture([0.0], [1.0], ds.Normal(0.0, 1.0), locs, scales, **options)


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
        (lambda: ds.WishartCholesky(1.0, tf.eye(2)), ValueError, "cannot be less than dimension"),
        (lambda: ds.WishartFull(3.0, tf.eye(2), True).stddev(), ValueError, "does not make sense"),
        (lambda: ds.VectorLaplaceDiag(), ValueError, "Cannot infer `event_shape`"),
        (lambda: ds.SinhArcsinh(0.0, 1.0, distribution=ds.Normal([0.0], 1.0)), ValueError, "is_scalar_batch=False"),
        (lambda: skewed(ds.Normal(np.float64(0.0), np.float64(1.0))), TypeError, "dtype mismatch"),
        (lambda: skewed(ds.InverseGamma(1.0, 1.0)), ValueError, "should be reparameterized"),
        (lambda: ds.BatchReshape(ds.Normal([0.0] * 4, 1.0), [3]), ValueError, "must match `distribution.batch_shape`"),
        (lambda: ds.BatchReshape(ds.Normal([0.0] * 4, 1.0), 4), ValueError, "must be a vector"),
        (lambda: ds.BatchReshape(ds.Normal([0.0] * 4, 1.0), [0]), ValueError, "size \\(0\\) must match"),
        (lambda: reshaped().log_prob(0.0), NotImplementedError, "too few batch and event dims"),
        (lambda: reshaped().log_prob(tf.zeros([1, 2])), NotImplementedError, "unexpected batch and event shape"),
        (lambda: ds.Autoregressive(lambda: ds.Normal(0.0, 1.0), num_steps=0), ValueError, "at least 1"),
        (lambda: ds.VectorDiffeomixture([0.0], [1.0], ds.Normal(0.0, 1.0), scale=[1]), ValueError, "list-like"),
        (lambda: mixed([diagonal()], None), ValueError, "list-like"),
        (lambda: mixed([diagonal()] * 2, [None]), ValueError, "same-length"),
        (lambda: mixed([diagonal()] * 3, None), NotImplementedError, "bimixtures"),
        (lambda: mixed([diagonal()] * 2, None, validate_args=True), ValueError, "is_positive_definite"),
        (
            lambda: ds.quadrature_scheme_softmaxnormal_quantiles([0.0, 1.0], [1.0, 1.0], 3),
            NotImplementedError,
            "bimixtures",
        ),
        (lambda: ds.bijectors.Reshape([[2]]), ValueError, "rank \\(2\\) should be <= 1"),
        (lambda: ds.bijectors.Reshape([2.0]), TypeError, "`int`-like"),
        (lambda: ds.bijectors.Reshape([2, 2], [4]).forward([1.0] * 3), ValueError, "does not match `event_shape_in`"),
        (lambda: ds.moving_mean_variance([1, 2], 0.5), TypeError, "does not have float type"),
        (lambda: ds.auto_correlation([1, 2]), TypeError, "either float or complex"),
        (lambda: ds.normal_conjugates_known_scale_posterior(None, 1.0, 1.0, 1), TypeError, "instance of type Normal"),
        (lambda: ds.estimator_head_distribution_regression(3), TypeError, "callable"),
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


def test_no_name_of_1_15_5_is_missing():
    assert not {"Autoregressive", "VectorDiffeomixture", "WishartFull"} - set(dir(ds))
    with pytest.raises(AttributeError, match="HiddenMarkovModel"):  # which came after it
        ds.HiddenMarkovModel  # noqa: B018


def test_the_scheme_that_stopped_in_1_15_5_gives_what_it_was_meant_to():
    grid, probs = ds.quadrature_scheme_softmaxnormal_gauss_hermite([0.5], [1.0], 3)
    points, weights = np.polynomial.hermite.hermgauss(3)
    with tf.Session() as session:
        np.testing.assert_allclose(session.run(probs), weights / weights.sum(), rtol=1e-6)
        found = session.run(grid)
    np.testing.assert_allclose(found[0], 1 / (1 + np.exp(-(0.5 + np.sqrt(2) * points))), rtol=1e-5)
    np.testing.assert_allclose(found.sum(0), 1, rtol=1e-6)


def test_a_head_makes_each_distribution_once_and_predicts_its_mean():
    head = ds.estimator_head_distribution_regression(lambda x: ds.MultivariateNormalDiag(x, [2.0, 2.0]), 2)
    logits = tf.constant([[1.0, 3.0]])
    made = head.create_model_fn_ops({}, "eval", labels=tf.constant([[1.0, 2.0]]), logits=logits)
    with tf.Session() as session:
        loss, scores = session.run([made.loss, made.predictions["scores"]])
    assert list(head.distributions) == [logits]
    np.testing.assert_allclose(scores, [[1.0, 3.0]])
    np.testing.assert_allclose(loss, np.log(8 * np.pi) + 0.5 * 0.25, rtol=1e-6)


def test_what_programs_took_from_the_files_of_1_15_5_is_there():
    from tf1graph.tf.contrib.bayesflow.python.ops import monte_carlo_impl
    from tf1graph.tf.contrib.distributions.python.ops import distribution_util, mvn_diag
    from tf1graph.tf.contrib.distributions.python.ops.bijectors.chain import Chain
    from tf1graph.tf.contrib.distributions.python.ops.bijectors.weibull import Weibull
    from tf1graph.tf.contrib.distributions.python.ops.gumbel import _Gumbel
    from tf1graph.tf.contrib.distributions.python.ops.vector_laplace_linear_operator import VectorLaplaceLinearOperator
    from tf1graph.tf.contrib.distributions.python.ops.vector_student_t import _VectorStudentT

    assert monte_carlo_impl.expectation is monte_carlo.expectation
    assert mvn_diag.MultivariateNormalDiag is ds.MultivariateNormalDiag
    assert Chain is ds.bijectors.Chain
    assert distribution_util.fill_triangular is ds.fill_triangular
    assert issubclass(ds.VectorLaplaceDiag, VectorLaplaceLinearOperator)
    with pytest.raises(TypeError, match="LinearOperator"):
        distribution_util.is_diagonal_scale(tf.eye(2))
    moved = distribution_util.move_dimension(tf.zeros([2, 3, 4]), 0, -1)
    gumbel = _Gumbel(1.0, 2.0)
    y = Weibull(2.0, 3.0).forward(tf.constant(0.5))
    student = _VectorStudentT(3.0, loc=[0.0, 1.0], scale_diag=[1.0, 2.0])
    with tf.Session() as session:
        assert session.run(moved).shape == (3, 4, 2)
        np.testing.assert_allclose(session.run([gumbel.cdf(1.0), y]), [np.exp(-1), 1 - np.exp(-1 / 64)], rtol=1e-5)
        assert session.run(student.log_prob([0.0, 1.0])) == pytest.approx(2 * np.log(0.36755259) - np.log(2), rel=1e-5)


@pytest.mark.parametrize(
    ("kind", "parameters"),
    [
        (ds.Cauchy, {"loc", "scale"}),
        (ds.Logistic, {"loc", "scale"}),
        (ds.HalfNormal, {"scale"}),
        (ds.InverseGamma, {"concentration", "rate"}),
        (ds.Chi2, {"df"}),
        (ds.RelaxedBernoulli, {"logits"}),
    ],
)
def test_the_shapes_of_parameters_follow_those_of_draws(kind, parameters):
    assert kind.param_static_shapes([2, 3]) == dict.fromkeys(parameters, tf.TensorShape([2, 3]))
    shapes = kind.param_shapes([2])
    with tf.Session() as session:
        assert {name: list(session.run(shape)) for name, shape in shapes.items()} == {name: [2] for name in parameters}
