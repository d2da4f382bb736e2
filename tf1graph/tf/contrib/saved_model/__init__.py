"""`tf.contrib.saved_model`: models of Keras as SavedModels."""

from tf1graph.tf import names
from tf1graph.tf._tree import mirror

names.add(
    *(
        names.Row(f"tf.contrib.saved_model.{name}", "refused", gone="2.0", note=note)
        for name, note in {
            "save_keras_model": "Save the model with model.save(path, save_format='tf').",
            "load_keras_model": "Load the model with tf.keras.models.load_model(path).",
        }.items()
    )
)
__getattr__, __dir__ = mirror(__name__)
