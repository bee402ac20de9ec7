"""Training steps: next-token cross-entropy, gradients clipped to norm 1, fused AdamW, float32."""
import json, os, subprocess, sys, time
import common

parser = common.options(__doc__)
parser.add_argument("--model", choices=["plain", "transformers"], default="plain")
parser.add_argument("--compile", action="store_true", help="torch.compile (needs a C++ compiler)")
parser.add_argument("--processes", type=int, default=1, help="run so many copies side by side, add up their speeds")
args = parser.parse_args()


def side_by_side():
    command = [sys.executable, *sys.argv, "--processes", "1", "--patience", "0"]
    children = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(args.processes)]
    lines = [json.loads(child.communicate()[0]) for child in children]
    total = dict(lines[0], processes=args.processes)
    for key in ("value", "best"):
        total[key] = common.rounded(sum(line[key] for line in lines))
    total["sgemm_gflops"] = {n: [round(sum(pair), 1) for pair in zip(*(line["sgemm_gflops"][n] for line in lines))]
                             for n in total["sgemm_gflops"]}
    total["own_cores"] = round(sum(line["own_cores"] for line in lines), 2)
    total["other_cores"] = round(max(0, max(line["other_cores"] for line in lines) - (args.processes - 1)), 2)
    return total


if args.processes > 1:
    deadline = time.time() + args.patience
    while True:
        common.wait_for_quiet(os.cpu_count() - args.processes * args.threads + 0.1, deadline)
        total = side_by_side()
        if total["other_cores"] <= 0.1 or time.time() > deadline:
            break
    common.report(total)
    sys.exit()

common.prepare(args)
import torch
import torch.nn.functional as F
import model as models

_, _, _, batch, length = common.SIZES[args.size]
model = models.plain(args.size) if args.model == "plain" else models.transformers_neox(args.size)
logits = model if args.model == "plain" else lambda tokens: model(input_ids=tokens, use_cache=False).logits
optimizer = torch.optim.AdamW(model.parameters(), lr=3e-4, betas=(0.9, 0.95), weight_decay=0.01, fused=True)


def loss_of(tokens):                                                    # (B, T + 1)
    return F.cross_entropy(logits(tokens[:, :-1]).flatten(0, 1), tokens[:, 1:].flatten())


if args.compile:
    loss_of = torch.compile(loss_of)


def step():
    tokens = torch.randint(0, common.vocabulary(args.size), (batch, length + 1))
    loss_of(tokens).backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    optimizer.zero_grad(set_to_none=True)


amount, unit = (batch, "examples/s") if args.size == "nano" else (batch * length, "tokens/s")
what = f"train {args.model} {'compiled' if args.compile else 'eager'}"
common.report(common.measure(what, args, step, amount, unit, warmup=3, processes=1))
