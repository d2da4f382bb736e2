"""Small digits to train on, and runs that are killed: each life is a process of its own.

    python lives.py TUTORIAL LOG_DIR LIFE

LIFE is `whole`, `feed:N` (killed by SIGKILL when it asks for its N-th batch) or `files:N` (killed between the two
halves of checkpoint N). It goes on with the newest run in LOG_DIR, if there is one.
"""

from __future__ import annotations

import os
import signal
import sys

import numpy as np

STEPS = 17
LINE_EVERY = 5
HELD_OUT_PAIRS = 40


def small_digits(source="small digits", seed=0):
    """5,060 + 64 digits: after the validation set 60 are left to train on, six batches of ten."""
    from tf1graph.tf.examples.tutorials.mnist.sources import Digits

    draw = np.random.RandomState(seed)

    def some(count):
        labels = draw.randint(0, 10, count).astype(np.uint8)
        images = draw.randint(0, 60, (count, 28, 28)).astype(np.uint8)
        images[np.arange(count), 2 + 2 * labels] = 255  # a bar at the height that the label says
        return images, labels

    train_images, train_labels = some(5060)
    test_images, test_labels = some(64)
    return Digits(train_images, train_labels, test_images, test_labels, source)


def small_settings(tutorial, log_dir, **changes):
    """Settings of a run that takes a second or two."""
    from tf1graph.tutorials.lessons import LESSONS

    chosen = {"steps": STEPS, "batch_size": 10, "checkpoint_every": 4, "log_dir": str(log_dir), **changes}
    return LESSONS[tutorial].settings_class(**chosen)


def train_small(tutorial, log_dir, run=None, digits=None, **changes):
    """A small run, from its graph to its end."""
    from tf1graph import tf
    from tf1graph.tutorials import training
    from tf1graph.tutorials.lessons import LESSONS

    with tf.Graph().as_default():
        settings = small_settings(tutorial, log_dir, **changes)
        lesson = LESSONS[tutorial](settings, digits or small_digits())
        return training.train(lesson, run)


def live(tutorial, log_dir, life, run):
    from tf1graph import tf
    from tf1graph.tutorials import lessons, training
    from tf1graph.tutorials.lessons import LESSONS

    training.LINE_EVERY = LINE_EVERY
    lessons.HELD_OUT_PAIRS = HELD_OUT_PAIRS
    where, _, number = life.partition(":")
    if where == "feed":
        fed = LESSONS[tutorial].next_feed
        left = [int(number)]

        def next_feed(lesson):
            left[0] -= 1
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)
            return fed(lesson)

        LESSONS[tutorial].next_feed = next_feed
    if where == "files":
        save = tf.train.Saver.save

        def killing(saver, session, path, global_step=None, **rest):
            if global_step == int(number):
                os.kill(os.getpid(), signal.SIGKILL)
            return save(saver, session, path, global_step=global_step, **rest)

        tf.train.Saver.save = killing
    train_small(tutorial, log_dir, run)


def main(tutorial, log_dir, life):
    """One life in the newest run of the log folder, or in a first one."""
    from tf1graph.chatter import load_tensorflow
    from tf1graph.tutorials.runs import newest_run

    load_tensorflow()
    live(tutorial, log_dir, life, newest_run(log_dir, tutorial) if os.path.isdir(log_dir) else None)


if __name__ == "__main__":
    main(*sys.argv[1:])
