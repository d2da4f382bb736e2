"""`tf.linalg.LinearOperator*`: operators made of operators, and a normal distribution that needs them."""


def made_of_others(tf):
    diagonal = tf.linalg.LinearOperatorDiag(tf.placeholder(tf.float32, [2]) ** 2 + 1.0, is_positive_definite=True)
    known = {"is_positive_definite": True, "is_self_adjoint": True}
    dense = tf.linalg.LinearOperatorFullMatrix([[2.0, 0.5], [0.5, 1.0]], **known)
    x = tf.placeholder(tf.float32, [2, 3])
    found = [diagonal.inverse().matmul(x), diagonal.inverse().matmul(x), diagonal.cholesky().to_dense()]
    triangle = tf.linalg.LinearOperatorLowerTriangular([[1.0, 0.0], [2.0, 3.0]], is_non_singular=True)
    return [*found, dense.cholesky().to_dense(), triangle.adjoint().matmul(x), triangle.inverse().matmul(x)]


def low_rank_update(tf):
    ds = tf.contrib.distributions
    one = ds.MultivariateNormalDiagPlusLowRank(
        [0.0, 1.0], [1.0, 2.0], scale_perturb_factor=[[1.0], [0.5]], scale_perturb_diag=[0.3], name="m"
    )
    return [one.log_prob(tf.placeholder(tf.float32, [3, 2])), one.entropy()]
