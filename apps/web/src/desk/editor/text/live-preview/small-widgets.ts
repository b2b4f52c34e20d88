import { WidgetType } from "@codemirror/view";

/** The round mark of a list that is not being written. */
export class BulletWidget extends WidgetType {
  override eq(): boolean {
    return true;
  }

  override toDOM(): HTMLElement {
    const dom = document.createElement("span");
    dom.className = "md-list-mark md-bullet";
    dom.textContent = "•";
    return dom;
  }

  override ignoreEvent(): boolean {
    return false;
  }
}

/** A rule between parts, as the page draws it. */
export class RuleWidget extends WidgetType {
  override eq(): boolean {
    return true;
  }

  override toDOM(): HTMLElement {
    const dom = document.createElement("span");
    dom.className = "md-rule";
    dom.setAttribute("role", "img");
    dom.setAttribute("aria-label", "Rule");
    return dom;
  }

  override ignoreEvent(): boolean {
    return false;
  }
}
