#!/bin/sh
# Makes the pictures of the README anew, from the screens as they are.
set -eu
cd "$(dirname "$0")/../.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
SAYSO_PICTURES=$folder cargo nextest run --locked -E 'test(large_pictures) + test(school_page) + test(/faces::setup::/)'
SAYSO_DOCUMENTS=$folder cargo nextest run --locked -E 'test(pages_are_silent_and_accessible)'
mv "$folder/profile.html.png" "$folder/profile.png"
for name in home worry recording film topic sort my-page survey questions send-clip who home-dark home-light review review-beside told-me school-pupil setup-what setup-waiting tips-staff profile; do
  [ -f "$folder/$name.png" ] || continue
  convert "$folder/$name.png" -resize 960x -colors 255 -strip -define png:compression-level=9 \
    "assets/readme/$name.png"
done
# The staff pages: without dots between colours they stay small; paper has a margin.
for name in class pupil sheet; do
  [ -f "$folder/$name.png" ] || continue
  margin=0
  [ $name = sheet ] && margin=45
  convert "$folder/$name.png" -bordercolor white -border $margin -resize 960x960 +dither -colors 200 \
    -strip -define png:compression-level=9 "assets/readme/$name.png"
done
