"""Times training steps in PyTorch: answers {workload, strategy, warmUp, steps} with the milliseconds of each step."""

import os
import sys
import time

import torch

sys.path.insert(1, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))

from models import batches, build
from serving import machine, serve, use_one_thread
from strategies import strategies


def measure(workload, strategy, warm_up, steps):
    torch.manual_seed(0)
    model = build(workload)
    rule = strategies[strategy](list(model.trunk.parameters()), workload["tasks"])
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
        seen = [loss.item() for loss in losses]
        milliseconds.append(1000 * (time.perf_counter() - started))
    spent, passed = time.process_time() - busy, time.perf_counter() - wall
    cpu = {"milliseconds": 1000 * spent / steps, "cores": spent / passed}
    return {"milliseconds": milliseconds[warm_up:], "cpu": cpu, "losses": seen}


def answer(question):
    if question == "machine":
        return machine()
    return measure(question["workload"], question["strategy"], question["warmUp"], question["steps"])


use_one_thread()
serve(answer)
