"use client";

import { useEffect } from "react";

/**
 * Takes away the empty alert that Next adds to every page for announcing soft navigations, of which there are none
 * here: a page's own alert is then its only one.
 */
export function OneAlert() {
  useEffect(() => {
    const remove = () => {
      for (const node of document.querySelectorAll("next-route-announcer")) node.remove();
    };
    remove();
    const observer = new MutationObserver(remove);
    observer.observe(document.body, { childList: true });
    return () => observer.disconnect();
  }, []);
  return null;
}
