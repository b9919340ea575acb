#!/bin/bash
# The kiosk's window, release build, on a display of its own: time to the first window, memory at
# home, frames in ten idle seconds, the slowest frame of the interface (CPU, not wall time) while
# recording 720p and while opening a board. Needs xvfb, openbox, xdotool.
set -euo pipefail
cd "$(dirname "$0")/.."
sayso=${SAYSO:-target/release/sayso}
folder=$(mktemp -d)
display=:$((100 + RANDOM % 400))
Xvfb "$display" -screen 0 1280x900x24 >/dev/null 2>&1 &
server=$!
trap 'kill ${kiosk:-} $manager $server 2>/dev/null; rm -rf "$folder"' EXIT
sleep 1
export DISPLAY=$display LIBGL_ALWAYS_SOFTWARE=1
openbox >/dev/null 2>&1 &
manager=$!
"$sayso" demo --no-window --dir "$folder/school" >/dev/null 2>&1

began=$(date +%s%N)
SAYSO_LOG=sayso=trace "$sayso" --home "$folder/school/tablet" kiosk --window \
  --camera testcard --microphone tone 2>"$folder/log" &
kiosk=$!
until grep -q cpu_micros "$folder/log"; do sleep 0.01; done
echo "first frame drawn after $(( ($(date +%s%N) - began) / 1000000 )) ms (wall, software OpenGL)"
sleep 2
window=$(xdotool search --onlyvisible --pid "$kiosk" | tail -n 1)
tap() { xdotool mousemove --window "$window" "$1" "$2" mousedown 1; sleep 0.1; xdotool mouseup 1; sleep 1; }
frames() { grep -c cpu_micros "$folder/log" || true; }
slowest() { tail -n "+$1" "$folder/log" | sed 's/\x1b\[[0-9;]*m//g' | sed -n 's/.*cpu_micros=\([0-9]*\).*/\1/p' | sort -n | tail -n 1; }
lines() { wc -l < "$folder/log"; }

tap 640 400   # Hello!
tap 300 350   # the first class
tap 180 300   # the first pupil
sleep 2
echo "memory at home: $(awk '/VmRSS/{print int($2/1024)}' "/proc/$kiosk/status") MB (RSS), of which files: $(awk '/RssFile/{print int($2/1024)}' "/proc/$kiosk/status") MB"
xdotool mousemove --window "$window" 640 830
sleep 1
before=$(frames); sleep 10
echo "frames in ten idle seconds: $(( $(frames) - before ))"
from=$(lines)
tap 790 330   # Pick symbols
tap 320 500   # a board
sleep 1
echo "slowest frame while opening a board: $(slowest "$from") us of CPU"
xdotool mousemove --window "$window" 640 830
tap 460 722   # Back
from=$(lines)
tap 180 330   # Record a video
tap 200 350   # a question
tap 1150 722  # Record
before=$(frames); sleep 8
echo "slowest frame while recording 720p: $(slowest "$from") us of CPU, of $(( $(frames) - before )) frames in 8 s"
