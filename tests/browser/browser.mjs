// The browser that the checks share: the one that CHROMIUM names, else /usr/bin/chromium.

import { chromium } from "playwright-core";

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
}

// What a page says on its console, and what it asks of any other computer.
export function watch(page) {
  const watched = { console: [], elsewhere: [] };
  page.on("console", (message) => watched.console.push(message.text()));
  page.on("pageerror", (error) => watched.console.push(error.message));
  page.on("request", (request) => {
    if (!/^(file|data):/.test(request.url())) watched.elsewhere.push(request.url());
  });
  return watched;
}
