"""How ``variants.json`` is made: characters that are Simplified, Traditional or Hong Kong only."""
