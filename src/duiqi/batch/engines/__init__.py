"""Documents that come as records, aligned by a cluster's engine instead of processes of this machine.

Takes readers of records, and what is to be made of each; gives the records in their order, each with what was made of
it. Never writes an output, never remembers anything: that is done where the run was started.
"""

from __future__ import annotations

from duiqi.batch.engines.on_ray import Cluster, Reader, aligned_on_ray

__all__ = ["Cluster", "Reader", "aligned_on_ray"]
