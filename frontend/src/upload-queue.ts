// Every file ends in exactly one outcome: a queue that sends a few at a time, waits when told to, and tries again.

/** How the server accounted for a file, or why it did not. */
export type Outcome = "received" | "doubtful" | "duplicate" | "refused" | "failed";

/** What a sender says about one try. */
export type Attempt =
  | { readonly kind: "accounted"; readonly outcome: Exclude<Outcome, "failed">; readonly message?: string; readonly href?: string }
  | { readonly kind: "busy"; readonly afterSeconds: number }
  | { readonly kind: "broken"; readonly message?: string };

export interface Item<F> {
  readonly file: F;
  /** The same for every try of this file, so that the server can tell a retry from a second file. */
  readonly key: string;
  state: "waiting" | "sending" | "done";
  outcome?: Outcome;
  message?: string;
  href?: string;
  /** Share of the bytes sent, 0 to 1. */
  sent: number;
}

export interface Tally {
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  readonly waiting: number;
}

export interface QueueOptions<F> {
  readonly parallel: number;
  readonly tries: number;
  send(item: Item<F>, progress: (share: number) => void): Promise<Attempt>;
  wait(seconds: number): Promise<void>;
  newKey(): string;
  changed(item: Item<F>): void;
}

export class UploadQueue<F> {
  readonly items: Item<F>[] = [];
  private running = 0;
  private idle: (() => void)[] = [];

  constructor(private readonly options: QueueOptions<F>) {}

  add(file: F): Item<F> {
    const item: Item<F> = { file, key: this.options.newKey(), state: "waiting", sent: 0 };
    this.items.push(item);
    return item;
  }

  /** Puts a failed file back in the queue. */
  retry(item: Item<F>): void {
    if (item.state !== "done" || item.outcome !== "failed") return;
    item.state = "waiting";
    delete item.outcome;
    delete item.message;
    item.sent = 0;
    this.options.changed(item);
    this.start();
  }

  retryFailed(): void {
    for (const item of this.items) this.retry(item);
  }

  /** Sends until nothing waits; resolves when every file has its outcome. */
  start(): Promise<void> {
    while (this.running < this.options.parallel) {
      const next = this.items.find((item) => item.state === "waiting");
      if (!next) break;
      this.running += 1;
      next.state = "sending";
      void this.work(next);
    }
    if (this.running === 0) return Promise.resolve();
    return new Promise((resolve) => this.idle.push(resolve));
  }

  tally(): Tally {
    const failed = this.items.filter((item) => item.outcome === "failed" || item.outcome === "refused").length;
    const settled = this.items.filter((item) => item.state === "done").length;
    return { total: this.items.length, done: settled - failed, failed, waiting: this.items.length - settled };
  }

  private async work(item: Item<F>): Promise<void> {
    this.options.changed(item);
    const end = await this.attempt(item);
    item.state = "done";
    item.outcome = end.outcome;
    if (end.message !== undefined) item.message = end.message;
    if (end.href !== undefined) item.href = end.href;
    this.options.changed(item);
    this.running -= 1;
    void this.start();
    if (this.running === 0) {
      for (const resolve of this.idle.splice(0)) resolve();
    }
  }

  private async attempt(item: Item<F>): Promise<{ outcome: Outcome; message?: string; href?: string }> {
    let broken: string | undefined;
    let tries = 0;
    while (tries < this.options.tries) {
      item.sent = 0;
      const result = await this.once(item);
      switch (result.kind) {
        case "accounted":
          return result;
        case "busy":
          // Being told to wait is no failure, so it uses up no try.
          await this.options.wait(result.afterSeconds);
          break;
        case "broken":
          broken = result.message;
          tries += 1;
          if (tries < this.options.tries) await this.options.wait(2 ** (tries - 1));
      }
    }
    return broken === undefined ? { outcome: "failed" } : { outcome: "failed", message: broken };
  }

  private async once(item: Item<F>): Promise<Attempt> {
    try {
      return await this.options.send(item, (share) => {
        item.sent = share;
        this.options.changed(item);
      });
    } catch {
      return { kind: "broken" };
    }
  }
}
