import numpy as np

from tf1graph.tutorials.pictures.digits import draw_digits


def test_81_digits_stand_in_nine_rows_of_nine():
    images = np.random.RandomState(0).randint(0, 256, (81, 28, 28)).astype(np.uint8)
    shown = draw_digits(images).axes[0].get_images()
    assert len(shown) == 81
    np.testing.assert_allclose(shown[9].get_array(), images[9] / 255)
    left, _, top, _ = shown[9].get_extent()
    first_left, _, first_top, _ = shown[0].get_extent()
    assert left == first_left
    assert top > first_top
    assert shown[0].get_cmap().name == "gray"
