# Finds a JDK. Sets java_home and java_major, or says what to install and exits.

oldest_jdk=21

# Major version of the JDK in a folder, 0 when it is none; from its release file, without starting it.
jdk_major() {
  local home=$1 line version
  [[ -x $home/bin/java && -x $home/bin/javac && -r $home/release ]] || { echo 0; return; }
  while IFS= read -r line; do
    if [[ $line == JAVA_VERSION=* ]]; then
      version=${line#JAVA_VERSION=}
      version=${version//\"/}
      version=${version#1.}
      version=${version%%[!0-9]*}
      echo "${version:-0}"
      return
    fi
  done <"$home/release"
  echo 0
}

# The folder a java command belongs to, with its links followed.
home_of_command() {
  local command
  command=$(command -v "$1") || return 0
  command=$(readlink -f "$command")
  [[ $command == */bin/java ]] && echo "${command%/bin/java}"
  return 0
}

find_jdk() {
  local candidate major
  if [[ -n ${LOCKPICK_JAVA_HOME-} ]]; then
    java_home=$LOCKPICK_JAVA_HOME
    java_major=$(jdk_major "$java_home")
    ((java_major >= oldest_jdk)) && return
    echo "lockpick: LOCKPICK_JAVA_HOME is $LOCKPICK_JAVA_HOME, which is not a JDK $oldest_jdk or newer" >&2
    exit 1
  fi

  # The user's choice first, in the order they would expect it to count …
  java_major=0
  for candidate in "${JAVA_HOME-}" "$(home_of_command java)"; do
    [[ -n $candidate ]] || continue
    major=$(jdk_major "$candidate")
    if ((major >= oldest_jdk)); then
      java_home=$candidate java_major=$major
      return
    fi
    ((major > java_major)) && java_home=$candidate java_major=$major
  done

  # … then the newest of the usual folders.
  for candidate in /usr/lib/jvm/* /usr/java/* /opt/* /opt/*/jdk* "${HOME-}"/.sdkman/candidates/java/* \
    "${HOME-}"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [[ -d $candidate ]] || continue
    major=$(jdk_major "$candidate")
    if ((major > java_major)); then
      java_home=$candidate java_major=$major
    fi
  done
  ((java_major >= oldest_jdk)) && return

  local found=none
  ((java_major == 0)) || found="only JDK $java_major in $java_home"
  cat >&2 <<MESSAGE
lockpick: needs a JDK $oldest_jdk or newer (found $found).
  Install one, for example Eclipse Temurin 25 (https://adoptium.net) or, on Debian and Ubuntu,
  apt-get install openjdk-$oldest_jdk-jdk; or point LOCKPICK_JAVA_HOME at the folder of one you have.
MESSAGE
  exit 1
}

need_maven() {
  command -v mvn >/dev/null && return
  cat >&2 <<'MESSAGE'
lockpick: needs Maven 3.6.3 or newer to build itself, and there is no mvn on the PATH.
  Install it, for example with apt-get install maven, or from https://maven.apache.org.
MESSAGE
  exit 1
}
