"""All about exports, under the path by which TensorFlow 1 gathered it."""

from tf1graph.tf._private import export_utils
from tf1graph.tf.estimator.export.export import (
    ServingInputReceiver,
    SupervisedInputReceiver,
    TensorServingInputReceiver,
    UnsupervisedInputReceiver,
    build_parsing_serving_input_receiver_fn,
    build_raw_serving_input_receiver_fn,
    build_raw_supervised_input_receiver_fn,
    build_supervised_input_receiver_fn_from_input_fn,
    wrap_and_check_input_tensors,
)
from tf1graph.tf.estimator.export.export_output import (
    ClassificationOutput,
    EvalOutput,
    ExportOutput,
    PredictOutput,
    RegressionOutput,
    TrainOutput,
    _SupervisedOutput,
)

__all__ = [
    "ClassificationOutput",
    "EvalOutput",
    "ExportOutput",
    "PredictOutput",
    "RegressionOutput",
    "ServingInputReceiver",
    "SupervisedInputReceiver",
    "TensorServingInputReceiver",
    "TrainOutput",
    "UnsupervisedInputReceiver",
    "_SupervisedOutput",
    "build_parsing_serving_input_receiver_fn",
    "build_raw_serving_input_receiver_fn",
    "build_raw_supervised_input_receiver_fn",
    "build_supervised_input_receiver_fn_from_input_fn",
    "wrap_and_check_input_tensors",
]

EXPORT_TAG_MAP = export_utils.EXPORT_TAG_MAP
SIGNATURE_KEY_MAP = export_utils.SIGNATURE_KEY_MAP
build_all_signature_defs = export_utils.build_all_signature_defs
export_outputs_for_mode = export_utils.export_outputs_for_mode
get_export_outputs = export_utils.get_export_outputs
get_temp_export_dir = export_utils.get_temp_export_dir
get_timestamped_export_dir = export_utils.get_timestamped_export_dir
