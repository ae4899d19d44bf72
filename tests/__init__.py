"""Tests, and the benchmarks, which are run from the checkout as ``python -m tests.benchmarks.NAME``."""
