// data-desk: the reading desk by keyboard; the selected cell's place in the source is marked and brought into view. The
// head of a card of many cells is gone to like a cell; while the card is closed, its cells are passed over.
import { all, reveal } from "../dom";
import { text } from "../texts";

export function start(root: ParentNode): void {
  for (const desk of all(root, "[data-desk]")) new Desk(desk).listen();
}

class Desk {
  private readonly cells: HTMLElement[];
  private readonly status: HTMLElement | null;
  private current = -1;

  constructor(private readonly desk: HTMLElement) {
    this.cells = all(desk, ".desk-cell");
    this.status = document.querySelector("[data-desk-status]");
  }

  listen(): void {
    // Letter keys act only while the desk has the focus, so that they get in nobody's way elsewhere.
    this.desk.addEventListener("keydown", (event) => this.key(event));
    const [first] = this.cells;
    if (first) first.tabIndex = 0;
    this.cells.forEach((cell, index) => {
      cell.addEventListener("focusin", () => this.select(index, false));
      cell.addEventListener("click", (event) => {
        // The link to the place is for browsers without scripts; here selecting does it.
        if (event.target instanceof Element && event.target.closest("a[href^='#']")) event.preventDefault();
        this.select(index, false);
      });
    });
    for (const place of all<Element>(this.desk, "[data-place]")) {
      place.addEventListener("click", () => {
        const at = place.getAttribute("data-place");
        const index = this.cells.findIndex((cell) => cell.dataset["at"] === at);
        if (index >= 0) this.select(index, true);
      });
    }
    // A correction that was refused comes back open: work goes on there.
    const refused = this.cells.findIndex((cell) => cell.hasAttribute("data-refused"));
    if (refused >= 0) {
      this.select(refused, true);
      this.openEdit();
      return;
    }
    const asked = this.cells.findIndex((cell) => `#${cell.id}` === decodeURIComponent(window.location.hash));
    if (asked >= 0) this.select(asked, true);
    else if (this.desk.dataset["desk"] === "focus") {
      // Where nothing is uncertain all rows are folded: work begins at the first row's name.
      const folded = first?.closest("details.desk-fold:not([open])")?.querySelector("summary");
      (folded ?? first)?.focus({ preventScroll: true });
    }
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    const typing = event.target instanceof HTMLElement && event.target.matches("input, textarea, select");
    if (event.key === "Escape") {
      this.closeEdit(event);
      return;
    }
    if (typing) return;
    const action = this.actionOf(event);
    if (!action) return;
    event.preventDefault();
    action();
  }

  private actionOf(event: KeyboardEvent): (() => void) | null {
    const onControl = event.target instanceof HTMLElement && event.target.closest("a, button, summary") !== null;
    const inSource = event.target instanceof HTMLElement && event.target.closest(".desk-source") !== null;
    switch (event.key) {
      case "j":
        return () => this.step(1);
      case "k":
        return () => this.step(-1);
      case "ArrowDown":
        // In the source pane the arrows scroll, as everywhere.
        return inSource ? null : () => this.step(1);
      case "ArrowUp":
        return inSource ? null : () => this.step(-1);
      case "Home":
        return inSource ? null : () => this.select(0, true);
      case "End":
        return inSource ? null : () => this.select(this.lastShown(), true);
      case "u":
        return () => this.nextUncertain();
      case "Enter":
        return onControl || this.current < 0 ? null : () => this.openEdit();
      case "?":
        return () => showHelp();
      default:
        return null;
    }
  }

  /** To the next cell that is not in a closed card; stays where it is at the end. */
  private step(by: 1 | -1): void {
    let index = this.current + by;
    while (this.cells[index] && !isShown(this.cells[index])) index += by;
    this.select(this.cells[index] ? index : this.current, true);
  }

  private lastShown(): number {
    let index = this.cells.length - 1;
    while (index > 0 && !isShown(this.cells[index])) index -= 1;
    return index;
  }

  private select(wanted: number, focus: boolean): void {
    const index = Math.max(0, Math.min(wanted, this.cells.length - 1));
    const cell = this.cells[index];
    if (!cell) return;
    // What a cell is folded away in opens when it is come to: its row, and the card around it.
    for (let fold = foldAround(cell); fold; fold = foldAround(fold)) fold.open = true;
    if (focus) {
      cell.focus({ preventScroll: true });
      reveal(cell);
    }
    if (index === this.current) return;
    for (const other of this.cells) if (other !== cell) other.tabIndex = -1;
    cell.tabIndex = 0;
    this.cells[this.current]?.removeAttribute("aria-current");
    this.current = index;
    cell.setAttribute("aria-current", "true");
    this.say(this.mark(cell.dataset["at"] ?? "", focus));
  }

