"""What TensorBoard's projector of embeddings is to show."""

from tf1graph import tf


def test_the_configuration_is_written_into_the_folder_of_the_writer(tmp_path):
    projector = tf.contrib.tensorboard.plugins.projector
    config = projector.ProjectorConfig()
    embedding = config.embeddings.add()
    embedding.tensor_name = "words"
    embedding.metadata_path = "words.tsv"
    embedding.sprite.single_image_dim.extend([28, 28])
    with tf.Graph().as_default():
        writer = tf.summary.FileWriter(str(tmp_path))
        projector.visualize_embeddings(writer, config)
        writer.close()
    written = (tmp_path / "projector_config.pbtxt").read_text()
    assert written.splitlines()[:3] == ["embeddings {", '  tensor_name: "words"', '  metadata_path: "words.tsv"']
    assert written.count("single_image_dim: 28") == 2
