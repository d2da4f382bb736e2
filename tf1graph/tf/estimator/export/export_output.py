"""What the signatures of a SavedModel give."""

from tf1graph.tf._private import export_output
from tf1graph.tf.names import add, moved

ClassificationOutput = export_output.ClassificationOutput
ExportOutput = export_output.ExportOutput
PredictOutput = export_output.PredictOutput
RegressionOutput = export_output.RegressionOutput
_SupervisedOutput = export_output._SupervisedOutput
EvalOutput = export_output.EvalOutput
TrainOutput = export_output.TrainOutput

add(
    *moved(
        "tf.estimator.export",
        "tf1graph.tf._private:export_output.",
        "ClassificationOutput ExportOutput PredictOutput RegressionOutput",
        gone="2.16",
    )
)
