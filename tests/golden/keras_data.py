"""Data as Keras 2.2.4 prepared it: texts, sequences, pictures and their augmentation. Plain Python 3.7.

Each case takes `keras` and gives values by names; Keras 2.2.4 on TensorFlow 1.15.5 records it, `record_keras.py`.
"""

import os
import random
import tempfile

import numpy as np

TEXTS = ["The cat sat on the mat.", "The dog ate my homework!", "A cat, a dog; and the MAT\tagain"]


def record(keras, case):
    """The values of a case, arrays by their shape and means."""
    np.random.seed(31)
    random.seed(31)
    return {name: told(value) for name, value in case(keras).items()}


def told(value):
    if isinstance(value, np.ndarray) and value.dtype != object and value.size > 24:
        flat = np.asarray(value, np.float64).ravel()
        by_place = float((flat * np.cos(np.arange(flat.size))).sum())
        return [list(value.shape), str(value.dtype), float(flat.mean()), by_place / flat.size]
    if isinstance(value, np.ndarray):
        return [told(part) for part in value] if value.ndim else told(value[()])
    if isinstance(value, dict):
        return {str(name): told(part) for name, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [told(part) for part in value]
    if isinstance(value, (set, frozenset)):
        return sorted(told(part) for part in value)
    if isinstance(value, (np.floating, float)):
        return float(value)
    return int(value) if isinstance(value, (np.integer, bool)) else value


def a_tokenizer(keras):
    text = keras.preprocessing.text
    words = text.Tokenizer(num_words=6, oov_token="<unk>")
    words.fit_on_texts(TEXTS)
    letters = text.Tokenizer(char_level=True, lower=False)
    letters.fit_on_texts(TEXTS)
    found = {"index": words.word_index, "counts": list(words.word_counts.items()), "docs": words.word_docs}
    found["sequences"] = words.texts_to_sequences([*TEXTS, "my unknown cat"])
    found["texts"] = words.sequences_to_texts([[2, 3, 1], [4]])
    for mode in ("binary", "count", "freq", "tfidf"):
        found[mode] = words.texts_to_matrix(TEXTS, mode=mode)
    found["letters"] = letters.texts_to_sequences(["cat Z"])
    found["letter_index"] = letters.word_index
    found["count"] = words.document_count
    return found


def words_of_texts(keras):
    text = keras.preprocessing.text
    return {
        "words": text.text_to_word_sequence(TEXTS[2], filters=",;", lower=False),
        "hashed": text.hashing_trick(TEXTS[0], 20, hash_function="md5"),
        "hashes": len(text.one_hot(TEXTS[0], 20)),
    }


def sequences(keras):
    sequence = keras.preprocessing.sequence
    lists = [[1, 2, 3], [4], [5, 6, 7, 8, 9]]
    found = {"pre": sequence.pad_sequences(lists), "four": sequence.pad_sequences(lists, maxlen=4)}
    found["post"] = sequence.pad_sequences(lists, 4, "float32", "post", "post", 0.5)
    found["table"] = sequence.make_sampling_table(30)
    couples, labels = sequence.skipgrams([1, 2, 3, 4, 5, 0, 2], 6, window_size=2, negative_samples=0.5, seed=3)
    found.update(couples=couples, labels=labels)
    table = sequence.make_sampling_table(40, 0.5)
    found["sampled"] = sequence.skipgrams(list(range(1, 30)), 40, 2, sampling_table=table, shuffle=False)[0][:20]
    found["categorical"] = sequence.skipgrams([1, 2, 3], 4, categorical=True, seed=5)[1]
    return found


def time_series(keras):
    data = np.arange(40.0).reshape(20, 2)
    made = keras.preprocessing.sequence.TimeseriesGenerator
    plain = made(data, np.arange(20), length=4, sampling_rate=2, batch_size=5)
    drawn = made(data, np.arange(20), length=3, stride=2, shuffle=True, batch_size=3, reverse=True)
    return {"count": len(plain), "first": plain[0], "last": plain[len(plain) - 1], "drawn": drawn[0]}


def _pictures(count=7, size=8, channels=3):
    return np.random.RandomState(8).randint(0, 256, (count, size, size, channels)).astype("float32")


def _augmented(**options):
    def case(keras):
        made = keras.preprocessing.image.ImageDataGenerator(**options)
        x, y = _pictures(), np.arange(7)
        made.fit(x, augment=bool(options.get("rotation_range")), seed=2)
        flow = made.flow(x, y, batch_size=3, seed=5)
        found = {"count": len(flow)}
        for i in range(4):
            found["x%d" % i], found["y%d" % i] = next(flow)
        drawn = made.flow(x, batch_size=4)
        found["drawn"] = [next(drawn) for _ in range(2)]
        found["standard"] = made.standardize(x[0].copy())
        found["transformed"] = made.random_transform(x[0], seed=4)
        found["parameters"] = sorted(
            (name, value) for name, value in made.get_random_transform((8, 8, 3), 1).items() if value is not None
        )
        return found

    return case


def pictures_in_folders(keras):
    image = keras.preprocessing.image
    folder = tempfile.mkdtemp()
    for number, array in enumerate(_pictures(10, 12)):
        place = os.path.join(folder, "cats" if number % 2 else "dogs")
        if not os.path.isdir(place):
            os.mkdir(place)
        image.array_to_img(array, scale=False).save(os.path.join(place, "%02d.png" % number))
    made = image.ImageDataGenerator(rescale=1.0 / 255, horizontal_flip=True, validation_split=0.2)
    flow = made.flow_from_directory(folder, (8, 8), batch_size=3, class_mode="binary", seed=3, subset="training")
    found = {"classes": flow.class_indices, "files": flow.filenames, "samples": flow.samples, "of": flow.classes}
    for i in range(4):
        found["x%d" % i], found["y%d" % i] = next(flow)
    gray = made.flow_from_directory(folder, (12, 12), "grayscale", batch_size=4, shuffle=False, class_mode=None)
    found["gray"] = next(gray)
    loaded = image.load_img(os.path.join(folder, "cats", "01.png"), target_size=(6, 5), interpolation="bilinear")
    found["loaded"] = image.img_to_array(loaded)
    return found


def changes_of_a_picture(keras):
    image = keras.preprocessing.image
    x = _pictures(1)[0]
    where = {"row_axis": 0, "col_axis": 1, "channel_axis": 2}
    found = {
        "rotated": image.random_rotation(x, 30, **where),
        "shifted": image.random_shift(x, 0.2, 0.3, **where),
        "sheared": image.random_shear(x, 20, **where),
        "zoomed": image.random_zoom(x, (0.7, 1.3), fill_mode="reflect", **where),
        "channels": image.random_channel_shift(x, 30.0, 2),
        "brighter": image.random_brightness(x, (0.5, 1.5)),
        "back": image.img_to_array(image.array_to_img(x)),
    }
    return found


def arrays(keras):
    utils = keras.utils
    found = {
        "categorical": utils.to_categorical([[0], [2], [1]], 4),
        "of_rank_2": utils.to_categorical(np.array([[0, 1], [2, 1]])),
        "type": str(utils.to_categorical([1, 0], dtype="int32").dtype),
        "normalized": utils.normalize(np.array([[3.0, 4.0], [0.0, 0.0]])),
        "places": utils.normalize(np.arange(8.0).reshape(2, 4), axis=0, order=1),
    }
    return found


def a_sequence_of_batches(keras):
    class Batches(keras.utils.Sequence):
        def __len__(self):
            return 5

        def __getitem__(self, index):
            return np.full((2, 3), index), np.full(2, index)

    queue = keras.utils.OrderedEnqueuer(Batches(), use_multiprocessing=False, shuffle=False)
    queue.start(workers=2, max_queue_size=4)
    got = queue.get()
    found = {"order": [int(next(got)[1][0]) for _ in range(7)]}
    queue.stop()
    return found


def cases():
    """Each case by its name."""
    functions = (
        a_tokenizer,
        words_of_texts,
        sequences,
        time_series,
        pictures_in_folders,
        changes_of_a_picture,
        arrays,
        a_sequence_of_batches,
    )
    found = {function.__name__: function for function in functions}
    found["pictures_scaled"] = _augmented(rescale=1 / 255.0, samplewise_center=True, samplewise_std_normalization=True)
    found["pictures_whitened"] = _augmented(featurewise_center=True, zca_whitening=True, zca_epsilon=0.1)
    found["pictures_flipped"] = _augmented(horizontal_flip=True, vertical_flip=True, featurewise_std_normalization=True)
    found["pictures_moved"] = _augmented(
        rotation_range=20, width_shift_range=0.2, height_shift_range=[-2, 1], shear_range=10, zoom_range=0.2
    )
    found["pictures_coloured"] = _augmented(
        channel_shift_range=20.0, brightness_range=(0.5, 1.5), fill_mode="constant", cval=7.0, zoom_range=[0.8, 1.1]
    )
    return found
