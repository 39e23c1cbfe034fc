// The public's pages on the demonstration district: both languages, both windows, large type, no scripts, on paper.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { DESKTOP, PHONE, download, each, fits, launch, look, picture, sound, visitor } from "../browser.mjs";
import { Site, run } from "../site.mjs";

/** A4 between the margins of print.css, in CSS pixels. */
const PAPER = { width: 657, height: 970 };

let site, browser, pages;
before(async () => {
  site = await Site.demonstration();
  browser = await launch();
  pages = await everyKind();
});
after(async () => {
  await browser?.close();
  await site?.stop();
});

/** Every kind of page, by what it is. The report is the newest one there is of a street. */
async function everyKind() {
  const page = await visitor(browser, site);
  await page.goto("/reports?kind=street");
  const report = await page.locator("main td a:not([href$='.docx']):not([href$='.pdf'])").first().getAttribute("href");
  const [, , body, year] = report.split("/");
  await page.context().close();
  return {
    "home": "/",
    "guide": "/guide",
    "guide of a body": `/guide?body=${body}`,
    "rules": "/rules",
    "catalogue": `/catalogue?body=${body}`,
    "requests": `/requests?body=${body}`,
    "reports": "/reports",
    "reports, none": "/reports?name=nothing",
    "bodies": "/bodies",
    "bodies found": "/bodies?q=青禾",
    "bodies, none": "/bodies?q=nothing",
    "body": `/bodies/${body}`,
    "report": report,
    "report version": `${report}/versions/1`,
    "compare, not chosen": "/compare",
    "compare": `/compare?a=${body}&a-year=${Number(year) - 1}&b=${body}&b-year=${year}`,
    "league": "/league",
    "totals": "/totals",
    "search": "/search",
    "search found": "/search?q=依申请公开",
    "search, none": "/search?q=nothing",
    "open data": "/open-data",
    "sitemap": "/sitemap",
    "no such page": "/no-such-page",
  };
}

/** Opens every kind of page and does something with it. */
async function everyPage(page, act) {
  await each(Object.entries(pages), async ([name, path]) => {
    await page.goto(path);
    await act(page, name);
  });
}

/** The charts of a page are drawn, each beside its table. */
async function drawn(page) {
  const charts = await page.locator("table[data-chart]").count();
  await page.waitForFunction((count) => document.querySelectorAll(".chart-canvas").length === count, charts);
  return charts;
}

for (const lang of ["zh-CN", "en"]) {
  test(`every page is legible on a desk and on a phone, in ${lang}`, async () => {
    const page = await visitor(browser, site, { lang });
    await everyPage(page, async (page, name) => {
      assert.equal(await page.getAttribute("html", "lang"), lang);
      await drawn(page);
      await look(page, `portal ${lang} ${name}`);
    });
  });
}

test("large type fits on a phone and is still legible", async () => {
  const page = await visitor(browser, site, { viewport: PHONE });
  await page.goto("/");
  await page.click(".menu summary");
  await sound(page, "the menu on a phone");
  await page.click(".switch[name=elder]");
  await page.locator("body.elder").waitFor();
  await everyPage(page, async (page, name) => {
    await sound(page, `${name}, large type`);
    const { height } = await page.locator(".site-header").boundingBox();
    assert.ok(height <= PHONE.height / 6, `${name}: the header takes ${height} of ${PHONE.height}`);
  });
});

test("what can be searched for is legible in large type", async () => {
  for (const lang of ["zh-CN", "en"]) {
    const page = await visitor(browser, site, { lang });
    await page.goto("/");
    await page.click(".switch[name=elder]");
    await page.locator("body.elder").waitFor();
    for (const width of [DESKTOP.width, 900]) {
      await page.setViewportSize({ width, height: DESKTOP.height });
      const [asked, there] = await page.locator("#search").evaluate((input) => {
        const style = getComputedStyle(input);
        const pen = document.createElement("canvas").getContext("2d");
        pen.font = style.font;
        // At the end of the field stands what empties it.
        return [pen.measureText(input.placeholder).width + parseFloat(style.fontSize), input.clientWidth - 2 * parseFloat(style.paddingLeft)];
      });
      assert.ok(asked <= there, `${lang} at ${width}: ${asked} in ${there}`);
    }
    await page.context().close();
  }
});

test("every page can be read without scripts", async () => {
  const page = await visitor(browser, site, { scripts: false, viewport: PHONE });
  await everyPage(page, async (page, name) => {
    await fits(page, `${name}, no scripts`);
    assert.ok(await page.locator("h1").isVisible(), name);
    for (const table of await page.locator("table[data-chart]").all()) assert.ok(await table.isVisible(), `${name}: table of a chart`);
    assert.equal(await page.locator("[data-print]:visible").count(), 0, `${name}: a button that needs a script`);
  });
  // The switch of languages and the search are forms.
  await page.goto("/");
  await page.click(".menu summary");
  await fits(page, "the menu on a phone, no scripts");
  assert.ok(await page.locator(".main-nav a").last().isVisible());
  await page.click(".switch[name=lang]");
  assert.equal(await page.getAttribute("html", "lang"), "en");
  await page.click(".search-link");
  await page.fill("#q", "青禾街道");
  await page.press("#q", "Enter");
  await page.locator("#found-reports").waitFor();
});

