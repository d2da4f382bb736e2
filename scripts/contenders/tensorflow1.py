"""The real TensorFlow 1.15.5, on the graph that the tutorials' own modules build.

Plain Python 3.7. A module `tf1graph` whose `tf` is the real TensorFlow stands in for the package.
"""

import os
import sys
import time
import types

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import tensorflow as tf
from worker import draw_batches, serve

tf.get_logger().setLevel("ERROR")
package = types.ModuleType("tf1graph")
package.__path__ = [os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, os.pardir, "tf1graph")]
package.tf = tf  # type: ignore[attr-defined]
sys.modules["tf1graph"] = package

from tf1graph.tutorials import cnn, crnn  # noqa: E402


def measure(folder, contender, tutorial, steps):
    """The seconds of bare runs of the training step."""
    with tf.Graph().as_default(), tf.Session() as session:
        model = {"cnn": cnn, "crnn": crnn}[tutorial].build()
        pictures, classes = (model.x, model.t) if tutorial == "cnn" else (model.input, model.correct)
        fetches = [model.train_step, model.loss]
        batches = draw_batches(folder, tutorial)
        session.run(tf.global_variables_initializer())

        def step():
            batch = next(batches)
            session.run(fetches, {pictures: batch[0], classes: batch[1]})

        step()
        start = time.perf_counter()
        for _ in range(steps):
            step()
        return {"seconds": time.perf_counter() - start}


if __name__ == "__main__":
    serve(measure)
