# Which library multiplies matrices (docs/design/build.md). MKL leaves AVX-512 alone on processors that are not Intel's, and
# OpenBLAS is twice as fast there; but its threads get in each other's way, so that it has one (WorkerCommand). JavaCPP unpacks its
# libraries for it into a folder of its own: in one for both, each process would turn the link that others load by.

# Sets blas, and blas_cache where JavaCPP's usual folder will not do. Whoever has set OPENBLAS_CORETYPE may know of a processor on
# which OpenBLAS is not to be trusted with its choice.
choose_blas() {
  blas=mkl blas_cache=''
  if [[ -z ${OPENBLAS_CORETYPE-} ]] \
    && grep -q -m 1 '^vendor_id.*AuthenticAMD' /proc/cpuinfo 2>/dev/null \
    && grep -q -m 1 '^flags.* avx512bw .*avx512vl' /proc/cpuinfo; then
    blas='' blas_cache=${HOME:-$state}/.javacpp/cache-openblas
    export OPENBLAS_NUM_THREADS=1
  fi
}
