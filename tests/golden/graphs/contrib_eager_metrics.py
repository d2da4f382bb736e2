"""`tf.contrib.eager.metrics` in graphs: their variables, updates and results."""


def _probabilities(tf):
    return tf.placeholder(tf.float32, [4, 3], name="probabilities")


def _step(tf, metric, *given, **weights):
    update = metric(*given, **weights)
    tf.add_to_collection(tf.GraphKeys.TABLE_INITIALIZERS, metric.init_variables())
    flat = update if isinstance(update, (tuple, list)) else [update]
    with tf.control_dependencies(flat):
        return [tf.identity(variable.read_value()) for variable in metric.variables] + list(flat)


def means(tf):
    metrics = tf.contrib.eager.metrics
    x = tf.placeholder(tf.float32, [3], name="x")
    first, second = metrics.Mean(), metrics.Mean("a name", dtype=tf.float32, use_global_variables=True)
    assert (first.name, second.name) == ("Mean", "a name")
    return _step(tf, first, x) + _step(tf, second, x, weights=tf.constant([1.0, 0.0, 2.0]))


def a_mean_with_a_summary(tf):
    metric = tf.contrib.eager.metrics.Mean()
    metric(tf.constant([1.0, 2.0]))
    with tf.contrib.summary.create_file_writer("logs").as_default(), tf.contrib.summary.always_record_summaries():
        metric.result()
        metric.result(write_summary=False)
        metric.result(write_summary=tf.placeholder(tf.bool, []))


def accuracies(tf):
    metrics = tf.contrib.eager.metrics
    labels = tf.placeholder(tf.int32, [4], name="below_3")
    return (
        _step(tf, metrics.Accuracy(), labels, tf.constant([0, 1, 2, 0]))
        + _step(tf, metrics.Accuracy(name="weighted"), labels, labels, weights=tf.constant([1.0, 2.0, 3.0, 0.0]))
        + _step(tf, metrics.SparseAccuracy(), labels, _probabilities(tf))
    )


def accuracies_of_classes(tf):
    metrics = tf.contrib.eager.metrics
    hot = tf.one_hot(tf.placeholder(tf.int32, [4], name="below_3"), 3)
    return _step(tf, metrics.CategoricalAccuracy(), hot, _probabilities(tf)) + _step(
        tf, metrics.BinaryAccuracy(0.5), hot, _probabilities(tf), weights=tf.ones([4, 3])
    )


def a_metric_of_ones_own(tf):
    class Total(tf.contrib.eager.metrics.Metric):
        def build(self, values):
            self.total = self.add_variable("total", [], values.dtype, tf.zeros_initializer())

        def call(self, values):
            self.total.assign_add(tf.reduce_sum(values))
            return values

        def result(self):
            return self.total.read_value()

    with tf.variable_scope("outer"):
        first, second = Total(), Total("other")
        x = tf.placeholder(tf.float32, [3], name="x")
        updates = [first(x), second(x * 2.0)]
        first.value()
        return updates
