// Debian's Chromium, a page as a person sees it, and what must hold of every page.

import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const out = resolve(fileURLToPath(import.meta.url), "../out");
const pictures = process.env.E2E_PICTURES ? resolve(out, "../..", process.env.E2E_PICTURES) : out;
const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** The two windows every page is looked at in. */
export const DESKTOP = { width: 1280, height: 900 };
export const PHONE = { width: 375, height: 740 };

/** A browser. */
export function launch() {
  assert.ok(existsSync(executablePath), `no browser at ${executablePath}: install Chromium, or name it in CHROMIUM`);
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync", "--disable-default-apps",
    ],
    // File names are Chinese.
    env: { ...process.env, LANG: "C.UTF-8" },
  });
}

/** A page of somebody new to the browser: no cookies, errors collected. */
export async function visitor(browser, site, { lang = "zh-CN", viewport = DESKTOP, scripts = true } = {}) {
  const context = await browser.newContext({
    baseURL: site.url, locale: lang, viewport, javaScriptEnabled: scripts, timezoneId: "Asia/Shanghai", reducedMotion: "reduce",
  });
  context.setDefaultTimeout(60_000);
  return tab(context);
}

/** A page in a browser that is there: another tab. Errors are collected. */
export async function tab(context) {
  const page = await context.newPage();
  page.faults = [];
  page.on("pageerror", (error) => page.faults.push(String(error)));
  page.on("console", (message) => {
    // An answer of 422 is told as an error, too; answers are looked at below.
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) page.faults.push(message.text());
  });
  page.on("response", (response) => {
    const status = response.status();
    const isPart = !["document", "xhr", "fetch"].includes(response.request().resourceType());
    if (status >= 500 || (isPart && status >= 400)) page.faults.push(`${status} ${response.url()}`);
  });
  return page;
}

/** Somebody who has an account, signed in, in a browser of their own. */
export async function person(browser, site, name, password, options = {}) {
  const page = await visitor(browser, site, options);
  await signIn(page, name, password);
  return page;
}

/** Somebody who was given a temporary password: signs in and chooses another. */
export async function newcomer(browser, site, name, temporary, password) {
  const page = await person(browser, site, name, temporary);
  await page.fill("#current", temporary);
  await page.fill("#new", password);
  await page.fill("#again", password);
  await page.click("main form .button-primary");
  await page.waitForURL("**/office");
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

/** Holds of a page: nothing failed, nothing wider than the window, what is Chinese in English says so. */
export async function fits(page, name) {
  assert.deepEqual(page.faults.splice(0), [], `${name}: faults`);
  // A window just made narrower is laid out a moment later.
  const settled = page.waitForFunction(() => document.documentElement.scrollWidth - document.documentElement.clientWidth <= 1, null, { timeout: 3000 });
  await settled.catch(async () => {
    const by = await page.evaluate(() => {
      const edge = document.documentElement.clientWidth + 1;
      const over = [...document.body.querySelectorAll("*")].filter((each) => each.getBoundingClientRect().right > edge || each.scrollWidth > edge);
      return over.map((each) => each.outerHTML.slice(0, 160));
    });
    assert.fail(`${name}: wider than the window\n${by.join("\n")}`);
  });
  assert.deepEqual(await page.evaluate(unsaid), [], `${name}: Chinese that does not say so`);
}

/** Chinese on a page in English that does not say that it is (WCAG 3.1.2). */
function unsaid() {
  if (document.documentElement.lang !== "en") return [];
  const texts = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  const found = [];
  while (texts.nextNode()) {
    const { data, parentElement } = texts.currentNode;
    // What is drawn is read by its description.
    if (parentElement.closest("[role=img]")) continue;
    if (/\p{Script=Han}/u.test(data) && !parentElement.closest("[lang]").lang.startsWith("zh")) found.push(data.trim());
  }
  return found;
}

/** Holds of a page: it fits, and axe finds nothing. */
export async function sound(page, name) {
  await fits(page, name);
  // axe comes through the debugger, which the page's policy does not bind.
  const session = await page.context().newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: axe });
  const { result } = await session.send("Runtime.evaluate", {
    expression: "axe.run(document, {runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','best-practice'], resultTypes: ['violations'], preload: false}).then(r => JSON.stringify(r.violations.map(v => ({id: v.id, where: v.nodes.slice(0, 5).map(n => n.html.slice(0, 160))}))))",
    awaitPromise: true,
  });
  await session.detach();
  assert.deepEqual(JSON.parse(result.value), [], `${name}: axe`);
}

/** Holds of a page in both windows. With E2E_LOOK set every one is kept as a picture in `out/look`, for people to look at. */
export async function look(page, name) {
  const before = page.viewportSize();
  try {
    for (const viewport of [DESKTOP, PHONE]) {
      await page.setViewportSize(viewport);
      // What is kept in sight while a page is scrolled would stand in the middle of its picture.
      if (process.env.E2E_LOOK) await page.evaluate(() => window.scrollTo(0, 0));
      if (process.env.E2E_LOOK) await keep(page, join(out, "look"), `${name} ${viewport.width}`, { fullPage: true });
      await sound(page, `${name} at ${viewport.width}`);
    }
  } finally {
    await page.setViewportSize(before);
  }
}

/** Looks at a page in Chinese and in English; what was sent to get it is sent again, so only for what can be. */
export async function lookBoth(page, name) {
  await look(page, name);
  await page.context().addCookies([{ name: "lang", value: "en", url: page.url() }]);
  await page.reload();
  assert.equal(await page.getAttribute("html", "lang"), "en", name);
  await look(page, `${name}, in English`);
  await page.context().clearCookies({ name: "lang" });
  await page.reload();
}

/** Does something with each, and tells of all that went wrong, not of the first only. */
export async function each(things, act) {
  const wrong = [];
  for (const thing of things) {
    try {
      await act(thing);
    } catch (error) {
      wrong.push(error.message);
    }
  }
  assert.ok(wrong.length === 0, wrong.join("\n\n"));
}

/** Takes the page's picture for the guides, in the window it has. */
export const picture = (page, name, options = {}) => keep(page, pictures, name, options);

async function keep(page, folder, name, options) {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name.replaceAll("/", "-")}.png`);
  await page.screenshot({ path, animations: "disabled", ...options });
}

/** Presses a button that asks before it acts, and says yes. */
export async function confirmed(page, button) {
  await button.click();
  await page.locator("dialog[open] button[value=yes]").click();
}

/** Loads the page anew until something is to be seen on it: for what the program does meanwhile. */
export async function until(page, shown) {
  const last = Date.now() + 60_000;
  while (!(await shown())) {
    assert.ok(Date.now() < last, `${page.url()}: waited in vain`);
    await page.reload();
  }
}

/** Downloads what a link or a button gives; the path of the file. */
export async function download(page, link) {
  const begun = page.waitForEvent("download");
  await link.click();
  const done = await begun;
  return { path: await done.path(), name: done.suggestedFilename() };
}
