"""`tf.contrib.timeseries`: models of time series, and the input functions that they are trained from."""

from tf1graph.tf import names
from tf1graph.tf._tree import load, mirror

names.add(
    names.Row(
        "tf.contrib.timeseries.StructuralEnsembleRegressor",
        "refused",
        gone="2.0",
        note="Its Kalman filters went with contrib; use ARRegressor, or sts of the package tensorflow_probability.",
    ),
)
__getattr__, __dir__ = mirror(__name__)

load(__name__)
