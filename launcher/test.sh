# ./lockpick test [--slow] [Maven arguments]: installs what the tests need where it may, builds with every check, runs
# every test, and closes with the counts.
source "$root/launcher/jdk.sh"

run_tests() {
  local maven=(mvn --batch-mode) verify=() argument
  for argument in "$@"; do
    [[ $argument == --slow ]] && verify+=(-Pslow) || verify+=("$argument")
  done
  find_jdk
  need_maven
  need_chromium
  need_sandbox
  export JAVA_HOME=$java_home
  cd "$root"
  source "$root/launcher/blas.sh"
  choose_blas
  verify+=(-Dblas="$blas")
  [[ -z $blas_cache ]] || verify+=(-Dnatives.cache="$blas_cache")

  local note=''
  [[ -e $state/tested ]] || note=' (first time: downloads 900 MB)'
  echo "testing Lockpick with JDK $java_major in $java_home$note"
  mkdir -p "$state" && touch "$state/tested"
  rm -rf */target/surefire-reports */target/lockpick-cache
  local status=0
  # The format by itself: a stray blank in one module should not keep the tests of the others from running.
  if ! "${maven[@]}" --quiet spotless:check </dev/null; then
    status=1
    verify+=(-Dspotless.check.skip=true)
  fi
  "${maven[@]}" --fail-at-end -Dmaven.test.failure.ignore=true "${verify[@]}" verify </dev/null || status=1
  close_with_counts "$status"
}

# The report tests look at the drawn pages in a browser.
need_chromium() {
  local command
  for command in chromium chromium-browser google-chrome; do
    command -v "$command" >/dev/null && return
  done
  install_packages 'the report tests need Chromium' chromium fonts-dejavu-core
}

# The graders of programs run them in a sandbox, compiled by clang and by g++.
need_sandbox() {
  local missing=()
  [[ -x /usr/bin/bwrap ]] || missing+=(bubblewrap)
  [[ -x /usr/bin/g++ ]] || missing+=(g++)
  [[ -x /usr/bin/clang++ ]] || missing+=(clang)
  [[ -x /usr/bin/ld.lld ]] || missing+=(lld)
  [[ -x /usr/bin/python3 ]] || missing+=(python3)
  ((${#missing[@]} == 0)) || install_packages 'the tests of the sandbox need more' "${missing[@]}"
}

# Installs Debian packages where it may, and otherwise says why and how, and ends.
install_packages() {
  local why=$1
  shift
  if [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null; then
    echo "$why: installing $* …"
    local log=$state/apt.log
    mkdir -p "$state"
    if apt-get update >"$log" 2>&1 \
      && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" >>"$log" 2>&1 </dev/null; then
      return
    fi
    tail -n 15 "$log" >&2
  fi
  cat >&2 <<MESSAGE
lockpick: $why. Install it and run again:
  sudo apt-get install $*
MESSAGE
  exit 1
}

# Adds up the counts in the head of each surefire report; exits with failure if anything did, or nothing ran.
close_with_counts() {
  local status=$1 total passed failed skipped
  read -r total failed skipped < <(
    find "$root" -path '*/target/surefire-reports/TEST-*.xml' -exec grep -h -m 1 '<testsuite ' {} + 2>/dev/null | awk '
      function count(name) { return match($0, " " name "=\"[0-9]+") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 3) : 0 }
      { total += count("tests"); failed += count("failures") + count("errors"); skipped += count("skipped") }
      END { print total + 0, failed + 0, skipped + 0 }')
  passed=$((total - failed - skipped))

  ((status == 0)) || echo "the build or a check failed, see above; ./lockpick format mends the format"
  echo
  echo "$passed passed, $failed failed, $skipped skipped"
  ((status == 0 && failed == 0 && passed > 0)) || exit 1
  exit 0
}
