# Sourced by ./run and ./test: what both need on a fresh Debian or Ubuntu machine.

say() { printf 'sayso: %s\n' "$*"; }
stop() {
  printf 'sayso: %s\n' "$*" >&2
  exit 1
}

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

# Cargo may be installed for this login without being on the path of a plain shell.
need_cargo() {
  [ -x "$HOME/.cargo/bin/cargo" ] && PATH=$HOME/.cargo/bin:$PATH
  # rustup's cargo finds its toolchain in the HOME it was installed for; it may not be this one.
  if ! cargo --version >/dev/null 2>&1 && cargo=$(command -v cargo); then
    beside=$(dirname "$(dirname "$(dirname "$cargo")")")/.rustup
    if [ -d "$beside" ]; then export RUSTUP_HOME="$beside"; fi
  fi
  need=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
  found=$(cargo --version 2>/dev/null | cut -d' ' -f2 | cut -d- -f1)
  if [ -z "$found" ] || [ "$(printf '%s\n%s\n' "$need" "$found" | sort -V | head -n 1)" != "$need" ]; then
    stop "Say So needs Rust $need or newer (found: ${found:-none}): install it with rustup, then run this again."
  fi
}

# Installs those of the named packages that are missing.
need_packages() {
  command -v apt-get >/dev/null || stop "this sets up Debian and Ubuntu; elsewhere install: $*"
  missing=
  for package in "$@"; do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] \
      || missing="$missing $package"
  done
  [ -n "$missing" ] || return 0
  say "installing$missing"
  install_all() {
    # shellcheck disable=SC2086 # the packages are words
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 \
      install -y --no-install-recommends $missing >/dev/null
  }
  # A package list that is missing or out of date is the usual reason to fail.
  install_all 2>/dev/null || { as_root apt-get -qq update && install_all; } \
    || stop "the packages could not be installed:$missing"
}

# What the build needs: nasm for the codec, clang for the camera's bindings, ALSA.
build_packages="build-essential nasm pkg-config libasound2-dev libclang-dev clang"

# What a window needs where there is a display, and a voice to read with.
window_packages="libgl1-mesa-dri libegl1 libxkbcommon-x11-0 libxcursor1 libxi6 libxrandr2 libwayland-egl1 espeak-ng"

# Pictures and fonts of others, by their lock file: never committed.
need_assets() {
  stamp=assets/node_modules/.sayso-lock
  cmp -s assets/package-lock.json "$stamp" && return 0
  command -v npm >/dev/null || need_packages nodejs npm
  say "fetching symbols and fonts"
  (cd assets && npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error >/dev/null) \
    || stop "the symbols and fonts could not be fetched: check the network and run this again."
  cp assets/package-lock.json "$stamp"
}
