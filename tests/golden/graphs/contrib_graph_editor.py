"""`tf.contrib.graph_editor`: what is chosen, copied, replaced and rewired."""


def _net(tf):
    x = tf.placeholder(tf.float32, [2], name="x")
    weight = tf.get_variable("weight", [2])
    with tf.name_scope("layer"):
        product = tf.multiply(x, weight, name="product")
        output = tf.tanh(product + 1.0, name="output")
    return x, weight, product, tf.reduce_sum(output, name="loss")


def _names(tf, things):
    return tf.constant(sorted(thing.name for thing in things) or ["none"])


def replaced(tf):
    x, _, product, loss = _net(tf)
    ge = tf.contrib.graph_editor
    targets = {"loss": loss, "both": [product, loss]}
    found = ge.graph_replace(targets, {x: tf.constant([0.5, 2.0])}, dst_scope="again")
    return found["loss"], found["both"][0], ge.graph_replace(loss, {product: product * 2.0})


def gradients_of_what_was_replaced(tf):
    """As unrolled training and saved memory use it."""
    _, weight, _, loss = _net(tf)
    new = weight - 0.1 * tf.gradients(loss, weight)[0]
    reads = [op.outputs[0] for op in tf.contrib.graph_editor.get_backward_walk_ops(loss) if op.type == "Identity"]
    again = tf.contrib.graph_editor.graph_replace(loss, {reads[0]: new})
    return again, tf.gradients(again, weight)


def a_loop_replaced(tf):
    x = tf.constant(2.0, name="x")
    start = x * 1.0
    end = tf.while_loop(lambda i, y: i < 3, lambda i, y: (i + 1, y * y), [0, start])[1]
    return tf.contrib.graph_editor.graph_replace(end + 1.0, {start: tf.constant(5.0)})


def copied(tf):
    ge = tf.contrib.graph_editor
    x, _, product, _ = _net(tf)
    tf.add_to_collection("layer/mine", product)
    tf.add_to_collection(tf.GraphKeys.LOSSES, product)
    view, info = ge.copy(ge.sgv_scope("layer", graph=tf.get_default_graph()), dst_scope="copied", src_scope="layer")
    ge.copy(ge.sgv("^layer/output", graph=tf.get_default_graph()), dst_scope="copied", src_scope="layer")
    again = ge.sgv("^layer/", graph=tf.get_default_graph())
    fed, _ = ge.copy_with_input_replacements(again, {x: tf.ones([2])}, dst_scope="fed")
    return _names(tf, view.inputs), _names(tf, view.outputs), info.transformed(product), fed.outputs[0]


def rewired(tf):
    ge = tf.contrib.graph_editor
    a, b, c = tf.constant(1.0, name="a"), tf.constant(2.0, name="b"), tf.constant(3.0, name="c")
    add, multiply = tf.add(a, b, name="add"), tf.multiply(b, c, name="multiply")
    last = tf.subtract(add, multiply, name="last")
    ge.swap_ts([a], [c])
    ge.reroute_ts([multiply], [add], can_modify=last.op)
    double = tf.identity(last, name="double") * 2.0
    ge.add_control_inputs(double.op, [a.op, b.op])
    ge.remove_control_inputs(double.op, a.op)
    return last, double, add


def parts_changed(tf):
    ge = tf.contrib.graph_editor
    x = tf.constant(2.0, name="x")
    one = tf.exp(tf.square(x, name="square"), name="exp")
    other = tf.negative(tf.sqrt(x, name="sqrt"), name="negative")
    use = tf.stack([one, other], name="use")
    ge.swap_outputs(ge.sgv(one.op), ge.sgv(other.op))
    view, places = ge.detach_inputs(ge.sgv(tf.get_default_graph().get_operation_by_name("exp")))
    ge.connect(ge.sgv(tf.get_default_graph().get_operation_by_name("sqrt")), view)
    ge.bypass(ge.sgv(other.op))
    _, ins, outs = ge.detach(ge.sgv(tf.get_default_graph().get_operation_by_name("square")))
    for op in tf.get_default_graph().get_operations():
        if op.type == "Placeholder":
            op.outputs[0].set_shape([])
    return _names(tf, places), _names(tf, ins), _names(tf, outs), ge.ph(tf.float32, [], scope="more"), use


def chosen(tf):
    ge = tf.contrib.graph_editor
    x, weight, product, loss = _net(tf)
    graph = tf.get_default_graph()
    with tf.control_dependencies([loss]):
        after = tf.no_op("after")
    outputs = ge.ControlOutputs(graph)
    inputs, outgoing, inside = ge.compute_boundary_ts(ge.get_name_scope_ops(graph, "layer"))
    view = ge.make_view("^layer/", graph=graph)
    return [
        _names(tf, ge.get_forward_walk_ops(x, control_outputs=outputs)),
        _names(tf, ge.get_backward_walk_ops([after], control_inputs=True)),
        _names(tf, ge.get_backward_walk_ops(loss, inclusive=False, stop_at_ts=[product])),
        _names(tf, ge.get_walks_intersection_ops(weight.op, loss.op)),
        _names(tf, ge.get_walks_union_ops(product, product, within_ops_fn=lambda op: op.type != "Sum")),
        _names(tf, ge.get_within_boundary_ops(graph, product.op, [loss.op, weight.op])),
        _names(tf, ge.get_ops_ios(product.op)),
        _names(tf, [*inputs, *outgoing, *inside]),
        _names(tf, ge.filter_ts_from_regex(graph, "(/add|product)")),
        _names(tf, ge.select_ops("^weight", loss.op, graph=graph)),
        _names(tf, ge.select_ts("layer/.*:0$", graph=graph)),
        _names(tf, view.remap_inputs([1]).inputs),
        _names(tf, ge.get_generating_ops([product, loss]) + ge.get_consuming_ops([product])),
        _names(tf, view.remove_unused_ops().ops),
    ]
