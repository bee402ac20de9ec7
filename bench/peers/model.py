"""A GPT-NeoX-style decoder in plain PyTorch: parallel residual, rotary on a quarter of each head, GELU, untied head.

`python model.py` checks it against Transformers' GPTNeoXForCausalLM: same weights, same logits.
Shapes: B batch, T length, H heads, D width of a head, R rotary part of D, C = H·D.
"""
import torch
import torch.nn.functional as F
from torch import nn

import common


def rotary(positions, width, base=10000.0):
    frequencies = base ** (-torch.arange(0, width, 2) / width)
    angles = torch.arange(positions)[:, None] * frequencies             # (T, R/2)
    return torch.cat([angles, angles], -1).cos(), torch.cat([angles, angles], -1).sin()


def rotate(x, cos, sin):                                                # x (B, H, T, D), cos and sin (T, R)
    turned, kept = x[..., :cos.shape[-1]], x[..., cos.shape[-1]:]
    a, b = turned.chunk(2, -1)
    return torch.cat([turned * cos + torch.cat([-b, a], -1) * sin, kept], -1)


class Layer(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)

    def forward(self, x, cos, sin, cache=None, start=0):
        B, T, C = x.shape
        q, k, v = self.qkv(self.norm1(x)).view(B, T, self.heads, -1).transpose(1, 2).chunk(3, -1)  # (B, H, T, D)
        q, k = rotate(q, cos, sin), rotate(k, cos, sin)
        if cache is not None:                                           # two of (B, H, longest, D)
            cache[0][:, :, start:start + T], cache[1][:, :, start:start + T] = k, v
            k, v = cache[0][:, :, :start + T], cache[1][:, :, :start + T]
        attended = F.scaled_dot_product_attention(q, k, v, is_causal=T > 1)
        attended = self.out(attended.transpose(1, 2).reshape(B, T, C))
        return x + attended + self.down(F.gelu(self.up(self.norm2(x))))


class Decoder(nn.Module):
    def __init__(self, layers, width, heads, vocabulary, longest=common.LONGEST):
        super().__init__()
        self.heads, self.width = heads, width
        self.embedding = nn.Embedding(vocabulary, width)
        self.layers = nn.ModuleList(Layer(width, heads) for _ in range(layers))
        self.norm, self.head = nn.LayerNorm(width), nn.Linear(width, vocabulary, bias=False)
        cos, sin = rotary(longest, width // heads // 4)
        self.register_buffer("cos", cos, persistent=False)
        self.register_buffer("sin", sin, persistent=False)

    def forward(self, tokens, caches=None, start=0, last_only=False):
        T = tokens.shape[1]
        x, cos, sin = self.embedding(tokens), self.cos[start:start + T], self.sin[start:start + T]
        for i, layer in enumerate(self.layers):
            x = layer(x, cos, sin, caches and caches[i], start)
        return self.head(self.norm(x[:, -1:] if last_only else x))

    def new_caches(self, batch, longest):
        shape = (batch, self.heads, longest, self.width // self.heads)
        return [(torch.empty(shape), torch.empty(shape)) for _ in self.layers]


def plain(size):
    layers, width, heads, _, _ = common.SIZES[size]
    return Decoder(layers, width, heads, common.vocabulary(size))


def transformers_neox(size):
    from transformers import GPTNeoXConfig, GPTNeoXForCausalLM
    layers, width, heads, _, _ = common.SIZES[size]
    return GPTNeoXForCausalLM(GPTNeoXConfig(
        vocab_size=common.vocabulary(size), hidden_size=width, num_hidden_layers=layers, num_attention_heads=heads,
        intermediate_size=4 * width, max_position_embeddings=common.LONGEST, use_parallel_residual=True, hidden_act="gelu",
        tie_word_embeddings=False, bos_token_id=None, eos_token_id=None, pad_token_id=None,
        rope_parameters={"rope_type": "default", "rope_theta": 10000.0, "partial_rotary_factor": 0.25}))


def copy_weights(source, target):
    """Transformers' GPT-NeoX weights into ours."""
    names = {"gpt_neox.embed_in": "embedding", "gpt_neox.final_layer_norm": "norm", "embed_out": "head", "lm_head": "head",
             "gpt_neox.layers": "layers", "input_layernorm": "norm1", "post_attention_layernorm": "norm2",
             "attention.query_key_value": "qkv", "attention.dense": "out", "mlp.dense_h_to_4h": "up",
             "mlp.dense_4h_to_h": "down"}
    renamed = {}
    for name, weight in source.state_dict().items():
        for theirs, ours in names.items():
            name = name.replace(theirs, ours)
        renamed[name] = weight
    target.load_state_dict(renamed)


if __name__ == "__main__":
    for size in ("5M", "18.9M"):
        theirs, ours = transformers_neox(size).eval(), plain(size).eval()
        copy_weights(theirs, ours)
        tokens = torch.randint(0, common.vocabulary(size), (4, 32))
        with torch.no_grad():
            difference = (theirs(tokens).logits - ours(tokens)).abs().max().item()
        parameters = sum(p.numel() for p in ours.parameters())
        print(f"{size}: {parameters:,} parameters, largest difference of a logit {difference:.1e}")
        assert difference < 1e-5
