// data-filter: shows the rows of a table, or the items of a list, that contain every typed word.
import { all } from "../dom";
import { text } from "../texts";

export function start(root: ParentNode): void {
  for (const input of all<HTMLInputElement>(root, "input[data-filter]")) {
    const target = document.querySelector(input.dataset["filter"] ?? "");
    if (!target) continue;
    const box = input.closest<HTMLElement>("[hidden]");
    if (box) box.hidden = false;
    input.addEventListener("input", () => apply(input, target));
    // A form around it would reload the page.
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault();
    });
    if (input.value !== "") apply(input, target);
  }
}

function apply(input: HTMLInputElement, target: Element): void {
  const items = target instanceof HTMLTableElement ? all(target, "tbody > tr") : Array.from(target.children);
  const words = wordsOf(input.value);
  let shown = 0;
  for (const item of items) {
    if (!(item instanceof HTMLElement)) continue;
    item.hidden = !matches(item.textContent ?? "", words);
    if (!item.hidden) shown += 1;
  }
  const status = document.querySelector(input.dataset["filterStatus"] ?? "#none");
  if (status) status.textContent = text(input, "filter-shown", { shown, total: items.length });
}

/** The words looked for, compared without regard to case and width. */
export function wordsOf(typed: string): string[] {
  return fold(typed).split(/\s+/).filter((word) => word !== "");
}

export function matches(content: string, words: readonly string[]): boolean {
  const folded = fold(content);
  return words.every((word) => folded.includes(word));
}

function fold(content: string): string {
  return content.normalize("NFKC").toLowerCase();
}
