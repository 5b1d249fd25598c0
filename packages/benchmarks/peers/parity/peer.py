"""Trains one single-task model in PyTorch on splits that were written to files, and tells its metric on the test split."""

import os
import sys

import numpy
import torch

sys.path.insert(1, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))

from architectures import build
from objectives import mean_loss, metrics
from answers import serve
from serving import machine, use_threads


class Split:
    def __init__(self, files, specification):
        shape = [files["size"], *specification["shape"]]
        if "vocabulary" in specification:
            self.inputs = read(files["inputs"], numpy.int32).reshape(shape).long()
        else:
            self.inputs = read(files["inputs"], numpy.float32).reshape(shape)
        if len(shape) == 4:  # Channels last in the file, first in PyTorch.
            self.inputs = self.inputs.permute(0, 3, 1, 2).contiguous()
        self.labels = read(files["labels"], numpy.float32)
        self.present = read(files["present"], numpy.uint8).float()


def read(path, kind):
    return torch.from_numpy(numpy.fromfile(path, dtype=kind))


def train(question):
    specification, task, setting = question["input"], question["task"], question["setting"]
    splits = {name: Split(files, specification) for name, files in question["splits"].items()}
    torch.manual_seed(question["seed"])
    model = build(specification, setting["encoder"], task["outputs"])
    optimizer = torch.optim.Adam(model.parameters(), lr=setting["learningRate"])
    best = (float("inf"), None, None)
    for epoch in range(setting["epochs"]):
        train_epoch(model, optimizer, splits["train"], task["kind"], setting["batchSize"])
        loss = evaluate(model, splits["validation"], lambda *found: mean_loss(task["kind"], *found).item())
        if loss < best[0]:
            best = (loss, epoch, {name: value.clone() for name, value in model.state_dict().items()})
    model.load_state_dict(best[2])
    return {"value": evaluate(model, splits["test"], lambda *found: test_metric(task, *found)), "bestEpoch": best[1]}


def train_epoch(model, optimizer, split, kind, batch_size):
    """One pass in a new order; the last, smaller batch is left out."""
    size = min(batch_size, len(split.inputs))
    model.train()
    for rows in torch.randperm(len(split.inputs)).split(size):
        if len(rows) < size:
            break
        optimizer.zero_grad()
        mean_loss(kind, model(split.inputs[rows]), split.labels[rows], split.present[rows]).backward()
        optimizer.step()


def evaluate(model, split, measure):
    model.eval()
    with torch.no_grad():
        outputs = torch.cat([model(inputs) for inputs in split.inputs.split(256)])
    return measure(outputs, split.labels, split.present)


def test_metric(task, outputs, labels, present):
    known = present > 0
    return metrics[task["metric"]](task["kind"], outputs[known], labels[known])


use_threads(1)
serve({"machine": lambda _: machine(), "train": train})
