#!/bin/bash
# A desktop of its own for a screen reader: a display, a window manager, a session bus, the
# accessibility bus; then `walk.py` on it. `run.sh SAYSO [FOLDER]`: the program to try, and an
# empty folder for the sample school. Ends what it started, and nothing else.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
sayso=$(realpath "$1")
launcher=/usr/libexec/at-spi-bus-launcher
python=/usr/bin/python3
fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

lacks=
for program in Xvfb openbox dbus-daemon "$launcher"; do
  command -v "$program" >/dev/null || lacks="$lacks $(basename "$program")"
done
"$python" -c 'import gi; gi.require_version("Atspi", "2.0"); from gi.repository import Atspi' \
  2>/dev/null || lacks="$lacks python3-gi/gir1.2-atspi-2.0"
if [ -n "$lacks" ]; then
  printf 'not installed here:%s\n' "$lacks" >&2
  exit 77
fi

own=$(mktemp -d)
school=${2:-$own/school}
started=()
clean_up() {
  # Last come, first gone: whoever loses its bus or its display says so.
  for ((at = ${#started[@]} - 1; at >= 0; at--)); do
    kill "${started[at]}" 2>/dev/null || true
    wait "${started[at]}" 2>/dev/null || true
  done
  rm -rf "$own"
}
trap clean_up EXIT
trap 'exit 1' INT TERM
# Waits until the file that a program was told to write has a line.
told() {
  for ((tenths = 0; tenths < 300; tenths++)); do
    [ ! -s "$1" ] || return 0
    sleep 0.1
  done
  fail "waited half a minute for $2: $(cat "$own/log")"
}

mkdir -m 700 "$own/run" "$own/config"
export HOME=$own XDG_RUNTIME_DIR=$own/run XDG_CONFIG_HOME=$own/config
export LIBGL_ALWAYS_SOFTWARE=1 NO_AT_BRIDGE=1 GSETTINGS_BACKEND=memory
unset WAYLAND_DISPLAY AT_SPI_BUS_ADDRESS DBUS_SESSION_BUS_ADDRESS XDG_SESSION_TYPE

Xvfb -displayfd 3 -screen 0 1280x844x24 -nolisten tcp 3>"$own/display" 2>>"$own/log" &
started+=($!)
told "$own/display" "the display"
DISPLAY=:$(cat "$own/display")
export DISPLAY

cat > "$own/bus.conf" <<END
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=$XDG_RUNTIME_DIR</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
END
dbus-daemon --config-file="$own/bus.conf" --nofork --print-address=3 3>"$own/bus" 2>>"$own/log" &
started+=($!)
told "$own/bus" "the session bus"
DBUS_SESSION_BUS_ADDRESS=$(cat "$own/bus")
export DBUS_SESSION_BUS_ADDRESS

"$launcher" --launch-immediately 2>>"$own/log" &
started+=($!)
openbox --config-file /dev/null 2>>"$own/log" &
started+=($!)

"$sayso" demo --no-window --dir "$school" 2>>"$own/log" || fail "$(cat "$own/log")"
"$python" "$here/walk.py" "$sayso" "$school"
