"""Write what `verify_exports.py` reads with the real TensorFlow 1.15.5: checkpoints, MetaGraphs and frozen graphs.

    python tests/golden/checkpoints/write_exports.py FOLDER

Of each model of `models.py`: a checkpoint in both formats after three steps, the MetaGraph and the frozen GraphDef
stripped for TensorFlow 1, and what the model gives then and after each of two more steps.
"""

import argparse
import json
from pathlib import Path
from typing import Any

import models

from tf1graph import tf

FORMATS = {"v1": tf.train.SaverDef.V1, "v2": tf.train.SaverDef.V2}


def export(build: Any, folder: Path) -> list[list[float]]:
    name = build.__name__
    with tf.Graph().as_default() as graph, tf.Session() as session:
        tf.set_random_seed(12)
        model = build(tf)
        savers = {format: tf.train.Saver(write_version=version) for format, version in FORMATS.items()}
        session.run(tf.global_variables_initializer())
        models.outputs(session, model, 3)
        for format, saver in savers.items():
            saver.save(session, str(folder / f"{name}_{format}"), write_meta_graph=False, write_state=False)
        meta = tf.train.export_meta_graph(saver_def=savers["v2"].as_saver_def())
        frozen = tf.graph_util.convert_variables_to_constants(session, graph.as_graph_def(), ["output"])
        for file, proto in ((f"{name}.meta", meta), (f"{name}.pb", frozen)):
            (folder / file).write_bytes(tf.graph_util.strip_for_tensorflow_1(proto).SerializeToString())
        return [given.ravel().tolist() for given in models.outputs(session, model, 2)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    found = {build.__name__: export(build, folder) for build in models.MODELS}
    (folder / "outputs.json").write_text(json.dumps(found))


if __name__ == "__main__":
    main()
