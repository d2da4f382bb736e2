"""The rows of `tf.feature_column`: its functions without today's advice to use Keras' preprocessing instead."""

from __future__ import annotations

from tf1graph.tf import names
from tf1graph.tf._private import feature_column, feature_column_v2, inside, public_names, sequence_feature_column

for _module in (feature_column, feature_column_v2, sequence_feature_column):
    for _name, _advised in list(vars(_module).items()):
        _public = public_names(_advised)
        if _public and getattr(_advised, "__module__", None) == _module.__name__ and hasattr(_advised, "__wrapped__"):
            globals()[_name] = inside(_module, _name)(_advised.__wrapped__)
            names.add(
                *(
                    names.Row(f"tf.{_place}", "exact", f"{__name__}:{_name}", f"tf.{_place}", note="without its advice")
                    for _place in _public
                )
            )
