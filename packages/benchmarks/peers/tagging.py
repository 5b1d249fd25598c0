"""A tagger in plain PyTorch, of the size of examples/{atis,ewt}-tagging.ts: a vector of 64 numbers for each word, two convolutions of 128 filters over 5 words
with ReLU and dropout, and a dense layer for each task. Prints accuracy, and the F1 of entities of BIO tags, on the test sentences after the last epoch.

    python3 packages/benchmarks/peers/tagging.py atis FOLDER --seed 0
    python3 packages/benchmarks/peers/tagging.py ewt FOLDER --seed 0

FOLDER holds the files of ud-english-atis (en_atis-ud-*.conllu), or the prepared ones of ewt-pos-ner (*.jsonl.gz). Needs PyTorch.
"""

import argparse
import gzip
import json
from pathlib import Path

import torch
from torch import nn
from torch.nn.functional import cross_entropy


def conllu(path):
    columns = {"tokens": 1, "upos": 3, "deprel": 7}
    for block in path.read_text().strip().split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n") if not line.startswith("#")]
        rows = [row for row in rows if row[0].isdigit()]
        yield {name: [row[at] for row in rows] for name, at in columns.items()}


def jsonl(path):
    with gzip.open(path, "rt") as lines:
        yield from map(json.loads, lines)


def read(name, folder):
    """Training and test sentences, their tasks, and the longest sentence that counts."""
    if name == "atis":
        part = lambda which: list(conllu(folder / f"en_atis-ud-{which}.conllu"))
        return part("train"), part("test"), ["upos", "deprel"], 64
    part = lambda which: list(jsonl(folder / f"{which}.jsonl.gz"))
    dev = part("dev")
    documents = list(dict.fromkeys(row["id"].rsplit("-", 1)[0] for row in dev))
    known = set(documents[: 3 * len(documents) // 4])  # As many as ours learns from: the rest would be for choosing the epoch.
    return part("train-pos-only") + [row for row in dev if row["id"].rsplit("-", 1)[0] in known], part("test"), ["upos", "ner"], 64


class Tagger(nn.Module):
    def __init__(self, words, tags, dropout):
        super().__init__()
        self.embed = nn.Embedding(words, 64, padding_idx=0)
        self.convolve = nn.ModuleList([nn.Conv1d(64, 128, 5, padding=2), nn.Conv1d(128, 128, 5, padding=2)])
        self.drop = nn.Dropout(dropout)
        self.heads = nn.ModuleDict({task: nn.Linear(128, len(names)) for task, names in tags.items()})

    def forward(self, tokens):
        known = (tokens > 0).float()[:, None]
        x = self.drop(self.embed(tokens)).transpose(1, 2)
        for layer in self.convolve:
            x = self.drop(torch.relu(layer(x))) * known
        return {task: head(x.transpose(1, 2)) for task, head in self.heads.items()}


def tensors(rows, vocabulary, tags, length):
    tokens = torch.zeros(len(rows), length, dtype=torch.long)
    labels = {task: torch.full((len(rows), length), -1) for task in tags}
    for index, row in enumerate(rows):
        for at, word in enumerate(row["tokens"][:length]):
            tokens[index, at] = vocabulary.get(word.lower(), 1)
            for task, names in tags.items():
                if task in row:
                    labels[task][index, at] = names.get(row[task][at], -1)
    return tokens, labels


def entities(tags):
    """Type, start and end, by the rules of conlleval for IOB2."""
    found, start, kind = set(), None, None
    for at, tag in enumerate([*tags, "O"]):
        if start is not None and not (tag.startswith("I-") and tag[2:] == kind):
            found.add((kind, start, at))
            start = None
        if tag != "O" and start is None:
            start, kind = at, tag[2:]
    return found


def measure(model, tokens, labels, tags):
    model.eval()
    with torch.no_grad():
        decided = {task: logits.argmax(-1) for task, logits in model(tokens).items()}
    result = {}
    for task, names in tags.items():
        truth, own = labels[task], decided[task]
        result[task] = {"accuracy": ((own == truth) & (truth >= 0)).sum().item() / (truth >= 0).sum().item()}
        if "O" in names:
            by_index = list(names)
            right = both = 0
            for one, other in zip(truth, own):
                known = one >= 0
                real, found = (entities([by_index[i] for i in each[known]]) for each in (one, other))
                right, both = right + len(real & found), both + len(real) + len(found)
            result[task]["entity-f1"] = 2 * right / both
    return result


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("name", choices=["atis", "ewt"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--epochs", type=int, default=8)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(1)
    train, test, tasks, length = read(args.name, args.folder)
    tags = {task: {name: i for i, name in enumerate(sorted({t for row in train for t in row.get(task, [])}))} for task in tasks}
    vocabulary = {word: i + 2 for i, word in enumerate(sorted({word.lower() for row in train for word in row["tokens"]}))}
    tokens, labels = tensors(train, vocabulary, tags, length)
    model = Tagger(len(vocabulary) + 2, tags, dropout=0.2)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.002)
    for _ in range(args.epochs):
        model.train()
        for batch in torch.randperm(len(train)).split(32):
            outputs = model(tokens[batch])
            # A batch may have no label of a task.
            known = [task for task in tasks if (labels[task][batch] >= 0).any()]
            loss = sum(cross_entropy(outputs[task].flatten(0, 1), labels[task][batch].flatten(), ignore_index=-1) for task in known)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    print(json.dumps(measure(model, *tensors(test, vocabulary, tags, length), tags)))


main()
