// The office's menu on a phone, for browsers whose style sheets cannot say what a summary elsewhere unfolds.
import { all } from "../dom";

export function start(root: ParentNode): void {
  for (const menu of all<HTMLDetailsElement>(root, ".office-bar details.menu")) {
    const show = () => document.body.classList.toggle("unfolded", menu.open);
    document.body.classList.add("folds");
    menu.addEventListener("toggle", show);
    show();
  }
}
