"""Exports of before SavedModel are loaded: the real TensorFlow 1.15.5's, and this package's own."""

from pathlib import Path

import pytest
from golden import record_session_bundle
from google.protobuf import text_format

from tf1graph import tf
from tf1graph.tf.contrib.session_bundle import exporter, manifest_pb2
from tf1graph.tf.contrib.session_bundle.session_bundle import load_session_bundle_from_path, maybe_session_bundle_dir

RECORDED = str(Path(record_session_bundle.FOLDER) / "00000007")


@pytest.fixture(params=["the real TensorFlow", "this package"])
def export(request, tmp_path):
    ours = request.param == "this package"
    yield record_session_bundle.export(tf, exporter, str(tmp_path)) if ours else RECORDED
    tf.reset_default_graph()


def test_an_export_is_loaded_with_its_values_signatures_and_assets(export):
    session, meta_graph = load_session_bundle_from_path(export)
    signatures = manifest_pb2.Signatures()
    meta_graph.collection_def["serving_signatures"].any_list.value[0].Unpack(signatures)
    bound = signatures.default_signature.regression_signature
    with session:
        given = session.run(bound.output.tensor_name, {bound.input.tensor_name: [1.0, 3.0]})
        assert given.tolist() == [2.0, 6.0]
        assert session.run("words:0").tolist() == [b"one", b"two", b"three"]
    assert signatures.named_signatures["inputs"].generic_signature.map["x"].tensor_name == "x:0"


def test_an_export_is_told_by_its_meta_graph(tmp_path):
    assert maybe_session_bundle_dir(RECORDED)
    assert not maybe_session_bundle_dir(str(tmp_path))


def test_a_folder_without_a_meta_graph_is_refused(tmp_path):
    with pytest.raises(RuntimeError, match=r"Expected meta graph file missing .*export\.meta"):
        load_session_bundle_from_path(str(tmp_path))


def test_a_meta_graph_of_several_serving_graphs_is_refused():
    meta_graph = tf.MetaGraphDef.FromString((Path(RECORDED) / "export.meta").read_bytes())
    graphs = meta_graph.collection_def["serving_graph"].any_list.value
    graphs.append(graphs[0])
    with pytest.raises(RuntimeError, match="Expected exactly one serving GraphDef"):
        load_session_bundle_from_path(RECORDED, meta_graph_def=meta_graph)


def test_a_printed_meta_graph_shows_the_signatures_that_are_packed_in_it():
    meta_graph = tf.MetaGraphDef.FromString((Path(RECORDED) / "export.meta").read_bytes())
    assert "[type.googleapis.com/tensorflow.serving.Signatures]" in text_format.MessageToString(meta_graph)


def test_the_manifest_is_found_where_programs_import_it():
    from tf1graph.tf.contrib.session_bundle.manifest_pb2 import Signature

    assert Signature is manifest_pb2.Signature
    assert Signature.DESCRIPTOR.full_name == "tensorflow.serving.Signature"
