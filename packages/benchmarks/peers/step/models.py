"""The workloads as PyTorch models: a shared trunk and a head for each task."""

import torch
from torch import nn
from torch.nn import functional

LOSSES = {"regression": nn.MSELoss, "multiclass": nn.CrossEntropyLoss, "multilabel": nn.BCEWithLogitsLoss}


class Model(nn.Module):
    def __init__(self, trunk, heads, tasks):
        super().__init__()
        self.trunk = trunk
        self.heads = nn.ModuleList(heads)
        self.objectives = [LOSSES[task["kind"]]() for task in tasks]

    def shared(self):
        return list(self.trunk.parameters())

    def losses(self, inputs, labels):
        features = self.trunk(inputs)
        return [
            objective(head(features), target)
            for head, objective, target in zip(self.heads, self.objectives, labels)
        ]


def mlp(specification, tasks, sizes):
    (width,), hidden = specification["shape"], sizes["hidden"]
    trunk = nn.Sequential(nn.Linear(width, hidden), nn.ReLU(), nn.Linear(hidden, hidden), nn.ReLU())
    heads = [
        nn.Sequential(nn.Linear(hidden, hidden // 2), nn.ReLU(), nn.Linear(hidden // 2, task["outputs"]))
        for task in tasks
    ]
    return trunk, heads


def lenet(specification, tasks, sizes):
    (first, second), kernel, features = sizes["filters"], sizes["kernel"], sizes["features"]
    height, _, channels = specification["shape"]
    side = ((height - kernel + 1) // 2 - kernel + 1) // 2
    trunk = nn.Sequential(
        *(nn.Conv2d(channels, first, kernel), nn.MaxPool2d(2), nn.ReLU()),
        *(nn.Conv2d(first, second, kernel), nn.MaxPool2d(2), nn.ReLU()),
        *(nn.Flatten(), nn.Linear(second * side * side, features), nn.ReLU()),
    )
    return trunk, [nn.Linear(features, task["outputs"]) for task in tasks]


class ResidualBlock(nn.Module):
    """Where the number of channels changes, the side is halved and the shortcut is a convolution of 1x1."""

    def __init__(self, before, after):
        super().__init__()
        stride = 1 if before == after else 2
        self.conv1 = nn.Conv2d(before, after, 3, stride, padding=1, bias=False)
        self.norm1 = nn.BatchNorm2d(after)
        self.conv2 = nn.Conv2d(after, after, 3, padding=1, bias=False)
        self.norm2 = nn.BatchNorm2d(after)
        self.shortcut = nn.Sequential()
        if stride > 1:
            self.shortcut = nn.Sequential(nn.Conv2d(before, after, 1, stride, bias=False), nn.BatchNorm2d(after))

    def forward(self, x):
        y = functional.relu(self.norm1(self.conv1(x)))
        return functional.relu(self.norm2(self.conv2(y)) + self.shortcut(x))


def resnet(specification, tasks, sizes):
    first, second, third = sizes["channels"]
    trunk = nn.Sequential(
        *(nn.Conv2d(specification["shape"][-1], first, 3, padding=1, bias=False), nn.BatchNorm2d(first), nn.ReLU()),
        *(ResidualBlock(first, first), ResidualBlock(first, second), ResidualBlock(second, third)),
        *(nn.AdaptiveAvgPool2d(1), nn.Flatten()),
    )
    return trunk, [nn.Linear(third, task["outputs"]) for task in tasks]


class Encoder(nn.Module):
    def __init__(self, vocabulary, length, width, heads, blocks):
        super().__init__()
        self.symbols = nn.Embedding(vocabulary, width)
        self.positions = nn.Embedding(length, width)
        layer = nn.TransformerEncoderLayer(width, heads, 4 * width, dropout=0.0, batch_first=True)
        self.blocks = nn.TransformerEncoder(layer, blocks)

    def forward(self, symbols):
        return self.blocks(self.symbols(symbols) + self.positions.weight)


class MeanOver(nn.Module):
    def __init__(self, axis):
        super().__init__()
        self.axis = axis

    def forward(self, x):
        return x.mean(self.axis)


def transformer(specification, tasks, sizes):
    (length,), width = specification["shape"], sizes["width"]
    trunk = Encoder(specification["vocabulary"], length, width, sizes["heads"], sizes["blocks"])
    tags, classes = (task["outputs"] for task in tasks)
    for_each_symbol = nn.Sequential(nn.Linear(width, tags // length), nn.Flatten())
    for_the_sequence = nn.Sequential(MeanOver(1), nn.Linear(width, classes))
    return trunk, [for_each_symbol, for_the_sequence]


def embedding_tabular(specification, tasks, sizes):
    width = sizes["width"]
    row = {"shape": [specification["shape"][0] * width]}
    after, heads = mlp(row, tasks, sizes)
    return nn.Sequential(nn.Embedding(specification["vocabulary"], width), nn.Flatten(), *after), heads


class Mixture(nn.Module):
    """For each task the mixture of its experts by its gate, as LibMTL's MMoE and CGC compute it: all experts, stacked, times the shares."""

    def __init__(self, width, tasks, shared, own, hidden):
        super().__init__()
        expert = lambda: nn.Sequential(nn.Linear(width, hidden), nn.ReLU(), nn.Linear(hidden, hidden), nn.ReLU())
        self.shared = nn.ModuleList(expert() for _ in range(shared))
        self.own = nn.ModuleList(nn.ModuleList(expert() for _ in range(own)) for _ in range(tasks))
        self.gates = nn.ModuleList(nn.Linear(width, shared + own, bias=False) for _ in range(tasks))

    def forward(self, inputs):
        shared = [expert(inputs) for expert in self.shared]
        features = []
        for own, gate in zip(self.own, self.gates):
            experts = torch.stack([*(expert(inputs) for expert in own), *shared])
            shares = gate(inputs).softmax(-1)
            features.append(torch.einsum("ebf, be -> bf", experts, shares))
        return features


class MixtureModel(Model):
    def losses(self, inputs, labels):
        return [
            objective(head(features), target)
            for features, head, objective, target in zip(self.trunk(inputs), self.heads, self.objectives, labels)
        ]

    def shared(self):
        return list(self.trunk.shared.parameters())


def mixture(specification, tasks, sizes, shared, own):
    (width,), hidden = specification["shape"], sizes["hidden"]
    _, heads = mlp(specification, tasks, sizes)
    return Mixture(width, len(tasks), shared, own, hidden), heads


def mmoe(specification, tasks, sizes):
    return mixture(specification, tasks, sizes, sizes["experts"], 0)


def ple(specification, tasks, sizes):
    return mixture(specification, tasks, sizes, sizes["shared"], sizes["own"])


MIXTURES = {"mmoe": mmoe, "ple": ple}

KINDS = {
    "mlp": mlp,
    "lenet": lenet,
    "resnet": resnet,
    "transformer": transformer,
    "embedding-tabular": embedding_tabular,
}


def build(workload):
    kind, described = workload["kind"], (workload["input"], workload["tasks"], workload["sizes"])
    if kind in MIXTURES:
        return MixtureModel(*MIXTURES[kind](*described), workload["tasks"])
    return Model(*KINDS[kind](*described), workload["tasks"])
