"""The encoders of single-task baselines as plain PyTorch models. Dense and convolution layers begin uniform in ±1/√fanIn and
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


def mlp(specification, options):
    layers, (width,) = [], specification["shape"]
    for units in options["hidden"]:
        layers += [nn.Linear(width, units), nn.ReLU(), nn.Dropout(options["dropout"])]
        width = units
    return layers, width


def cnn(specification, options):
    layers, kernel = [], options["kernel"]
    height, width, channels = specification["shape"]
    for filters in options["filters"]:
        layers += [nn.Conv2d(channels, filters, kernel), nn.ReLU(), nn.MaxPool2d(2)]
        channels, height, width = filters, (height - kernel + 1) // 2, (width - kernel + 1) // 2
    layers += [nn.Flatten(), nn.Linear(channels * height * width, options["features"]), nn.ReLU(), nn.Dropout(options["dropout"])]
    return layers, options["features"]


def text_encoder(specification, options):
    encoder = TextEncoder(specification["vocabulary"], options["embedding"], options["filters"], options["window"])
    dense = nn.Linear(options["filters"], options["features"])
    return [encoder, dense, nn.ReLU(), nn.Dropout(options["dropout"])], options["features"]


def make_encoder(specification, encoder):
    """The layers of an encoder, and how many features they end in."""
    return {"mlp": mlp, "cnn": cnn, "textEncoder": text_encoder}[encoder["name"]](specification, encoder["options"])


def build(specification, encoder, outputs):
    """The encoder with one linear head."""
    layers, features = make_encoder(specification, encoder)
    return nn.Sequential(*layers, nn.Linear(features, outputs))
