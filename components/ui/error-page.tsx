"use client";

import { useEffect, useState } from "react";
import { type Locale, matchLocale } from "@/lib/domain/locale";
import { errorWords } from "@/lib/domain/messages/errors";

/** What a page shows where something broke while JavaScript had it: nothing of the error itself, and a way on. */
export function ErrorPage() {
  const [locale, setLocale] = useState<Locale>("en");
  useEffect(() => setLocale(matchLocale(document.documentElement.lang) ?? "en"), []);
  const words = errorWords[locale];
  return (
    <main className="gh-page">
      <div className="gh-main">
        <div className="gh-card" role="alert">
          <h1 className="gh-title">{words.title}</h1>
          <p className="gh-text">{words.text}</p>
          <button className="gh-submit" type="button" onClick={() => window.location.reload()}>
            {words.again}
          </button>
        </div>
      </div>
    </main>
  );
}
