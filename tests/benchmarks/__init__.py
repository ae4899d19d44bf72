"""Measurements, each a program: ``python -m tests.benchmarks.NAME`` from the root of the checkout."""
