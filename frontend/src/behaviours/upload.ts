// data-upload: posts every chosen file by itself and accounts for each; without it the form posts them all at once.
import { element, fieldValue, numberAttribute } from "../dom";
import { text, type TextKey } from "../texts";
import { dropped } from "../dropped-files";
import { UploadQueue, type Attempt, type Item, type Outcome } from "../upload-queue";

export function start(root: ParentNode): void {
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-upload]")) new Upload(form).listen();
}

const OUTCOME_BADGE: Record<Outcome, { badge: string; key: TextKey }> = {
  received: { badge: "badge-received", key: "upload-received" },
  doubtful: { badge: "badge-returned", key: "upload-doubtful" },
  duplicate: { badge: "badge-checked", key: "upload-duplicate" },
  refused: { badge: "badge-failed", key: "upload-refused" },
  failed: { badge: "badge-failed", key: "upload-failed" },
};

class Upload {
  private readonly input: HTMLInputElement;
  private readonly list = element("ul", { class: "upload-files upload-files-sorted" });
  private readonly summary = element("p", { class: "notice-title", role: "status" });
  private readonly progress = element("progress", { max: "1", value: "0" });
  private readonly after = element("div", { class: "button-row" });
  private readonly rows = new Map<Item<File>, HTMLElement>();
  private readonly seen = new Set<string>();
  private readonly queue: UploadQueue<File>;
  private busy = false;

  constructor(private readonly form: HTMLFormElement) {
    this.input = form.querySelector<HTMLInputElement>('input[type="file"]') ?? element("input", { type: "file" });
    this.queue = new UploadQueue<File>({
      parallel: numberAttribute(form, "data-parallel", 3),
      tries: 3,
      send: (item, progress) => this.send(item, progress),
      wait: (seconds) => new Promise((resolve) => window.setTimeout(resolve, seconds * 1000)),
      newKey: randomKey,
      changed: (item) => this.show(item),
    });
  }

  listen(): void {
    this.progress.setAttribute("aria-hidden", "true");
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.take(Array.from(this.input.files ?? []));
    });
    this.input.addEventListener("change", () => this.take(Array.from(this.input.files ?? [])));
    this.listenForDrops(this.form.querySelector<HTMLElement>(".upload-zone") ?? this.form);
    window.addEventListener("beforeunload", (event) => {
      if (!this.busy) return;
      event.preventDefault();
      event.returnValue = "";
    });
  }

  private listenForDrops(zone: HTMLElement): void {
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      zone.classList.add("is-over");
    };
    zone.addEventListener("dragenter", over);
    zone.addEventListener("dragover", over);
    zone.addEventListener("dragleave", () => zone.classList.remove("is-over"));
    zone.addEventListener("drop", (event) => {
      event.preventDefault();
      zone.classList.remove("is-over");
      if (event.dataTransfer) void dropped(event.dataTransfer).then((files) => this.take(files));
    });
  }

  /** Takes files into the list and sends them; a file already in the list is not sent twice. */
  private take(files: readonly File[]): void {
    const fresh = files.filter((file) => {
      const sign = `${file.webkitRelativePath || file.name}/${file.size}/${file.lastModified}`;
      return !this.seen.has(sign) && this.seen.add(sign);
    });
    this.input.value = "";
    if (fresh.length === 0) return;
    if (!this.summary.isConnected) {
      this.form.append(this.summary, this.progress, this.after, this.list);
      document.querySelector("[data-upload-none]")?.setAttribute("hidden", "");
    }
    for (const file of fresh) this.addRow(this.queue.add(file));
    this.busy = true;
    this.after.replaceChildren();
    this.tell();
    void this.queue.start().then(() => this.finish());
  }

  private addRow(item: Item<File>): void {
    const row = element("li", { class: "upload-file" });
    this.rows.set(item, row);
    this.list.append(row);
    this.show(item);
  }

  private show(item: Item<File>): void {
    const row = this.rows.get(item);
    if (!row) return;
    if (item.state === "done" && item.outcome) row.dataset["outcome"] = item.outcome;
    else delete row.dataset["outcome"];
    row.replaceChildren(
      item.href ? element("a", { class: "upload-name", href: item.href }, item.file.name) : element("span", { class: "upload-name" }, item.file.name),
      element("span", { class: "upload-size number" }, bytes(item.file.size)),
      this.outcome(item),
    );
    this.tell();
  }

  private outcome(item: Item<File>): HTMLElement {
    const line = element("div", { class: "upload-outcome" });
    if (item.state === "waiting") line.append(element("span", { class: "soft" }, text(this.form, "upload-waiting")));
    if (item.state === "sending") {
      const percent = Math.round(item.sent * 100);
      const words = item.sent < 1 ? text(this.form, "upload-sending", { percent }) : text(this.form, "upload-working");
      const bar = element("progress", { max: "100", value: String(percent), "aria-label": item.file.name });
      line.append(bar, element("span", { class: "soft" }, words));
    }
    if (item.state === "done" && item.outcome) {
      const { badge, key } = OUTCOME_BADGE[item.outcome];
      line.append(element("span", { class: `badge ${badge}` }, text(this.form, key)));
      if (item.message) line.append(element("span", {}, item.message));
      if (item.outcome === "failed") line.append(this.retryButton(item));
    }
    return line;
  }

  private retryButton(item: Item<File>): HTMLButtonElement {
    const button = element("button", { type: "button", class: "button button-small" }, text(this.form, "upload-retry"));
    button.addEventListener("click", () => this.again(() => this.queue.retry(item)));
    return button;
  }

  private again(action: () => void): void {
    this.busy = true;
    this.after.replaceChildren();
    action();
    void this.queue.start().then(() => this.finish());
  }

  private tell(): void {
    const { total, done, failed, waiting } = this.queue.tally();
    const words = text(this.form, "upload-summary", { total, done, failed, waiting });
    if (this.summary.textContent !== words) this.summary.textContent = words;
    this.progress.max = Math.max(total, 1);
    this.progress.value = done + failed;
  }

  private finish(): void {
    if (this.queue.tally().waiting > 0) return;
    this.busy = false;
    const actions: HTMLElement[] = [];
    const batch = this.form.dataset["batchUrl"];
    if (batch) actions.push(element("a", { class: "button button-primary", href: batch }, text(this.form, "upload-open")));
    if (this.queue.items.some((item) => item.outcome === "failed")) {
      const retry = element("button", { type: "button", class: "button" }, text(this.form, "upload-retry-all"));
      retry.addEventListener("click", () => this.again(() => this.queue.retryFailed()));
      actions.push(retry);
    }
    this.after.replaceChildren(...actions);
  }

  private send(item: Item<File>, progress: (share: number) => void): Promise<Attempt> {
    const limit = Number(this.form.dataset["maxBytes"] ?? "0");
    if (limit > 0 && item.file.size > limit) {
      const message = text(this.form, "upload-too-large", { limit: bytes(limit) });
      return Promise.resolve({ kind: "accounted", outcome: "refused", message });
    }
    const body = new FormData(this.form);
    body.delete(this.input.name);
    body.append(this.input.name, item.file, item.file.webkitRelativePath || item.file.name);
    // XMLHttpRequest, because fetch tells nothing of the bytes sent.
    return new Promise((resolve) => {
      const request = new XMLHttpRequest();
      // Not form.action: a field of that name would hide it.
      request.open("POST", this.form.getAttribute("action") ?? "");
      request.setRequestHeader("Accept", "application/json");
      request.setRequestHeader("Idempotency-Key", item.key);
      const csrf = fieldValue(this.form, "csrf");
      if (csrf) request.setRequestHeader("X-CSRF-Token", csrf);
      request.upload.addEventListener("progress", ({ loaded, total }) => progress(total > 0 ? loaded / total : 0));
      request.upload.addEventListener("load", () => progress(1));
      const broken = () => resolve({ kind: "broken", message: text(this.form, "upload-network") });
      request.addEventListener("error", broken);
      request.addEventListener("timeout", broken);
      request.addEventListener("load", () => {
        resolve(readAnswer(request.status, request.responseText, request.getResponseHeader("Retry-After")));
      });
      request.send(body);
    });
  }
}

