"""Greedy decoding with a key-value cache: a prompt of 16 tokens, 16 new ones (70M: 64 and 64). Counts new tokens; the prompt's time is
inside."""
import common

parser = common.options(__doc__)
parser.add_argument("--model", choices=["plain", "transformers"], default="plain")
args = parser.parse_args()
common.prepare(args)
import torch
import model as models

PROMPT = NEW = 64 if args.size == "70M" else 16
_, _, _, batch, _ = common.SIZES[args.size]
model = (models.plain(args.size) if args.model == "plain" else models.transformers_neox(args.size)).eval()
prompt = torch.randint(0, common.vocabulary(args.size), (batch, PROMPT))


@torch.inference_mode()
def plain():
    caches = model.new_caches(batch, PROMPT + NEW)
    tokens, fed, start = prompt, prompt, 0
    for _ in range(NEW):
        logits = model(fed, caches, start, last_only=True)
        start += fed.shape[1]
        fed = logits.argmax(-1)                                         # (B, 1)
        tokens = torch.cat([tokens, fed], 1)
    return tokens


@torch.inference_mode()
def transformers():
    return model.generate(prompt, attention_mask=torch.ones_like(prompt), do_sample=False, max_new_tokens=NEW,
                          min_new_tokens=NEW, use_cache=True)


decode = plain if args.model == "plain" else transformers
assert decode().shape == (batch, PROMPT + NEW)
common.report(common.measure(f"decode {args.model}", args, decode, batch * NEW, "tokens/s"))
