"""The trunks of single-task baselines as plain PyTorch models. Dense and convolution layers begin uniform in ±1/√fanIn and
embeddings standard normal, as PyTorch has them by default."""

import torch
from torch import nn


class TextEncoder(nn.Module):
    """An embedding, patterns of neighbouring tokens, and their sum over the sequence divided by its padded length. Padding
    (token 0) counts for nothing."""

    def __init__(self, vocabulary, embedding, filters, window):
        super().__init__()
        self.table = nn.Embedding(vocabulary, embedding)
        self.patterns = nn.Conv1d(embedding, filters, window, padding=window // 2)

    def forward(self, symbols):
        present = (symbols > 0).float().unsqueeze(1)
        embedded = self.table(symbols).transpose(1, 2) * present
        return (torch.relu(self.patterns(embedded)) * present).sum(2) / symbols.shape[1]


def mlp(specification, trunk):
    layers, width = [], specification["width"]
    for units in trunk["hidden"]:
        layers += [nn.Linear(width, units), nn.ReLU(), nn.Dropout(trunk["dropout"])]
        width = units
    return layers, width


def cnn(specification, trunk):
    layers, channels = [], specification["channels"]
    height, width, kernel = specification["height"], specification["width"], trunk["kernel"]
    for filters in trunk["filters"]:
        layers += [nn.Conv2d(channels, filters, kernel), nn.ReLU(), nn.MaxPool2d(2)]
        channels, height, width = filters, (height - kernel + 1) // 2, (width - kernel + 1) // 2
    layers += [nn.Flatten(), nn.Linear(channels * height * width, trunk["features"]), nn.ReLU(), nn.Dropout(trunk["dropout"])]
    return layers, trunk["features"]


def text_encoder(specification, trunk):
    encoder = TextEncoder(specification["vocabulary"], trunk["embedding"], trunk["filters"], trunk["window"])
    dense = nn.Linear(trunk["filters"], trunk["features"])
    return [encoder, dense, nn.ReLU(), nn.Dropout(trunk["dropout"])], trunk["features"]


def build(specification, trunk, outputs):
    """The trunk with one linear head."""
    layers, features = {"mlp": mlp, "cnn": cnn, "text-encoder": text_encoder}[trunk["kind"]](specification, trunk)
    return nn.Sequential(*layers, nn.Linear(features, outputs))