  /**
   * Marks the place in the source; false when the source has none. Only a step by key may move the page: it stays at
   * its top while it opens, and does not slip away between the press and the release of a click.
   */
  private mark(at: string, movesPage: boolean): boolean {
    const places = all<Element>(this.desk, "[data-place]");
    let first: Element | null = null;
    for (const place of places) {
      const here = at !== "" && place.getAttribute("data-place") === at;
      place.classList.toggle("is-current", here);
      if (here) first ??= place;
    }
    if (first && movesPage) reveal(first, "center");
    else if (first) centreInPane(first);
    return first !== null;
  }

  private nextUncertain(): void {
    const count = this.cells.length;
    for (let step = 1; step <= count; step += 1) {
      const index = (this.current + step + count) % count;
      const cell = this.cells[index];
      if (cell?.hasAttribute("data-uncertain") && isShown(cell)) {
        this.select(index, true);
        return;
      }
    }
    if (this.status) this.status.textContent = text(this.status, "desk-no-uncertain");
  }

  private openEdit(): void {
    // A corrected cell also has its history to fold out: the correction is what holds the form.
    const form = this.cells[this.current]?.querySelector("details > form");
    const edit = form?.closest("details");
    if (!form || !edit) return;
    edit.open = true;
    const field =
      form.querySelector<HTMLElement>("[aria-invalid='true']") ??
      form.querySelector<HTMLElement>("input:not([type='hidden']), textarea, select");
    field?.focus();
    if (field instanceof HTMLInputElement) field.select();
  }

  private closeEdit(event: KeyboardEvent): void {
    const edit = event.target instanceof Element ? event.target.closest<HTMLDetailsElement>(".desk-cell details") : null;
    if (!edit?.open) return;
    event.preventDefault();
    edit.querySelector("form")?.reset();
    edit.open = false;
    edit.closest<HTMLElement>(".desk-cell")?.focus();
  }

  /** Which of all cells the current one is, folded away or not; which cells a card holds. */
  private position(status: HTMLElement): string {
    const total = this.cells.filter((cell) => !isHead(cell)).length;
    const n = this.cells.slice(0, this.current).filter((cell) => !isHead(cell)).length + 1;
    const current = this.cells[this.current];
    if (!isHead(current)) return text(status, "desk-position", { n, total });
    const held = current?.parentElement ? all(current.parentElement, ".desk-cell").length - 1 : 0;
    return text(status, "desk-position-many", { n, last: n + held - 1, total });
  }

  private say(found: boolean): void {
    if (!this.status) return;
    const position = this.position(this.status);
    this.status.textContent = found ? position : `${position} ${text(this.status, "desk-no-place")}`;
  }
}

/** Whether a cell is the head of a card: it stands for the cells in the card and is none itself. */
function isHead(cell: HTMLElement | undefined): boolean {
  return cell?.tagName === "SUMMARY";
}

/** Whether a cell can be gone to step by step: it is in no closed card. */
function isShown(cell: HTMLElement | undefined): boolean {
  return cell !== undefined && (isHead(cell) || cell.closest("details.desk-many:not([open])") === null);
}

/** The fold an element is in; the head of a card is in none of its own. */
function foldAround(inner: HTMLElement): HTMLDetailsElement | null {
  const from = isHead(inner) ? inner.parentElement : inner;
  return from?.parentElement?.closest<HTMLDetailsElement>("details.desk-fold") ?? null;
}

/** Brings a place to the middle of the source's pane without moving the page. */
function centreInPane(place: Element): void {
  const pane = place.closest(".desk-source");
  if (!pane) return;
  const [outer, inner] = [pane.getBoundingClientRect(), place.getBoundingClientRect()];
  pane.scrollTop += inner.top + inner.height / 2 - (outer.top + outer.height / 2);
}

function showHelp(): void {
  const id = document.querySelector<HTMLElement>("[data-desk-help]")?.dataset["deskHelp"];
  const dialog = id ? document.getElementById(id) : null;
  if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
}
