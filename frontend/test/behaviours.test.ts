// @vitest-environment jsdom
import { describe, expect, it, vi } from "vitest";
import { matches, start as filter, wordsOf } from "../src/behaviours/filter";
import { nextPause, show } from "../src/behaviours/progress";
import { start as folding } from "../src/behaviours/folding";
import { start as small } from "../src/behaviours/small";
import { start as desk } from "../src/behaviours/desk";

describe("the quick filter", () => {
  it("wants every word, whatever case and width", () => {
    expect(matches("青禾街道 2023 DOCX", wordsOf("青禾 ｄｏｃｘ"))).toBe(true);
    expect(matches("青禾街道 2023", wordsOf("青禾 2022"))).toBe(false);
    expect(matches("任何", wordsOf("  "))).toBe(true);
  });

  it("shows itself, hides rows and counts", () => {
    document.body.innerHTML = `<div hidden><input data-filter="#t" data-filter-status="#s" data-text-filter-shown="%shown%/%total%"></div>
      <p id="s"></p><table id="t"><thead><tr><th>机关</th></tr></thead><tbody><tr><td>青禾街道</td></tr><tr><td>白杨镇</td></tr></tbody></table>`;
    filter(document);
    const input = document.querySelector("input") as HTMLInputElement;
    expect(input.parentElement?.hidden).toBe(false);
    input.value = "白杨";
    input.dispatchEvent(new Event("input"));
    expect(Array.from(document.querySelectorAll<HTMLElement>("tbody tr"), (row) => row.hidden)).toEqual([true, false]);
    expect(document.querySelector("#s")?.textContent).toBe("1/2");
  });
});

describe("progress", () => {
  function box(): HTMLElement {
    document.body.innerHTML = `<div id="box" data-text-progress-text="%done%/%total%" data-text-progress-open="看" data-text-progress-done="完"><span data-progress-text></span><progress max="1" value="0"></progress></div>`;
    return document.getElementById("box") as HTMLElement;
  }

  it("moves the bar and goes on while running", () => {
    const at = box();
    expect(show(at, { state: "running", done: 3, total: 200 })).toBe(false);
    expect(at.querySelector("progress")).toMatchObject({ max: 200, value: 3 });
    expect(at.textContent).toBe("3/200");
  });

  it("ends with a link to the result", () => {
    const at = box();
    expect(show(at, { state: "done", total: 200, href: "/batch" })).toBe(true);
    expect(at.querySelector("a")?.getAttribute("href")).toBe("/batch");
    expect(at.querySelector("progress")?.value).toBe(200);
    expect(show(box(), { state: "failed", message: "坏了" })).toBe(true);
  });

  it("asks less and less often", () => {
    expect(nextPause(1000, false)).toBe(1500);
    expect(nextPause(4000, false)).toBe(5000);
    expect(nextPause(25_000, true)).toBe(30_000);
  });
});

describe("tick all", () => {
  it("ticks those in sight and shows a part as a part", () => {
    document.body.innerHTML = `<form><label hidden><input type="checkbox" data-check-all="b"></label>
      <div><input type="checkbox" name="b"></div><div hidden><input type="checkbox" name="b"></div><div><input type="checkbox" name="b"></div></form>`;
    small(document);
    const [master, first, hidden, last] = Array.from(document.querySelectorAll("input"));
    master?.click();
    expect([first?.checked, hidden?.checked, last?.checked]).toEqual([true, false, true]);
    first?.click();
    expect([master?.checked, master?.indeterminate]).toEqual([false, true]);
  });

  it("is ticked where all are from the beginning, each table by itself", () => {
    const table = (ticked: string) => `<table><tr><th><input type="checkbox" data-check-all="b"></th></tr>
      <tr><td><input type="checkbox" name="b"${ticked}></td></tr></table>`;
    document.body.innerHTML = `<form>${table(" checked")}${table("")}</form>`;
    small(document);
    const [one, first, two, second] = Array.from(document.querySelectorAll("input"));
    expect([one?.checked, two?.checked]).toEqual([true, false]);
    two?.click();
    one?.click();
    expect([first?.checked, second?.checked]).toEqual([false, true]);
  });
});

