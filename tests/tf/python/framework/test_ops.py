"""Nodes carry the attributes that TensorFlow 1 gave them, and no others."""

from tf1graph import tf


def test_what_control_depends_on_is_not_marked_for_todays_runtime(capfd):
    with tf.Graph().as_default() as graph, tf.Session() as session:
        a = tf.constant(1.0)
        a.op._set_attr("_mine", tf.AttrValue(i=3))
        session.run(a)
        with tf.control_dependencies([a]):
            tf.constant(2.0)
        assert [set(node.attr) for node in graph.as_graph_def().node] == [
            {"dtype", "value", "_mine"},
            {"dtype", "value"},
        ]
    assert "changed by setting attribute" not in capfd.readouterr().err
