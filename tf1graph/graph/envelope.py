"""The outermost layer of a GraphDef, by protobuf's own parser: its nodes as bytes."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

from tf1graph.graph.wire import Ints


class Envelope:
    """A message whose field 1 is bytes, as each node of a GraphDef is to who does not look into it."""

    @staticmethod
    def lengths(data: bytes) -> Ints:
        """The length of each field 1 of the message; none where it is no message."""
        from google.protobuf.message import DecodeError

        try:
            nodes = _message().FromString(data).node
        except DecodeError:
            return np.zeros(0, np.int64)
        return np.fromiter(map(len, nodes), np.int64, len(nodes))


@cache
def _message() -> Any:
    from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

    file = descriptor_pb2.FileDescriptorProto(name="tf1graph/envelope.proto", package="tf1graph", syntax="proto3")
    field = descriptor_pb2.FieldDescriptorProto
    message = file.message_type.add(name="Envelope")
    message.field.add(name="node", number=1, type=field.TYPE_BYTES, label=field.LABEL_REPEATED)
    pool = descriptor_pool.DescriptorPool()
    pool.AddSerializedFile(file.SerializeToString())
    return message_factory.GetMessageClass(pool.FindMessageTypeByName("tf1graph.Envelope"))
