// Saves a form some seconds after a change, says how that went, and tries again when it did not.
import { element, numberAttribute } from "./dom";
import { text } from "./texts";

type State = "unsaved" | "held" | "saving" | "saved" | "failed" | "signed-out" | "conflict" | "gone";

/**
 * What became of a save: nothing wrong, nobody signed in any more, the form changed elsewhere, or what the server said: it is
 * there no more, or cannot be saved (empty: not reached).
 */
type Outcome = { readonly kind: "saved" | "signed-out" | "conflict" } | { readonly kind: "failed" | "gone"; readonly why: string };

/** The longest a change waits for a pause in the typing, in milliseconds. */
const LONGEST_WAIT = 30_000;

export class Autosave {
  private timer: number | undefined;
  /** When the oldest change that is not saved was made; nothing while a failed save is to be tried again. */
  private since: number | undefined;
  private saving = false;
  /** The save under way, or the last one. */
  private settled: Promise<void> = Promise.resolve();
  private dirty = false;
  private leaving = false;
  /** Only the page the form is answered with goes on from here. */
  private conflicting = false;
  /** The form holds what would replace somebody's work: only its button saves it. */
  private held: boolean;
  private readonly delay: number;

  constructor(private readonly form: HTMLFormElement) {
    this.delay = numberAttribute(form, "data-save-seconds", 4) * 1000;
    this.held = form.dataset["saveHeld"] !== undefined;
    this.dirty = this.held;
    if (this.held) this.say("held");
    form.addEventListener("submit", (event) => void this.submitted(event));
    document.addEventListener("visibilitychange", () => {
      if (document.hidden && this.dirty) void this.save();
    });
    // What the next page shows must have what was typed here in it.
    document.addEventListener("click", (event) => void this.followed(event));
    window.addEventListener("beforeunload", (event) => {
      if (!this.dirty && !this.saving) return;
      event.preventDefault();
      event.returnValue = "";
    });
  }

  changed(): void {
    this.dirty = true;
    this.say(this.held ? "held" : "unsaved");
    if (this.held) return;
    const now = Date.now();
    this.since ??= now;
    // Who types without a pause is saved all the same.
    this.plan(Math.min(this.delay, Math.max(0, this.since + LONGEST_WAIT - now)));
  }

  /** What was typed is saved before the page is left: a session that is over must not cost it. */
  private async submitted(event: SubmitEvent): Promise<void> {
    window.clearTimeout(this.timer);
    this.held = false;
    if (!this.dirty || this.leaving) {
      this.dirty = false;
      return;
    }
    event.preventDefault();
    const submitter = event.submitter;
    await this.save();
    // What changed elsewhere only the page can show that the form is answered with.
    if (this.dirty && !this.conflicting) return;
    this.leaving = true;
    if (submitter instanceof HTMLElement) this.form.requestSubmit(submitter);
    else this.form.requestSubmit();
    this.leaving = false;
  }

  /** A link is followed when what was typed is saved; one that opens elsewhere leaves this page as it is. */
  private async followed(event: MouseEvent): Promise<void> {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href]") : null;
    const elsewhere = event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!link || elsewhere || link.target || link.hasAttribute("download") || event.defaultPrevented) return;
    const stays = link.origin !== location.origin || (link.hash !== "" && link.pathname === location.pathname);
    if (stays || (!this.dirty && !this.saving)) return;
    event.preventDefault();
    await this.settled;
    await this.save();
    window.location.assign(link.href);
  }

  private plan(delay: number): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.save(), delay);
  }

  /** One save at a time; a change during it is saved after it. */
  private save(): Promise<void> {
    if (!this.saving && this.dirty && !this.held) this.settled = this.saveOnce();
    return this.settled;
  }

  private async saveOnce(): Promise<void> {
    window.clearTimeout(this.timer);
    this.saving = true;
    this.dirty = false;
    this.since = undefined;
    this.say("saving");
    const outcome = await this.post(true);
    this.saving = false;
    this.conflicting = outcome.kind === "conflict" || outcome.kind === "gone";
    if (outcome.kind === "conflict" || outcome.kind === "gone") {
      // Trying again changes nothing.
      this.dirty = true;
      this.say(outcome.kind, outcome.kind === "gone" ? outcome.why : "");
    } else if (outcome.kind !== "saved") {
      this.dirty = true;
      if (outcome.kind === "failed") this.say("failed", outcome.why);
      else this.say("signed-out");
      this.plan(Math.max(this.delay, 10_000));
    } else if (this.dirty) {
      this.plan(this.delay);
    } else {
      this.say("saved");
    }
  }

  private async post(again: boolean): Promise<Outcome> {
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
      if (response.status === 401) return { kind: "signed-out" };
      if (response.status === 409) return { kind: "conflict" };
      const answer = await readJson(response);
      if (response.status === 410) return { kind: "gone", why: answer["title"] ?? "" };
      // Somebody signed in anew in another window: the form's token is another now.
      if (again && (answer["type"] ?? "").endsWith("foreign-form")) return (await renewed()) ? await this.post(false) : { kind: "signed-out" };
      if (!response.ok) return { kind: "failed", why: answer["detail"] ?? answer["title"] ?? String(response.status) };
      if (answer["version"] !== undefined) {
        // The small forms beside it (attachments, what is carried over) go on from what was saved, too.
        for (const version of document.querySelectorAll<HTMLInputElement>('input[type="hidden"][name="version"]')) {
          version.value = String(answer["version"]);
        }
      }
      return { kind: "saved" };
    } catch {
      return { kind: "failed", why: "" };
    }
  }

  private say(state: State, detail = ""): void {
    const line = this.form.querySelector<HTMLElement>("[data-draft-state]");
    if (!line) return;
    const time = new Date().toTimeString().slice(0, 5);
    line.dataset["state"] = state;
    const words = text(line, `draft-${state}`, { time, why: detail });
    line.textContent = state === "gone" ? words : `${words} ${detail}`.trim();
    if (state === "signed-out") {
      const link = element("a", { href: "/sign-in", target: "_blank" }, text(line, "draft-sign-in"));
      line.append(" ", link);
    }
  }
}

/** Takes the form token from this page as it is served now; false when nobody is signed in. */
async function renewed(): Promise<boolean> {
  const response = await fetch(window.location.pathname, { credentials: "same-origin", redirect: "manual" });
  if (!response.ok) return false;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const token = page.querySelector<HTMLInputElement>("input[name=csrf]")?.value;
  if (!token) return false;
  for (const field of document.querySelectorAll<HTMLInputElement>("input[name=csrf]")) field.value = token;
  return true;
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
