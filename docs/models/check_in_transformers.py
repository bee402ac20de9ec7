#!/usr/bin/env python3
"""Opens a model folder with Transformers: are all weights there, and what does it compute?

    python3 check_in_transformers.py FOLDER [--text TEXT] [--expected expected.json]

Needs torch, transformers and safetensors. Exit code 1 if a weight is missing or left over, or a number differs.
"""
import argparse
import json
import sys

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

LARGEST_DIFFERENCE = 1e-4


def load(folder):
    model, info = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32, output_loading_info=True)
    left = {kind: sorted(names) for kind, names in info.items() if names}
    print(f"{folder}: {type(model).__name__}, {sum(p.numel() for p in model.parameters()):,} parameters, "
          f"{'all weights match' if not left else left}")
    return model.eval(), not left


def compare(model, expected):
    """Last logits of each row of a reference file, each row by itself."""
    batch, worst = expected["batch"], 0.0
    for ids, mask, last in zip(batch["input_ids"], batch["attention_mask"], expected["logits"]["last"]):
        row = torch.tensor([[t for t, real in zip(ids, mask) if real]])
        with torch.no_grad():
            logits = model(row).logits[0, -1]
        worst = max(worst, (logits - torch.tensor(last)).abs().max().item())
    print(f"largest difference of a logit from the reference: {worst:.1e}")
    return worst < LARGEST_DIFFERENCE


def show(model, folder, text):
    """Log-probability of every token but the first."""
    ids = AutoTokenizer.from_pretrained(folder)(text, return_tensors="pt").input_ids
    with torch.no_grad():
        log_probs = model(ids).logits.log_softmax(-1)
    for position in range(1, ids.shape[1]):
        token = ids[0, position].item()
        print(f"{token:8d} {log_probs[0, position - 1, token].item():10.5f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--text")
    parser.add_argument("--expected")
    given = parser.parse_args()
    model, right = load(given.folder)
    if given.expected:
        with open(given.expected) as file:
            right &= compare(model, json.load(file))
    if given.text:
        show(model, given.folder, given.text)
    sys.exit(0 if right else 1)


if __name__ == "__main__":
    main()
