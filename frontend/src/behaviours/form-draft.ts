// data-form-draft: checks the statutory form while it is typed and saves it by itself.
import { all, element, jsonAttribute } from "../dom";
import { format, parseEntry, type Decimal, type Entry, type ValueType } from "../decimal";
import { evaluate, expectedTotals, type Identity } from "../identities";
import { text } from "../texts";
import { Autosave } from "../autosave";

export function start(root: ParentNode): void {
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-form-draft]")) new Draft(form).listen();
}

class Draft {
  private readonly inputs = new Map<string, HTMLInputElement>();
  private readonly identities: Identity[] = [];
  private readonly prior = new Map<string, string>();
  private readonly notes = new Map<HTMLTableRowElement, HTMLElement>();

  constructor(private readonly form: HTMLFormElement) {
    for (const input of all<HTMLInputElement>(form, "input[data-type]")) this.inputs.set(input.name, input);
    for (const table of all<HTMLTableElement>(form, "table[data-identities]")) {
      this.identities.push(...jsonAttribute<Identity[]>(table, "data-identities", []));
    }
    for (const table of all<HTMLTableElement>(form, "table[data-prior]")) {
      const values = jsonAttribute<Record<string, string | null>>(table, "data-prior", {});
      for (const [address, value] of Object.entries(values)) if (value !== null) this.prior.set(address, value);
    }
    for (const table of all<HTMLTableElement>(form, "table[data-row-notes]")) this.addNotes(table);
  }

  listen(): void {
    const autosave = new Autosave(this.form);
    this.form.addEventListener("input", () => {
      this.say("[data-draft-filled]", "");
      this.check();
      autosave.changed();
    });
    const offer = (selector: string, action: () => boolean) => {
      const button = this.form.querySelector<HTMLButtonElement>(selector);
      if (!button) return;
      button.hidden = false;
      button.addEventListener("click", () => {
        if (action()) autosave.changed();
      });
    };
    offer("[data-draft-fill]", () => this.fill());
    offer("[data-draft-zero]", () => this.zero());
    this.form.addEventListener("keydown", (event) => this.move(event));
    this.check();
  }

  private addNotes(table: HTMLTableElement): void {
    const head = table.tHead?.rows[0];
    if (head && table.tHead) {
      const title = element("th", { class: "row-note", scope: "col", rowspan: String(table.tHead.rows.length) });
      title.textContent = text(table, "draft-notes");
      head.append(title);
    }
    table.querySelector("colgroup")?.append(element("col", { class: "note" }));
    table.classList.add("has-row-notes");
    for (const body of Array.from(table.tBodies)) {
      for (const row of Array.from(body.rows)) {
        const note = element("td", { class: "row-note", "aria-live": "polite" });
        row.append(note);
        this.notes.set(row, note);
      }
    }
  }

  /** Reads every input, then says what is wrong and where. */
  private check(): void {
    const wrong = new Map<HTMLInputElement, string[]>();
    const figures = this.figures(wrong);
    let violated = 0;
    for (const identity of this.identities) {
      const verdict = evaluate(identity, figures);
      if (verdict.kind !== "violated") continue;
      violated += 1;
      const input = this.inputs.get([...identity.left, ...identity.right].find((address) => this.inputs.has(address)) ?? "");
      const difference = text(this.form, "draft-differs", {
        left: format(verdict.left),
        right: format(verdict.right),
        difference: format(verdict.left - verdict.right),
      });
      if (input) add(wrong, input, identity.text ? `${identity.text} ${difference}` : difference);
    }
    this.showExpected(figures);
    this.showWrong(wrong);
    this.showState(violated);
  }

  /** How many identities are violated and how many cells are without a figure; only a form filled in whole is in order. */
  private showState(violated: number): void {
    const left = Array.from(this.inputs.values()).filter((input) => entryOf(input).kind !== "value").length;
    const praise = left > 0 ? "" : text(this.form, "draft-no-problems");
    this.say("[data-draft-problems]", violated > 0 ? text(this.form, "draft-problems", { n: violated }) : praise);
    this.say("[data-draft-left]", left > 0 ? text(this.form, "draft-left", { n: left }) : "");
  }

  /** Says something in a line of the form, unless it is said there already: readers that speak would say it again. */
  private say(line: string, words: string): void {
    const at = this.form.querySelector(line);
    if (at && at.textContent !== words) at.textContent = words;
  }

  private figures(wrong?: Map<HTMLInputElement, string[]>): (address: string) => Decimal | null {
    const read = new Map<string, Decimal>();
    for (const [address, input] of this.inputs) {
      const entry = entryOf(input);
      if (entry.kind === "value") read.set(address, entry.value);
      if (entry.kind === "stroke" && wrong) add(wrong, input, text(input, "draft-stroke"));
      if (entry.kind === "invalid" && wrong) add(wrong, input, this.whyInvalid(input));
    }
    for (const [address, value] of this.prior) {
      const entry = parseEntry(value, "decimal");
      if (entry.kind === "value") read.set(`prev:${address}`, entry.value);
    }
    return (address) => read.get(address) ?? null;
  }

