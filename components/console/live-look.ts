"use client";

import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import type { PreviewedLook } from "@/lib/domain/look-preview";
import type { LookReport } from "@/lib/domain/look-report";
import { swapLook } from "./swap-look";

/** What a look comes to that is being typed. */
export type TypedLook = PreviewedLook & { readonly report: LookReport };

const PAUSE_MS = 250;

type Place = {
  /** What holds the form. */
  readonly desk: RefObject<HTMLElement | null>;
  readonly frame: RefObject<HTMLIFrameElement | null>;
  /** Who says what a typed look comes to. */
  readonly href: string;
};

/**
 * Has the preview follow what is typed: a pause after the last letter the form is sent to be cleaned, nothing of it is
 * saved, and what comes back stands in the frame.
 */
export function useLiveLook({ desk, frame, href }: Place) {
  const [typed, setTyped] = useState<TypedLook | null>(null);
  const [failed, setFailed] = useState(false);
  const latest = useRef<TypedLook | null>(null);
  const show = useCallback(() => {
    const page = frame.current?.contentDocument;
    if (page && latest.current) swapLook(page, latest.current);
  }, [frame]);

  useEffect(() => {
    const { current: node } = desk;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let asking: AbortController | undefined;
    const ask = async () => {
      const form = node?.querySelector("form");
      if (!form) return;
      asking?.abort();
      asking = new AbortController();
      const { signal } = asking;
      try {
        const [look, chosen] = await Promise.all([sendTyped(href, form, signal), readChosenLogo(form)]);
        latest.current = { ...look, logo: chosen ?? look.logo };
        setTyped(look);
        setFailed(false);
        show();
      } catch {
        if (!signal.aborted) setFailed(true);
      }
    };
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(ask, PAUSE_MS);
    };
    node?.addEventListener("input", soon);
    node?.addEventListener("change", soon);
    return () => {
      clearTimeout(timer);
      asking?.abort();
      node?.removeEventListener("input", soon);
      node?.removeEventListener("change", soon);
    };
  }, [desk, href, show]);

  return { typed, failed, show };
}

/** The image that is chosen in the form but not yet sent, as an address; null: none is. */
async function readChosenLogo(form: HTMLFormElement): Promise<string | null> {
  const file = new FormData(form).get("logo");
  if (!(file instanceof File) || !file.type.startsWith("image/")) return null;
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => resolve(null);
    reader.readAsDataURL(file);
  });
}

async function sendTyped(href: string, form: HTMLFormElement, signal: AbortSignal): Promise<TypedLook> {
  const body = new FormData(form);
  for (const name of [...body.keys()]) if (name === "logo" || name.startsWith("$")) body.delete(name);
  const answer = await fetch(href, { method: "POST", body, signal, redirect: "manual" });
  if (!answer.ok) throw new Error("The look that was typed was not answered.");
  return answer.json();
}
