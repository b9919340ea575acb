#!/bin/bash
# In the virtual machine: a tablet sends clips over Samba while the server is killed, frozen, made
# read-only and full, each in the middle of a push. `share.sh SAYSO SCHOOL`; what each sync said is
# left in $OUT.
set -euo pipefail
sayso=$1 school=$2
served=/srv/share
tablet() { "$sayso" --home "$school/tablet" "$@"; }
clips() { find $served -name '*.bin' | wc -l; }
say() { printf '%s s: %s\n' "$(cut -d' ' -f1 /proc/uptime)" "$*"; }

mkdir -p $served
mount -t tmpfs -o size=300m share $served
cp -a "$school/share/." $served
samba-up $served
for home in tablet senco; do
  sed -i "s|$school/share|/mnt/share|" "$school/$home/settings.toml"
done

# Starts a sync and waits until it has put another clip on the server.
in_the_middle() {
  local before
  before=$(clips)
  tablet sync --once --json > "$OUT/$1.json" &
  syncing=$!
  until [ "$(clips)" -gt "$before" ]; do
    kill -0 $syncing || { say "$1: it ended too early"; return; }
    sleep 0.05
  done
  say "$1: in the middle, $(clips) clips"
}
ended() {
  wait $syncing || true
  say "$1: $(cat "$OUT/$1.json")"
}

in_the_middle killed
samba-down
ended killed
samba-up $served

in_the_middle frozen
samba-freeze
sleep 1
tablet status --json > "$OUT/frozen-status.json" || true
say "status said: $(cat "$OUT/frozen-status.json")"
# It says so by itself; that it ends may wait for the kernel, which waits for the server.
until [ -s "$OUT/frozen.json" ]; do kill -0 $syncing; sleep 0.2; done
say "it gave up waiting"
samba-thaw
ended frozen

in_the_middle read_only
until mount -o remount,ro $served 2> /dev/null; do sleep 0.05; done
ended read_only
mount -o remount,rw $served

# Room for one and a half.
in_the_middle full
mount -o remount,size="$(($(du -sk $served | cut -f1) + 1536))k" $served
ended full
mount -o remount,size=300m $served

tablet sync --once --json > "$OUT/revived.json"
say "revived: $(cat "$OUT/revived.json")"
"$sayso" --home "$school/senco" sync --once --json > "$OUT/heard.json"
"$sayso" --home "$school/senco" verify --json > "$OUT/verified.json"
say "verified: $(cat "$OUT/verified.json")"
