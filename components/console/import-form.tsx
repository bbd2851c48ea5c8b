"use client";

import { type FormEvent, useRef, useState } from "react";
import { CheckFields } from "@/components/ui/check-fields";
import { FileField } from "@/components/ui/file-field";
import { Panel } from "./panel";
import type { importWords } from "./words";

type Words = Readonly<Record<(typeof importWords)[number], string>>;

type Props = {
  readonly address: string;
  /** What the page's styles are known by; the report's are, too. */
  readonly nonce: string;
  readonly words: Words;
};

const FRAME = "import";

/**
 * A file of users, tried or imported: a plain form, whose answer comes into a frame while it is made, so that the file
 * stays chosen for the next step. With JavaScript it is told how much of the file was read, which is as much as was
 * imported, and can be stopped.
 */
export function ImportForm({ address, nonce, words }: Props) {
  const sending = useRef<XMLHttpRequest>(null);
  const [read, setRead] = useState<number | null>(null);
  const [report, setReport] = useState<string>();

  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (sending.current) return;
    const { submitter } = event.nativeEvent as SubmitEvent;
    const to = submitter?.getAttribute("formaction") ?? address;
    const request = new XMLHttpRequest();
    sending.current = request;
    setRead(0);
    request.upload.onprogress = ({ loaded, total }) => setRead(loaded / total);
    request.onloadend = () => {
      sending.current = null;
      setRead(null);
      setReport(ofThisPage(request.responseText, nonce) || `<p>${words["console.import.cut"]}</p>`);
    };
    request.open("POST", to);
    request.send(new FormData(event.currentTarget));
  };

  return (
    <>
      <form
        className="gh-form"
        action={address}
        method="post"
        encType="multipart/form-data"
        target={FRAME}
        onSubmit={send}
      >
        {/* What stands before the file is read before it. */}
        <CheckFields
          label={words["console.events.title"]}
          options={[{ name: "user_events", text: words["console.import.events"], on: false }]}
        />
        <FileField
          name="file"
          label={words["console.import.file"]}
          hint={words["console.import.file-hint"]}
          accept=".csv,.jsonl,.ndjson,.json,text/csv"
          problems={[]}
        />
        <p className="gh-hint">{words["console.import.try-hint"]}</p>
        <div className="form-ways">
          <button className="gh-submit" type="submit" formAction={`${address}?dry_run=true`}>
            {words["console.import.try"]}
          </button>
          <button className="button" type="submit">
            {words["console.import.run"]}
          </button>
        </div>
      </form>
      <Panel id="result" title={words["console.import.result"]}>
        {read === null ? (
          <p className="quiet">{words["console.import.none"]}</p>
        ) : (
          <div className="under-way">
            <label>
              {words["console.import.reading"]} <progress max={1} value={read} />
            </label>
            <button className="button" type="button" onClick={() => sending.current?.abort()}>
              {words["console.import.stop"]}
            </button>
          </div>
        )}
        <iframe
          className="framed"
          name={FRAME}
          title={words["console.import.result-frame"]}
          sandbox=""
          srcDoc={report}
        />
      </Panel>
    </>
  );
}

/** A report whose styles this page allows. */
function ofThisPage(report: string, nonce: string): string {
  return report.replace("<style>", `<style nonce="${nonce}">`);
}
