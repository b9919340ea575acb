#!/bin/sh
# Makes this computer a tablet that shows Say So and nothing else. As root, on Debian 12 without a desktop:
#
#   set-up-kiosk.sh PROGRAM     PROGRAM is the built sayso, target/release/sayso
#   set-up-kiosk.sh --undo      gives the computer back; what pupils said stays in /var/lib/sayso
#
# Run again after an update: it replaces the program and keeps everything else. README.md says the rest.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
stop() {
  printf 'set-up-kiosk: %s\n' "$*" >&2
  exit 1
}
[ $# = 1 ] || stop "use: set-up-kiosk.sh PROGRAM, or set-up-kiosk.sh --undo"
[ "$(id -u)" = 0 ] || stop "this has to be run as root"

unit=/etc/systemd/system/sayso-kiosk.service
pam=/etc/pam.d/sayso-kiosk
logind=/etc/systemd/logind.conf.d/sayso-kiosk.conf
keys=/etc/sysctl.d/60-sayso-kiosk.conf

if [ "$1" = --undo ]; then
  systemctl disable --quiet sayso-kiosk.service
  systemctl unmask --quiet ctrl-alt-del.target
  rm -f "$unit" "$pam" "$logind" "$keys"
  systemctl enable --quiet getty@tty1.service
  echo "Restart, and it is an ordinary computer again."
  exit 0
fi

[ -x "$1" ] || stop "$1 is no program"
[ ! -e /etc/systemd/system/display-manager.service ] \
  || stop "a desktop is installed here: take it off first, or begin with a Debian without one"
missing=
for package in cage libpam-systemd dbus-user-session libgl1-mesa-dri libegl1 libgles2 libwayland-egl1 \
  libxkbcommon0 libasound2 espeak-ng; do
  [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] \
    || missing="$missing $package"
done
if [ -n "$missing" ]; then
  # shellcheck disable=SC2086 # the packages are words
  DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends $missing >/dev/null \
    || stop "the packages could not be installed:$missing (apt-get update, then again)"
fi

# A login that nobody can use: no password, no shell. Camera and sound, and nothing else.
if ! getent passwd sayso >/dev/null; then
  useradd --system --create-home --home-dir /var/lib/sayso --shell /usr/sbin/nologin sayso
fi
usermod --append --groups video,audio,render sayso
chmod 700 /var/lib/sayso

install -m 755 "$1" /usr/local/bin/sayso
install -m 644 "$here/sayso-kiosk.service" "$unit"
install -m 644 "$here/sayso-kiosk.pam" "$pam"
install -D -m 644 "$here/sayso-kiosk.logind.conf" "$logind"
# Neither Ctrl-Alt-Del nor the kernel's own keys restart or kill anything.
systemctl mask --quiet ctrl-alt-del.target
echo "kernel.sysrq = 0" > "$keys"
systemctl enable --quiet sayso-kiosk.service

if [ -e /var/lib/sayso/tablet/settings.toml ]; then
  echo "Ready. Restart, and the tablet begins with Say So."
else
  echo "Ready but for the school. Let the tablet join it, then restart:"
  echo "  runuser -u sayso -- sayso join --home /var/lib/sayso/tablet --share SHARE --name NAME --role tablet"
fi
