"""Answers with the losses of a workload's PyTorch model whose parameters are those of our model, on the same examples."""

import os
import sys

import numpy
import torch
from torch import nn

peers = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "peers")
sys.path[1:1] = [peers, os.path.join(peers, "step")]

from models import build
from answers import serve


def read(path, kind):
    return torch.from_numpy(numpy.fromfile(path, dtype=kind))


def in_our_order(model):
    """Ours has a normalization where it is computed, PyTorch's encoder has both at the end."""
    named = list(model.named_parameters())
    encoder = [index for index, (name, _) in enumerate(named) if ".blocks.layers." in name]
    for block in range(0, len(encoder), 12):
        first = encoder[block]
        attention, dense, norms = named[first : first + 4], named[first + 4 : first + 8], named[first + 8 : first + 12]
        named[first : first + 12] = attention + norms[:2] + dense + norms[2:]
    return named


def fill(model, kind, vector):
    tables = {id(module.weight) for module in model.modules() if isinstance(module, nn.Embedding)}
    offset = 0
    for name, parameter in in_our_order(model):
        numbers = vector[offset : offset + parameter.numel()]
        offset += parameter.numel()
        if kind == "lenet" and name == "trunk.7.weight":  # Ours lays an image in a row with the channel last.
            outputs, inputs = parameter.shape
            side = round((inputs / 20) ** 0.5)
            numbers = numbers.reshape(side, side, 20, outputs).permute(3, 2, 0, 1).reshape(outputs, inputs)
        elif parameter.dim() == 4:
            numbers = numbers.reshape(*parameter.shape[2:], *parameter.shape[1::-1]).permute(3, 2, 0, 1)
        elif parameter.dim() == 2 and id(parameter) not in tables:
            numbers = numbers.reshape(*parameter.shape[::-1]).t()
        parameter.data.copy_(numbers.reshape(parameter.shape))
    assert offset == len(vector), f"{offset} parameters here, {len(vector)} there"


def fill_averages(model, vector):
    """The moving averages of batch normalizations, mean and then variance."""
    offset = 0
    for name, average in model.named_buffers():
        if name.endswith(("running_mean", "running_var")):
            average.copy_(vector[offset : offset + average.numel()])
            offset += average.numel()
    assert offset == len(vector), f"{offset} averages here, {len(vector)} there"


def losses(question):
    workload, size = question["workload"], question["size"]
    specification = workload["input"]
    torch.manual_seed(0)
    model = build(workload)
    fill(model, workload["kind"], read(question["parameters"], numpy.float32))
    fill_averages(model, read(question["buffers"], numpy.float32))
    kind = numpy.int32 if "vocabulary" in specification else numpy.float32
    inputs = read(question["inputs"], kind).reshape(size, *specification["shape"])
    if inputs.dim() == 4:
        inputs = inputs.permute(0, 3, 1, 2).contiguous()
    labels = [read(path, numpy.float32) for path in question["labels"]]
    shaped = [
        values.long() if task["kind"] == "multiclass" else values.reshape(size, -1)
        for task, values in zip(workload["tasks"], labels)
    ]
    model.eval()
    with torch.no_grad():
        return [loss.item() for loss in model.losses(inputs.long() if kind is numpy.int32 else inputs, shaped)]


torch.set_num_threads(1)
serve({"losses": losses})
