import type { PreviewedLook } from "@/lib/domain/look-preview";

/** The style element of a preview that holds the owner's CSS. */
export const OWN_CSS = "own-css";

/**
 * Puts another look into a preview that stands there already. Its HTML and CSS come clean from the server, and nothing
 * runs in the frame.
 */
export function swapLook(page: Document, { css, header, footer, logo }: PreviewedLook): void {
  const style = page.getElementById(OWN_CSS);
  const whole = page.querySelector(".gh-page");
  const top = page.querySelector(".gh-header");
  if (!style || !whole || !top) return;
  style.textContent = css[style.dataset.scheme === "dark" ? "dark" : "light"];
  if (!logo) removeLogo(page, top);
  setHtml(top, "gh-above", header);
  const bottom = whole.querySelector(".gh-footer") ?? newPart(page, whole, { element: "footer", name: "gh-footer" });
  setHtml(bottom, "gh-below", footer);
  if (footer === "") bottom.remove();
}

function setHtml(within: Element, name: string, html: string): void {
  const there = within.querySelector(`:scope > .${name}`);
  if (html === "") {
    there?.remove();
    return;
  }
  const part = there ?? newPart(within.ownerDocument, within, { element: "div", name });
  part.innerHTML = html;
}

function newPart(page: Document, within: Element, { element, name }: { element: string; name: string }): Element {
  const part = page.createElement(element);
  part.className = name;
  within.append(part);
  return part;
}

function removeLogo(page: Document, top: Element): void {
  const image = top.querySelector("img.gh-logo");
  if (!image) return;
  const name = page.createElement("p");
  name.className = "gh-app-name";
  name.textContent = image.getAttribute("alt");
  image.replaceWith(name);
}
