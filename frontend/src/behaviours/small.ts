// One-line behaviours: dialogs that open, tick-all, forms that post on change, dates that follow a year, printing.
import { all } from "../dom";

export function start(root: ParentNode): void {
  for (const button of all<HTMLButtonElement>(root, "button[data-open-dialog], button[data-desk-help]")) {
    button.hidden = false;
    button.addEventListener("click", () => open(button.dataset["openDialog"] ?? button.dataset["deskHelp"] ?? ""));
  }
  for (const button of all<HTMLButtonElement>(root, "button[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
  for (const box of all<HTMLInputElement>(root, "input[data-check-all]")) checkAll(box);
  for (const select of all<HTMLSelectElement>(root, "select[data-submit-on-change]")) {
    for (const button of select.form ? all<HTMLButtonElement>(select.form, "button:not([name])") : []) button.hidden = true;
    select.addEventListener("change", () => select.form?.requestSubmit());
  }
  for (const box of all(root, "[data-dates-follow]")) follow(box);
}

function open(id: string): void {
  const dialog = document.getElementById(id);
  if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
}

/** Days of the year after the one chosen: what is due is due then. */
function follow(box: HTMLElement): void {
  const year = document.getElementById(box.dataset["datesFollow"] ?? "");
  if (!(year instanceof HTMLSelectElement)) return;
  const write = () => {
    for (const words of all(box, ".choice-hint")) {
      words.textContent = (words.textContent ?? "").replace(/\d{4}(?=-\d\d-\d\d)/g, String(Number(year.value) + 1));
    }
  };
  year.addEventListener("change", write);
  // A browser that goes back keeps the year that was chosen.
  write();
}

function checkAll(box: HTMLInputElement): void {
  const scope: ParentNode = box.form ?? document;
  // A form may hold several lists: each tick is for its own.
  const within: ParentNode = box.closest("table, [data-check-scope]") ?? scope;
  const boxes = () =>
    all<HTMLInputElement>(within, 'input[type="checkbox"]').filter(
      (other) => other.name === box.dataset["checkAll"] && !other.disabled && !other.closest("[hidden]"),
    );
  const hidden = box.closest<HTMLElement>("[hidden]");
  if (hidden) hidden.hidden = false;
  const show = () => {
    const ticked = boxes().filter((other) => other.checked).length;
    box.checked = ticked > 0 && ticked === boxes().length;
    box.indeterminate = ticked > 0 && !box.checked;
  };
  box.addEventListener("change", () => {
    for (const other of boxes()) other.checked = box.checked;
  });
  scope.addEventListener("change", (event) => {
    if (event.target !== box) show();
  });
  show();
}