  private whyInvalid(input: HTMLInputElement): string {
    switch (input.dataset["type"]) {
      case "decimal":
        return text(input, "draft-not-decimal", { scale: input.dataset["scale"] ?? "4" });
      case "signed_integer":
        return text(input, "draft-not-integer");
      default:
        return text(input, "draft-not-negative");
    }
  }

  private showExpected(figures: (address: string) => Decimal | null): void {
    const expected = expectedTotals(this.identities, figures);
    for (const [address, input] of this.inputs) {
      const value = expected.get(address);
      input.placeholder = value === undefined ? "" : `= ${format(value)}`;
    }
  }

  private showWrong(wrong: ReadonlyMap<HTMLInputElement, readonly string[]>): void {
    const byRow = new Map<HTMLTableRowElement, string[]>();
    for (const input of this.inputs.values()) {
      const reasons = wrong.get(input);
      for (const said of ["aria-invalid", "aria-describedby", "title"]) input.removeAttribute(said);
      if (!reasons) continue;
      input.setAttribute("aria-invalid", "true");
      input.setAttribute("aria-describedby", reasons.map((_, at) => reasonId(input, at)).join(" "));
      const row = input.closest("tr");
      if (row) byRow.set(row, [...(byRow.get(row) ?? []), ...reasons]);
      input.title = reasons.join("\n");
    }
    for (const [row, note] of this.notes) {
      const reasons = byRow.get(row) ?? [];
      row.classList.toggle("is-violated", reasons.length > 0);
      if (note.textContent !== reasons.join("")) note.replaceChildren(...reasons.map((reason) => element("p", {}, reason)));
    }
    this.listWrong(wrong);
  }

  /** Every problem with a link to its cell, above the table; the cell is described by the reasons given here. */
  private listWrong(wrong: ReadonlyMap<HTMLInputElement, readonly string[]>): void {
    const list = this.form.querySelector("[data-draft-list]");
    if (!list) return;
    const items = Array.from(this.inputs.values()).flatMap((input) =>
      (wrong.get(input) ?? []).map((reason, at) => {
        const name = input.getAttribute("aria-label") ?? "";
        const words = element("span", { id: reasonId(input, at) }, reason);
        const link = element("a", { href: `#${input.id}` }, ...(name ? [`${name} `, words] : [words]));
        link.addEventListener("click", (event) => {
          event.preventDefault();
          input.focus();
        });
        return element("li", {}, link);
      }),
    );
    const words = items.map((item) => item.textContent).join("");
    if (list.textContent !== words) list.replaceChildren(...items);
  }

  /** Writes the sums into empty totals, sums of sums included; true when something was written, and a word where there was nothing to write. */
  private fill(): boolean {
    let written = false;
    for (let again = true; again; ) {
      again = false;
      for (const [address, value] of expectedTotals(this.identities, this.figures())) {
        const input = this.inputs.get(address);
        if (!input || input.value.trim() !== "" || input.readOnly) continue;
        input.value = format(value);
        again = true;
        written = true;
      }
    }
    this.check();
    this.say("[data-draft-filled]", written ? "" : text(this.form, "draft-fill-none"));
    return written;
  }

  /** Writes 0 into every empty cell but the totals, because the person says so; true when something was written. */
  private zero(): boolean {
    const totals = new Set(this.identities.filter(({ left }) => left.length === 1).map(({ left }) => left[0]));
    const empty = Array.from(this.inputs.values()).filter(
      (input) => input.value.trim() === "" && !input.readOnly && !totals.has(input.name),
    );
    for (const input of empty) input.value = "0";
    this.check();
    return empty.length > 0;
  }

  /** Enter and the arrows go from cell to cell, as in a spreadsheet. */
  private move(event: KeyboardEvent): void {
    const input = event.target;
    if (!(input instanceof HTMLInputElement) || !this.inputs.has(input.name)) return;
    const down = event.key === "ArrowDown" || event.key === "Enter";
    if (!down && event.key !== "ArrowUp") return;
    event.preventDefault();
    below(input, down ? 1 : -1)?.focus();
  }
}

/** Where the list tells a reason of a cell, as the page itself numbers them. */
function reasonId(input: HTMLInputElement, at: number): string {
  return `${input.id}-wrong-${at + 1}`;
}

/** The input of the same column in the next rows: cells are counted from the right, where the figures are. */
function below(input: HTMLInputElement, step: 1 | -1): HTMLInputElement | null {
  const row = input.closest("tr");
  const table = input.closest("table");
  if (!row || !table) return null;
  const fromRight = inputsOf(row).reverse().indexOf(input);
  const rows = Array.from(table.rows);
  for (let at = rows.indexOf(row) + step; at >= 0 && at < rows.length; at += step) {
    const other = rows[at];
    const found = other ? inputsOf(other).reverse()[fromRight] : undefined;
    if (found) return found;
  }
  return null;
}

function inputsOf(row: HTMLTableRowElement): HTMLInputElement[] {
  return all<HTMLInputElement>(row, "input[data-type]");
}

function entryOf(input: HTMLInputElement): Entry {
  return parseEntry(input.value, (input.dataset["type"] ?? "non_negative_integer") as ValueType, Number(input.dataset["scale"] ?? "4"));
}

function add(wrong: Map<HTMLInputElement, string[]>, input: HTMLInputElement, reason: string): void {
  wrong.set(input, [...(wrong.get(input) ?? []), reason]);
}
