"""The devices of the process."""

from __future__ import annotations

from tf1graph.tf._private import eager_context
from tf1graph.tf.names import provide


@provide(
    "tf.config.experimental_list_devices",
    fidelity="approximate",
    today="tf.config.list_logical_devices",
    gone="2.1",
    note="the same devices; on a GPU machine today's names may come in another order",
)
def list_devices() -> list[str]:
    """The names of the devices that ops can be placed on, `/job:localhost/replica:0/task:0/device:CPU:0`, …"""
    return eager_context.context().devices()
