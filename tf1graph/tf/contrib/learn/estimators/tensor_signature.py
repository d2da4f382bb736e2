"""Dtype and shape of what a model was trained on, to check later input by."""

from __future__ import annotations

from typing import Any, NamedTuple

from tf1graph import tf


class TensorSignature(NamedTuple):
    """Dtype and shape of a tensor; of a sparse one there is no shape."""

    dtype: Any
    shape: Any
    is_sparse: bool

    @classmethod
    def of(cls, tensor: Any) -> TensorSignature:
        """That of `tensor`."""
        if isinstance(tensor, tf.SparseTensor):
            return cls(tensor.values.dtype, None, True)
        return cls(tensor.dtype, tensor.get_shape(), False)

    def is_compatible_with(self, other: TensorSignature) -> bool:
        """Whether a tensor of this signature can stand where one of `other` stood; batches may differ."""
        if self.is_sparse or other.is_sparse or not self.dtype.is_compatible_with(other.dtype):
            return self.is_sparse and other.is_sparse and self.dtype.is_compatible_with(other.dtype)
        if self.shape.dims is None or other.shape.dims is None:
            return True
        return self.shape.ndims == other.shape.ndims and self.shape[1:].is_compatible_with(other.shape[1:])

    def get_placeholder(self) -> Any:
        """A placeholder for such tensors, of any batch."""
        if self.is_sparse:
            return tf.sparse_placeholder(dtype=self.dtype)
        return tf.placeholder(dtype=self.dtype, shape=[None, *self.shape[1:]])

    def get_feature_spec(self) -> Any:
        """How such a feature is parsed from examples, which know no int32 and no float64."""
        dtype = {tf.int32: tf.int64, tf.float64: tf.float32}.get(self.dtype, self.dtype)
        return tf.VarLenFeature(dtype) if self.is_sparse else tf.FixedLenFeature(self.shape[1:], dtype)


def create_signatures(tensors: Any) -> Any:
    """The signature of a tensor, of each of a dict, or None."""
    if isinstance(tensors, dict):
        return {key: TensorSignature.of(tensor) for key, tensor in tensors.items()}
    return None if tensors is None else TensorSignature.of(tensors)


def tensors_compatible(tensors: Any, signatures: Any) -> bool:
    """Whether the tensors can stand where others stood."""
    if tensors is None or signatures is None:
        return tensors is signatures
    if isinstance(tensors, dict) != isinstance(signatures, dict):
        return False
    pairs = [(tensors, signatures)]
    if isinstance(tensors, dict):
        if not set(signatures) <= set(tensors):
            return False
        pairs = [(tensors[key], signature) for key, signature in signatures.items()]
    return all(TensorSignature.of(tensor).is_compatible_with(signature) for tensor, signature in pairs)


def create_placeholders_from_signatures(signatures: Any) -> Any:
    """Placeholders for what the signatures are of."""
    if isinstance(signatures, dict):
        return {key: signature.get_placeholder() for key, signature in signatures.items()}
    return None if signatures is None else signatures.get_placeholder()


def create_example_parser_from_signatures(
    signatures: Any, examples_batch: Any, single_feature_name: str = "feature"
) -> Any:
    """The features of serialized examples, with the signatures' dtypes."""
    by_name = signatures if isinstance(signatures, dict) else {single_feature_name: signatures}
    spec = {name: signature.get_feature_spec() for name, signature in by_name.items()}
    features = tf.parse_example(examples_batch, spec)
    for name, feature in features.items():
        if not by_name[name].dtype.is_compatible_with(feature.dtype):
            features[name] = tf.cast(feature, by_name[name].dtype)
    return features if isinstance(signatures, dict) else features[single_feature_name]
