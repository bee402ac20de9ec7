#!/usr/bin/env bash
# Spark on the nodes of one job: the master and Lockpick on the first, a worker on each. All from the same checkout, which
# every node sees, as it does the runs folder; there is no Spark to install.
#
#   ./lockpick run --executor spark --help                # builds once, with Spark
#   sbatch deploy/slurm-spark.sh studies/paper/math.yaml
#
# Given again after a time limit, it goes on where it was.
#
#SBATCH --job-name=lockpick-spark
#SBATCH --nodes=4
#SBATCH --ntasks-per-node=1
#SBATCH --cpus-per-task=16
#SBATCH --mem=64G
#SBATCH --time=24:00:00
#SBATCH --output=lockpick-%j.log
set -euo pipefail
cd "$SLURM_SUBMIT_DIR"

# On GPUs: #SBATCH --gpus-per-node=4, and
#   worker=(-Dspark.worker.resource.gpu.amount=4 -Dspark.worker.resource.gpu.discoveryScript="$PWD/deploy/gpus.sh")
#   options=(--device cuda --conf spark.executor.resource.gpu.amount=4)
worker=() options=()

master=spark://$(hostname):7077
trap 'kill $(jobs -p) 2>/dev/null || true' EXIT
./lockpick spark-master --host "$(hostname)" --port 7077 &
# Spark keeps only the executors' files in the work folder; 2 GB are theirs, what remains of the node is the worker processes'.
JDK_JAVA_OPTIONS="${worker[*]-}" srun ./lockpick spark-worker \
  --cores "$SLURM_CPUS_PER_TASK" --memory 2g --work-dir "${TMPDIR:-/tmp}/lockpick-spark-$SLURM_JOB_ID" "$master" &

./lockpick run "$@" --executor spark --master "$master" "${options[@]}"
