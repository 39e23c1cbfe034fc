// Opens the pattern pages in Chromium under the CSP: no violation, no axe finding, charts drawn; leaves pictures in out/.
import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { launch, open } from "./browser.mjs";
import { serve } from "./serve.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const out = new URL("./out/", import.meta.url).pathname;
await mkdir(out, { recursive: true });

const { address, stop } = await serve();
const browser = await launch();
const problems = [];

const VIEWS = [
  { path: "/", name: "portal", width: 1280 },
  { path: "/", name: "portal-phone", width: 375 },
  { path: "/", name: "portal-narrow", width: 320 },
  { path: "/?elder", name: "portal-elder", width: 1280 },
  { path: "/?elder", name: "portal-elder-phone", width: 375 },
  { path: "/office", name: "office", width: 1280 },
  { path: "/office", name: "office-phone", width: 375 },
  { path: "/office?elder", name: "office-elder", width: 1280 },
  { path: "/office?elder", name: "office-elder-phone", width: 375 },
  { path: "/", name: "portal-menu", width: 375, unfolds: true },
  { path: "/office", name: "office-menu", width: 375, unfolds: true },
];

for (const { path, name, width, unfolds } of VIEWS) {
  const page = await open(browser, width, problems);
  await page.goto(address + path);
  await page.waitForLoadState("networkidle");
  if (name.startsWith("portal")) {
    const drawn = await page.locator(".chart-canvas svg path").count();
    if (drawn < 9) problems.push(`${name}: charts not drawn (${drawn} paths)`);
  }
  if (unfolds) {
    await page.locator(".menu summary").click();
    if (!(await page.locator("nav a:visible").first().isVisible())) problems.push(`${name}: the menu unfolds nothing`);
  }
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (wide > 0) problems.push(`${name}: the page is ${wide} px too wide`);
  // axe is put in through the debugger, which the CSP does not bind.
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"] }));
  for (const { id, nodes, help } of violations) {
    problems.push(`${name}: ${id} (${help}) × ${nodes.length}: ${nodes[0].html.slice(0, 160)} | ${nodes[0].any[0]?.message ?? ""}`);
  }
  await page.screenshot({ path: `${out}${name}.png`, fullPage: true });
  if (width === 1280 && !path.includes("elder")) await page.pdf({ path: `${out}${name}.pdf`, preferCSSPageSize: true });
  await page.close();
}

const plain = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1280, height: 900 } });
const page = await plain.newPage();
await page.goto(address);
if (!(await page.locator("table[data-chart]").first().isVisible())) problems.push("without scripts the chart's table is hidden");
if (await page.locator("button:visible:has-text('打印')").count()) problems.push("without scripts a useless button is shown");
await plain.close();

await browser.close();
stop();
for (const problem of problems) console.error(problem);
console.log(`${VIEWS.length} views, ${problems.length} problems, pictures in patterns/out/`);
process.exit(problems.length === 0 ? 0 : 1);
