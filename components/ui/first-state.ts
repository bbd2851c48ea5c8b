"use client";

import { createContext } from "react";
import { type FormState, untried } from "@/lib/domain/form-state";

/** What the forms of a page begin with: untried, but where a page shows how one looks after a try. */
export const FirstState = createContext<FormState>(untried);
