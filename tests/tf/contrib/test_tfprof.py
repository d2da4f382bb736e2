"""`tf.contrib.tfprof` counts parameters and operations as the model code of 2016 asked it to."""

import pytest

from tf1graph import tf


@pytest.fixture(autouse=True)
def graph():
    with tf.Graph().as_default() as graph:
        yield graph


def test_the_analysis_counts_parameters_and_prints_them(graph, capfd):
    tf.layers.dense(tf.zeros([2, 3]), 4, name="dense")
    analyzer = tf.contrib.tfprof.model_analyzer
    found = analyzer.print_model_analysis(graph, tfprof_options=analyzer.TRAINABLE_VARS_PARAMS_STAT_OPTIONS)
    assert found.total_parameters == 3 * 4 + 4  # 1.15.5 said 16 too
    assert "dense/kernel (3x4, 12/12 params)" in capfd.readouterr().out


def test_the_analysis_counts_operations(graph):
    tf.matmul(tf.zeros([2, 3]), tf.zeros([3, 4]))
    analyzer = tf.contrib.tfprof.model_analyzer
    options = dict(analyzer.FLOAT_OPS_OPTIONS, output="none")
    assert analyzer.print_model_analysis(graph, tfprof_options=options).total_float_ops == 2 * 2 * 3 * 4


def test_the_log_of_ops_is_written(graph, tmp_path):
    tf.get_variable("weight", [3])
    tf.contrib.tfprof.tfprof_logger.write_op_log(graph, str(tmp_path), add_trace=False)
    assert b"weight" in (tmp_path / "tfprof_log").read_bytes()


def test_a_context_of_the_profiler_is_refused_with_the_remedy():
    with pytest.raises(AttributeError, match="ProfilerHook"):
        tf.contrib.tfprof.ProfileContext  # noqa: B018
