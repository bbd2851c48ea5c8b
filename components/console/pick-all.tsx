"use client";

import { type ChangeEvent, useEffect, useState } from "react";

/** Ticks every box of its form, or none. It needs JavaScript, so it is not there without. */
export function PickAll({ label }: { readonly label: string }) {
  const [ready, setReady] = useState(false);
  useEffect(() => setReady(true), []);
  const pick = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    for (const box of currentTarget.form?.querySelectorAll<HTMLInputElement>("input[type=checkbox]") ?? [])
      box.checked = currentTarget.checked;
  };
  return ready ? (
    <label className="check">
      <input type="checkbox" aria-label={label} onChange={pick} />
    </label>
  ) : null;
}
