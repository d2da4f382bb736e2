"""Elements that may be none: the names that `tf.data.experimental.Optional` had for what it still does."""

from __future__ import annotations

from tf1graph.tf._private import optional_ops

optional_ops.Optional.none_from_structure = staticmethod(optional_ops.Optional.empty)
optional_ops.Optional.value_structure = property(lambda optional: optional.element_spec)
