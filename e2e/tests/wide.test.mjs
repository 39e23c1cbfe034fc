// Whatever people write, no page is wider than its window: names, files and words without a break, original tables of forty
// columns, lines of code.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { fits, launch, newcomer, until, visitor } from "../browser.mjs";
import { Site } from "../site.mjs";

const PASSWORD = "Lotus-Pond-37-Moon";
const BODY = "青禾街道办事处";
const LONG = `${"Wide".repeat(20)}办事处`;
const WORD = "W".repeat(300);
const WINDOWS = [1280, 390, 320].map((width) => ({ width, height: 800 }));

let site, browser, page;
before(async () => {
  site = await Site.start();
  browser = await launch();
  site.gongkai("import", "bodies", site.file("bodies.csv", `名称,类型,层级\n${BODY},街道,乡级\n${LONG},街道,乡级\n`), "--apply");
  page = await newcomer(browser, site, "zhuguan", site.person("zhuguan", "S".repeat(50), "supervisor"), PASSWORD);
});
after(async () => {
  await browser?.close();
  await site?.stop();
});

/** A report that is hard to show. */
function hostile(year) {
  const columns = [...Array(40).keys()].map((n) => `<td>第${n}列</td>`).join("");
  return `<html><body><h1>${BODY}${year}年政府信息公开工作年度报告</h1><h2>一、总体情况</h2><p>${WORD}</p><pre>${"q".repeat(400)}</pre>
    <p>https://example.cn/${"u".repeat(400)}</p><table><tr>${columns}</tr></table><h2>六、其他需要报告的事项</h2><p>无。</p></body></html>`;
}

/** Holds of a page in all windows. */
async function holds(address, as = page) {
  await as.goto(address);
  for (const window of WINDOWS) {
    await as.setViewportSize(window);
    await fits(as, `${address} at ${window.width}`);
  }
  await as.setViewportSize(WINDOWS[0]);
}

test("files, names and words without a break", async () => {
  await page.getByRole("link", { name: "开始收集" }).click();
  await page.getByRole("button", { name: "开始收集" }).click();
  await page.locator("#roll").waitFor();
  const roll = new URL(page.url()).pathname;
  const year = (await page.textContent("h1")).match(/\d{4}/)[0];
  await page.goto(`${roll}/uploads`);
  const name = `${"F".repeat(160)}${BODY}${year}.html`;
  await page.locator("#files").setInputFiles({ name, mimeType: "text/html", buffer: Buffer.from(hostile(year)) });
  await page.getByRole("link", { name: "查看本批文件" }).click();
  await page.locator(".progress").waitFor({ state: "detached" });
  await holds(new URL(page.url()).pathname);
  await until(page, async () => (await page.goto(`${roll}?state=checked`)) && (await page.locator("#roll tbody a").count()) > 0);
  for (const address of [roll, `${roll}?late=yes`, `${roll}/manage`, `${roll}/remind`, `${roll}/uploads`, "/office", "/office/bodies", "/office/journal"]) {
    await holds(address);
  }
  await page.goto("/office/reports");
  const report = await page.locator("tbody a[href^='/office/reports/']").first().getAttribute("href");
  for (const part of ["", "?as=form", "?as=unfolded", "/sections", "/findings", "/versions", "/history", "/accept", "/return"]) {
    await holds(`${report}${part}`);
  }
  // A report with such a file goes before the public.
  await page.goto(`${report}/accept`);
  if (await page.locator("#reason").count()) await page.fill("#reason", WORD.slice(0, 250));
  await page.locator("main form button.button-primary").click();
  await page.goto(`${report}/publish`);
  await page.locator("main form button.button-primary").click();
  const shown = await page.locator("a[href^='/reports/']").first().getAttribute("href");
  const citizen = await visitor(browser, site, { viewport: WINDOWS[0] });
  for (const address of ["/", "/reports", "/bodies", "/totals", "/league", `/search?q=${WORD.slice(0, 60)}`, shown, shown.replace(/^\/reports(\/[^/]+).*/, "/bodies$1")]) {
    await holds(address, citizen);
  }
  assert.ok(shown.startsWith("/reports/"));
});
