// Prints pages to PDF as the browser's own "print" would, and names the files:
//   [{"page":…,"pdf":…,"console":[…]}]
//
// Use: node paper.mjs FOLDER PAGE… ; the papers go to FOLDER/paper.

import { mkdirSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { launch, watch } from "./browser.mjs";

const [folder, ...pages] = process.argv.slice(2);
if (pages.length === 0) {
  console.error("use: node paper.mjs FOLDER PAGE…");
  process.exit(2);
}
const papers = join(folder, "paper");
mkdirSync(papers, { recursive: true });
const browser = await launch();
const told = [];
for (const path of pages) {
  const page = await browser.newPage();
  const watched = watch(page);
  await page.goto(pathToFileURL(path).href);
  const pdf = join(papers, `${basename(path, ".html")}.pdf`);
  await page.pdf({ path: pdf, preferCSSPageSize: true });
  // Clips that a test did not lay beside the page are no matter of paper.
  const console = watched.console.filter((line) => !line.includes("ERR_FILE_NOT_FOUND"));
  told.push({ page: basename(path), pdf, console });
  await page.close();
}
console.log(JSON.stringify(told));
await browser.close();
