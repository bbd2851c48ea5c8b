"use client";

import type { ReactNode } from "react";
import { FirstState } from "@/components/ui/first-state";
import type { FormState } from "@/lib/domain/form-state";

/** Has the forms in it stand as they do after a try. */
export function FormsBegin({ state, children }: { readonly state: FormState; readonly children: ReactNode }) {
  return <FirstState value={state}>{children}</FirstState>;
}
