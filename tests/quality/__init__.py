"""The quality gate: figures of the development sets, and the floors that they must not sink below."""
