# Sourced by POSIX shell scripts. find_jdk N sets and exports JAVA_HOME to a JDK N or newer, or explains
# and returns 2. No JVM is started: the version stands in the JDK's own `release` file.

jdk_version() { # $1: a folder; prints the JDK's feature version, or nothing when it holds no JDK
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9][0-9]*\).*/\1/p' "$1/release"
}

# The folder that `java` on the PATH belongs to, through any chain of links.
jdk_on_path() {
  java=$(command -v java 2>/dev/null) || return 0
  while [ -L "$java" ]; do
    to=$(readlink "$java")
    case $to in /*) java=$to ;; *) java=$(dirname -- "$java")/$to ;; esac
  done
  case $java in */bin/java) printf '%s\n' "${java%/bin/java}" ;; esac
}

find_jdk() { # $1: the least feature version
  least=$1 seen=''
  path_home=$(jdk_on_path)
  # What the user chose comes first.
  for where in JAVA_HOME PATH; do
    case $where in JAVA_HOME) home=${JAVA_HOME-} ;; *) home=$path_home ;; esac
    if [ -z "$home" ]; then
      seen="$seen
    $where: not set, or no java there"
      continue
    fi
    version=$(jdk_version "$home")
    if [ "${version:-0}" -ge "$least" ]; then
      JAVA_HOME=$home
      export JAVA_HOME
      return 0
    fi
    seen="$seen
    $where: $home (${version:+version }${version:-no JDK there})"
  done

  # Otherwise the oldest that will do: nearest to what Semel is tested with.
  best='' best_version=0
  for home in /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /usr/local/java/* /opt/java/* /opt/*jdk* \
    "${HOME-}"/.sdkman/candidates/java/* "${HOME-}"/.jdks/* "${HOME-}"/.gradle/jdks/* \
    "${HOME-}"/.m2/jdks/* "${HOME-}"/.local/share/mise/installs/java/* \
    "${HOME-}"/.asdf/installs/java/* "${HOME-}"/.jenv/versions/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /home/linuxbrew/.linuxbrew/opt/openjdk*/libexec; do
    [ -d "$home" ] || continue
    version=$(jdk_version "$home")
    [ "${version:-0}" -ge "$least" ] || continue
    if [ -z "$best" ] || [ "$version" -lt "$best_version" ]; then
      best=$home best_version=$version
    fi
  done
  if [ -n "$best" ]; then
    JAVA_HOME=$best
    export JAVA_HOME
    return 0
  fi

  cat >&2 <<MESSAGE
semel: needs a JDK $least or newer (a JDK, not only a Java runtime), and found none.

  Looked at:$seen
  and in /usr/lib/jvm, /usr/lib64/jvm, /usr/java, /usr/local/java, /opt, ~/.sdkman, ~/.jdks, ~/.gradle/jdks,
  ~/.m2/jdks, mise, asdf, jenv, Homebrew and Library/Java/JavaVirtualMachines.

  Any one of these gets one:
    Debian, Ubuntu, Fedora   https://adoptium.net/installation/linux  (package temurin-$least-jdk)
    macOS                    brew install openjdk@$least
    with SDKMAN!             sdk install java $least-tem
    by hand                  unpack a JDK $least anywhere and set JAVA_HOME to it
MESSAGE
  return 2
}