/** What the server's answer means for one file. */
export function readAnswer(status: number, body: string, retryAfter: string | null): Attempt {
  const answer = parse(body);
  if (status === 429 || status === 503) {
    const seconds = Number(retryAfter ?? "");
    return { kind: "busy", afterSeconds: seconds > 0 ? Math.min(seconds, 120) : 5 };
  }
  const message = answer["message"] ?? answer["detail"] ?? answer["title"];
  const said = message === undefined ? {} : { message };
  if (status >= 200 && status < 300) {
    const outcome = answer["outcome"];
    // A page instead of the agreed JSON (a signed-out session, say) accounts for nothing.
    if (!isOutcome(outcome)) return { kind: "broken", ...said };
    return { kind: "accounted", outcome, ...said, ...(answer["href"] === undefined ? {} : { href: answer["href"] }) };
  }
  if (status >= 400 && status < 500) {
    // Signed out, or an old CSRF token: the file was not looked at, so it can be sent again.
    if ([401, 403, 408, 425].includes(status)) return { kind: "broken", message: message ?? String(status) };
    return { kind: "accounted", outcome: "refused", message: message ?? String(status) };
  }
  return { kind: "broken", message: message ?? String(status) };
}

function isOutcome(word: string | undefined): word is Exclude<Outcome, "failed"> {
  return word === "received" || word === "doubtful" || word === "duplicate" || word === "refused";
}

function parse(body: string): Record<string, string | undefined> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null ? (value as Record<string, string | undefined>) : {};
  } catch {
    return {};
  }
}

/** A size as people read it; the server writes sizes alike (`crates/web/src/size.rs`). */
export function bytes(count: number): string {
  if (count < 1024) return `${count} B`;
  if (count < 1024 * 1024) return `${Math.round(count / 1024)} KB`;
  return `${(count / 1024 / 1024).toFixed(1).replace(/\.0$/, "")} MB`;
}

function randomKey(): string {
  // randomUUID exists on secure origins only; offices also run on plain http inside their network.
  const random = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(random, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
