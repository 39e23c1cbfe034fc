// Debian's Chromium, a page as a person sees it, and what must hold of every page.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const pictures = process.env.E2E_PICTURES ?? resolve(fileURLToPath(import.meta.url), "../out");

/** The two windows every page is looked at in. */
export const DESKTOP = { width: 1280, height: 900 };
export const PHONE = { width: 375, height: 740 };

/** A browser. */
export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync", "--disable-default-apps",
    ],
  });

/** A page of somebody new to the browser: no cookies, errors collected. */
export async function visitor(browser, site, { lang = "zh-CN", viewport = DESKTOP, scripts = true } = {}) {
  const context = await browser.newContext({
    baseURL: site.url, locale: lang, viewport, javaScriptEnabled: scripts, timezoneId: "Asia/Shanghai", bypassCSP: false,
  });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  page.faults = [];
  page.on("pageerror", (error) => page.faults.push(String(error)));
  page.on("console", (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) page.faults.push(message.text());
  });
  page.on("response", (response) => {
    if (response.status() >= 500) page.faults.push(`${response.status()} ${response.url()}`);
  });
  return page;
}

/** Signs in; ends on the page that follows. */
export async function signIn(page, name, password) {
  await page.goto("/sign-in");
  await page.locator("[name=sign_in]").fill(name);
  await page.locator("[name=password]").fill(password);
  await page.locator("main form button.button-primary").click();
  await page.waitForURL((url) => url.pathname !== "/sign-in");
}

/** Holds of a page: nothing failed, nothing wider than the window, axe finds nothing. */
export async function sound(page, name) {
  assert.deepEqual(page.faults, [], `${name}: faults`);
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wider <= 1, `${name}: ${wider} px wider than the window`);
  // axe comes through the debugger, which the page's policy does not bind.
  const session = await page.context().newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: axe });
  const { result } = await session.send("Runtime.evaluate", {
    expression: "axe.run(document, {runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','best-practice']}).then(r => JSON.stringify(r.violations.map(v => ({id: v.id, where: v.nodes.slice(0, 5).map(n => n.html.slice(0, 160))}))))",
    awaitPromise: true,
  });
  await session.detach();
  assert.deepEqual(JSON.parse(result.value), [], `${name}: axe`);
}

/** Takes the page's picture for the guides, in the window it has. */
export async function picture(page, name, options = {}) {
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`), ...options });
}
