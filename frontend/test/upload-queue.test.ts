import { describe, expect, it } from "vitest";
import { bytes, readAnswer } from "../src/behaviours/upload";
import { UploadQueue, type Attempt, type Item } from "../src/upload-queue";

const received: Attempt = { kind: "accounted", outcome: "received" };
const broken: Attempt = { kind: "broken", message: "网络中断" };

function queue(send: (item: Item<string>) => Promise<Attempt>, parallel = 3) {
  const waits: number[] = [];
  let keys = 0;
  const made = new UploadQueue<string>({
    parallel,
    tries: 3,
    send,
    wait: async (seconds) => void waits.push(seconds),
    newKey: () => `key-${(keys += 1)}`,
    changed: () => {},
  });
  return { queue: made, waits };
}

describe("the upload queue", () => {
  it("accounts for two hundred files, never more than three at a time", async () => {
    let now = 0;
    let most = 0;
    const { queue: files } = queue(async () => {
      now += 1;
      most = Math.max(most, now);
      await Promise.resolve();
      now -= 1;
      return received;
    });
    for (let index = 0; index < 200; index += 1) files.add(`${index}.docx`);
    await files.start();
    expect(most).toBe(3);
    expect(files.tally()).toEqual({ total: 200, done: 200, failed: 0, waiting: 0 });
  });

  it("tries a broken connection three times with the same key, then fails, and can be tried again", async () => {
    const keys: string[] = [];
    let mend = false;
    const { queue: files, waits } = queue(async (item) => {
      keys.push(item.key);
      return mend ? received : broken;
    });
    const item = files.add("a.docx");
    await files.start();
    expect(item).toMatchObject({ state: "done", outcome: "failed", message: "网络中断" });
    expect(waits).toEqual([1, 2]);
    mend = true;
    files.retryFailed();
    await files.start();
    expect(item.outcome).toBe("received");
    expect(item.message).toBeUndefined();
    expect(new Set(keys)).toEqual(new Set(["key-1"]));
  });

  it("waits as long as the server says without using up a try", async () => {
    let asked = 0;
    const { queue: files, waits } = queue(async () => {
      asked += 1;
      return asked <= 5 ? { kind: "busy", afterSeconds: 7 } : received;
    });
    const item = files.add("a.docx");
    await files.start();
    expect(waits).toEqual([7, 7, 7, 7, 7]);
    expect(item.outcome).toBe("received");
  });

  it("counts a thrown error as a broken try and goes on with the others", async () => {
    const { queue: files } = queue(async (item) => {
      if (item.file === "bad") throw new Error("gone");
      return received;
    }, 1);
    files.add("bad");
    files.add("good");
    await files.start();
    expect(files.items.map(({ outcome }) => outcome)).toEqual(["failed", "received"]);
    expect(files.tally()).toEqual({ total: 2, done: 1, failed: 1, waiting: 0 });
  });

  it("takes files added while it runs", async () => {
    const { queue: files } = queue(async (item) => {
      if (item.file === "first") files.add("second");
      return received;
    });
    files.add("first");
    await files.start();
    expect(files.tally().done).toBe(2);
  });

  it("does not send a refused file again", async () => {
    let sent = 0;
    const { queue: files } = queue(async () => {
      sent += 1;
      return { kind: "accounted", outcome: "refused", message: "已加密" };
    });
    const item = files.add("a.docx");
    await files.start();
    files.retry(item);
    await files.start();
    expect(sent).toBe(1);
    expect(files.tally().failed).toBe(1);
  });
});

describe("the server's answer", () => {
  it("accounts for a file only in the agreed form", () => {
    expect(readAnswer(201, '{"outcome":"doubtful","message":"两个机关","href":"/f/1"}', null)).toEqual({
      kind: "accounted",
      outcome: "doubtful",
      message: "两个机关",
      href: "/f/1",
    });
    expect(readAnswer(200, "<html>sign in</html>", null).kind).toBe("broken");
    expect(readAnswer(200, '{"outcome":"lost"}', null).kind).toBe("broken");
  });

  it("tells refused, busy and broken apart", () => {
    expect(readAnswer(422, '{"detail":"已加密"}', null)).toEqual({ kind: "accounted", outcome: "refused", message: "已加密" });
    expect(readAnswer(413, "", null)).toEqual({ kind: "accounted", outcome: "refused", message: "413" });
    expect(readAnswer(429, "", "9")).toEqual({ kind: "busy", afterSeconds: 9 });
    expect(readAnswer(503, "", "Wed, 21 Oct 2026 07:28:00 GMT")).toEqual({ kind: "busy", afterSeconds: 5 });
    expect(readAnswer(500, '{"title":"事故 7f3a"}', null)).toEqual({ kind: "broken", message: "事故 7f3a" });
    expect(readAnswer(408, "", null).kind).toBe("broken");
    expect(readAnswer(403, '{"detail":"请重新登录"}', null)).toEqual({ kind: "broken", message: "请重新登录" });
  });

  it("writes sizes as people read them", () => {
    expect([bytes(12), bytes(20 * 1024), bytes(3.25 * 1024 * 1024), bytes(50 << 20)]).toEqual(["12 B", "20 KB", "3.3 MB", "50 MB"]);
  });
});
