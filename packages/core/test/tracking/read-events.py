"""Prints the events of a folder's event files as JSON: decoded by protobuf, checked by crcmod, by the published definitions alone."""

import json
import pathlib
import struct
import sys

import crcmod.predefined
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

# The fields of tensorflow/core/util/event.proto and core/framework/{summary,tensor,tensor_shape}.proto that are read here.
MESSAGES = {
    "PluginData": [("plugin_name", 1, "STRING", "")],
    "SummaryMetadata": [("plugin_data", 1, "MESSAGE", "PluginData")],
    "Dim": [("size", 1, "INT64", "")],
    "TensorShapeProto": [("dim", 2, "MESSAGE*", "Dim")],
    "TensorProto": [("dtype", 1, "INT32", ""), ("tensor_shape", 2, "MESSAGE", "TensorShapeProto"), ("string_val", 8, "BYTES*", "")],
    "Value": [("tag", 1, "STRING", ""), ("simple_value", 2, "FLOAT", ""), ("tensor", 8, "MESSAGE", "TensorProto"), ("metadata", 9, "MESSAGE", "SummaryMetadata")],
    "Summary": [("value", 1, "MESSAGE*", "Value")],
    "SessionLog": [("status", 1, "INT32", "")],
    "Event": [("wall_time", 1, "DOUBLE", ""), ("step", 2, "INT64", ""), ("file_version", 3, "STRING", ""), ("summary", 5, "MESSAGE", "Summary"), ("session_log", 7, "MESSAGE", "SessionLog")],
}


def event_class():
    file = descriptor_pb2.FileDescriptorProto(name="event.proto", package="t", syntax="proto3")
    field_type = descriptor_pb2.FieldDescriptorProto
    for name, fields in MESSAGES.items():
        message = file.message_type.add(name=name)
        for field, number, kind, of in fields:
            added = message.field.add(name=field, number=number, type=getattr(field_type, "TYPE_" + kind.strip("*")))
            added.label = field_type.LABEL_REPEATED if kind.endswith("*") else field_type.LABEL_OPTIONAL
            if of:
                added.type_name = ".t." + of
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    descriptor = pool.FindMessageTypeByName("t.Event")
    if hasattr(message_factory, "GetMessageClass"):
        return message_factory.GetMessageClass(descriptor)
    return message_factory.MessageFactory(pool).GetPrototype(descriptor)


def masked(data):
    crc = crcmod.predefined.mkCrcFun("crc-32c")(data)
    return (((crc >> 15) | (crc << 17)) + 0xA282EAD8) & 0xFFFFFFFF


def records(data):
    while data:
        (length,) = struct.unpack("<Q", data[:8])
        assert struct.unpack("<I", data[8:12])[0] == masked(data[:8]), "checksum of a length"
        content = data[12 : 12 + length]
        assert struct.unpack("<I", data[12 + length : 16 + length])[0] == masked(content), "checksum of a record"
        yield content
        data = data[16 + length :]


def main(folder):
    event_type = event_class()
    found = []
    for file in sorted(pathlib.Path(folder).rglob("*tfevents*")):
        for content in records(file.read_bytes()):
            event = event_type.FromString(content)
            entry = {"file": str(file.relative_to(folder)), "step": event.step, "time": event.wall_time, "scalars": {}, "texts": {}}
            if event.file_version:
                entry["version"] = event.file_version
            if event.HasField("session_log"):
                entry["status"] = event.session_log.status
            for value in event.summary.value:
                if value.metadata.plugin_data.plugin_name == "text":
                    assert value.tensor.dtype == 7 and value.tensor.tensor_shape.dim[0].size == 1
                    entry["texts"][value.tag] = value.tensor.string_val[0].decode()
                else:
                    entry["scalars"][value.tag] = value.simple_value
            found.append(entry)
    json.dump(found, sys.stdout)


main(sys.argv[1])
