"""Sizes of pictures in `tf.image`: resizing, cropping, padding, flips and turns, of known and unknown shapes."""


def _pictures(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def resized(tf):
    x = _pictures(tf, 2, 8, 6, 3)
    return [
        tf.image.resize_images(x, [4, 4]),
        tf.image.resize_images(x[0], (16, 12), method=tf.image.ResizeMethod.NEAREST_NEIGHBOR, align_corners=True),
        tf.image.resize(x, [3, 5]),
        tf.image.resize_bicubic(x, [5, 5]),
        tf.image.resize_area(x, [4, 3]),
        tf.image.resize_bilinear(x, [4, 4], align_corners=True, half_pixel_centers=False),
        tf.image.resize_nearest_neighbor(x, [4, 4], name="own"),
        tf.image.resize_images(x, [8, 6]),
    ]


def resized_of_unknown_size(tf):
    x = _pictures(tf, None, None, None, 3)
    size = tf.placeholder_with_default([4, 5], [2], name="size")
    return [tf.image.resize_images(x, size), tf.image.resize_images(x, [4, 5], tf.image.ResizeMethod.AREA)]


def resized_with_their_proportions(tf):
    x = _pictures(tf, 2, 8, 6, 3)
    return [
        tf.image.resize_images(x, [4, 4], preserve_aspect_ratio=True),
        tf.image.resize_image_with_pad(x, 4, 5),
        tf.image.resize_image_with_pad(x[0], 9, 9, method=1),
    ]


def cropped_or_padded(tf):
    x = _pictures(tf, 2, 8, 6, 3)
    return [
        tf.image.resize_image_with_crop_or_pad(x, 6, 8),
        tf.image.resize_image_with_crop_or_pad(x[0], 10, 4),
        tf.image.resize_with_crop_or_pad(x, 8, 6),
    ]


def cropped_or_padded_of_unknown_size(tf):
    return tf.image.resize_image_with_crop_or_pad(_pictures(tf, None, None, 3), 4, 5)


def cropped_or_padded_of_unknown_batch(tf):
    return tf.image.resize_image_with_crop_or_pad(_pictures(tf, None, 8, 6, 3), 4, 9)


def cropped(tf):
    x = _pictures(tf, 2, 8, 6, 3)
    return [
        tf.image.crop_to_bounding_box(x, 1, 2, 4, 3),
        tf.image.crop_to_bounding_box(x[0], 0, 0, 4, 3),
        tf.image.central_crop(x[0], 0.5),
        tf.image.central_crop(x, 0.6),
        tf.image.central_crop(x, 1.0),
    ]


def cropped_of_unknown_size(tf):
    return [
        tf.image.central_crop(_pictures(tf, None, None, 3), 0.5),
        tf.image.central_crop(_pictures(tf, 2, None, 6, 3), 0.5),
        tf.image.crop_to_bounding_box(_pictures(tf, None, None, 3), 0, 1, 2, 2),
    ]


def padded(tf):
    x = _pictures(tf, 2, 4, 3, 3)
    return [
        tf.image.pad_to_bounding_box(x, 1, 2, 6, 7),
        tf.image.pad_to_bounding_box(x[0], 0, 0, 5, 5),
        tf.image.pad_to_bounding_box(_pictures(tf, None, None, 3), 1, 1, 5, 5),
    ]


def flipped(tf):
    x = _pictures(tf, 2, 4, 3, 3)
    return [
        tf.image.flip_left_right(x[0]),
        tf.image.flip_up_down(x[0]),
        tf.image.flip_left_right(x),
        tf.image.flip_up_down(x),
        tf.image.transpose_image(x[0]),
        tf.image.transpose(x),
        tf.image.flip_left_right(_pictures(tf, None, None, 3)),
    ]


def flipped_of_unknown_rank(tf):
    x = tf.placeholder_with_default(tf.ones([2, 3, 1]), None)
    return [tf.image.flip_up_down(x), tf.image.rot90(x)]


def turned(tf):
    x = _pictures(tf, 2, 4, 3, 3)
    return [
        tf.image.rot90(x[0]),
        tf.image.rot90(x[0], k=3, name="own"),
        tf.image.rot90(x, 2),
        tf.image.rot90(x[1], tf.placeholder_with_default(1, [], name="k")),
    ]


def gradients_of_resizing(tf):
    x = tf.get_variable("x", [1, 4, 4, 2])
    return [
        tf.gradients(tf.image.resize_bilinear(x, [6, 3]), x),
        tf.gradients(tf.image.resize_nearest_neighbor(x, [6, 3]), x),
        tf.gradients(tf.image.resize_bicubic(x, [6, 3]), x),
    ]


def gradients_of_resizing_of_unknown_size(tf):
    x = _pictures(tf, None, None, None, 2)
    return [
        tf.gradients(tf.image.resize_bilinear(x, [6, 3]), x),
        tf.gradients(tf.image.resize_nearest_neighbor(x, [6, 3]), x),
    ]


def gradients_of_crops_by_boxes(tf):
    x, boxes = tf.get_variable("x", [2, 4, 4, 2]), tf.constant([[0.0, 0.0, 1.0, 0.5], [0.2, 0.2, 0.7, 0.9]])
    crops = tf.image.crop_and_resize(x, boxes, [0, 1], [3, 3], name="own")
    return [crops, tf.gradients(crops, x)]
