"""Colours and measures of pictures in `tf.image`: conversions, adjustments, standardisation, similarity."""


def _pictures(tf, *shape):
    return tf.sigmoid(tf.placeholder(tf.float32, shape, name="x"))


def _bytes(tf, *shape):
    return tf.cast(tf.placeholder(tf.int32, shape, name="below_200"), tf.uint8)


def grey(tf):
    x = _pictures(tf, 2, 4, 4, 3)
    return [
        tf.image.rgb_to_grayscale(x),
        tf.image.rgb_to_grayscale(_bytes(tf, 4, 4, 3), name="own"),
        tf.image.grayscale_to_rgb(tf.image.rgb_to_grayscale(x)),
        tf.image.grayscale_to_rgb(_pictures(tf, None, None, 1)),
    ]


def other_spaces(tf):
    x = _pictures(tf, 2, 4, 4, 3)
    hsv = tf.image.rgb_to_hsv(x)
    return [
        hsv,
        tf.image.hsv_to_rgb(hsv),
        tf.image.rgb_to_yiq(x),
        tf.image.yiq_to_rgb(x),
        tf.image.rgb_to_yuv(x),
        tf.image.yuv_to_rgb(x),
    ]


def converted(tf):
    x, b = _pictures(tf, 4, 4, 3), _bytes(tf, 4, 4, 3)
    return [
        tf.image.convert_image_dtype(x, tf.float32),
        tf.image.convert_image_dtype(x, tf.uint8),
        tf.image.convert_image_dtype(x, tf.uint8, saturate=True, name="own"),
        tf.image.convert_image_dtype(b, tf.float32),
        tf.image.convert_image_dtype(b, tf.int16),
        tf.image.convert_image_dtype(tf.cast(b, tf.int16), tf.uint8),
        tf.image.convert_image_dtype(x, tf.float64),
    ]


def adjusted(tf):
    x = _pictures(tf, 4, 4, 3)
    return [
        tf.image.adjust_brightness(x, 0.1),
        tf.image.adjust_contrast(x, 2.0),
        tf.image.adjust_hue(x, 0.2),
        tf.image.adjust_saturation(x, 0.5),
        tf.image.adjust_gamma(x, 0.8, 2.0),
    ]


def adjusted_bytes(tf):
    x = _bytes(tf, 4, 4, 3)
    return [
        tf.image.adjust_brightness(x, 0.1),
        tf.image.adjust_contrast(x, 2.0),
        tf.image.adjust_hue(x, 0.2, name="hue"),
        tf.image.adjust_saturation(x, 0.5, name="saturation"),
        tf.image.adjust_gamma(x, 0.8),
    ]


def standardized(tf):
    return [
        tf.image.per_image_standardization(_pictures(tf, 4, 4, 3)),
        tf.image.per_image_standardization(_bytes(tf, 4, 4, 3)),
        tf.image.per_image_standardization(_pictures(tf, 2, 4, 4, 3)),
        tf.image.per_image_standardization(_pictures(tf, None, None, 3)),
    ]


def gradients_of_colours(tf):
    x = tf.get_variable("x", [2, 2, 3], initializer=tf.random_uniform_initializer())
    return [
        tf.gradients(tf.image.per_image_standardization(x)[0, 0], x),
        tf.gradients(tf.image.rgb_to_grayscale(x), x),
    ]


def variation(tf):
    return [
        tf.image.total_variation(_pictures(tf, 2, 4, 4, 3)),
        tf.image.total_variation(_pictures(tf, 4, 4, 3), name="own"),
    ]


def edges(tf):
    x = _pictures(tf, 2, 4, 4, 3)
    return [tf.image.image_gradients(x), tf.image.sobel_edges(x)]


def ratios(tf):
    return tf.image.psnr(_pictures(tf, 2, 4, 4, 3), _pictures(tf, 2, 4, 4, 3), max_val=1.0)


def similarities(tf):
    x = _pictures(tf, 2, 12, 12, 1)
    return tf.image.ssim(x, x * 0.8 + 0.1, max_val=1.0)


def similarities_at_several_scales(tf):
    x, y = _pictures(tf, 1, 48, 48, 1), _pictures(tf, 1, 48, 48, 1)
    tf.image.ssim_multiscale(x, y, 1.0, power_factors=(0.5, 0.5))
