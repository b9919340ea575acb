// Opens documents in a real Chromium from `file://`, asks axe-core what a screen reader or a weak
// eye would stumble over, prints each as paper would be, and says what happened as one JSON
// document: {"console":[…],"elsewhere":[…],"violations":[…],"media":[…],"pictures":…}
// A message on the console (a blocked style or picture among them), a violation, a request to any
// other place, a picture that did not load or a clip that does not know its length: exit 1.
//
// Use: node document.mjs PAGE… ; beside each PAGE it writes PAGE.pdf and PAGE.png.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const paths = process.argv.slice(2);
if (paths.length === 0) {
  console.error("use: node document.mjs PAGE…");
  process.exit(2);
}
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

const report = { console: [], elsewhere: [], violations: [], media: [], pictures: 0, broken: 0 };
try {
  for (const path of paths) {
    const page = await browser.newPage({ viewport: { width: 1100, height: 1400 } });
    page.on("console", (message) => report.console.push(`${path}: ${message.text()}`));
    page.on("pageerror", (error) => report.console.push(`${path}: ${error.message}`));
    const address = pathToFileURL(path).href;
    page.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith("data:") && url !== address) report.elsewhere.push(url);
    });
    await page.goto(address, { waitUntil: "load" });
    report.media.push(...(await page.evaluate(lengths)));
    const loaded = await page.evaluate(
      () => [...document.images].map((image) => image.complete && image.naturalWidth > 0),
    );
    report.pictures += loaded.length;
    report.broken += loaded.filter((whole) => !whole).length;
    // By the debugging protocol, which the page's policy does not stop.
    await page.evaluate(axe);
    const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
    for (const { id, help, nodes } of found.violations) {
      report.violations.push({ path, id, help, nodes: nodes.map((node) => node.html.slice(0, 200)) });
    }
    await page.screenshot({ path: `${path}.png`, fullPage: true });
    await page.pdf({ path: `${path}.pdf`, preferCSSPageSize: true, printBackground: true });
    await page.close();
  }
} catch (error) {
  report.console.push(String(error));
}
await browser.close();
console.log(JSON.stringify(report, null, 2));
const good =
  report.console.length === 0 && report.elsewhere.length === 0 && report.violations.length === 0 &&
  report.broken === 0 && report.media.every((seconds) => seconds > 0);
process.exit(good ? 0 : 1);

// Runs inside the page: how long every clip is, in seconds.
async function lengths() {
  const clips = [...document.querySelectorAll("video, audio")];
  return Promise.all(clips.map(async (clip) => {
    if (clip.readyState < 1) {
      await new Promise((done) => {
        clip.addEventListener("loadedmetadata", done, { once: true });
        clip.addEventListener("error", done, { once: true });
        setTimeout(done, 10_000);
      });
    }
    return Number.isFinite(clip.duration) ? clip.duration : 0;
  }));
}
