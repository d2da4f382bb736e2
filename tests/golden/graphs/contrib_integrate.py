"""Differential equations: adaptive and fixed steps, and their options."""


def _swing(tf):
    def derivative(y, t):
        return tf.stack([y[1], -y[0]]) + tf.cast(t, y.dtype) * 0.1

    return derivative


def adaptive_steps(tf):
    times = tf.constant([0.0, 1.0, 1.5], tf.float64)
    y0 = tf.constant([1.0, 0.5], tf.float64)
    options = {"first_step": 0.2, "safety": 0.8, "max_num_steps": 50}
    y, about = tf.contrib.integrate.odeint(
        _swing(tf), y0, times, 1e-4, 1e-6, "dopri5", options, full_output=True, name="a"
    )
    return y, about["num_func_evals"], about["integrate_points"], about["error_ratio"]


def fixed_steps(tf):
    y0 = tf.get_variable("y0", [2])
    return tf.contrib.integrate.odeint_fixed(_swing(tf), y0, [0.0, 0.5, 1.0, 2.0])


def midpoints(tf):
    y0 = tf.constant([1.0, 0.5])
    return tf.contrib.integrate.odeint_fixed(_swing(tf), y0, [0.0, 0.5, 1.2], [0.25, 0.3], method="midpoint", name="m")
