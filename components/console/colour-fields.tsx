"use client";

import { useEffect, useState } from "react";
import type { FieldState } from "@/components/ui/form-frame";
import { type Colours, colourNames, ownPalette, readColour, type Scheme, schemes } from "@/lib/domain/theme-colours";
import type { LookWords } from "./words";

type Props = { readonly fields: FieldState; readonly colours: Colours; readonly words: LookWords };

/** The colours of the theme contract, for browsers set to light and to dark. What is left empty is ours. */
export function ColourFields({ fields, colours, words }: Props) {
  const problems = fields.problems("colours");
  const isSet = schemes.some((scheme) => Object.keys(colours[scheme]).length > 0);
  return (
    <details className="colours" open={isSet || problems.length > 0}>
      <summary className="gh-label">{words["console.look.colours"]}</summary>
      <p className="gh-hint">{words["console.look.colours-hint"]}</p>
      {problems.length > 0 && (
        <p className="gh-field-problem" id="colours" tabIndex={-1}>
          {problems.join(" ")}
        </p>
      )}
      <table className="colour-table">
        <thead>
          <tr>
            <td />
            {schemes.map((scheme) => (
              <th key={scheme} scope="col">
                {words[`console.look.${scheme}`]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {colourNames.map((name) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {schemes.map((scheme) => (
                <td key={scheme}>
                  <ColourField
                    name={`${scheme}.${name}`}
                    label={`${name}, ${words[`console.look.${scheme}`]}`}
                    typed={fields.typed(`${scheme}.${name}`) ?? colours[scheme][name] ?? ""}
                    ours={ownColour(scheme, name)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

function ownColour(scheme: Scheme, name: (typeof colourNames)[number]): string {
  return ownPalette[scheme][name];
}

type FieldProps = { readonly name: string; readonly label: string; readonly typed: string; readonly ours: string };

/** A colour as text, which may be empty, and beside it the browser's own picker, which needs JavaScript. */
function ColourField({ name, label, typed, ours }: FieldProps) {
  const [ready, setReady] = useState(false);
  const [shown, setShown] = useState(readColour(typed) ?? ours);
  useEffect(() => setReady(true), []);
  return (
    <span className="colour">
      <input
        className="gh-input"
        name={name}
        defaultValue={typed}
        placeholder={ours}
        aria-label={label}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setShown(readColour(event.target.value) ?? ours)}
      />
      {ready && (
        <input
          type="color"
          value={shown}
          aria-label={`# ${label}`}
          onChange={(event) => {
            setShown(event.target.value);
            const text = event.target.previousElementSibling;
            if (text instanceof HTMLInputElement) text.value = event.target.value;
          }}
        />
      )}
    </span>
  );
}
