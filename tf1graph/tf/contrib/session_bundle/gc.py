"""Which of the exports in a folder stay."""

from tf1graph.tf._private import deprecation
from tf1graph.tf.estimator.gc import (
    Path,
    _get_paths,
    _largest_export_versions,
    _mod_export_version,
    _negation,
    _one_of_every_n_export_versions,
    _union,
)
from tf1graph.tf.names import add, moved

__all__ = [
    "Path",
    "get_paths",
    "largest_export_versions",
    "mod_export_version",
    "negation",
    "one_of_every_n_export_versions",
    "union",
]

deprecated = deprecation.deprecated  # which TensorFlow 1 left here
largest_export_versions = _largest_export_versions
one_of_every_n_export_versions = _one_of_every_n_export_versions
mod_export_version = _mod_export_version
union = _union
negation = _negation
get_paths = _get_paths

add(*moved("tf.contrib.session_bundle.gc", f"{__name__}:", " ".join(__all__), gone="2.0"))
