"""What differs between training and the use of a model."""

from __future__ import annotations

from typing import Any

from tf1graph import tf


def in_train_phase(x: Any, alt: Any, training: Any = None) -> Any:
    """`x` while training, else `alt`; each is a tensor or a function that gives one.

    Args:
      training: 0 or 1, a tensor, or None for the learning phase.
    """
    chosen = tf.keras.backend.learning_phase() if training is None else training
    if isinstance(chosen, (bool, int)):
        branch = x if chosen else alt
        return branch() if callable(branch) else branch
    result = tf.keras.backend.switch(chosen, x, alt)
    if training is None:
        result._uses_learning_phase = True
    return result


def in_test_phase(x: Any, alt: Any, training: Any = None) -> Any:
    """`alt` while training, else `x`."""
    return in_train_phase(alt, x, training)
