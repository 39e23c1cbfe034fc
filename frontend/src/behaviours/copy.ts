// data-copy, data-copy-from: puts a text on the clipboard.
import { all } from "../dom";
import { text } from "../texts";

export function start(root: ParentNode): void {
  for (const button of all<HTMLButtonElement>(root, "button[data-copy], button[data-copy-from]")) {
    button.hidden = false;
    const label = button.textContent ?? "";
    let back: number | undefined;
    button.addEventListener("click", async () => {
      if (!(await copy(wanted(button)))) return;
      const children = Array.from(button.childNodes);
      window.clearTimeout(back);
      button.textContent = text(button, "copy-done");
      back = window.setTimeout(() => {
        button.textContent = label;
        if (children.length > 1) button.replaceChildren(...children);
      }, 2000);
    });
  }
}

function wanted(button: HTMLButtonElement): string {
  const from = button.dataset["copyFrom"];
  if (from === undefined) return button.dataset["copy"] ?? "";
  const source = document.querySelector(from);
  if (source instanceof HTMLInputElement || source instanceof HTMLTextAreaElement) return source.value;
  return source?.textContent?.trim() ?? "";
}

/** The clipboard API exists on secure origins only; inside an office's network the older way still works. */
async function copy(words: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(words);
    return true;
  } catch {
    const area = document.createElement("textarea");
    area.value = words;
    area.className = "visually-hidden";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}
