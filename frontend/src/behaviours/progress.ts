// data-progress-url: asks how far a job is until it is done.
import { all, element } from "../dom";
import { text } from "../texts";

/** What the address answers. */
export interface ProgressAnswer {
  readonly state: "running" | "done" | "failed";
  readonly done?: number;
  readonly total?: number;
  readonly message?: string;
  readonly href?: string;
}

export function start(root: ParentNode): void {
  for (const box of all(root, "[data-progress-url]")) void follow(box);
}

async function follow(box: HTMLElement): Promise<void> {
  let pause = 1000;
  for (;;) {
    await new Promise((resolve) => window.setTimeout(resolve, pause));
    if (!box.isConnected) return;
    const answer = await ask(box.dataset["progressUrl"] ?? "");
    if (answer === null) say(box, text(box, "progress-lost"));
    else if (show(box, answer)) return;
    pause = nextPause(pause, answer === null || document.hidden);
  }
}

/** From one second up to five; up to thirty while the server is away or nobody looks. */
export function nextPause(pause: number, quiet: boolean): number {
  return Math.min(pause * 1.5, quiet ? 30_000 : 5000);
}

async function ask(url: string): Promise<ProgressAnswer | null> {
  try {
    const response = await fetch(url, { headers: { Accept: "application/json" }, credentials: "same-origin" });
    return response.ok ? ((await response.json()) as ProgressAnswer) : null;
  } catch {
    return null;
  }
}

/** Shows an answer; true when there will be no other. */
export function show(box: HTMLElement, answer: ProgressAnswer): boolean {
  const { done = 0, total = 0 } = answer;
  const bar = box.querySelector("progress");
  if (bar && total > 0) {
    bar.max = total;
    bar.value = answer.state === "done" ? total : done;
  } else if (bar && answer.state === "running") {
    bar.removeAttribute("value");
  }
  switch (answer.state) {
    case "running":
      say(box, answer.message ?? text(box, "progress-text", { done, total }));
      return false;
    case "failed":
      say(box, answer.message ?? text(box, "progress-failed"));
      return true;
    case "done":
      say(box, answer.message ?? text(box, "progress-done"));
      finish(box, answer.href);
      return true;
  }
}

function finish(box: HTMLElement, href: string | undefined): void {
  if (box.dataset["progressThen"] === "reload") {
    window.location.reload();
  } else if (href) {
    box.append(element("a", { class: "button button-primary", href }, text(box, "progress-open")));
  }
}

function say(box: HTMLElement, words: string): void {
  const line = box.querySelector("[data-progress-text]");
  if (line && line.textContent !== words) line.textContent = words;
}
