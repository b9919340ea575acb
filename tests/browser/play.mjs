// Opens staff pages in a real Chromium, from `file://` as staff do or from a server, plays every
// clip on them and prints what happened as one JSON document:
//   {"console":[…],"playing":true,"width":1280,"seconds":1.2,"pages":[…]}
// A message on the console (a blocked style or clip among them), a clip that does not play, a
// video without a picture, a picture or captions that did not load is a failure: exit 1. Wrong use: exit 2.
//
// Use: node play.mjs PAGE… ; PAGE is a path or an address. The browser is the one that
// CHROMIUM names, else /usr/bin/chromium.

import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const PLAY_FOR_MS = 1200;
const paths = process.argv.slice(2);
if (paths.length === 0) {
  console.error("use: node play.mjs PAGE…");
  process.exit(2);
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--autoplay-policy=no-user-gesture-required"],
});

const report = { console: [], playing: true, width: 0, seconds: 0, pages: [] };
try {
  for (const path of paths) {
    // Scripts of this check run in the page by the debugging protocol, which its policy allows.
    const page = await browser.newPage();
    const asked = [];
    page.on("console", (message) => report.console.push(`${path}: ${message.text()}`));
    page.on("pageerror", (error) => report.console.push(`${path}: ${error.message}`));
    page.on("request", (request) => asked.push(request.url()));
    const address = /^(file|https?):/.test(path) ? path : pathToFileURL(path).href;
    await page.goto(address, { waitUntil: "load" });
    const clips = await page.evaluate(playAll, PLAY_FOR_MS);
    const styled = await page.evaluate(() => getComputedStyle(document.body).display === "flex");
    const pictures = await page.evaluate(
      () => [...document.images].map((image) => image.complete && image.naturalWidth > 0),
    );
    // Nothing may be asked of any other computer.
    const origin = new URL(address).origin;
    const elsewhere = asked.filter(
      (url) => !url.startsWith("data:") && new URL(url).origin !== origin,
    );
    report.pages.push({ path, styled, elsewhere, clips, pictures });
    await page.close();
  }
} catch (error) {
  report.console.push(String(error));
}
await browser.close();

const clips = report.pages.flatMap((page) => page.clips);
report.playing = clips.length > 0 && clips.every((clip) => clip.playing);
report.width = Math.max(0, ...clips.map((clip) => clip.width));
report.seconds = Math.min(...clips.map((clip) => clip.seconds), Infinity);
if (!Number.isFinite(report.seconds)) report.seconds = 0;
console.log(JSON.stringify(report, null, 2));
const good =
  report.playing &&
  report.pages.every((page) => page.pictures.every((shown) => shown)) &&
  report.console.length === 0 &&
  report.pages.length === paths.length &&
  report.pages.every((page) => page.styled && page.elsewhere.length === 0);
process.exit(good ? 0 : 1);

// Runs inside the page.
async function playAll(playForMs) {
  const results = [];
  for (const clip of document.querySelectorAll("video, audio")) {
    let refused = null;
    clip.muted = true;
    await clip.play().catch((error) => (refused = `${error.name}: ${error.message}`));
    await new Promise((done) => setTimeout(done, playForMs));
    const isVideo = clip.tagName === "VIDEO";
    const wantsCues = clip.querySelector("track") !== null;
    const cues = wantsCues ? (clip.textTracks[0]?.cues?.length ?? 0) : null;
    const seconds = clip.currentTime;
    results.push({
      kind: isVideo ? "video" : "audio",
      playing: seconds > 0 && refused === null && (!isVideo || clip.videoWidth > 0) && cues !== 0,
      width: isVideo ? clip.videoWidth : 0,
      seconds,
      duration: clip.duration,
      cues,
      refused,
    });
    clip.pause();
  }
  return results;
}
