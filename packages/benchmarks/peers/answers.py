"""How every peer answers: lines of JSON."""

import json
import sys


def serve(answers):
    """Answers each question on standard input until there are no more: {name: argument} with what answers[name] gives."""
    try:
        for line in sys.stdin:
            ((name, argument),) = json.loads(line).items()
            print(json.dumps(answers[name](argument)), flush=True)
    except KeyboardInterrupt:
        pass
