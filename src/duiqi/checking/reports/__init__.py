"""Findings as files: a SARIF log for programs, a page for a person.

They take findings and what the rules say of themselves, and give text. They never look at a memory.
"""
