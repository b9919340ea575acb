// Pictures of the pages for the README: a class and a pupil as on a screen, a sheet as on paper.
//
// Use: node pictures.mjs FOLDER INTO CLASS PUPIL SHEET

import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { launch } from "./browser.mjs";

const [folder, into, classPage, pupil, sheet] = process.argv.slice(2);
if (!sheet) {
  console.error("use: node pictures.mjs FOLDER INTO CLASS PUPIL SHEET");
  process.exit(2);
}
const browser = await launch();
async function picture(name, file, viewport, media) {
  const page = await browser.newPage({ viewport });
  await page.emulateMedia({ media });
  await page.goto(pathToFileURL(join(folder, file)).href);
  await page.screenshot({ path: join(into, `${name}.png`) });
  await page.close();
}
await picture("class", classPage, { width: 1280, height: 800 }, "screen");
await picture("pupil", pupil, { width: 1280, height: 800 }, "screen");
// A4 at 96 dots an inch, less its margins.
await picture("sheet", sheet, { width: 703, height: 1032 }, "print");
console.log("{}");
await browser.close();