test("every page prints: nothing to press on the paper, nothing cut off", async () => {
  const page = await visitor(browser, site, { viewport: PAPER });
  await page.emulateMedia({ media: "print" });
  await everyPage(page, async (page, name) => {
    await fits(page, `${name} on paper`);
    assert.equal(await page.locator(".main-nav:visible, .site-search:visible, main .button:visible").count(), 0, `${name}: buttons on paper`);
    const cut = await page.locator(".table-scroll").evaluateAll((boxes) => boxes.filter((box) => box.scrollWidth > box.clientWidth + 1).length);
    assert.equal(cut, 0, `${name}: tables wider than the paper`);
  });
  await page.goto(pages.report);
  assert.ok((await page.pdf({ format: "A4" })).length > 10_000);
});

test("a table goes over the paper between its blocks, each with its label, and no head stands alone", async () => {
  const page = await visitor(browser, site, { viewport: PAPER });
  await page.emulateMedia({ media: "print" });
  for (const path of [pages.report, pages.totals, pages.league]) {
    await page.goto(path);
    // Columns as high as the paper break as its pages do, and an element's place tells in which it stands; what stands above
    // begins lower and lower, so that a page ends everywhere.
    const wrong = await page.evaluate(({ width, height }) => {
      const main = document.querySelector("main");
      Object.assign(main.style, { columnWidth: `${width}px`, columnGap: "40px", columnFill: "auto", height: `${height}px`, width: `${width}px` });
      const spacer = document.createElement("div");
      main.prepend(spacer);
      const column = (rect) => Math.round((rect.left - main.getBoundingClientRect().left) / (width + 40) - 0.4);
      const first = (element) => column(element.getClientRects()[0]);
      const wrong = [];
      for (let room = 0; room < height; room += 23) {
        spacer.style.height = `${room}px`;
        for (const cell of main.querySelectorAll(".form-table tbody .from-1")) {
          if (cell.getClientRects().length > 1) wrong.push(`${room}: ${cell.textContent} is cut`);
        }
        for (const table of main.querySelectorAll(".table, .form-table")) {
          const row = first(table.querySelector("tbody tr"));
          const box = table.closest(".table-scroll") ?? table;
          const above = [table.caption, table.tHead, box.previousElementSibling];
          if (above[2]?.matches("p") && above[2].previousElementSibling?.matches("h2, h3")) above.push(above[2].previousElementSibling);
          for (const each of above.filter((each) => each?.matches("caption:not(.visually-hidden), thead, p, h2, h3"))) {
            if (first(each) !== row && each.getBoundingClientRect().height > 1) wrong.push(`${room}: ${each.tagName} ${each.textContent.slice(0, 20)} stands alone`);
          }
        }
      }
      return wrong;
    }, PAPER);
    assert.deepEqual(wrong, [], path);
  }
  // Every block of the tall label says on paper whose it is, and on a screen is one with those above.
  await page.goto(pages.report);
  const shown = () => page.locator("#t3 .goes-on > span").evaluateAll((spans) => spans.filter((span) => span.offsetWidth > 1).length);
  const many = await page.locator("#t3 .goes-on").count();
  assert.ok(many >= 3);
  assert.equal(await shown(), many);
  await page.emulateMedia({ media: "screen" });
  assert.equal(await shown(), 0);
});

test("a citizen finds a report, reads it, compares it and takes the figures along", async () => {
  const page = await visitor(browser, site);
  await page.goto("/");
  await picture(page, "portal");
  await page.fill("#home-search", "青禾街道");
  await page.locator("main").getByRole("button", { name: "检索" }).click();
  await page.locator("#found-reports").waitFor();
  await picture(page, "search");
  await page.locator("main .card-title a").first().click();
  await page.locator("#t3").waitFor();
  await picture(page, "report");
  const docx = await download(page, page.locator("main header").getByRole("link", { name: "DOCX" }));
  assert.match(docx.name, /\.docx$/);
  assert.match(run("gongkai", "read", docx.path), /青禾街道/);

  await page.getByRole("link", { name: "本机关历年变化" }).click();
  assert.ok((await drawn(page)) > 2);
  await picture(page, "trends", { fullPage: true });
  const saved = await download(page, page.getByRole("button", { name: "存为 PNG" }).first());
  assert.match(saved.name, /\.png$/);
  await page.getByRole("link", { name: /^对照/ }).first().click();
  await page.locator("main table").first().waitFor();
  await picture(page, "compare");

  await page.setViewportSize(PHONE);
  await page.goto(pages.report);
  await picture(page, "report-phone");
  await page.goto(pages.body);
  await drawn(page);
  await page.locator("#trends").evaluate((heading) => heading.scrollIntoView());
  await picture(page, "trends-phone");
  await page.setViewportSize(DESKTOP);
  await page.goto("/league");
  await drawn(page);
  await picture(page, "league");
});
