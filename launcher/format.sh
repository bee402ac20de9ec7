# ./lockpick format: rewrites the Java sources in the project's format.
source "$root/launcher/jdk.sh"

format_sources() {
  find_jdk
  need_maven
  cd "$root"
  # On the JDK found, since the formatter reads the language of the JDK it runs on.
  JAVA_HOME=$java_home exec mvn --batch-mode --quiet spotless:apply </dev/null
}
