"""A graph trained and evaluated by `tf.contrib.learn.train` and `evaluate`, as programs of 2016 did.

The supervisor's threads write when they get to it: what they log and write is left out.
"""

import os


def _graph(tf):
    graph = tf.Graph()
    with graph.as_default():
        tf.set_random_seed(3)
        step = tf.train.create_global_step()
        x = tf.placeholder(tf.float32, [None], name="x")
        weight = tf.get_variable("weight", [])
        loss = tf.reduce_mean(tf.square(weight * x - 2.0 * x), name="loss")
        tf.summary.scalar("the_loss", loss)
        train = tf.train.GradientDescentOptimizer(0.1).minimize(loss, step)
        read = tf.identity(weight, name="read")
    return graph, x, train, loss, read


def _feeds(x, count=100):
    given = iter([{x: [1.0, 0.5 * number]} for number in range(count)])
    return lambda: next(given)


def _summaries_of_the_loss(tf, folder):
    """Their steps and values; the files are deleted."""
    found = []
    for name in sorted(name for name in os.listdir(folder) if "tfevents" in name):
        for event in tf.train.summary_iterator(os.path.join(folder, name)):
            found += [[event.step, value.simple_value] for value in event.summary.value if value.tag == "the_loss"]
        os.remove(os.path.join(folder, name))
    return found


def trained_evaluated_and_trained_on(tf, folder, watch):
    learn = tf.contrib.learn
    tf.logging.set_verbosity(tf.logging.ERROR)
    found = []
    for settings in ({"steps": 3}, {"max_steps": 5, "log_every_steps": 1, "supervisor_save_summaries_steps": 1}):
        graph, x, train, loss, _ = _graph(tf)
        last = learn.train(graph, folder, train, loss, supervisor_save_model_secs=0, feed_fn=_feeds(x), **settings)
        watch.graphs.append([node.name for node in graph.as_graph_def().node])
        found.append(last)
    graph, x, _, loss, read = _graph(tf)
    given = {"loss": loss, "weight": read}
    results = learn.evaluate(
        graph, os.path.join(folder, "eval"), folder, given, feed_fn=_feeds(x), max_steps=2, log_every_steps=1
    )
    graph, x, _, loss, read = _graph(tf)
    last = learn.graph_actions.evaluate(
        graph,
        os.path.join(folder, "eval"),
        os.path.join(folder, "model.ckpt-3"),
        {"loss": loss},
        read,
        feed_fn=_feeds(x, 3),
    )
    tf.summary.FileWriterCache.get(folder).close()
    summaries = _summaries_of_the_loss(tf, folder)
    return {"losses": found, "summaries": summaries, "results": results, "of the third step": last}
