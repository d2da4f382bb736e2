"""`keras.utils.multi_gpu_utils`: one model on several devices, each with its part of a batch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from tf1graph import tf
from tf1graph.keras import backend
from tf1graph.keras._tree import mirror


def _available() -> list[str]:
    """The devices of this machine, `/cpu:0`, `/gpu:0`, …"""
    found = [device.name.lower().rpartition("/")[2] for device in backend.get_session().list_devices()]
    return ["/" + name.removeprefix("device:") for name in found if ":xla_" not in name]


def multi_gpu_model(
    model: Any, gpus: int | Sequence[int] | None = None, cpu_merge: bool = True, cpu_relocation: bool = False
) -> Any:
    """A model that gives each GPU a part of the batch, to work out there what `model` gives, and joins the parts.

    Args:
      gpus: how many, or which; all there are by default.
      cpu_merge: whether the parts are joined on the CPU.
      cpu_relocation: whether the weights are made anew, on the CPU.

    Raises:
      ValueError: fewer than two GPUs are asked for, or more than this machine has.
    """
    from tf1graph.keras.layers import concatenate
    from tf1graph.keras.models import Model, clone_model

    available = _available()
    asked = gpus or sum(name.startswith("/gpu") for name in available)
    ids = list(range(asked)) if isinstance(asked, int) else list(asked)
    if len(ids) <= 1:
        raise ValueError(
            "For multi-gpu usage to be effective, call `multi_gpu_model` with `gpus >= 2`. "
            f"Received: `gpus={asked}`. Train the model itself on one device."
        )
    wanted = ["/cpu:0", *(f"/gpu:{number}" for number in ids)]
    if not set(wanted) <= set(available):
        raise ValueError(
            f"To call `multi_gpu_model` with `gpus={asked}`, we expect the following devices to be available: "
            f"{wanted}. However this machine only has: {available}. Try reducing `gpus`, or train the model "
            "itself on one device."
        )
    if cpu_relocation:
        with tf.device("/cpu:0"):
            model = clone_model(model)
    parts: list[list[Any]] = [[] for _ in model.outputs]
    for place, number in enumerate(ids):
        with tf.device(f"/gpu:{number}"), tf.name_scope(f"replica_{number}"):
            outputs = model([_part(given, place, len(ids)) for given in model.inputs])
            for found, output in zip(parts, outputs if isinstance(outputs, list) else [outputs], strict=True):
                found.append(output)
    with tf.device("/cpu:0" if cpu_merge else f"/gpu:{ids[0]}"):
        names = _distinct(model.output_names)
        return Model(model.inputs, [concatenate(found, 0, name=name) for name, found in zip(names, parts, strict=True)])


def _part(given: Any, place: int, count: int) -> Any:
    """The samples that the device at `place` of `count` has; the last one takes what is left over."""
    from tf1graph.keras.layers import Lambda

    with tf.device(given.device):
        layer = Lambda(_cut, output_shape=backend.int_shape(given)[1:], arguments={"i": place, "parts": count})
        return layer(given)


def _cut(data: Any, i: int, parts: int) -> Any:
    size = tf.shape(data)[0] // parts
    return data[size * i :] if i == parts - 1 else data[size * i : size * (i + 1)]


def _distinct(names: Sequence[str]) -> list[str]:
    times, seen = Counter(names), Counter[str]()
    found = []
    for name in names:
        seen[name] += 1
        found.append(f"{name}_{seen[name]}" if times[name] > 1 else name)
    return found


__getattr__, __dir__ = mirror(__name__)
