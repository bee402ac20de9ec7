#!/usr/bin/env bash
# A study in eight parts, one for each task of a job array, into one runs folder that all nodes share. No Spark.
#
#   ./lockpick --version                                  # builds once, so that eight tasks need not wait for each other
#   sbatch deploy/slurm-shards.sh studies/laptop/fig6.yaml
#   ./lockpick report studies/laptop/fig6.yaml            # when all are done
#
# A task that is killed or requeued goes on where it was. Where the file system has locks (docs/cluster.md), runs that several
# parts need are computed by one of them; --shard may then be left out, and the tasks divide the runs as they become free.
# Where it has none, give each task a folder of its own (--runs "runs-$SLURM_ARRAY_TASK_ID"), and copy them into one at the end.
#
#SBATCH --job-name=lockpick
#SBATCH --array=1-8
#SBATCH --cpus-per-task=4
#SBATCH --mem=16G
#SBATCH --time=24:00:00
#SBATCH --requeue
#SBATCH --output=lockpick-%A-%a.log
#
# On GPUs: #SBATCH --gpus-per-task=1, and --device cuda below.
set -euo pipefail
cd "$SLURM_SUBMIT_DIR"

exec ./lockpick run "$@" --no-report --device cpu --jobs "$SLURM_CPUS_PER_TASK" \
  --shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT"
