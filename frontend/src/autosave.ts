// Saves a form some seconds after a change, says how that went, and tries again when it did not.
import { numberAttribute } from "./dom";
import { text } from "./texts";

type State = "unsaved" | "saving" | "saved" | "failed";

export class Autosave {
  private timer: number | undefined;
  private saving = false;
  private dirty = false;
  private readonly delay: number;

  constructor(private readonly form: HTMLFormElement) {
    this.delay = numberAttribute(form, "data-save-seconds", 4) * 1000;
    form.addEventListener("submit", () => {
      window.clearTimeout(this.timer);
      this.dirty = false;
    });
    document.addEventListener("visibilitychange", () => {
      if (document.hidden && this.dirty) void this.save();
    });
    window.addEventListener("beforeunload", (event) => {
      if (!this.dirty && !this.saving) return;
      event.preventDefault();
      event.returnValue = "";
    });
  }

  changed(): void {
    this.dirty = true;
    this.say("unsaved");
    this.plan(this.delay);
  }

  private plan(delay: number): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.save(), delay);
  }

  /** One save at a time; a change during it is saved after it. */
  private async save(): Promise<void> {
    if (this.saving || !this.dirty) return;
    window.clearTimeout(this.timer);
    this.saving = true;
    this.dirty = false;
    this.say("saving");
    const problem = await this.post();
    this.saving = false;
    if (problem !== null) {
      this.dirty = true;
      this.say("failed", problem);
      this.plan(Math.max(this.delay, 10_000));
    } else if (this.dirty) {
      this.plan(this.delay);
    } else {
      this.say("saved");
    }
  }

  /** Null when saved; else what the server said, or nothing when it could not be reached. */
  private async post(): Promise<string | null> {
    try {
      const response = await fetch(this.form.dataset["saveUrl"] ?? this.form.getAttribute("action") ?? "", {
        method: "POST",
        body: new URLSearchParams(textFields(this.form)),
        headers: { Accept: "application/json" },
        credentials: "same-origin",
        redirect: "error",
        // Lets the save go out although the page is being left.
        keepalive: document.hidden,
      });
      const answer = await readJson(response);
      if (!response.ok) return answer["detail"] ?? answer["title"] ?? String(response.status);
      const version = this.form.elements.namedItem("version");
      if (answer["version"] !== undefined && version instanceof HTMLInputElement) version.value = String(answer["version"]);
      return null;
    } catch {
      return "";
    }
  }

  private say(state: State, detail = ""): void {
    const line = this.form.querySelector<HTMLElement>("[data-draft-state]");
    if (!line) return;
    const time = new Date().toTimeString().slice(0, 5);
    line.dataset["state"] = state;
    line.textContent = `${text(line, `draft-${state}`, { time })} ${detail}`.trim();
  }
}

function textFields(form: HTMLFormElement): [string, string][] {
  const fields: [string, string][] = [];
  new FormData(form).forEach((value, name) => {
    if (typeof value === "string") fields.push([name, value]);
  });
  return fields;
}

async function readJson(response: Response): Promise<Record<string, string | undefined>> {
  try {
    return (await response.json()) as Record<string, string | undefined>;
  } catch {
    return {};
  }
}
