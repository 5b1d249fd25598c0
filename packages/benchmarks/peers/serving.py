"""What every PyTorch side does: compute with so many threads, and say on what."""

import ctypes
import os
import platform
import re

import torch


def use_threads(count):
    torch.set_num_threads(count)
    torch.set_num_interop_threads(1)


def libraries(word):
    """The shared libraries of this process that have a word in their file's name, links followed, where the system tells."""
    if not os.path.exists("/proc/self/maps"):
        return []
    with open("/proc/self/maps") as maps:
        paths = {line.split(maxsplit=5)[5].strip() for line in maps if len(line.split(maxsplit=5)) == 6}
    return sorted(os.path.realpath(path) for path in paths if word in os.path.basename(os.path.realpath(path)))


def machine():
    """Versions, the BLAS that PyTorch was built for and the one that it calls, and how many threads each of them would use."""
    torch.ones(64, 64) @ torch.ones(64, 64)  # Loads the BLAS.
    found = {"python": platform.python_version(), "torch": torch.__version__, "torchThreads": torch.get_num_threads()}
    found["blasBuild"] = (re.search(r"BLAS_INFO=(\w+)", torch.__config__.show()) or ["", "unknown"])[1]
    found["blas"] = libraries("blas")
    for path in found["blas"]:
        library = ctypes.CDLL(path)
        if hasattr(library, "openblas_get_config"):
            library.openblas_get_config.restype = ctypes.c_char_p
            found["blasConfig"] = library.openblas_get_config().decode()
            found["blasThreads"] = library.openblas_get_num_threads()
    return found
