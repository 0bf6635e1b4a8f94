# shellcheck shell=bash
# Finds what the two scripts need: JDK 17 and Maven 3.6.3 or newer (and for ./check Chromium, Postfix and OpenSSH's server).
# On Debian and Ubuntu, as root or with sudo that asks nothing, a missing one is installed; elsewhere the exact
# thing to install is printed. Sourced by ./janji and ./check; works with bash 3.2 (macOS).

MAVEN_AT_LEAST=3.6.3

say() { printf '%s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

# as_root COMMAND...: runs it as root if that needs no question, else fails.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"
  elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then sudo -n "$@"
  else return 1; fi
}

apt_updated=
# apt_install PACKAGE...: true if they are installed afterwards.
apt_install() {
  command -v apt-get >/dev/null || return 1
  as_root true || return 1
  say "Installing $* ..."
  if [ -z "$apt_updated" ]; then as_root apt-get update -qq >/dev/null 2>&1 || true; apt_updated=yes; fi
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends --no-remove "$@" >/dev/null 2>&1
}

# apt_install_idle PACKAGE...: the same, and no service that comes with it is started.
apt_install_idle() (
  policy=/usr/sbin/policy-rc.d
  as_root true || exit 1
  if ! [ -e "$policy" ]; then
    trap 'as_root rm -f "$policy"' EXIT
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null && as_root chmod 755 "$policy" || exit 1
  fi
  apt_install "$@"
)

is_jdk17() {
  [ -x "$1/bin/javac" ] && [ -x "$1/bin/java" ] || return 1
  if [ -r "$1/release" ]; then grep -q '^JAVA_VERSION="17[."]' "$1/release"
  else "$1/bin/javac" -version 2>&1 | grep -q '^javac 17'; fi
}

find_jdk17() {
  local home on_path
  on_path=$(command -v javac || true)
  while [ -n "$on_path" ] && [ -L "$on_path" ]; do
    case $(readlink "$on_path") in
      /*) on_path=$(readlink "$on_path") ;;
      *) on_path=$(dirname "$on_path")/$(readlink "$on_path") ;;
    esac
  done
  for home in "${JAVA_HOME:-}" "${on_path%/bin/javac}" \
    /usr/lib/jvm/*17* /opt/java/*17* /opt/*jdk*17* "$HOME"/.sdkman/candidates/java/17* "$HOME"/.jdks/*17* \
    /opt/homebrew/opt/openjdk@17/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk@17/libexec/openjdk.jdk/Contents/Home \
    "$(/usr/libexec/java_home -v 17 2>/dev/null || true)"; do
    if [ -n "$home" ] && is_jdk17 "$home"; then printf '%s\n' "$home"; return 0; fi
  done
  return 1
}

# Sets JAVA_HOME. Another major version is not taken: the metrics agent and the embedded Cassandra need 17.
need_jdk() {
  local home
  home=$(find_jdk17) || { apt_install openjdk-17-jdk-headless && home=$(find_jdk17); } || fail \
"Expected a JDK 17, but found none (another major version will not do). Install it and try again:
  Debian 12, Ubuntu:  sudo apt-get install openjdk-17-jdk-headless
  macOS:              brew install openjdk@17
  elsewhere:          Eclipse Temurin 17 (https://adoptium.net), with JAVA_HOME pointing to it"
  export JAVA_HOME=$home
}

maven_suits() {
  command -v mvn >/dev/null || return 1
  mvn --version 2>/dev/null | awk -v least="$MAVEN_AT_LEAST" '
    /Apache Maven [0-9]/ {
      for (i = 1; i < NF; i++) if ($i == "Maven") { split($(i + 1), has, /[.-]/); split(least, want, ".") }
      for (i = 1; i <= 3; i++) { if (has[i] + 0 > want[i] + 0) exit 0; if (has[i] + 0 < want[i] + 0) exit 1 }
      exit 0
    }'
}

need_maven() {
  maven_suits || { apt_install maven && maven_suits; } || fail \
"Expected Maven $MAVEN_AT_LEAST or newer, but found none. Install it and try again:
  Debian, Ubuntu:  sudo apt-get install maven
  macOS:           brew install maven
  elsewhere:       https://maven.apache.org/download.cgi, with mvn on the PATH"
}

# A browser is for pages only, so its absence does not stop the rest.
need_browser() {
  local name
  for name in chromium chromium-browser google-chrome "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
    if command -v "$name" >/dev/null; then return 0; fi
  done
  apt_install chromium && return 0
  say "Note: no Chromium here, so tests of pages cannot run. To have them: sudo apt-get install chromium (macOS: brew install --cask chromium)."
}

is_left_out() { case " ${JANJI_WITHOUT:-} " in *" $1 "*) return 0 ;; *) return 1 ;; esac; }

# The real servers that tests of gateways start, on loopback and with folders of their own. need_peers whole: without them nothing begins;
# otherwise the tests that need them say so.
need_peers() {
  local missing='' complain=say
  if [ "$1" = whole ]; then complain=fail; fi
  if ! is_left_out sshd; then
    { [ -x /usr/sbin/sshd ] && [ -x /usr/lib/openssh/sftp-server ]; } || apt_install_idle openssh-server || missing="$missing openssh-server"
  fi
  if ! is_left_out postfix; then
    command -v openssl >/dev/null || apt_install openssl || missing="$missing openssl"
    # Without a configuration of its own it is nobody's mail server.
    [ -x /usr/sbin/postfix ] ||
      { printf 'postfix postfix/main_mailer_type select No configuration\n' | as_root debconf-set-selections 2>/dev/null && apt_install_idle postfix; } ||
      missing="$missing postfix"
    if [ "$(id -u)" -ne 0 ]; then
      "$complain" "Expected to run as root, because the test against a real Postfix starts one, but this is $(id -un). Run ./check as root, such as in a container, or leave that test out: JANJI_WITHOUT=postfix ./check"
    fi
  fi
  if [ -n "$missing" ]; then
    "$complain" "Expected the real servers that tests of gateways start, but these packages are missing and could not be installed:$missing
  Debian, Ubuntu:  sudo apt-get install$missing
  elsewhere:       leave their tests out: JANJI_WITHOUT=\"postfix sshd\" ./check"
  fi
}
