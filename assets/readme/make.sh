#!/bin/sh
# Makes the pictures of the README anew, from the screens as they are.
set -eu
cd "$(dirname "$0")/../.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
SAYSO_PICTURES=$folder cargo nextest run --locked -E 'test(large_pictures)'
for name in home worry recording film topic sort my-page survey questions send-clip who home-dark home-light review tips-staff; do
  [ -f "$folder/$name.png" ] || continue
  convert "$folder/$name.png" -resize 960x -colors 255 -strip -define png:compression-level=9 \
    "assets/readme/$name.png"
done
# The staff pages, for which fewer colours do.
for name in class pupil sheet; do
  [ -f "$folder/$name.png" ] || continue
  convert "$folder/$name.png" -resize 960x960 -colors 64 -dither None -strip \
    -define png:compression-level=9 "assets/readme/$name.png"
done
