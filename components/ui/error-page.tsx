"use client";

import { enHosted } from "@/lib/domain/messages/en-hosted";

/** What a page shows where something broke while JavaScript had it: nothing of the error itself, and a way on. */
export function ErrorPage() {
  return (
    <main className="gh-page">
      <div className="gh-main">
        <div className="gh-card" role="alert">
          <h1 className="gh-title">{enHosted["error.title"]}</h1>
          <p className="gh-text">{enHosted["error.text"]}</p>
          <button className="gh-submit" type="button" onClick={() => window.location.reload()}>
            {enHosted["error.again"]}
          </button>
        </div>
      </div>
    </main>
  );
}
