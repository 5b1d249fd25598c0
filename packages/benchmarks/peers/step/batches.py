"""Batches of noise, in memory before anything is timed."""

import torch


def batches(workload, count):
    for _ in range(count):
        yield inputs_of(workload["input"], workload["batch"]), [
            labels_of(task["kind"], task["outputs"], workload["batch"]) for task in workload["tasks"]
        ]


def inputs_of(specification, size):
    shape = specification["shape"]
    if "vocabulary" in specification:
        return torch.randint(specification["vocabulary"], (size, *shape))
    if len(shape) == 3:
        height, width, channels = shape
        return noise(size, channels, height, width)
    return noise(size, *shape)


def labels_of(kind, outputs, size):
    if kind == "regression":
        return noise(size, outputs)
    if kind == "multiclass":
        return torch.randint(outputs, (size,))
    return torch.randint(2, (size, outputs)).float()


def noise(*shape):
    return torch.rand(*shape) * 2 - 1
