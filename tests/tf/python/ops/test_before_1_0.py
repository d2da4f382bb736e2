"""Names and orders of arguments of before TensorFlow 1.0 give what the later ones give."""

import numpy as np
import pytest

from tf1graph import tf


@pytest.fixture
def run():
    with tf.Graph().as_default(), tf.Session() as session:
        yield session.run


A = np.arange(6.0, dtype=np.float32).reshape(2, 3)


@pytest.mark.parametrize(
    ("older", "now"),
    [
        pytest.param(lambda: tf.concat(1, [A, A]), lambda: tf.concat([A, A], 1), id="concat: a number first"),
        pytest.param(lambda: tf.concat(np.int64(0), [A, A]), lambda: tf.concat([A, A], 0), id="concat: NumPy's number"),
        pytest.param(
            lambda: tf.concat(tf.constant(1), (A, A)), lambda: tf.concat([A, A], 1), id="concat: a scalar of the graph"
        ),
        pytest.param(
            lambda: tf.concat(concat_dim=0, values=[A, A]), lambda: tf.concat([A, A], 0), id="concat: by its old name"
        ),
        pytest.param(lambda: tf.split(1, 3, A), lambda: tf.split(A, 3, 1), id="split: the axis first"),
        pytest.param(
            lambda: tf.split(split_dim=1, num_split=3, value=A), lambda: tf.split(A, 3, 1), id="split: by its old names"
        ),
        pytest.param(lambda: tf.split(0, 2, tf.constant(A)), lambda: tf.split(A, 2), id="split: of a tensor"),
        pytest.param(lambda: tf.reverse(A, [False, True]), lambda: tf.reverse(A, [1]), id="reverse: by bools"),
        pytest.param(
            lambda: tf.reverse(A, tf.constant([True, False])), lambda: tf.reverse(A, [0]), id="reverse: by a tensor"
        ),
        pytest.param(lambda: tf.select(A > 2, A, -A), lambda: tf.where(A > 2, A, -A), id="select"),
        pytest.param(
            lambda: tf.batch_matmul(A[None], A[None], adj_y=True),
            lambda: tf.matmul(A[None], A[None], adjoint_b=True),
            id="batch_matmul",
        ),
        pytest.param(
            lambda: tf.image.resize_images(A[None, :, :, None], 4, 5),
            lambda: tf.image.resize_images(A[None, :, :, None], [4, 5]),
            id="resize_images: height and width",
        ),
        pytest.param(
            lambda: tf.image.resize_images(A[None, :, :, None], 4, 5, 1, True),
            lambda: tf.image.resize_images(A[None, :, :, None], [4, 5], method=1, align_corners=True),
            id="resize_images: height, width, method, corners",
        ),
        pytest.param(
            lambda: tf.image.resize_images(A[None, :, :, None], new_height=4, new_width=5),
            lambda: tf.image.resize_images(A[None, :, :, None], [4, 5]),
            id="resize_images: by their old names",
        ),
        pytest.param(lambda: tf.mul(A, tf.neg(A)), lambda: tf.multiply(A, tf.negative(A)), id="mul and neg"),
        pytest.param(lambda: tf.sub(A, tf.inv(A + 1)), lambda: A - tf.reciprocal(A + 1), id="sub and inv"),
        pytest.param(lambda: tf.pack(tf.unpack(A)), lambda: tf.stack(tf.unstack(A)), id="pack and unpack"),
        pytest.param(
            lambda: tf.batch_matrix_determinant(A[:, :2]), lambda: tf.matrix_determinant(A[:, :2]), id="batch_*"
        ),
        pytest.param(lambda: tf.listdiff([1, 2, 3], [2]), lambda: tf.setdiff1d([1, 2, 3], [2]), id="listdiff"),
        pytest.param(
            lambda: tf.image.per_image_whitening(A[:, :, None]),
            lambda: tf.image.per_image_standardization(A[:, :, None]),
            id="per_image_whitening",
        ),
    ],
)
def test_the_older_form_gives_what_the_later_gives(run, older, now):
    ours, theirs = run([older(), now()])
    np.testing.assert_equal(ours, theirs)


def test_concat_without_an_axis_is_refused_as_python_refuses_it():
    with pytest.raises(TypeError, match="axis"):
        tf.concat([A, A])


@pytest.mark.parametrize(
    "loss",
    [
        "softmax_cross_entropy_with_logits",
        "sparse_softmax_cross_entropy_with_logits",
        "sigmoid_cross_entropy_with_logits",
    ],
)
def test_a_loss_called_as_before_1_0_is_refused_instead_of_taking_logits_for_labels(loss):
    with pytest.raises(ValueError, match=f"Only call `{loss}` with named arguments"):
        getattr(tf.nn, loss)(A, A)
    with pytest.raises(ValueError, match="Both labels and logits"):
        getattr(tf.nn, loss)(labels=A)


def test_the_writer_of_summaries_has_its_old_name(tmp_path):
    with tf.Graph().as_default() as graph:
        tf.scalar_summary("loss", tf.constant(1.5))
        merged = tf.merge_all_summaries()
        with tf.Session() as session:
            writer = tf.train.SummaryWriter(str(tmp_path), graph)
            writer.add_summary(session.run(merged), 7)
            writer.close()
    (file,) = tmp_path.iterdir()
    values = [
        (event.step, value.tag) for event in tf.train.summary_iterator(str(file)) for value in event.summary.value
    ]
    assert values == [(7, "loss")]
