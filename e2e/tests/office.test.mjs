// The staff's pages on the demonstration district: every one of them, both languages, both windows.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";

import { DESKTOP, PHONE, confirmed, download, each, launch, look, lookBoth, person, picture, sound } from "../browser.mjs";
import { Site } from "../site.mjs";

let site, browser;
before(async () => {
  site = await Site.demonstration();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await site?.stop();
});

/** Where the first link of a kind on the page leads. */
const first = (page, selector) => page.locator(selector).first().getAttribute("href");

/** Everything a supervising office sees. */
async function supervisors(page) {
  const paths = { "start": "/office", "collections": "/office/collections", "collection, new": "/office/collections/new" };
  await page.goto("/office/collections");
  const roll = await first(page, "main tbody a");
  Object.assign(paths, {
    "roll": roll, "roll, late": `${roll}?late=yes`, "roll, none": `${roll}?q=nothing`, "manage": `${roll}/manage`,
    "uploads": `${roll}/uploads`, "reminders": `${roll}/remind`,
  });
  await page.goto(roll);
  await picture(page, "roll");
  paths["row"] = await first(page, "a[href^='/office/obligations/']");
  await page.goto(`${roll}/uploads`);
  paths["batch"] = await first(page, "a[href^='/office/batches/']");
  await page.goto(paths["batch"]);
  paths["upload"] = await first(page, "a[href^='/office/uploads/']");
  for (const state of ["checked", "returned", "accepted", "published"]) {
    await page.goto(`/office/reports?state=${state}`);
    const report = await first(page, "#reports th a");
    assert.ok(report, `no report is ${state}`);
    paths[`report ${state}`] = report;
    if (state === "checked") {
      for (const tab of ["sections", "findings", "versions", "history", "return", "accept"]) paths[`report, ${tab}`] = `${report}/${tab}`;
      paths["report, form"] = `${report}?as=form`;
    }
    if (state === "accepted") paths["report, publish"] = `${report}/publish`;
    if (state === "published") {
      paths["report, publish correction"] = `${report}/publish`;
      paths["report, withdraw"] = `${report}/withdraw`;
    }
    if (state === "returned") {
      await page.goto(`${report}/versions`);
      paths["letter"] = await first(page, "a[href^='/office/returns/']");
    }
  }
  await page.goto("/office/findings?by=rule");
  const rule = await first(page, "main tbody a");
  await page.goto("/office/totals");
  const figure = await first(page, "td[data-cell] a");
  await page.goto("/office/messages");
  const message = await first(page, "main tbody a");
  return Object.assign(paths, {
    "reports": "/office/reports", "reports, none": "/office/reports?year=2001", "chosen, none": "/office/reports/chosen?action=accept",
    "findings by report": "/office/findings", "findings by rule": "/office/findings?by=rule", "findings by body": "/office/findings?by=body",
    "findings of a rule": rule, "totals": "/office/totals", "totals, all checked": "/office/totals?which=checked", "figure": figure,
    "messages": "/office/messages", "message": message, "note": "/office/messages/note",
    "bodies": "/office/bodies", "journal": "/office/journal", "forbidden": "/office/health",
  });
}

/** Everything an administrator sees. */
async function administrators(page) {
  await page.goto("/office/bodies");
  const body = await first(page, ".tree li li a");
  await page.goto("/office/people");
  const person = await first(page, "main tbody a");
  const paths = {
    "start of an administrator": "/office", "bodies, found": "/office/bodies?q=镇", "body": body, "journal of a body": `/office/journal?body=${body.split("/").pop()}`,
    "body, new": `/office/bodies/new?parent=${body.split("/").pop()}`, "people": "/office/people", "people, none": "/office/people?q=nothing",
    "person": person, "person, new": "/office/people/new", "settings": "/office/settings", "health": "/office/health", "webhooks": "/office/webhooks",
    "account": "/account", "password": "/account/password", "second factor": "/account/second-factor", "sessions": "/account/sessions", "tokens": "/account/tokens",
  };
  for (const page of ["edit", "move", "close", "profile", "import"]) paths[`body, ${page}`] = `${body}/${page}`;
  return paths;
}

