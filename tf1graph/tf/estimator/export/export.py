"""What a SavedModel is asked: placeholders, and the features that are made of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from tf1graph import tf
from tf1graph.tf._private import export_utils
from tf1graph.tf.estimator.util import parse_input_fn_result
from tf1graph.tf.names import provide

FEATURE = export_utils.SINGLE_FEATURE_DEFAULT_NAME
LABEL = export_utils.SINGLE_LABEL_DEFAULT_NAME
RECEIVER = export_utils.SINGLE_RECEIVER_DEFAULT_NAME
_NAMES = {"feature": FEATURE, "label": LABEL, "receiver_tensor": RECEIVER, "receiver_tensors_alternative": RECEIVER}


def wrap_and_check_input_tensors(tensors: Any, field_name: str, allow_int_keys: bool = False) -> dict[Any, Any]:
    """The tensors by name; one alone gets the name that is used for the only `field_name`.

    Raises:
      ValueError: there are none, a key is no string, or a value is no tensor.
    """
    if tensors is None:
        raise ValueError(f"{field_name}s must be defined.")
    if not isinstance(tensors, dict):
        tensors = {_NAMES[field_name]: tensors}
    for name, tensor in tensors.items():
        if not isinstance(name, (str, int) if allow_int_keys else str):
            kinds = "strings or ints" if allow_int_keys else "strings"
            raise ValueError(f"{field_name} keys must be {kinds}: {name}.")
        _check_tensor(tensor, f" {name}" if name else "", field_name)
    return tensors


def _check_tensor(tensor: Any, name: str, field_name: str) -> None:
    if isinstance(tensor, (tf.Tensor, tf.SparseTensor)):
        return
    message = f"{field_name}{name} must be a Tensor or SparseTensor."
    if not hasattr(tensor, "tensor"):
        raise ValueError(message)
    try:
        tf.convert_to_tensor(tensor)
    except TypeError:
        raise ValueError(message) from None


class _Receiver(NamedTuple):
    features: Any
    receiver_tensors: Any
    receiver_tensors_alternatives: Any


@provide("tf.estimator.export.ServingInputReceiver")
class ServingInputReceiver(_Receiver):
    """What a SavedModel is fed, and the model with it.

    Args:
      features: a tensor, or a dict of tensors, as the model function takes them.
      receiver_tensors: a tensor, or a dict of tensors, that are fed: placeholders.
      receiver_tensors_alternatives: dicts of other tensors that may be fed instead, by name.

    Raises:
      ValueError: something of that is missing or no tensor.
    """

    __slots__ = ()

    def __new__(
        cls, features: Any, receiver_tensors: Any, receiver_tensors_alternatives: Any = None
    ) -> ServingInputReceiver:
        features = wrap_and_check_input_tensors(features, "feature", allow_int_keys=True)
        receiver_tensors = wrap_and_check_input_tensors(receiver_tensors, "receiver_tensor")
        alternatives = receiver_tensors_alternatives
        if alternatives is not None:
            if not isinstance(alternatives, dict):
                raise ValueError(f"receiver_tensors_alternatives must be a dict: {alternatives}.")
            for name, tensors in alternatives.items():
                alternatives[name] = wrap_and_check_input_tensors(tensors, "receiver_tensors_alternative")
        return super().__new__(cls, features, receiver_tensors, alternatives)


@provide(
    "tf.estimator.export.TensorServingInputReceiver",
)
class TensorServingInputReceiver(_Receiver):
    """As `ServingInputReceiver`, for a model function whose features are one tensor and stay one."""

    __slots__ = ()

    def __new__(
        cls, features: Any, receiver_tensors: Any, receiver_tensors_alternatives: Any = None
    ) -> TensorServingInputReceiver:
        if features is None:
            raise ValueError("features must be defined.")
        _check_tensor(features, "", "feature")
        found = ServingInputReceiver(features, receiver_tensors, receiver_tensors_alternatives)
        return super().__new__(
            cls, found.features[FEATURE], found.receiver_tensors, found.receiver_tensors_alternatives
        )


class UnsupervisedInputReceiver(ServingInputReceiver):
    """What an export for training without labels is fed."""

    __slots__ = ()

    def __new__(cls, features: Any, receiver_tensors: Any) -> Any:
        return super().__new__(cls, features, receiver_tensors)


class _Supervised(NamedTuple):
    features: Any
    labels: Any
    receiver_tensors: Any


class SupervisedInputReceiver(_Supervised):
    """What an export for training or evaluation is fed: features and labels."""

    __slots__ = ()

    def __new__(cls, features: Any, labels: Any, receiver_tensors: Any) -> SupervisedInputReceiver:
        wrap_and_check_input_tensors(features, "feature", allow_int_keys=True)
        wrap_and_check_input_tensors(labels, "label", allow_int_keys=True)
        return super().__new__(cls, features, labels, wrap_and_check_input_tensors(receiver_tensors, "receiver_tensor"))


@provide("tf.estimator.export.build_parsing_serving_input_receiver_fn")
def build_parsing_serving_input_receiver_fn(
    feature_spec: dict[str, Any], default_batch_size: int | None = None
) -> Callable[[], ServingInputReceiver]:
    """A function that has serialized `tf.Example`s fed, by the name `examples`, and parses them.

    Args:
      feature_spec: as `tf.parse_example` takes it.
      default_batch_size: how many are fed; any number where it is None.
    """

    def serving_input_receiver_fn() -> ServingInputReceiver:
        examples = tf.placeholder(tf.string, [default_batch_size], name="input_example_tensor")
        return ServingInputReceiver(tf.parse_example(examples, feature_spec), {"examples": examples})

    return serving_input_receiver_fn


@provide("tf.estimator.export.build_raw_serving_input_receiver_fn")
def build_raw_serving_input_receiver_fn(
    features: dict[str, Any], default_batch_size: int | None = None
) -> Callable[[], ServingInputReceiver]:
    """A function that has the features fed as they are.

    Args:
      features: tensors whose types, shapes and names the placeholders get.
      default_batch_size: the first axis of the placeholders; open where it is None.
    """

    def serving_input_receiver_fn() -> ServingInputReceiver:
        placeholders = _placeholders(features, default_batch_size)
        return ServingInputReceiver(placeholders, placeholders)

    return serving_input_receiver_fn


@provide(
    "tf.estimator.experimental.build_raw_supervised_input_receiver_fn",
    "tf.contrib.estimator.build_raw_supervised_input_receiver_fn",
)
def build_raw_supervised_input_receiver_fn(
    features: Any, labels: Any, default_batch_size: int | None = None
) -> Callable[[], SupervisedInputReceiver]:
    """A function that has features and labels fed as they are.

    Args:
      features, labels: a tensor or a dict of tensors each, whose types, shapes and names the placeholders get.

    Raises:
      ValueError: a key is one of both.
    """
    both = set(_named(features, RECEIVER)) & set(_named(labels, LABEL))
    if both:
        raise ValueError(f"Features and labels must have distinct keys. Found overlapping keys: {both}")

    def supervised_input_receiver_fn() -> SupervisedInputReceiver:
        fed_features = _placeholders(_named(features, RECEIVER), default_batch_size)
        fed_labels = _placeholders(_named(labels, LABEL), default_batch_size)
        return SupervisedInputReceiver(
            fed_features if isinstance(features, dict) else fed_features[RECEIVER],
            fed_labels if isinstance(labels, dict) else fed_labels[LABEL],
            {**fed_features, **fed_labels},
        )

    return supervised_input_receiver_fn


@provide("tf.contrib.estimator.build_supervised_input_receiver_fn_from_input_fn", gone="2.0")
def build_supervised_input_receiver_fn_from_input_fn(
    input_fn: Callable[..., Any], **input_fn_args: Any
) -> Callable[[], SupervisedInputReceiver]:
    """A function that has fed what `input_fn` would give."""
    with tf.Graph().as_default():
        features, labels, _ = parse_input_fn_result(input_fn(**input_fn_args))
    return build_raw_supervised_input_receiver_fn(features, labels)


def _named(tensors: Any, name: str) -> dict[str, Any]:
    return tensors if isinstance(tensors, dict) else {name: tensors}


def _placeholders(tensors: dict[str, Any], batch_size: int | None) -> dict[str, Any]:
    found = {}
    for name, tensor in tensors.items():
        shape = tf.TensorShape([batch_size]).concatenate(tensor.get_shape()[1:])
        try:
            op_name = tensor.op.name
        except AttributeError:
            op_name = None  # of a tensor that was made eagerly
        found[name] = tf.placeholder(tensor.dtype, shape, name=op_name)
    return found
