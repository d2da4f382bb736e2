"""What an export says of its inputs and outputs: the messages of `tensorflow.serving`."""

from google.protobuf import descriptor_pool

from tf1graph.tf._messages import define
from tf1graph.tf.names import add, moved

_FIELDS: dict[str, tuple[str, ...]] = {
    "Signatures": ("default_signature Signature", "named_signatures Signature {}"),
    "TensorBinding": ("tensor_name string",),
    "AssetFile": ("tensor_binding TensorBinding", "filename string"),
    "Signature": (
        "regression_signature RegressionSignature |type",
        "classification_signature ClassificationSignature |type",
        "generic_signature GenericSignature |type",
    ),
    "RegressionSignature": ("input TensorBinding", "output TensorBinding"),
    "ClassificationSignature": ("input TensorBinding", "classes TensorBinding", "scores TensorBinding"),
    "GenericSignature": ("map TensorBinding {}",),
}
# In the common pool, so that a MetaGraph that is printed shows what is packed in it.
_made = define(
    "tensorflow/contrib/session_bundle/manifest.proto", "tensorflow.serving", _FIELDS, descriptor_pool.Default()
)
DESCRIPTOR = _made["Signatures"].DESCRIPTOR.file
Signatures = _made["Signatures"]
TensorBinding = _made["TensorBinding"]
AssetFile = _made["AssetFile"]
Signature = _made["Signature"]
RegressionSignature = _made["RegressionSignature"]
ClassificationSignature = _made["ClassificationSignature"]
GenericSignature = _made["GenericSignature"]

add(*moved("tf.contrib.session_bundle.manifest_pb2", f"{__name__}:", " ".join(("DESCRIPTOR", *_made)), gone="2.0"))
