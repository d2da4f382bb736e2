"""Record an export of the real TensorFlow 1.15.5, `session_bundle_tf1.15.5/00000007`, or read one with it.

    tf115/bin/python tests/golden/record_session_bundle.py [--write] [--read EXPORT]

The model looks words up in a file of words, which is an asset, and multiplies. `--read` restores an export that this
package wrote, prints its signatures and what the model gives, and ends with 1 where that is not 1, 2 and 3 times 2.
Without either it says what would be written. Python 3.7.
"""

import argparse
import os
import shutil
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
FOLDER = os.path.join(HERE, "session_bundle_tf1.15.5")


def export(tf, exporter, folder):
    """Export the model into `folder`; the path of the export."""
    with tf.Graph().as_default() as graph, tf.Session() as session:
        words = os.path.join(folder, "words.txt")
        with open(words, "w") as file:
            file.write("one\ntwo\nthree\n")
        name = tf.constant(words, name="file_of_words")
        found = tf.string_split([tf.read_file(name)], "\n").values
        lengths = tf.Variable([""], validate_shape=False, collections=[tf.GraphKeys.LOCAL_VARIABLES], name="words")
        begin = tf.assign(lengths, found, validate_shape=False, name="begin").op
        x = tf.placeholder(tf.float32, [None], name="x")
        weight = tf.Variable(1.0, name="weight")
        step = tf.Variable(7, trainable=False, name="global_step")
        y = tf.multiply(x, weight, name="y")
        model = exporter.Exporter(tf.train.Saver(sharded=True))
        model.init(
            graph.as_graph_def(),
            init_op=begin,
            default_graph_signature=exporter.regression_signature(x, y),
            named_graph_signatures={"inputs": exporter.generic_signature({"x": x})},
            assets_collection=[name],
        )
        session.run(tf.global_variables_initializer())
        session.run(weight.assign(2.0))
        path = model.export(folder, step, session).decode()
        os.remove(words)
        return path


def read(tf, manifest, folder):
    """What the exported model gives for 1, 2 and 3, after its signatures are printed."""
    with tf.Graph().as_default() as graph, tf.Session() as session:
        saver = tf.train.import_meta_graph(os.path.join(folder, "export.meta"))
        saver.restore(session, os.path.join(folder, "export"))
        signatures = manifest.Signatures()
        tf.get_collection("serving_signatures")[0].Unpack(signatures)
        print(signatures)
        asset = manifest.AssetFile()
        tf.get_collection("serving_assets")[0].Unpack(asset)
        path = os.path.join(folder, "assets", asset.filename)
        session.run(tf.get_collection("serving_init_op"), {asset.tensor_binding.tensor_name: path})
        print(session.run(graph.get_tensor_by_name("words:0")))
        bound = signatures.default_signature.regression_signature
        return session.run(bound.output.tensor_name, {bound.input.tensor_name: [1.0, 2.0, 3.0]})


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--read", metavar="EXPORT")
    given = parser.parse_args()
    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
    import tensorflow as tf
    from tensorflow.contrib.session_bundle import exporter, manifest_pb2

    assert tf.__version__ == "1.15.5", "this is TensorFlow %s" % tf.__version__
    if given.read:
        found = read(tf, manifest_pb2, given.read).tolist()
        print(found)
        return int(found != [2.0, 4.0, 6.0])
    with tempfile.TemporaryDirectory() as folder:
        made = export(tf, exporter, folder)
        print(sorted(os.path.join(at, name)[len(made) + 1 :] for at, _, names in os.walk(made) for name in names))
        if given.write:
            shutil.rmtree(FOLDER, ignore_errors=True)
            shutil.copytree(made, os.path.join(FOLDER, os.path.basename(made)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
