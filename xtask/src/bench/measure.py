"""Runs a program and writes what it cost, as JSON, to the file that is named first.

The second argument lists the processors that it may run on, if any are named."""

import json
import os
import sys
import time

if sys.argv[2] and hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, map(int, sys.argv[2].split(",")))
begin = time.monotonic()
process = os.posix_spawnp(sys.argv[3], sys.argv[3:], os.environ)
_, status, usage = os.wait4(process, 0)
cost = {
    "code": os.waitstatus_to_exitcode(status),
    "user": usage.ru_utime,
    "system": usage.ru_stime,
    "wall": time.monotonic() - begin,
    # Linux counts kibibytes, macOS bytes.
    "peak": usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024),
}
with open(sys.argv[1], "w") as file:
    json.dump(cost, file)
