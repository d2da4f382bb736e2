"""Protocol buffers that TensorFlow 1 had and today's TensorFlow lacks, made of a description in words."""

from __future__ import annotations

from typing import Any

from google.protobuf import descriptor_pb2, message_factory

_FIELD = descriptor_pb2.FieldDescriptorProto
KINDS = {"string": _FIELD.TYPE_STRING, "uint32": _FIELD.TYPE_UINT32}


def define(file_name: str, package: str, fields: dict[str, tuple[str, ...]], pool: Any) -> dict[str, Any]:
    """The classes of messages by name, of proto3.

    Args:
      file_name: under which the pool keeps them; what it has of that name already is taken.
      package: of the messages.
      fields: of each message, numbered from 1: `name kind`, with `*` behind a repeated one, `{}` behind a map whose
        keys are strings, and `|type` behind one of those of which only one is set, which go by the name `type`. A
        kind is a scalar's, or the name of another of the messages.
      pool: the descriptor pool that they are put into.
    """
    file = descriptor_pb2.FileDescriptorProto(name=file_name, package=package, syntax="proto3")
    for message, described in fields.items():
        made = file.message_type.add(name=message)
        for number, (name, kind, *rest) in enumerate((field.split() for field in described), 1):
            how = rest[0] if rest else ""
            if how == "{}":
                kind = _add_entry(made, f"{package}.{message}", name, kind, package)
            about = _about(kind, package)
            if how.startswith("|"):
                if how[1:] not in [choice.name for choice in made.oneof_decl]:
                    made.oneof_decl.add(name=how[1:])
                about["oneof_index"] = [choice.name for choice in made.oneof_decl].index(how[1:])
            label = _FIELD.LABEL_REPEATED if how in ("*", "{}") else _FIELD.LABEL_OPTIONAL
            made.field.add(name=name, number=number, label=label, **about)
    try:
        pool.FindFileByName(file_name)
    except KeyError:
        pool.AddSerializedFile(file.SerializeToString())
    return {name: message_factory.GetMessageClass(pool.FindMessageTypeByName(f"{package}.{name}")) for name in fields}


def _add_entry(made: Any, place: str, name: str, kind: str, package: str) -> str:
    """Put a map's entry into the message `made`; the entry's full name."""
    entry = made.nested_type.add(name="".join(part.capitalize() for part in name.split("_")) + "Entry")
    entry.options.map_entry = True
    entry.field.add(name="key", number=1, label=_FIELD.LABEL_OPTIONAL, type=_FIELD.TYPE_STRING)
    entry.field.add(name="value", number=2, label=_FIELD.LABEL_OPTIONAL, **_about(kind, package))
    return f"{place}.{entry.name}"


def _about(kind: str, package: str) -> dict[str, Any]:
    if kind in KINDS:
        return {"type": KINDS[kind]}
    return {"type": _FIELD.TYPE_MESSAGE, "type_name": "." + (kind if "." in kind else f"{package}.{kind}")}
