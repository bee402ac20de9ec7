# Spark: the command line with a cluster to compute on, and the cluster's own processes, all from one class path.

# Sets natives and library_path for what the cluster's machines compute on. This machine may have no GPU: whether theirs do is
# for their workers to say. Sets the environment from which Spark starts processes.
prepare_spark() {
  if [[ $device == cuda* ]]; then
    source "$root/launcher/cuda.sh"
    natives=cuda
    find_cuda_libraries || true
  fi
  # Spark starts its executors with the jars of a folder, which stays empty: they get our class path instead.
  export SPARK_HOME=${SPARK_HOME:-$state/spark-home} SPARK_SCALA_VERSION=${SPARK_SCALA_VERSION:-2.13}
  mkdir -p "$SPARK_HOME/jars"
}
