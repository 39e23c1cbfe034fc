// Two hundred files at once: progress, no time-out, every file accounted for.

import assert from "node:assert/strict";
import { copyFileSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { DESKTOP, PHONE, confirmed, launch, look, lookBoth, newcomer, picture, sound } from "../browser.mjs";
import { Site, run } from "../site.mjs";

const PASSWORD = "Lotus-Pond-37-Moon";
const FILES = 200;
/** Files that are no new report: five sent twice under other names, a zip, and four that are no report. */
const OTHERS = 10;
/** Reports in the zip; it is about years nobody collects. */
const IN_ZIP = 5;
/** Bodies left off the roll: somebody has to say whose their reports are. */
const UNKNOWN = 3;
/** What `xtask corpus` reports about. */
const YEAR = "2023";
/** A day of their own: the years are over. */
const DUE = `${new Date().getFullYear()}-12-31`;

let site, browser, page, files;
before(async () => {
  site = await Site.start();
  browser = await launch();
  files = twoHundred();
  site.gongkai("import", "bodies", site.file("bodies.csv", roll(files)), "--apply");
  const temporary = site.person("zhuguan", "区主管部门工作人员", "supervisor");
  page = await newcomer(browser, site, "zhuguan", temporary, PASSWORD);
});
after(async () => {
  await browser?.close();
  await site?.stop();
});

/** The files, in a folder of their own. */
function twoHundred() {
  run("xtask", "corpus", join(site.folder, "files"), String(FILES - OTHERS));
  const folder = join(site.folder, "files", "000");
  const reports = readdirSync(folder).sort();
  for (const name of reports.slice(0, 5)) copyFileSync(join(folder, name), join(folder, `副本 ${name}`));
  run("xtask", "five", join(folder, "五份.zip"));
  const odd = {
    "损坏.pdf": Buffer.from("%PDF-1.7\n1 0 obj <</Type /Catalog>>\n"),
    "会议通知.txt": "关于召开政务公开工作会议的通知\n各街道办事处：\n定于星期三上午召开政务公开工作会议，请准时参加。\n",
    "图片.png": Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64"),
    "乱码.docx": Buffer.from([...Array(4096).keys()].map((n) => (n * n) % 251)),
  };
  for (const [name, content] of Object.entries(odd)) writeFileSync(join(folder, name), content);
  // The roll comes with the zip; it is none of the files.
  return readdirSync(folder).filter((name) => name !== "bodies.csv").map((name) => join(folder, name));
}

/** The roll: the bodies the reports' names tell, the last ones left off. */
function roll(paths) {
  const bodies = paths.map((path) => path.match(/\/\d{5}_(.+?)\d{4}年/)?.[1]).filter(Boolean).slice(0, -UNKNOWN);
  const kind = (name) => (name.endsWith("街道") ? "街道,乡级" : /[镇乡]$/.test(name) ? "乡镇,乡级" : "部门,县级");
  return ["名称,类型,层级", ...bodies.map((name) => `${name},${kind(name)}`), ""].join("\n");
}

test("two hundred files are sent, read and accounted for", async () => {
  assert.equal(files.length, FILES);
  await page.goto("/office/collections");
  await page.getByRole("link", { name: "开始收集" }).click();
  await page.selectOption("#year", YEAR);
  await page.fill("#due_on", DUE);
  await page.getByRole("button", { name: "开始收集" }).click();
  await page.getByRole("link", { name: "上传年报" }).click();
  await sound(page, "before sending");
  await page.setInputFiles("#files", files);

  // Sending: the count rises, and ends with every file.
  const sent = page.locator("form > progress");
  await page.waitForFunction(() => { const bar = document.querySelector("form > progress"); return bar.value > 20 && bar.value < bar.max; });
  const early = await sent.evaluate((bar) => bar.value);
  await picture(page, "uploading");
  await page.waitForFunction((early) => document.querySelector("form > progress").value > early, early);
  await page.getByRole("link", { name: "查看本批文件" }).waitFor({ timeout: 120_000 });
  assert.match(await page.textContent("form [role=status]"), new RegExp(`共 ${FILES} 个文件：${FILES} 个已收，0 个未成功，0 个等待中`));
  assert.equal(await page.locator("[data-upload-none]:visible").count(), 0, "nothing says that nothing was sent");
  await sound(page, "sent");

  // Reading: the count rises, then the page shows what became of each.
  await page.getByRole("link", { name: "查看本批文件" }).click();
  await page.locator(".progress").waitFor({ state: "detached", timeout: 180_000 });
  const rows = page.locator("#files tbody tr");
  const batch = page.url();
  let counted = await rows.count();
  const next = page.getByRole("link", { name: "下一页" });
  while (await next.count()) {
    await next.click();
    counted += await rows.count();
  }
  assert.equal(counted, FILES + IN_ZIP, "page after page, each file once");
  await page.goto(batch);
  const fates = await page.locator("main > p.row .badge").allTextContents();
  const count = Object.fromEntries(fates.map((fate) => fate.split(" ")).map(([word, count]) => [word, Number(count)]));
  assert.equal(Object.values(count).reduce((sum, one) => sum + one), FILES + IN_ZIP, JSON.stringify(count));
  assert.equal(count["等待读取"], undefined);
  assert.equal(count["已解包"], 1);
  assert.equal(count["重复文件"], 5);
  assert.ok(count["无法读取"] >= 2, JSON.stringify(count));
  // The zip's reports, those of the bodies left off, and the letter wait for a person.
  assert.ok(count["待确认"] >= IN_ZIP + UNKNOWN + 1, JSON.stringify(count));
  assert.ok(count["已归入"] > FILES - OTHERS - UNKNOWN - 10, JSON.stringify(count));
  await look(page, "batch of two hundred");
  await page.getByRole("link", { name: /^无法读取/ }).click();
  assert.equal(await rows.count(), count["无法读取"]);
  await sound(page, "unreadable files alone");
  await page.goto(batch);
  await picture(page, "batch");
});

test("several doubtful files are settled after one page that shows what will happen", async () => {
  await page.getByRole("link", { name: /^待确认/ }).click();
  const boxes = page.locator("#files tbody input[name=upload]");
  const shown = await boxes.count();
  await page.locator("main [data-check-all]").check();
  assert.equal(await page.locator("#files tbody input:checked").count(), shown, "all that are shown");
  await look(page, "doubtful files ticked");
  await page.setViewportSize(PHONE);
  assert.ok(await page.locator("main [data-check-all]").isVisible(), "the tick for all, without a table's head, too");
  await page.setViewportSize(DESKTOP);
  await page.getByRole("button", { name: "重新识别选中的" }).click();
  assert.match(await page.textContent("main"), new RegExp(`其中 ${shown} 个可以办理`));
  await look(page, "files to be looked at again");
  await page.getByRole("link", { name: "取消" }).click();
  await page.locator("main [data-check-all]").check();
  await page.getByRole("button", { name: "按建议归入选中的" }).click();
  assert.match(await page.textContent("main"), new RegExp(`选中 ${shown} 个文件`));
  await look(page, "files to be given to what is suggested");
  await page.getByRole("link", { name: /^(取消|回到文件列表)$/ }).click();
  const two = [0, 1].map((index) => boxes.nth(index));
  for (const box of two) await box.check();
  await page.getByRole("button", { name: "搁置选中的" }).click();
  await look(page, "files to be set aside");
  // The ticks survive another language, and large type.
  for (const [name, words] of [["English", /2 files chosen/], ["中文", /选中 2 个文件/], ["长者模式", /选中 2 个文件/], ["长者模式", /选中 2 个文件/]]) {
    await page.getByRole("button", { name }).click();
    await page.getByText(words).waitFor();
  }
  await page.fill("#reason", "不是年报");
  await page.locator("main form .button-primary").click();
  await page.getByText("已搁置 2 个文件").waitFor();
  await lookBoth(page, "files set aside");
  await page.reload();
  await page.getByText("已搁置 2 个文件").waitFor();
  await page.getByRole("link", { name: "回到文件列表" }).click();
  assert.equal(await boxes.count(), shown - 2);
});

test("of two files of one report the second is asked about; another year than its own must be meant", async () => {
  const plain = (path) => /\d{5}_.*\.txt$/.test(path) && !readFileSync(path, "utf8").includes("\uFFFD");
  const report = files.find(plain);
  const text = readFileSync(report, "utf8").replaceAll(YEAR, "2022");
  const two = ["甲稿.txt", "乙稿.txt"].map((name) => join(site.folder, name));
  writeFileSync(two[0], text);
  writeFileSync(two[1], `${text}\n以上数据由办公室另行核对。\n`);
  await page.goto("/office/collections");
  await page.getByRole("link", { name: "开始收集" }).click();
  await page.selectOption("#year", "2022");
  await page.fill("#due_on", DUE);
  await page.getByRole("button", { name: "开始收集" }).click();
  await page.getByRole("link", { name: "上传年报" }).click();
  await page.setInputFiles("#files", two);
  await page.getByRole("link", { name: "查看本批文件" }).click();
  await page.locator(".progress").waitFor({ state: "detached", timeout: 60_000 });
  const batch = page.url();
  const second = page.locator("#files tbody tr", { has: page.locator(".badge-uncertain") });
  assert.equal(await second.count(), 1);
  assert.match(await second.textContent(), /同一批中还有这个机关 2022 年度的另一个文件/);
  await look(page, "batch, one of two asked about");

  await second.getByRole("link", { name: "确认" }).click();
  await sound(page, "one of two");
  const address = page.url();
  await page.selectOption("#year", YEAR);
  await page.getByRole("button", { name: "确认归属" }).click();
  const meant = page.getByLabel("确认按所选归入");
  await meant.waitFor();
  await lookBoth(page, "another year than the file's own");
  // The address the form went to leads back to the file, not to an error.
  await page.goto(`${address}/assign`);
  assert.equal(page.url(), address);
  await page.selectOption("#year", YEAR);
  await page.getByRole("button", { name: "确认归属" }).click();
  await meant.check();
  await page.getByRole("button", { name: "确认归属" }).click();
  await page.locator("#files tbody a", { hasText: `${YEAR} 年度年报` }).waitFor();
  assert.match(await page.textContent(".notice-success"), /已归入.*同批文件没有待确认的了/);
  await lookBoth(page, "batch, the last doubtful file settled");
  assert.equal(await second.count(), 0);

  // It was wrong all the same: the report leaves the body, and the file waits again.
  await page.goto(address);
  await lookBoth(page, "a file that became a report");
  await page.fill("#reason", "归错了年度");
  await confirmed(page, page.getByRole("button", { name: "撤回归属" }));
  await page.getByRole("button", { name: "确认归属" }).waitFor();
  await page.goto(batch);
  assert.match(await second.textContent(), /归属已撤回：归错了年度/);
  await lookBoth(page, "batch, an assignment taken back");
});
