"""Runs the clients of one module for the tests: a line of JSON in is a call, a line of JSON out its outcome."""

import contextlib
import importlib
import json
import logging
import sys

logging.disable(logging.CRITICAL)


def outcome_of(clients: dict, call: dict) -> dict:
    client = clients[call["client"]]
    try:
        return {"result": getattr(client, call["scenario"])(call["target"], call["text"])}
    except Exception as error:  # whatever a client throws is for the test to judge
        return {"error": f"{type(error).__name__}: {error}", "status": status_of(error)}


def status_of(error: BaseException | None) -> int | None:
    while error is not None:
        for name in ("status_code", "code", "status"):
            value = getattr(error, name, None)
            if isinstance(value, int):
                return value
        error = error.__cause__ or error.__context__
    return None


def main() -> None:
    out = sys.stdout
    # What a client prints is not an answer.
    with contextlib.redirect_stdout(sys.stderr):
        clients = importlib.import_module(sys.argv[1]).CLIENTS
        for line in sys.stdin:
            out.write(json.dumps(outcome_of(clients, json.loads(line))) + "\n")
            out.flush()


main()
