"use client";

import { type ComponentProps, type ReactNode, useEffect, useRef } from "react";
import type { LookReport } from "@/lib/domain/look-report";
import { useLiveLook } from "./live-look";
import { LookForm } from "./look-form";
import { LookPreview } from "./look-preview";
import { LookReportLists } from "./look-report";

type Form = ComponentProps<typeof LookForm>;
type Preview = ComponentProps<typeof LookPreview>;

type Props = {
  /** Null for those who may only see the look. */
  readonly form: Form | null;
  readonly preview: Omit<Preview, "frame" | "onShown">;
  readonly report: LookReport;
  /** Who says what a typed look comes to. */
  readonly typedHref: string;
  /** What the page's styles are known by. */
  readonly nonce: string;
  /** What else stands below the form. */
  readonly children: ReactNode;
};

/** The form of a look and, beside it, the pages that it makes. Complete without JavaScript; with it, they follow each letter. */
export function LookStudio({ form, preview, report, typedHref, nonce, children }: Props) {
  const desk = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLIFrameElement>(null);
  const { typed, failed, show } = useLiveLook({ desk, frame, href: typedHref });
  useEditors(desk, nonce);
  const { words } = preview;
  return (
    <div className="studio">
      <div className="studio-desk">
        {form && (
          <div className="panel" ref={desk}>
            <LookForm {...form} />
          </div>
        )}
        {children}
      </div>
      <div className="studio-view">
        <LookPreview {...preview} frame={frame} onShown={show} title={typed?.title ?? preview.title} />
        {failed && <p className="gh-field-problem">{words["console.look.preview.failed"]}</p>}
        <LookReportLists report={typed?.report ?? report} words={words} />
      </div>
    </div>
  );
}

/** Gives the fields of code an editor, which comes once the page stands. */
function useEditors(desk: { readonly current: HTMLElement | null }, nonce: string) {
  useEffect(() => {
    const leave: (() => void)[] = [];
    let gone = false;
    void import("./code-editor").then(({ editCode }) => {
      if (gone) return;
      for (const area of desk.current?.querySelectorAll<HTMLTextAreaElement>(".code textarea") ?? [])
        leave.push(editCode(area, { language: area.name === "css" ? "css" : "html", nonce }));
    });
    return () => {
      gone = true;
      for (const one of leave) one();
    };
  }, [desk, nonce]);
}
