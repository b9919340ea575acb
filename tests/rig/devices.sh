#!/bin/bash
# In the virtual machine: the camera and the microphone are unplugged, stalled, taken by another
# program, left in an odd state and made to fail, each while somebody records or before.
# `devices.sh SAYSO VOICE`; what each recording said is left in $OUT.
set -euo pipefail
sayso=$1 voice=$2
export SAYSO_LOG=info
say() { printf '%s s: %s\n' "$(cut -d' ' -f1 /proc/uptime)" "$*"; }

# Begins a recording of so many seconds and waits until its first piece is there.
begin() {
  name=$1
  "$sayso" record --camera "${3:-default}" --microphone "${4:-default}" --seconds "$2" \
    --out "$OUT/$name.mp4" --json > "$OUT/$name.json" 2> "$OUT/$name.log" &
  recording=$!
  says 'recording'
  say "$name: it records"
}
# Waits until the recorder has said so.
says() {
  until grep -q "$1" "$OUT/$name.log"; do
    kill -0 $recording 2> /dev/null || { say "$name: ended without $1"; return; }
    sleep 0.1
  done
}
# Lets it record for so many seconds more and ends it: how long it takes here until a device is
# gone, and back, nobody knows.
goes_on() {
  sleep "$1"
  kill -TERM $recording
  ended
}
ended() {
  wait $recording || say "$name: exit $?"
  say "$name: $(cat "$OUT/$name.json")"
}
# One that is refused before anything was recorded.
refused() {
  "$sayso" record --camera default --microphone none --seconds 2 --out "$OUT/$1.mp4" \
    > /dev/null 2> "$OUT/$1.log" || echo refused >> "$OUT/$1.log"
  say "$1: $(tail -n 3 "$OUT/$1.log")"
}

speak "$voice"

begin camera_back 300
camera-unplug
says CameraLost
say "it said so"
camera-replug
says CameraBack
goes_on 6

begin microphone_back 300
microphone-unplug
says MicrophoneLost
say "it said so"
microphone-replug
speak "$voice"
says MicrophoneBack
goes_on 6

begin stalled 300
camera-stall
says CameraLost
camera-stall 0
says CameraBack
goes_on 6
camera-reset

begin failing 20
v4l2-ctl -c inject_fatal_streaming_error=1
says 'the device is looked for'
ended

begin gone 300
camera-unplug
says CameraLost
goes_on 6
refused none_there
camera-replug

v4l2-ctl --stream-mmap --stream-count=0 > /dev/null 2>&1 &
holder=$!
sleep 3
refused busy
kill $holder
wait $holder 2> /dev/null || true

v4l2-ctl --set-fmt-video=pixelformat=GREY
begin odd 4
ended

# With the devices open before, as behind a count-in.
"$sayso" record --camera default --microphone default --warm 4 --seconds 3 \
  --out "$OUT/warm.mp4" --json > "$OUT/warm.json" 2> "$OUT/warm.log" || say "warm: exit $?"
say "warm: $(cat "$OUT/warm.json")"

speak --stop
begin silent 5 none
ended
