"""`tf.estimator.tpu`: estimators that were written for TPUs, on a CPU or GPU as `use_tpu=False` had them."""

from tf1graph.tf._tree import load, mirror
from tf1graph.tf.names import Row, add

__getattr__, __dir__ = mirror(__name__)

load(__name__)
add(
    *(
        Row(
            f"tf.estimator.tpu.{name}",
            "refused",
            gone="2.16",
            note="TPU embeddings of TensorFlow 1 need its TPU runtime; train them as variables, on CPU or GPU.",
        )
        for name in ("experimental", "experimental.EmbeddingConfigSpec")
    )
)
