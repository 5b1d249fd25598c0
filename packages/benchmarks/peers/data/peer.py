"""Reads a CSV file with pandas and encodes it with scikit-learn: answers {path, inputs, target} with the time and memory of that."""

import os
import platform
import resource
import sys
import time

import numpy
import pandas
import sklearn
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

sys.path.insert(1, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))

from answers import serve


def resident():
    with open("/proc/self/statm") as statm:
        return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def measure(question):
    inputs, target = question["inputs"], question["target"]
    numeric = [name for name, kind in inputs.items() if kind == "numeric"]
    categorical = [name for name, kind in inputs.items() if kind == "categorical"]
    before, busy, started = resident(), time.process_time(), time.perf_counter()
    frame = pandas.read_csv(question["path"])
    read = time.perf_counter()
    encoder = ColumnTransformer(
        [
            ("numeric", make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), numeric),
            (
                "categorical",
                make_pipeline(
                    SimpleImputer(strategy="most_frequent"),
                    OneHotEncoder(handle_unknown="ignore", sparse_output=False, dtype=numpy.float32),
                ),
                categorical,
            ),
        ]
    )
    train, rest = train_test_split(frame, test_size=0.4, random_state=0)
    validation, test = train_test_split(rest, test_size=0.5, random_state=0)
    splits = [encoder.fit_transform(train), encoder.transform(validation), encoder.transform(test)]
    splits = [split.astype(numpy.float32) for split in splits]
    labels = [(split[target] == "yes").to_numpy(numpy.float32) for split in (train, validation, test)]
    encoded = time.perf_counter()
    assert sum(map(len, labels)) == len(frame)
    return {
        "readMs": 1000 * (read - started),
        "encodeMs": 1000 * (encoded - read),
        "cores": (time.process_time() - busy) / (encoded - started),
        "rows": len(frame),
        "width": splits[0].shape[1],
        "peakBytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 - before,
    }


def describe_machine(_):
    return {"python": platform.python_version(), "pandas": pandas.__version__, "scikitLearn": sklearn.__version__}


serve({"machine": describe_machine, "measure": measure})
