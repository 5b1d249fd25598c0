"""Times training steps in PyTorch: answers {workload, strategy, warmUp, steps} with the milliseconds of each step."""

import os
import sys
import time

import torch

sys.path.insert(1, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))

from batches import batches
from models import build
from answers import serve
from serving import machine, use_threads
from strategies import strategies


def measure(question):
    workload, warm_up, steps = question["workload"], question["warmUp"], question["steps"]
    torch.manual_seed(0)
    model = build(workload)
    rule = strategies[question["strategy"]](model.shared(), len(workload["tasks"]))
    optimizer = torch.optim.Adam([*model.parameters(), *rule.parameters], lr=1e-3)
    data = list(batches(workload, warm_up))
    milliseconds = []
    for number in range(warm_up + steps):
        if number == warm_up:
            wall, busy = time.perf_counter(), time.process_time()
        inputs, labels = data[number % len(data)]
        started = time.perf_counter()
        optimizer.zero_grad(set_to_none=True)
        losses = model.losses(inputs, labels)
        rule.backward(losses)
        optimizer.step()
        [loss.item() for loss in losses]
        milliseconds.append(1000 * (time.perf_counter() - started))
    spent, passed = time.process_time() - busy, time.perf_counter() - wall
    return {
        "milliseconds": milliseconds[warm_up:],
        "cpu": {"milliseconds": 1000 * spent / steps, "cores": spent / passed},
        "parameters": sum(parameter.numel() for parameter in model.parameters()),
    }


def describe_machine(question):
    use_threads(question["threads"])
    return machine()


serve({"machine": describe_machine, "measure": measure})
