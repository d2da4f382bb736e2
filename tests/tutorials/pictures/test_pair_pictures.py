from types import SimpleNamespace

import numpy as np
import pytest

from tf1graph import tf
from tf1graph.errors import UsageError
from tf1graph.tf.examples.tutorials.mnist import sources
from tf1graph.tutorials import crnn
from tf1graph.tutorials.checkpoints import find_checkpoint
from tf1graph.tutorials.pictures.figures import WRONG
from tf1graph.tutorials.pictures.pairs import Pair, PairsSettings, draw_pairs, export_pairs, subtract


@pytest.fixture
def digits(monkeypatch):
    random = np.random.RandomState(0)
    images = random.randint(0, 256, (50, 28, 28)).astype(np.uint8)
    found = SimpleNamespace(test_images=images, test_labels=random.randint(0, 10, 50).astype(np.uint8))
    monkeypatch.setattr(sources, "find_digits", lambda source: found)
    return found


def test_any_number_of_pairs_is_shown_to_a_crnn_of_any_batch_size(crnn_run, digits):
    images = digits.test_images[:6].reshape(2, 3, 28, 28)
    found = subtract(find_checkpoint(crnn_run), images)
    with tf.Graph().as_default() as graph, tf.Session(graph=graph) as session:
        model = crnn.build(crnn.CRNNSettings(batch_size=3))
        tf.train.Saver(tf.trainable_variables()).restore(session, str(crnn_run / "model.ckpt-200"))
        expected = session.run(model.pred_output, {model.input: images[..., None]})
    np.testing.assert_array_equal(found, expected)
    np.testing.assert_allclose(found.sum(axis=1), 1, rtol=1e-5)


def test_pairs_are_drawn_as_the_tutorials_sampler_draws_them(crnn_run, digits, tmp_path, capsys):
    path = export_pairs(PairsSettings(str(crnn_run), pairs=4, seed=7, output=str(tmp_path / "p.png")))
    random = np.random.RandomState(7)
    first, second = ([digits.test_labels[random.randint(0, 50)] for _ in range(4)] for _ in range(2))
    lines = capsys.readouterr().out.splitlines()
    assert [line[:4] for line in lines[1:5]] == [f"{a}, {b}" for a, b in zip(first, second, strict=True)]
    assert lines[5].startswith("accuracy ")
    assert lines[6] == f"wrote {path}"
    assert path.stat().st_size > 10_000


def test_the_drawing_shows_the_true_and_the_predicted_difference():
    pictures = np.zeros((2, 28, 28), np.uint8)
    figure = draw_pairs([Pair(pictures, (9, 2), 7, 0.995), Pair(pictures, (0, 8), 8, 0.5)])
    texts = figure.axes[0].texts
    assert [text.get_text() for text in texts] == [
        "9 - 2 = 7\npredicted 7  99.5 %",
        "0 - 8 = -8\npredicted 8  50.0 %",
        "1 of 2 right",
    ]
    assert [text.get_color() == WRONG for text in texts[:2]] == [False, True]
    assert figure.axes[0].images[0].get_array().shape == (28, 57)


def test_a_cnn_is_refused(cnn_run, digits):
    with pytest.raises(UsageError, match="no checkpoint of the CRNN tutorial"):
        export_pairs(PairsSettings(str(cnn_run)))