/** Everything a body's officer sees. */
async function officers(page) {
  await page.goto("/office/drafts");
  await page.locator("#year").fill("2019");
  await page.locator("form.toolbar button").click();
  await page.waitForURL(/drafts\/[^/?]+/);
  const draft = new URL(page.url()).pathname;
  return {
    "start of an officer": "/office", "drafts": "/office/drafts", "draft": draft, "draft, zeros": `${draft}/zeros`, "draft, given up": `${draft}/discard`, "draft, from a report": `${draft}/from-report`, "draft, check": `${draft}/check`,
    "draft, preview": `${draft}/preview`, "reports of a body": "/office/reports", "messages of a body": "/office/messages",
  };
}

for (const [name, list] of [["zhuguan", supervisors], ["admin", administrators], ["qinghe", officers]]) {
  test(`every page ${name} sees is legible on a desk and on a phone, in both languages`, async () => {
    const page = await person(browser, site, name, site.password);
    const paths = await list(page);
    for (const [what, path] of Object.entries(paths)) assert.ok(path, `${what}: nothing to open`);
    const visits = ["zh-CN", "en"].flatMap((lang) => Object.entries(paths).map(([what, path]) => ({ lang, what, path })));
    await each(visits, async ({ lang, what, path }) => {
      await page.goto(path + (path.includes("?") ? "&" : "?") + `lang=${lang}`);
      assert.equal(await page.getAttribute("html", "lang"), lang, what);
      await look(page, `office ${lang} ${what}`);
    });
  });
}

test("a report written as a file is read into the draft of one that came back", async () => {
  const page = await person(browser, site, "qinghe", site.password);
  await page.goto("/office/reports?year=2025");
  await page.locator("#reports th a").first().click();
  const file = await download(page, page.getByRole("link", { name: "下载原件" }));
  const own = site.file(`改-${file.name}`, readFileSync(file.path));
  await page.goto("/office/drafts");
  await page.getByRole("button", { name: "用文件填报" }).click();
  await lookBoth(page, "a draft to be filled from a file");
  await page.setInputFiles("#file", own);
  await page.getByRole("button", { name: "读取并填入草稿" }).click();
  await page.getByText("已按文件填入").waitFor();
  assert.notEqual(await page.inputValue("[id='t3.new_received.total']"), "");
  await look(page, "a draft filled from a file");
  // Another file takes the place of what stands there only when that is meant.
  await page.getByRole("link", { name: "用文件填报" }).click();
  await page.setInputFiles("#file", own);
  await page.getByRole("button", { name: "读取并填入草稿" }).click();
  await page.locator(".error-summary").waitFor();
  await look(page, "a draft that holds something, and a file");
  await page.locator("[name=replacing]").check();
  await page.setInputFiles("#file", own);
  await page.getByRole("button", { name: "读取并填入草稿" }).click();
  await page.getByText("已按文件填入").waitFor();
});

test("a webhook is entered once for a body, and removed when that is meant", async () => {
  const page = await person(browser, site, "admin", site.password);
  await page.goto("/office/webhooks");
  const enter = async () => {
    await page.fill("#url", "https://xxgk.example.gov.cn/hook");
    await page.getByRole("button", { name: "添加推送地址" }).click();
  };
  await enter();
  await page.locator("#secret").waitFor();
  await look(page, "a webhook entered");
  await enter();
  await page.locator(".error-summary").waitFor();
  await lookBoth(page, "a webhook entered twice");
  await page.goto("/office/webhooks");
  await page.locator("main tbody a").first().click();
  await lookBoth(page, "a webhook");
  const remove = page.getByRole("button", { name: "删除", exact: true });
  await remove.click();
  await page.locator("dialog[open]").waitFor();
  await look(page, "removing a webhook");
  await page.locator("dialog[open] button").first().click();
  await confirmed(page, remove);
  await page.waitForURL(/office\/webhooks$/);
  assert.equal(await page.getByText("https://xxgk.example.gov.cn/hook").count(), 0);
  await look(page, "webhooks, none left");
});

