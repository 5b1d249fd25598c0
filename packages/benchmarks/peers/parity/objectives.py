"""Losses and metrics of each kind of task."""

import numpy
import torch
from torch.nn import functional


def per_example_loss(kind, outputs, labels):
    if kind == "multiclass":
        return functional.cross_entropy(outputs, labels.long(), reduction="none")
    if kind == "binary":
        return functional.binary_cross_entropy_with_logits(outputs[:, 0], labels, reduction="none")
    return (outputs[:, 0] - labels) ** 2


def mean_loss(kind, outputs, labels, present):
    """The mean over the examples that have a label."""
    return (per_example_loss(kind, outputs, labels) * present).sum() / present.sum().clamp(min=1)


def accuracy(kind, outputs, labels):
    decided = outputs.argmax(1) if kind == "multiclass" else outputs[:, 0] > 0
    return (decided == labels).float().mean().item()


def auc(_, outputs, labels):
    """The share of pairs of a positive and a negative that are in the right order; half of the ties."""
    scores, truth = outputs[:, 0].numpy(), labels.numpy()
    difference = scores[truth == 1][:, None] - scores[truth == 0][None, :]
    return float(numpy.mean((difference > 0) + 0.5 * (difference == 0)))


def rmse(_, outputs, labels):
    return (outputs[:, 0] - labels).square().mean().sqrt().item()


metrics = {"accuracy": accuracy, "auc": auc, "rmse": rmse}
