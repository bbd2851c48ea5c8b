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
  setLogo(page, top, logo);
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

/** Shows the logo at `src`, in place of the app's name; null: the name. */
function setLogo(page: Document, top: Element, src: string | null): void {
  const there = top.querySelector("img.gh-logo, .gh-app-name");
  const name = there?.getAttribute("alt") ?? there?.textContent ?? "";
  const part = page.createElement(src ? "img" : "p");
  part.className = src ? "gh-logo" : "gh-app-name";
  if (src) {
    part.setAttribute("src", src);
    part.setAttribute("alt", name);
  } else part.textContent = name;
  if (!there?.isEqualNode(part)) there?.replaceWith(part);
}
