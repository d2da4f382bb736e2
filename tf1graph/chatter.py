"""TensorFlow, loaded without the lines that its C++ libraries print on the way."""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

# Informational lines, the heading over them, and the note that a TensorFlow built for CUDA finds no GPU.
CHATTER = re.compile(
    rb"^(WARNING: All log messages before absl::InitializeLog"
    rb"|(I|E(?=.*failed call to cuInit))\d{4} "
    rb"|To enable the following instructions: ).*\n?",  # goes on with one of these
    re.MULTILINE,
)


def load_tensorflow() -> None:
    """Import TensorFlow and find its devices; of what that writes to stderr, what matters is still written.

    From then on TensorFlow writes errors alone: no warnings of deprecation, which name the legacy API that is the
    point here. Whoever has set TF_CPP_MIN_LOG_LEVEL gets what it says, and nothing is held back.
    """
    if "TF_CPP_MIN_LOG_LEVEL" in os.environ:
        return
    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "2"
    with filtered_stderr():  # some lines of 2.21 come before it looks at the variable
        from tf1graph import tf

        tf.logging.set_verbosity(tf.logging.ERROR)
        tf.Session(graph=tf.Graph()).close()  # the first one looks for GPUs


@contextmanager
def filtered_stderr() -> Iterator[None]:
    """Hold back what the block writes to file descriptor 2, and write it without the chatter at its end."""
    if sys.stderr is None:  # closed by whoever called the program
        yield
        return
    sys.stderr.flush()
    with tempfile.TemporaryFile() as held:
        kept = os.dup(2)
        os.dup2(held.fileno(), 2)
        try:
            yield
        finally:
            sys.stderr.flush()
            os.dup2(kept, 2)
            os.close(kept)
            held.seek(0)
            rest = CHATTER.sub(b"", held.read())
            if rest:
                os.write(2, rest)
