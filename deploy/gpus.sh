#!/usr/bin/env bash
# Tells Spark which NVIDIA GPUs a machine has, as spark.worker.resource.gpu.discoveryScript and
# spark.executor.resource.gpu.discoveryScript: {"name": "gpu", "addresses": ["0", "1"]}
set -euo pipefail
addresses=$(nvidia-smi --query-gpu=index --format=csv,noheader | sed 's/.*/"&"/' | paste -s -d ,)
printf '{"name": "gpu", "addresses": [%s]}\n' "$addresses"
