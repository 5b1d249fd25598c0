"""Makes whole trials in PyTorch as its users write them: reads splits from files, trains one model of some tasks, looks at the validation split after
every epoch, and tells the test metrics of the best one."""

import os
import sys

import numpy
import torch
from torch import nn

here = os.path.dirname(os.path.abspath(__file__))
sys.path[1:1] = [os.path.join(here, ".."), os.path.join(here, "..", "parity"), os.path.join(here, "..", "step")]

from architectures import make_encoder
from objectives import mean_loss, metrics
from answers import serve
from serving import machine, use_threads
from strategies import Equal, GradNorm


class Model(nn.Module):
    """A shared encoder with one linear head for each task."""

    def __init__(self, specification, encoder, tasks):
        super().__init__()
        layers, features = make_encoder(specification, encoder)
        self.trunk = nn.Sequential(*layers)
        self.heads = nn.ModuleList(nn.Linear(features, task["outputs"]) for task in tasks)

    def forward(self, inputs):
        features = self.trunk(inputs)
        return [head(features) for head in self.heads]


class Weighted(Equal):
    """The sum of the losses, each times its weight."""

    def __init__(self, weights):
        self.weights = torch.tensor(weights)

    def backward(self, losses):
        (torch.stack(losses) * self.weights).sum().backward()


class Uncertainty(Equal):
    """Kendall's weights as they are mostly written: exp(-s) L + s, with s trained beside the model."""

    def __init__(self, task_count):
        self.logs = torch.zeros(task_count, requires_grad=True)
        self.parameters = [self.logs]

    def backward(self, losses):
        (torch.exp(-self.logs) * torch.stack(losses) + self.logs).sum().backward()


def rule_of(strategy, model):
    count = len(model.heads)
    if strategy["name"] == "fixed":
        return Weighted(strategy["options"]["weights"])
    if strategy["name"] == "uncertainty":
        return Uncertainty(count)
    return {"equal": Equal, "gradnorm": GradNorm}[strategy["name"]](list(model.trunk.parameters()), count)


class Split:
    def __init__(self, files, specification, tasks):
        shape = [files["size"], *specification["shape"]]
        if "vocabulary" in specification:
            self.inputs = read(files["inputs"], numpy.int32).reshape(shape).long()
        else:
            self.inputs = read(files["inputs"], numpy.float32).reshape(shape)
        if len(shape) == 4:  # Channels last in the file, first in PyTorch.
            self.inputs = self.inputs.permute(0, 3, 1, 2).contiguous()
        self.labels, self.present = [], []
        for task in tasks:
            self.labels.append(read(files["tasks"][task["name"]]["labels"], numpy.float32))
            self.present.append(read(files["tasks"][task["name"]]["present"], numpy.uint8).float())


def read(path, kind):
    return torch.from_numpy(numpy.fromfile(path, dtype=kind))


def train(question):
    specification, tasks, setting = question["input"], question["tasks"], question["setting"]
    splits = {name: Split(files, specification, tasks) for name, files in question["splits"].items()}
    torch.manual_seed(question["seed"])
    model = Model(specification, setting["encoder"], tasks)
    rule = rule_of(question["strategy"], model)
    optimizer = torch.optim.Adam([*model.parameters(), *rule.parameters], lr=setting["learningRate"])
    best, state = float("inf"), None
    for _ in range(setting["epochs"]):
        train_epoch(model, rule, optimizer, splits["train"], tasks, setting["batchSize"])
        outputs = predict(model, splits["validation"])
        losses = [mean_loss(task["kind"], *found).item() for task, found in zip(tasks, labelled(outputs, splits["validation"]))]
        if sum(losses) < best:
            best, state = sum(losses), {name: value.clone() for name, value in model.state_dict().items()}
    model.load_state_dict(state)
    outputs = predict(model, splits["test"])
    return {task["name"]: test_metric(task, *found) for task, found in zip(tasks, labelled(outputs, splits["test"]))}


def train_epoch(model, rule, optimizer, split, tasks, batch_size):
    """One pass in a new order; the last, smaller batch is left out."""
    size = min(batch_size, len(split.inputs))
    model.train()
    for rows in torch.randperm(len(split.inputs)).split(size):
        if len(rows) < size:
            break
        optimizer.zero_grad(set_to_none=True)
        found = zip(tasks, model(split.inputs[rows]), split.labels, split.present)
        losses = [mean_loss(task["kind"], output, labels[rows], present[rows]) for task, output, labels, present in found]
        rule.backward(losses)
        optimizer.step()


def predict(model, split):
    model.eval()
    with torch.no_grad():
        parts = [model(inputs) for inputs in split.inputs.split(1024)]
    return [torch.cat(outputs) for outputs in zip(*parts)]


def labelled(outputs, split):
    return zip(outputs, split.labels, split.present)


def test_metric(task, outputs, labels, present):
    known = present > 0
    value = metrics[task["metric"]](task["kind"], outputs[known], labels[known])
    return value * task["deviation"] if task["metric"] == "rmse" else value  # Labels are standardised.


use_threads(1)
serve({"machine": lambda _: machine(), "train": train})
