// data-confirm: a form asks before it posts.
import { element } from "../dom";
import { text } from "../texts";

export function start(root: ParentNode): void {
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-confirm]")) {
    form.addEventListener("submit", (event) => ask(form, event));
  }
}

function ask(form: HTMLFormElement, event: SubmitEvent): void {
  if (form.dataset["confirmed"] === "true") {
    delete form.dataset["confirmed"];
    return;
  }
  event.preventDefault();
  const question = form.dataset["confirm"] ?? "";
  // A browser without dialogs asks in its own box.
  if (typeof HTMLDialogElement === "undefined") {
    if (window.confirm(question)) post(form, event.submitter);
    return;
  }
  const dialog = build(form, question, said(event.submitter));
  document.body.append(dialog);
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (dialog.returnValue === "yes") post(form, event.submitter);
    else if (event.submitter instanceof HTMLElement) event.submitter.focus();
  });
  dialog.showModal();
}

/** What the button says that was pressed: the dialog's says the same. */
function said(submitter: HTMLElement | null): string {
  return submitter?.textContent.trim() ?? "";
}

function build(form: HTMLFormElement, question: string, action: string): HTMLDialogElement {
  const title = form.dataset["confirmTitle"];
  const danger = form.hasAttribute("data-confirm-danger");
  const no = element("button", { class: "button", value: "no" }, text(form, "confirm-no"));
  const yes = element(
    "button",
    { class: danger ? "button button-danger" : "button button-primary", value: "yes" },
    action || text(form, "confirm-yes"),
  );
  // What cannot be undone is not what Enter does.
  (danger ? no : yes).autofocus = true;
  const heading = title ? [element("h2", { id: "confirm-title" }, title)] : [];
  return element(
    "dialog",
    { "aria-labelledby": title ? "confirm-title" : "confirm-question", "aria-describedby": "confirm-question" },
    ...heading,
    element("p", { id: "confirm-question" }, question),
    element("form", { method: "dialog", class: "button-row" }, no, yes),
  );
}

/** Posts as if the same button had been pressed, without asking again. */
function post(form: HTMLFormElement, submitter: HTMLElement | null): void {
  form.dataset["confirmed"] = "true";
  if (typeof form.requestSubmit === "function") {
    form.requestSubmit(submitter instanceof HTMLButtonElement || submitter instanceof HTMLInputElement ? submitter : undefined);
  } else {
    form.submit();
  }
}