test("the roll folds in a window of middling width, long lists are short on a phone", async () => {
  const page = await person(browser, site, "zhuguan", site.password);
  await page.goto("/office/collections");
  const roll = await first(page, "main tbody a");
  for (const lang of ["zh-CN", "en"]) {
    await page.goto(`${roll}?lang=${lang}`);
    const kind = { column: page.locator("#roll tbody td.folds").first(), folded: page.locator("#roll .folded").first() };
    for (const [width, folds] of [[1280, false], [1050, true], [900, true], [720, true], [375, false]]) {
      await page.setViewportSize({ width, height: 900 });
      assert.deepEqual([await kind.column.isVisible(), await kind.folded.isVisible()], [!folds, folds], `${width} ${lang}`);
      await sound(page, `the roll at ${width}, ${lang}`);
      const wide = await page.locator(".table-scroll").evaluate((box) => box.scrollWidth - box.clientWidth);
      assert.ok(wide <= 1, `the roll at ${width}, ${lang}, has to be scrolled by ${wide}`);
    }
    await page.setViewportSize(PHONE);
    for (const [list, most] of [["messages", 130], ["journal", 160]]) {
      await page.goto(`/office/${list}?lang=${lang}`);
      const rows = page.locator("main tbody tr");
      const height = await page.locator("main tbody").evaluate((body) => body.getBoundingClientRect().height);
      assert.ok((await rows.count()) === 30 && height / 30 < most, `${list} in ${lang}: ${await rows.count()} rows in ${height}`);
      await look(page, `${list} on a phone, ${lang}`);
    }
    await page.setViewportSize(DESKTOP);
  }
});

test("what is still open in a collection that was closed stays on the start page", async () => {
  const page = await person(browser, site, "zhuguan", site.password);
  await page.goto("/office/collections");
  await page.goto(`${await first(page, "main tbody a")}/manage`);
  await confirmed(page, page.getByRole("button", { name: "结束收集" }));
  await page.getByText("已结束").first().waitFor();
  await page.goto("/office");
  await page.locator("main .badge-checked").waitFor();
  await lookBoth(page, "start of a supervisor, collections closed");
});

test("the original beside its figures goes over the paper row by row, no row of it cut", async () => {
  const page = await person(browser, site, "zhuguan", site.password);
  await page.goto("/office/reports?year=2023");
  const reports = await page.locator("#reports tbody th a").evaluateAll((links) => links.map((link) => link.href));
  for (const report of reports) {
    await page.goto(report);
    if (/\.pdf$/.test(await page.locator(".desk-source .desk-pane-title .soft").textContent())) break;
  }
  await page.setViewportSize({ width: 657, height: 970 });
  await page.emulateMedia({ media: "print" });
  // Columns as high as the paper break as its pages do. What stands above begins lower and lower.
  const wrong = await page.evaluate(() => {
    const source = document.querySelector(".desk-source");
    source.style.width = "657px";
    const whole = new Map([...source.querySelectorAll("table")].map((table) => [table, table.getBoundingClientRect().height]));
    Object.assign(source.style, { columnWidth: "657px", columnGap: "40px", columnFill: "auto", height: "970px", width: "657px" });
    const spacer = document.createElement("div");
    source.prepend(spacer);
    const wrong = [];
    for (let room = 0; room < 970; room += 97) {
      spacer.style.height = `${room}px`;
      for (const cell of source.querySelectorAll("td:not([rowspan]), th:not([rowspan])")) {
        if (cell.getClientRects().length > 1) wrong.push(`${room}: ${cell.textContent} is cut`);
      }
      for (const [table, height] of whole) {
        const parts = [...table.getClientRects()].map((part) => part.height);
        const empty = parts.reduce((one, next) => one + next) - height;
        // A row that would be cut begins the next page: less than the tallest one is left empty.
        if (empty > 100 * (parts.length - 1) + 1) wrong.push(`${room}: ${table.textContent.slice(0, 20)} leaves ${empty} empty`);
      }
    }
    return wrong;
  });
  assert.deepEqual(wrong, []);
});
