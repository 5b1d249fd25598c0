"""The workloads as PyTorch models: a shared trunk and a head for each task."""

from torch import nn

LOSSES = {"regression": nn.MSELoss, "multiclass": nn.CrossEntropyLoss, "multilabel": nn.BCEWithLogitsLoss}


class Model(nn.Module):
    def __init__(self, trunk, heads, tasks):
        super().__init__()
        self.trunk = trunk
        self.heads = nn.ModuleList(heads)
        self.objectives = [LOSSES[task["kind"]]() for task in tasks]

    def losses(self, inputs, labels):
        features = self.trunk(inputs)
        return [
            objective(head(features), target)
            for head, objective, target in zip(self.heads, self.objectives, labels)
        ]


def mlp(specification, tasks, sizes):
    width, hidden = specification["width"], sizes["hidden"]
    trunk = nn.Sequential(nn.Linear(width, hidden), nn.ReLU(), nn.Linear(hidden, hidden), nn.ReLU())
    heads = [
        nn.Sequential(nn.Linear(hidden, hidden // 2), nn.ReLU(), nn.Linear(hidden // 2, task["outputs"]))
        for task in tasks
    ]
    return trunk, heads


def lenet(specification, tasks, sizes):
    (first, second), kernel, features = sizes["filters"], sizes["kernel"], sizes["features"]
    side = ((specification["height"] - kernel + 1) // 2 - kernel + 1) // 2
    trunk = nn.Sequential(
        *(nn.Conv2d(specification["channels"], first, kernel), nn.MaxPool2d(2), nn.ReLU()),
        *(nn.Conv2d(first, second, kernel), nn.MaxPool2d(2), nn.ReLU()),
        *(nn.Flatten(), nn.Linear(second * side * side, features), nn.ReLU()),
    )
    return trunk, [nn.Linear(features, task["outputs"]) for task in tasks]


KINDS = {"mlp": mlp, "lenet": lenet}


def build(workload):
    trunk, heads = KINDS[workload["kind"]](workload["input"], workload["tasks"], workload["sizes"])
    return Model(trunk, heads, workload["tasks"])
