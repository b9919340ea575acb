// Somebody who arrived this morning: opens the first page of a folder, clicks a class and a pupil,
// plays the clip, and finds the same pupil by name. Prints what happened as one JSON document.
//
// Use: node visit.mjs FOLDER CLASS NAME

import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { launch, watch } from "./browser.mjs";

const [folder, className, name] = process.argv.slice(2);
if (!name) {
  console.error("use: node visit.mjs FOLDER CLASS NAME");
  process.exit(2);
}
const browser = await launch();
const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
const watched = watch(page);
await page.goto(pathToFileURL(join(folder, "index.html")).href);
let clicks = 0;
async function follow(link) {
  await link.click();
  await page.waitForLoadState("load");
  clicks += 1;
}
await follow(page.getByRole("link", { name: className }));
await follow(page.getByRole("link", { name }).first());
const pupil = page.url();
const tips = await page.locator(".tips ol > li").count();

// A press on the clip's own button, as a person would; without one the keyboard plays it.
const clip = page.locator("video");
await clip.focus();
const isReachable = await clip.evaluate((video) => document.activeElement === video);
await page.keyboard.press("Space");
await page.waitForFunction(() => document.querySelector("video").currentTime > 0.5);
const { caption, seconds } = await clip.evaluate((video) => ({
  caption: [...video.textTracks[0].activeCues].map((cue) => cue.text).join(" "),
  seconds: video.currentTime,
}));
const isShowing = await clip.evaluate((video) => video.textTracks[0].mode === "showing");

// By the keyboard alone from the first page: every link has a place in the order.
await page.goto(pathToFileURL(join(folder, "index.html")).href);
const links = await page.locator("a").count();
const reached = new Set();
for (let press = 0; press < links + 2; press += 1) {
  await page.keyboard.press("Tab");
  reached.add(await page.evaluate(() => document.activeElement.getAttribute("href")));
}
reached.delete(null);
const hrefs = new Set(await page.locator("a").evaluateAll(
  (all) => all.map((link) => link.getAttribute("href")),
));

await page.getByRole("link", { name: "Find a name" }).click();
await page.getByRole("link", { name: name[0], exact: true }).click();
const marked = page.locator(".letter:target");
await marked.getByRole("link", { name }).first().click();
await page.waitForLoadState("load");

console.log(JSON.stringify({
  ...watched,
  clicks,
  tips,
  page: pupil,
  by_name: page.url(),
  caption: isShowing ? caption : null,
  seconds,
  reachable_by_keyboard: isReachable && reached.size === hrefs.size,
}));
await browser.close();
