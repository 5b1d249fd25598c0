"""The workloads as PyTorch models: a shared trunk and a head for each task."""

import torch
from torch import nn


class Model(nn.Module):
    def __init__(self, trunk, heads, loss):
        super().__init__()
        self.trunk = trunk
        self.heads = nn.ModuleList(heads)
        self.loss = loss

    def losses(self, inputs, labels):
        features = self.trunk(inputs)
        return [self.loss(head(features), target) for head, target in zip(self.heads, labels)]


def mlp(workload):
    width, hidden = workload["inputs"], workload["hidden"]
    trunk = nn.Sequential(nn.Linear(width, hidden), nn.ReLU(), nn.Linear(hidden, hidden), nn.ReLU())
    heads = [
        nn.Sequential(nn.Linear(hidden, hidden // 2), nn.ReLU(), nn.Linear(hidden // 2, 1))
        for _ in range(workload["tasks"])
    ]
    return Model(trunk, heads, nn.MSELoss())


def lenet(workload):
    (first, second), kernel, features = workload["filters"], workload["kernel"], workload["features"]
    side = ((workload["side"] - kernel + 1) // 2 - kernel + 1) // 2
    trunk = nn.Sequential(
        *(nn.Conv2d(1, first, kernel), nn.MaxPool2d(2), nn.ReLU()),
        *(nn.Conv2d(first, second, kernel), nn.MaxPool2d(2), nn.ReLU()),
        *(nn.Flatten(), nn.Linear(second * side * side, features), nn.ReLU()),
    )
    heads = [nn.Linear(features, workload["classes"]) for _ in range(workload["tasks"])]
    return Model(trunk, heads, nn.CrossEntropyLoss())


def build(workload):
    return {"mlp": mlp, "lenet": lenet}[workload["kind"]](workload)


def batches(workload, count):
    """Batches of noise, in memory before anything is timed."""
    size, tasks = workload["batch"], workload["tasks"]
    for _ in range(count):
        if workload["kind"] == "mlp":
            yield torch.rand(size, workload["inputs"]) * 2 - 1, [torch.rand(size, 1) * 2 - 1 for _ in range(tasks)]
        else:
            side = workload["side"]
            labels = [torch.randint(workload["classes"], (size,)) for _ in range(tasks)]
            yield torch.rand(size, 1, side, side) * 2 - 1, labels