describe("dates that follow a year", () => {
  it("are in the year after the one chosen, from the beginning", () => {
    document.body.innerHTML = `<select id="year"><option>2023</option><option selected>2022</option></select>
      <fieldset data-dates-follow="year"><span class="choice-hint">2100 家，截止日期 2024-01-31</span><span class="choice-hint">没有日期</span></fieldset>`;
    small(document);
    const hints = () => Array.from(document.querySelectorAll(".choice-hint"), (hint) => hint.textContent);
    expect(hints()).toEqual(["2100 家，截止日期 2023-01-31", "没有日期"]);
    const year = document.querySelector("select") as HTMLSelectElement;
    year.value = "2023";
    year.dispatchEvent(new Event("change"));
    expect(hints()[0]).toBe("2100 家，截止日期 2024-01-31");
  });
});

describe("the reading desk", () => {
  function page(refused = "", fields = ""): void {
    document.body.innerHTML = `<div data-desk="${refused && "focus"}"><section class="desk-source"><b data-place="1">a</b><b data-place="2">b</b></section>
      <ol><li class="desk-cell" tabindex="-1" id="c1" data-at="1"></li>
      <li class="desk-cell" tabindex="-1" id="c2" data-at="2" data-uncertain${refused}><details class="desk-edit"><summary>x</summary><form><input id="v" value="7">${fields}</form></details></li>
      <li class="desk-cell" tabindex="-1" id="c3" data-at="9"></li></ol></div>
      <p data-desk-status data-text-desk-position="%n%/%total%" data-text-desk-no-place="无处"></p>`;
    desk(document);
  }
  const key = (name: string, target: EventTarget = document.querySelector("ol") as Element) =>
    target.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true }));
  const marked = () => document.querySelector(".is-current")?.textContent;

  it("stays at its top while it opens, its first place marked", () => {
    const scrolled = vi.fn();
    Element.prototype.scrollIntoView = scrolled;
    page(" ");
    expect([document.activeElement?.id, marked()]).toEqual(["c1", "a"]);
    document.getElementById("c2")?.click();
    expect(marked()).toBe("b");
    expect(scrolled).not.toHaveBeenCalled();
    key("j");
    expect(scrolled).toHaveBeenCalled();
    Reflect.deleteProperty(Element.prototype, "scrollIntoView");
  });

  it("goes from cell to cell and marks each place in the source", () => {
    page();
    key("j");
    expect([document.activeElement?.id, marked()]).toEqual(["c1", "a"]);
    key("ArrowDown");
    expect([document.activeElement?.id, marked()]).toEqual(["c2", "b"]);
    key("j");
    expect(document.querySelector("[data-desk-status]")?.textContent).toBe("3/3 无处");
    expect(marked()).toBeUndefined();
    key("k");
    key("k");
    key("k");
    expect(document.activeElement?.id).toBe("c1");
  });

  it("opens the row a cell is folded away in", () => {
    document.body.innerHTML = `<div data-desk="focus"><section class="desk-cells"><details class="desk-fold"><summary id="s">行</summary>
      <ol><li class="desk-cell" tabindex="-1" id="c1" data-at="1"></li></ol></details></section></div>`;
    desk(document);
    const fold = document.querySelector("details") as HTMLDetailsElement;
    expect([document.activeElement?.id, fold.open]).toEqual(["s", false]);
    key("j", document.activeElement as Element);
    expect([document.activeElement?.id, fold.open]).toEqual(["c1", true]);
  });

  it("goes to a card of many cells, into it only when it is open", () => {
    document.body.innerHTML = `<div data-desk><details class="desk-fold desk-many"><summary class="desk-cell" id="m" data-at="1" data-uncertain>多格</summary>
      <details class="desk-fold"><summary>行</summary><ol><li class="desk-cell" tabindex="-1" id="c1" data-at="1" data-uncertain></li></ol></details></details>
      <ol id="list"><li class="desk-cell" tabindex="-1" id="c2" data-at="2" data-uncertain></li></ol></div>
      <p data-desk-status data-text-desk-position="%n%/%total%" data-text-desk-position-many="%n%-%last%/%total%" data-text-desk-no-place="无处"></p>`;
    desk(document);
    const [card, row] = Array.from(document.querySelectorAll("details"));
    const at = () => document.activeElement?.id;
    key("u");
    expect([at(), card?.open, document.querySelector("[data-desk-status]")?.textContent]).toEqual(["m", false, "1-1/2 无处"]);
    // Enter is the head's own: nothing keeps the browser from opening it.
    const enter = new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true });
    document.activeElement?.dispatchEvent(enter);
    expect(enter.defaultPrevented).toBe(false);
    key("u");
    expect(at()).toBe("c2");
    key("k");
    expect(at()).toBe("m");
    if (card) card.open = true;
    key("u");
    expect([at(), row?.open]).toEqual(["c1", true]);
    // A cell is counted once, whether its card is open or not; the card's head is none.
    expect(document.querySelector("[data-desk-status]")?.textContent).toBe("1/2 无处");
    key("j");
    expect(at()).toBe("c2");
    key("j");
    expect(at()).toBe("c2");
  });

  it("opens the card and the row of a cell an address names", () => {
    window.location.hash = "#c1";
    document.body.innerHTML = `<div data-desk="focus"><details class="desk-fold desk-many"><summary class="desk-cell" id="m">多格</summary>
      <details class="desk-fold"><summary>行</summary><ol><li class="desk-cell" tabindex="-1" id="c1"></li></ol></details></details></div>`;
    desk(document);
    window.location.hash = "";
    expect(Array.from(document.querySelectorAll("details")).map((fold) => fold.open)).toEqual([true, true]);
    expect(document.activeElement?.id).toBe("c1");
  });

  it("finds the next uncertain cell, opens its correction and closes it again", () => {
    page();
    key("u");
    expect(document.activeElement?.id).toBe("c2");
    key("Enter", document.activeElement as Element);
    const input = document.getElementById("v") as HTMLInputElement;
    expect(document.activeElement).toBe(input);
    input.value = "8";
    key("j", input);
    expect(document.activeElement).toBe(input);
    key("Escape", input);
    expect(document.querySelector("details")?.open).toBe(false);
    expect([document.activeElement?.id, input.value]).toEqual(["c2", "7"]);
  });

  it.each(["desk-history", "desk-edit"])("opens the correction, not the history (%s), of a corrected cell", (look) => {
    page();
    const cell = document.getElementById("c2") as HTMLElement;
    cell.querySelector("details")?.insertAdjacentHTML("beforebegin", `<details class="${look}"><summary>h</summary></details>`);
    key("u");
    key("Enter", cell);
    expect(document.activeElement?.id).toBe("v");
    const [history, correction] = cell.querySelectorAll("details");
    expect([history?.open, correction?.open]).toEqual([false, true]);
    key("Escape", document.activeElement as Element);
    expect([history?.open, correction?.open]).toEqual([false, false]);
  });

  it.each([
    ["the field that is wrong", " aria-invalid='true'", "w"],
    ["its first field", "", "v"],
  ])("starts at the cell whose correction was refused, in %s", (_, wrong, focused) => {
    page(" data-refused", `<input id="w"${wrong}>`);
    expect(document.querySelector("[aria-current]")?.id).toBe("c2");
    expect([document.activeElement?.id, marked()]).toEqual([focused, "b"]);
    expect(document.getElementById("c1")?.tabIndex).toBe(-1);
  });

  it("starts at the first cell otherwise, and only marks it when it is reached", () => {
    page();
    expect(document.querySelector("[aria-current]")).toBeNull();
    expect(document.getElementById("c1")?.tabIndex).toBe(0);
  });

  it("leaves keys with a modifier, and keys outside the desk, to the browser", () => {
    page();
    const seen = vi.fn();
    document.addEventListener("focusin", seen);
    document.querySelector("ol")?.dispatchEvent(new KeyboardEvent("keydown", { key: "j", ctrlKey: true, bubbles: true }));
    key("j", document.body);
    expect(seen).not.toHaveBeenCalled();
  });
});

describe("the office's menu on a phone", () => {
  it("says on the page whether it is unfolded", () => {
    document.body.innerHTML = `<header class="office-bar"><details class="menu"><summary>菜单</summary></details></header>`;
    folding(document);
    const menu = document.querySelector("details") as HTMLDetailsElement;
    expect([document.body.classList.contains("folds"), document.body.classList.contains("unfolded")]).toEqual([true, false]);
    menu.open = true;
    menu.dispatchEvent(new Event("toggle"));
    expect(document.body.classList.contains("unfolded")).toBe(true);
  });
});
