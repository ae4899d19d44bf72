"""Several documents at a time, each in a process of its own, and the results in order.

Takes a function and tasks, which are taken as they are needed and need not end, and gives what comes of each. A worker
that dies, or takes too long, costs its own task and no other. No worker outlives its work: those of a stopped run
are ended with it, and a worker whose parent process has died, even by SIGKILL, ends. Never knows what a task is about.
"""

from __future__ import annotations

from duiqi.batch.workers.pool import AHEAD, Given, Known, in_order, in_task_order, processors

__all__ = ["AHEAD", "Given", "Known", "in_order", "in_task_order", "processors"]
