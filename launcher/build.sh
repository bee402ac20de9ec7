# Builds one product (cli, spark or bench) and records how to start it. Uses root, state, product, modules, natives, place and
# built of the launcher. Only what a start needs: no tests, no checks; ./lockpick test does those.
source "$root/launcher/jdk.sh"

build() {
  mkdir -p "$place" 2>/dev/null || { echo "lockpick: cannot write to $state" >&2; exit 1; }
  exec 9>"$state/build.lock"
  if command -v flock >/dev/null && ! flock -n 9; then
    echo "lockpick: waiting for another build to finish …" >&2
    flock 9
    is_current && { exec 9>&-; return; }
  fi
  find_jdk
  need_maven

  local started=$place/started log=$state/build-${place##*/}.log
  touch "$started"
  compile "$log"
  assemble "$started"
  exec 9>&-
}

# Runs Maven with a line of progress on stderr; on failure shows the end of its log.
compile() {
  local log=$1 label='building Lockpick' first='downloads 400 MB' profile=() status=0 begun=$SECONDS
  if [[ $natives == cuda ]]; then
    label+=' for CUDA' first='downloads 1.1 GB, which unpack to 2 GB in ~/.javacpp' profile=(-Pcuda)
  fi
  if [[ $product == spark ]]; then
    label+=' with Spark' first+=', and Spark, 180 MB'
  fi
  [[ -e $built ]] || label+=" (first time: $first)"
  (
    cd "$root"
    JAVA_HOME=$java_home exec mvn --batch-mode -Dstyle.color=never -Dquick "${profile[@]}" \
      --projects ":lockpick-$product" --also-make process-classes
  ) >"$log" 2>&1 </dev/null 9>&- &
  local maven=$!
  trap 'kill "$maven" 2>/dev/null; echo >&2; exit 130' INT
  trap 'kill "$maven" 2>/dev/null; exit 143' TERM HUP
  report_progress "$maven" "$log" "$label" "$begun"
  wait "$maven" || status=$?
  trap - INT TERM HUP

  if ((status != 0)); then
    echo "lockpick: the build failed after $((SECONDS - begun)) s. All of it is in $log; the end:" >&2
    grep '^\[ERROR\]' "$log" | grep -v -E '^\[ERROR\] *(\[Help|To see|Re-run|For more|After|  mvn|-> |$)' | tail -n 30 >&2 \
      || tail -n 30 "$log" >&2
    exit 1
  fi
  echo "$label … done · $((SECONDS - begun)) s" >&2
}

# One line kept up to date on a terminal; a plain line for each module elsewhere.
report_progress() {
  local maven=$1 log=$2 label=$3 begun=$4 step='' told='' interactive=false
  [[ -t 2 ]] && interactive=true
  $interactive || echo "$label …" >&2
  while kill -0 "$maven" 2>/dev/null; do
    sleep 0.3
    # Maven heads each module with: Building Lockpick engine 0.1.0-SNAPSHOT   [2/5]
    step=$(sed -n -E 's|.*Building Lockpick.*\[([0-9]+/[0-9]+)\]$|module \1|p' "$log" | tail -n 1)
    if $interactive; then
      printf '\r\033[K%s … %s · %s s' "$label" "${step:-starting}" "$((SECONDS - begun))" >&2
    elif [[ -n $step && $step != "$told" ]]; then
      echo "  $step · $((SECONDS - begun)) s" >&2
      told=$step
    fi
  done
  $interactive && printf '\r\033[K' >&2
  return 0
}

# Packs our own classes into one jar under a new name, so that a later build never pulls the jar from under a run that
# is still going; everything else stays where Maven keeps it.
assemble() {
  local started=$1 app module libraries arguments=() ours=()
  app=$place/$(date +%Y%m%d-%H%M%S)-$$
  mkdir "$app"
  for module in "${modules[@]}"; do
    ours+=(-e "$root/$module/target/classes")
    [[ -d $root/$module/target/classes ]] && arguments+=(-C "$root/$module/target/classes" .)
  done
  printf 'Implementation-Title: Lockpick\nImplementation-Version: %s\n' "$(version)" >"$app/manifest"
  "$java_home/bin/jar" --create --file "$app/lockpick.jar" --manifest "$app/manifest" "${arguments[@]}"

  libraries=$(tr ':' '\n' <"$root/$product/target/class-path" | grep -v -x -F "${ours[@]}" | paste -s -d :)
  printf '%s\n' "$java_home" "$java_major" "$app/lockpick.jar:$libraries" >"$started.done"
  archive_classes "$app" "$libraries"
  touch -r "$started" "$started.done"
  mv "$started.done" "$built"
  rm -f "$started"
  forget_old_builds
}

# The project's version and, in a git checkout, the commit: 0.1.0-SNAPSHOT-1a2b3c4, "-modified" with changes on top.
version() {
  local version commit
  version=$(sed -n -E 's|^  <version>(.*)</version>$|\1|p' "$root/pom.xml")
  if commit=$(git -C "$root" rev-parse --short HEAD 2>/dev/null); then
    version+=-$commit
    [[ -z $(git -C "$root" status --porcelain 2>/dev/null) ]] || version+=-modified
  fi
  echo "$version"
}

# Class data sharing: the JVM maps the classes of a start instead of parsing them again. Recorded from a command that
# reads a study and changes nothing; a start does without when this fails.
archive_classes() {
  local app=$1 libraries=$2 rehearsal=(--help)
  [[ $product == cli && -r $root/studies/quickstart.yaml ]] && rehearsal=(status "$root/studies/quickstart.yaml")
  "$java_home/bin/java" -XX:ArchiveClassesAtExit="$app/lockpick.jar.jsa" -XX:+UseSerialGC -Xlog:disable \
    -Dlockpick.home="$root" --enable-native-access=ALL-UNNAMED \
    -cp "$app/lockpick.jar:$libraries" "$main" "${rehearsal[@]}" >/dev/null 2>&1 </dev/null || true
}

forget_old_builds() {
  local builds=("$place"/*/) kept=5
  while ((${#builds[@]} > kept)); do
    rm -rf "${builds[0]}"
    builds=("${builds[@]:1}")
  done
}
