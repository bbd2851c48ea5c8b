import { autocompletion, type Completion, type CompletionContext } from "@codemirror/autocomplete";
import { css, cssLanguage } from "@codemirror/lang-css";
import { html } from "@codemirror/lang-html";
import { syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";
import { basicSetup } from "codemirror";
import { themeContract } from "@/lib/domain/theme-contract";

const completions = (parts: readonly { readonly name: string; readonly about: string }[], type: string): Completion[] =>
  parts.map(({ name, about }) => ({ label: name, detail: about, type, boost: 99 }));

const classes = completions(themeContract.classes, "class");
const variables = completions(themeContract.variables, "variable");

/** The names of the theme contract: classes behind a dot, variables behind two dashes. */
function completeContract(context: CompletionContext) {
  const name = context.matchBefore(/--[\w-]*/);
  if (name) return { from: name.from, options: variables, validFor: /^--[\w-]*$/ };
  const selector = context.matchBefore(/\.[\w-]*/);
  if (selector) return { from: selector.from + 1, options: classes, validFor: /^[\w-]*$/ };
  return null;
}

const colours = EditorView.theme({
  "&": { color: "var(--gh-text)", backgroundColor: "var(--gh-field)" },
  "&.cm-focused": { outline: "none" },
  ".cm-content": { caretColor: "var(--gh-text)", fontFamily: "var(--gh-font-code)", fontSize: "0.875rem" },
  ".cm-scroller": { minHeight: "inherit", maxHeight: "32rem", overflow: "auto" },
  ".cm-gutters": { backgroundColor: "var(--gh-field)", color: "var(--gh-text-quiet)", border: "none" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "transparent" },
  ".cm-cursor": { borderLeftColor: "var(--gh-text)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "color-mix(in srgb, var(--gh-accent) 25%, transparent) !important",
  },
  ".cm-tooltip": { color: "var(--gh-text)", backgroundColor: "var(--gh-surface)", border: "1px solid var(--gh-line)" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { color: "var(--gh-on-accent)", background: "var(--gh-accent)" },
});

type Options = { readonly language: "css" | "html"; readonly nonce: string };

/**
 * Lays an editor over a text area, which stays what is sent: what is typed in one stands in the other. Tab leaves the
 * editor, as it leaves any field. Answers how it is taken away.
 */
export function editCode(area: HTMLTextAreaElement, { language, nonce }: Options): () => void {
  let ours = false;
  const label = area.labels?.[0];
  const view = new EditorView({
    doc: area.value,
    extensions: [
      basicSetup,
      EditorView.cspNonce.of(nonce),
      EditorView.lineWrapping,
      colours,
      syntaxHighlighting(classHighlighter),
      language === "css" ? [css(), cssLanguage.data.of({ autocomplete: completeContract })] : html(),
      autocompletion(),
      // Its classes are the editor's to keep: others go with its next change.
      EditorView.editorAttributes.of({ class: "gh-input code-editor" }),
      EditorView.contentAttributes.of({
        "aria-label": label?.textContent ?? area.name,
        ...(area.getAttribute("aria-describedby") ? { "aria-describedby": `${area.name}-hint` } : {}),
      }),
      EditorView.updateListener.of(({ docChanged, state }) => {
        if (!docChanged || ours) return;
        ours = true;
        area.value = state.doc.toString();
        area.dispatchEvent(new Event("input", { bubbles: true }));
        ours = false;
      }),
    ],
  });
  const take = () => {
    if (ours || area.value === view.state.doc.toString()) return;
    ours = true;
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: area.value } });
    ours = false;
  };
  const focus = () => view.focus();
  const reset = () => setTimeout(take);
  area.classList.add("code-behind");
  area.tabIndex = -1;
  area.setAttribute("aria-hidden", "true");
  area.addEventListener("input", take);
  area.addEventListener("focus", focus);
  area.form?.addEventListener("reset", reset);
  area.after(view.dom);
  return () => {
    area.removeEventListener("input", take);
    area.removeEventListener("focus", focus);
    area.form?.removeEventListener("reset", reset);
    area.classList.remove("code-behind");
    area.removeAttribute("aria-hidden");
    area.removeAttribute("tabindex");
    view.destroy();
  };
}
