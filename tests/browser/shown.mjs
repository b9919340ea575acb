// What pages look like to a browser after hostile words were put into them:
//   [{"page":…,"title":…,"heading":…,"scripts":0,"strangers":0,"wider_than_window":false,"console":[]}]
//
// Use: node shown.mjs PAGE…

import { basename } from "node:path";
import { pathToFileURL } from "node:url";
import { launch, watch } from "./browser.mjs";

const browser = await launch();
const told = [];
for (const path of process.argv.slice(2)) {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  const watched = watch(page);
  await page.goto(pathToFileURL(path).href);
  const seen = await page.evaluate(() => ({
    title: document.title,
    heading: document.querySelector("h1").textContent,
    scripts: document.scripts.length,
    // Pictures that no page of ours has, and anything with a handler.
    strangers: [...document.querySelectorAll("*")].filter((one) =>
      [...one.attributes].some((attribute) => attribute.name.startsWith("on")) ||
      (one.tagName === "IMG" && !/^(animal-[a-z]+\.svg|clip\/.*)$/.test(one.getAttribute("src"))),
    ).length,
    wider_than_window: document.documentElement.scrollWidth > window.innerWidth,
  }));
  told.push({ page: basename(path), ...seen, console: watched.console });
  await page.close();
}
console.log(JSON.stringify(told));
await browser.close();
