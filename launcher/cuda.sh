# CUDA: whether this machine can compute on its NVIDIA GPUs, and where those libraries are that Maven does not have.

cuda_version=13.1 # what our libtorch is built for …
oldest_driver=580 # … and the first driver that runs it

# Libraries that our libtorch links to and that no Maven repository has.
cuda_libraries=(libcublas.so.13 libcublasLt.so.13 libcudnn.so.9 libcusolver.so.12 libcusparse.so.12 libnccl.so.2)

# Sets natives and library_path where this machine can compute on a GPU. Where it cannot, auto makes do with the
# processor; otherwise says why not and exits.
choose_natives() {
  local device=$1 problem=''
  if find_driver && find_cuda_libraries; then
    natives=cuda
  elif [[ $device != auto ]]; then
    echo "lockpick: $problem" >&2
    exit 3
  fi
}

# Sets problem, and fails, where there is no driver or one that is too old.
find_driver() {
  local driver
  driver=$(driver_version)
  if [[ -z $driver ]]; then
    problem="no NVIDIA driver found; use --device cpu, or install driver $oldest_driver or newer"
  elif ((${driver%%.*} < oldest_driver)); then
    problem="NVIDIA driver $driver found, which runs CUDA up to $(newest_cuda "${driver%%.*}"), but libtorch needs CUDA"
    problem+=" $cuda_version and so driver $oldest_driver or newer; update the driver, or use --device cpu"
  else
    return 0
  fi
  return 1
}

# Such as 580.95.05; nothing where there is no driver. The kernel module tells it at once, where it can be seen.
driver_version() {
  local told=${LOCKPICK_DRIVER_FILE:-/proc/driver/nvidia/version} line='' word # the variable is for tests
  if [[ -r $told ]]; then
    IFS= read -r line <"$told" || true
  elif command -v nvidia-smi >/dev/null; then
    line=$(nvidia-smi --query-gpu=driver_version --format=csv,noheader 2>/dev/null | head -n 1) || line=''
  fi
  for word in $line; do
    if [[ $word =~ ^[0-9]{3}(\.[0-9]+)+$ ]]; then
      echo "$word"
      return
    fi
  done
}

# The newest CUDA that drivers of a branch run.
newest_cuda() {
  local branch=$1 entry
  for entry in 575=12.9 570=12.8 565=12.7 560=12.6 555=12.5 550=12.4 545=12.3 535=12.2 530=12.1 525=12.0 520=11.8 \
    515=11.7 510=11.6 495=11.5 470=11.4 465=11.3 460=11.2 455=11.1 450=11.0; do
    if ((branch >= ${entry%=*})); then
      echo "${entry#*=}"
      return
    fi
  done
  echo 10.2
}

# Sets library_path to the folders of cuda_libraries that the system's linker does not know. Sets problem, and fails,
# where a library is missing.
find_cuda_libraries() {
  local bases folders base folder library known path='' missing=()
  IFS=: read -r -a folders <<<"${LD_LIBRARY_PATH-}"
  IFS=: read -r -a bases <<<"${LOCKPICK_CUDA_LIBRARIES-}"
  for base in "${bases[@]}" "${CUDA_HOME:-/usr/local/cuda}" "$(python_packages)"; do
    folders+=("$base" "$base/lib64" "$base"/nvidia/*/lib)
  done
  known=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null) || known=''

  for library in "${cuda_libraries[@]}"; do
    [[ $known == *"$library "* ]] && continue
    for folder in "${folders[@]}"; do
      if [[ -e $folder/$library ]]; then
        [[ :$path: == *:$folder:* ]] || path+=${path:+:}$folder
        continue 2
      fi
    done
    missing+=("$library")
  done
  library_path=$path
  ((${#missing[@]} == 0)) && return
  problem="CUDA needs ${missing[*]}, which this machine does not have.
  They come with CUDA 13, cuDNN 9 and NCCL 2 from NVIDIA, or with PyTorch for CUDA 13 of the python3 on the PATH. Where
  there is a pip, this fetches them (about 1.5 GB):
    pip install --no-deps --target cuda-libraries 'nvidia-cublas==13.*' nvidia-cudnn-cu13 'nvidia-cusolver==12.*' \\
      'nvidia-cusparse==12.*' nvidia-nccl-cu13
    export LOCKPICK_CUDA_LIBRARIES=\$PWD/cuda-libraries
  Otherwise use --device cpu."
  return 1
}

# Where the packages of python3 are, which bring these libraries if PyTorch is among them.
python_packages() {
  command -v python3 >/dev/null && python3 -c 'import sysconfig; print(sysconfig.get_path("purelib"))' 2>/dev/null
  return 0
}
