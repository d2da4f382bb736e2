"""What `tf.image` draws at random, what it draws into pictures, and the boxes it chooses."""


def _pictures(tf, *shape):
    return tf.sigmoid(tf.placeholder(tf.float32, shape, name="x"))


def flips(tf):
    x = _pictures(tf, 4, 4, 3)
    return [
        tf.image.random_flip_left_right(x),
        tf.image.random_flip_up_down(x, seed=3),
        tf.image.random_flip_left_right(_pictures(tf, 3, 4, 4, 3)),
        tf.image.random_flip_up_down(_pictures(tf, None, 4, 4, 3), seed=2),
    ]


def flips_of_unknown_rank(tf):
    return tf.image.random_flip_left_right(tf.placeholder_with_default(tf.ones([2, 3, 1]), None))


def colours(tf):
    x = _pictures(tf, 4, 4, 3)
    return [
        tf.image.random_brightness(x, 0.2),
        tf.image.random_contrast(x, 0.2, 1.8),
        tf.image.random_hue(x, 0.1),
        tf.image.random_saturation(x, 0.5, 1.5),
        tf.image.random_brightness(x, 0.2, seed=3),
        tf.image.random_contrast(x, 0.2, 1.8, seed=3),
    ]


def crops(tf):
    return [
        tf.random_crop(_pictures(tf, 8, 8, 3), [4, 4, 3]),
        tf.image.random_crop(_pictures(tf, 8, 8, 3), [5, 5, 3], seed=3, name="own"),
        tf.random_crop(_pictures(tf, None, None, 3), [2, 2, 3]),
    ]


def augmentation_of_cifar(tf):
    x = tf.random_crop(_pictures(tf, 12, 12, 3), [8, 8, 3])
    x = tf.image.random_flip_left_right(x)
    x = tf.image.random_brightness(x, max_delta=0.5)
    x = tf.image.random_contrast(x, lower=0.2, upper=1.8)
    tf.image.per_image_standardization(x)
    return x


def distorted_boxes(tf):
    boxes = tf.constant([[[0.1, 0.2, 0.5, 0.9]]])
    begin, size, box = tf.image.sample_distorted_bounding_box([10, 12, 3], boxes)
    more = tf.image.sample_distorted_bounding_box(
        tf.constant([10, 12, 3]), boxes, seed=3, min_object_covered=0.3, aspect_ratio_range=[0.7, 1.3], name="own"
    )
    none = tf.image.sample_distorted_bounding_box([10, 12, 3], tf.zeros([1, 0, 4]), use_image_if_no_bounding_boxes=True)
    return [more[0], tf.size(begin), tf.size(size), tf.size(box), tf.shape(none[2])]


def drawn_boxes(tf):
    x, boxes = _pictures(tf, 1, 6, 6, 3), tf.constant([[[0.1, 0.2, 0.5, 0.9]]])
    return [tf.image.draw_bounding_boxes(x, boxes), tf.image.draw_bounding_boxes(x, boxes, name="own")]


def chosen_boxes(tf):
    boxes = tf.constant([[0.0, 0.0, 1.0, 1.0], [0.0, 0.1, 1.0, 1.1], [0.0, 2.0, 1.0, 3.0]])
    scores = tf.constant([0.9, 0.8, 0.7])
    return [
        tf.image.non_max_suppression(boxes, scores, 2),
        tf.image.non_max_suppression(boxes, scores, 3, iou_threshold=0.9, score_threshold=0.75, name="own"),
        tf.image.non_max_suppression_with_scores(boxes, scores, 3),
        tf.image.non_max_suppression_overlaps(tf.ones([3, 3]), scores, 2),
        tf.image.combined_non_max_suppression(
            tf.reshape(boxes, [1, 3, 1, 4]), tf.reshape(scores, [1, 3, 1]), 2, 3, iou_threshold=0.6
        )[1],
    ]


def chosen_boxes_padded(tf):
    boxes = tf.constant([[0.0, 0.0, 1.0, 1.0], [0.0, 0.1, 1.0, 1.1], [0.0, 2.0, 1.0, 3.0]])
    return tf.image.non_max_suppression_padded(boxes, tf.constant([0.9, 0.8, 0.7]), 4, pad_to_max_output_size=True)


def glimpses(tf):
    x = _pictures(tf, 2, 8, 8, 1)
    return tf.image.extract_glimpse(x, [3, 3], tf.constant([[0.0, 0.0], [0.5, -0.5]]))


def coded(tf):
    x = tf.cast(tf.placeholder(tf.int32, [8, 8, 3], name="below_200"), tf.uint8)
    png = tf.image.encode_png(x)
    return [
        tf.image.decode_png(png, channels=3),
        tf.image.decode_image(png),
        tf.image.is_jpeg(png),
        tf.io.decode_image(png, channels=3, expand_animations=False),
    ]


def coded_by_jpeg(tf):
    x = tf.cast(tf.placeholder(tf.int32, [8, 8, 3], name="below_200"), tf.uint8)
    tf.image.decode_jpeg(tf.image.encode_jpeg(x, quality=90), channels=3, name="own")
    tf.image.adjust_jpeg_quality(tf.image.convert_image_dtype(x, tf.float32), 75)
    tf.image.extract_jpeg_shape(tf.image.encode_jpeg(x))


def random_jpeg_quality(tf):

    import numpy as np

    np.random.seed(1)
    tf.image.random_jpeg_quality(_pictures(tf, 8, 8, 3), 75, 95)
