// Uses each behaviour in Chromium as a person would, under the CSP.
import { readFile } from "node:fs/promises";
import { launch, open } from "./browser.mjs";
import { serve } from "./serve.mjs";

const { address, stop } = await serve();
const browser = await launch();
const problems = [];
const check = (holds, what) => {
  if (!holds) problems.push(what);
};

await charts();
await office();

await browser.close();
stop();
for (const problem of problems) console.error(problem);
console.log(`behaviours: ${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);

async function charts() {
  const page = await open(browser, 1280, problems);
  await page.goto(address);
  const figure = page.locator("figure.chart").first();
  await figure.locator("svg path").first().waitFor({ state: "attached" });
  check((await figure.locator(".chart-canvas").getAttribute("aria-label"))?.includes("2021 年数据缺失"), "chart: no description");
  check(!(await figure.locator("details").evaluate((details) => details.open)), "chart: the table was not folded");
  await figure.locator(".chart-canvas").hover();
  await page.locator(".chart-tooltip").first().waitFor();
  for (const [name, magic] of [["PNG", "\x89PNG"], ["SVG", "<svg"]]) {
    const [download] = await Promise.all([page.waitForEvent("download"), figure.getByRole("button", { name }).click()]);
    const content = await readFile(await download.path());
    check(content.toString("latin1", 0, 4) === magic, `chart: ${name} is none`);
    check(download.suggestedFilename() === `青禾街道-申请.${name.toLowerCase()}`, `chart: named ${download.suggestedFilename()}`);
  }
  await page.setViewportSize({ width: 375, height: 900 });
  await page.waitForFunction(() => Number(document.querySelector(".chart-canvas svg")?.getAttribute("width")) < 360);
  await page.locator("#quick").fill("白杨");
  check((await page.locator("#list tbody tr:visible").count()) === 1, "filter: rows left");
  await page.close();
}

async function office() {
  const page = await open(browser, 1280, problems);
  await page.goto(`${address}/office`);
  await upload(page);
  await desk(page);
  await draft(page);
  await confirm(page);
  await page.getByText("已完成").waitFor();
  await page.close();
  // The stand-in refuses and delays some uploads on purpose; the browser reports these answers.
  for (let at = problems.length - 1; at >= 0; at -= 1) if (/status of (422|429)/.test(problems[at])) problems.splice(at, 1);
}

async function upload(page) {
  const files = Array.from({ length: 200 }, (_, index) => ({ name: `报告-${index}.docx`, mimeType: "application/zip", buffer: Buffer.alloc(2000 + index) }));
  await page.locator("#files").setInputFiles(files);
  await page.getByRole("link", { name: "查看本批文件" }).waitFor({ timeout: 120_000 });
  check((await page.locator(".upload-file").count()) === 200, "upload: files lost from the list");
  const summary = await page.locator("form[data-upload] [role=status]").textContent();
  check(/共 200 个文件：\d+ 个已收，\d+ 个未成功，0 个等待中/.test(summary ?? ""), `upload: ${summary}`);
  check((await page.locator('.upload-file[data-outcome="refused"]').count()) > 0, "upload: refused files not shown");
  check((await page.locator(".upload-file:not([data-outcome])").count()) === 0, "upload: a file without outcome");
  await page.screenshot({ path: new URL("./out/office-uploaded.png", import.meta.url).pathname, fullPage: false });
}

async function desk(page) {
  await page.locator(".desk-source").focus();
  await page.keyboard.press("j");
  check((await page.locator("[data-place].is-current").textContent()) === "1 2", "desk: place not marked");
  await page.keyboard.press("Enter");
  check((await page.evaluate(() => document.activeElement?.id)) === "v1", "desk: correction not opened");
  await page.keyboard.press("Escape");
  await page.keyboard.press("u");
  check((await page.locator("[data-place].is-current").textContent()) === "/", "desk: next uncertain");
  await page.screenshot({ path: new URL("./out/office-desk.png", import.meta.url).pathname });
  await page.keyboard.press("?");
  check(await page.locator("#desk-help").isVisible(), "desk: no help");
  await page.keyboard.press("Escape");
  await page.keyboard.press("End");
  check((await page.locator("[data-desk-status]").textContent())?.includes("原件中没有"), "desk: silent without a place");
}

async function draft(page) {
  await page.locator('input[name="t3.granted.total"]').fill("5");
  await page.locator('input[name="t3.carried_in.natural_person"]').fill("3");
  await page.getByRole("button", { name: "填入总计" }).click();
  check((await page.locator('input[name="t3.total.total"]').inputValue()) === "12", "draft: total of totals");
  // 11 new + 3 carried in is one more than 11 handled + 2 carried out.
  check((await page.locator("[data-draft-problems]").textContent()) === "2 处勾稽关系不成立", "draft: balance not noticed");
  await page.locator(".draft-problems a").first().click();
  check((await page.evaluate(() => document.activeElement?.getAttribute("name"))) === "t3.new_received.natural_person", "draft: link to the cell");
  await page.keyboard.press("Enter");
  check((await page.evaluate(() => document.activeElement?.getAttribute("name"))) === "t3.carried_in.natural_person", "draft: Enter goes down");
  await page.locator('[data-draft-state][data-state="saved"]').waitFor();
  await page.locator("[data-form-draft]").screenshot({ path: new URL("./out/office-draft.png", import.meta.url).pathname });
}

async function confirm(page) {
  await page.getByRole("button", { name: "退回报告" }).click();
  await page.getByRole("dialog").waitFor();
  await page.screenshot({ path: new URL("./out/office-confirm.png", import.meta.url).pathname });
  await page.getByRole("button", { name: "取消" }).click();
  await page.getByRole("button", { name: "退回报告" }).click();
  const posted = page.waitForRequest((request) => request.method() === "POST" && request.url().endsWith("/return"));
  await page.route("**/return", (route) => route.fulfill({ status: 204, body: "" }));
  await page.getByRole("button", { name: "确定" }).click();
  check((await posted).postData() === "action=return", "confirm: the button's value was lost");
}
