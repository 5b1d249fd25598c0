"""Strategies in the manner of LibMTL: from a list of losses to the gradients of all parameters."""

import random

import torch


class Equal:
    """The sum of the losses, pulled back once."""

    parameters = []

    def __init__(self, shared, task_count):
        pass

    def backward(self, losses):
        torch.stack(losses).sum().backward()


class PerTask:
    """A backward pass for each task, the gradients of the shared parameters as the rows of a matrix. Heads are trained with
    the loss of their task as it is."""

    parameters = []

    def __init__(self, shared, task_count):
        self.shared = shared

    def task_gradients(self, losses):
        gradients = []
        for task, loss in enumerate(losses):
            loss.backward(retain_graph=task + 1 < len(losses))
            gradients.append(torch.cat([parameter.grad.reshape(-1) for parameter in self.shared]))
            for parameter in self.shared:
                parameter.grad = None
        return torch.stack(gradients)

    def set_shared(self, vector):
        parts = vector.split([parameter.numel() for parameter in self.shared])
        for parameter, part in zip(self.shared, parts):
            parameter.grad = part.view_as(parameter)


class GradNorm(PerTask):
    """GradNorm as LibMTL makes it: the rule on the vectors; their weighted sum is the shared gradient, so that no further pass
    is needed. Weights are K times a softmax, trained by the model's optimizer. Unlike LibMTL's, the lengths are taken before
    weighting them, which is the same and cheaper, and a task's first loss is that of the first batch."""

    alpha = 1.5

    def __init__(self, shared, task_count):
        super().__init__(shared, task_count)
        self.logits = torch.zeros(task_count, requires_grad=True)
        self.parameters = [self.logits]
        self.first = None

    def backward(self, losses):
        values = torch.stack([loss.detach() for loss in losses])
        if self.first is None:
            self.first = values
        gradients = self.task_gradients(losses)
        weights = len(losses) * torch.softmax(self.logits, dim=0)
        lengths = weights * torch.linalg.norm(gradients, dim=1)
        ratios = values / self.first
        targets = (lengths.mean() * (ratios / ratios.mean()) ** self.alpha).detach()
        (lengths - targets).abs().sum().backward()
        self.set_shared(weights.detach() @ gradients)


class PCGrad(PerTask):
    """PCGrad as LibMTL makes it: what of a task's vector points against another task's is taken away, all tasks in a random
    order for each task, and the sum of what is left is the shared gradient. It also says what each task weighs in the end."""

    def backward(self, losses):
        gradients = self.task_gradients(losses)
        projected = gradients.clone()
        weights = [1.0] * len(losses)
        for task in range(len(losses)):
            order = list(range(len(losses)))
            random.shuffle(order)
            for other in order:
                product = torch.dot(projected[task], gradients[other])
                if product < 0:
                    projected[task] -= product * gradients[other] / (gradients[other].norm().pow(2) + 1e-8)
                    weights[other] -= (product / (gradients[other].norm().pow(2) + 1e-8)).item()
        self.set_shared(projected.sum(0))


strategies = {"equal": Equal, "gradnorm": GradNorm, "pcgrad": PCGrad}
