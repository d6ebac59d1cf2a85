import type { Language } from "../formats.ts";
import { en, type Texts } from "./en.ts";
import { sv } from "./sv.ts";

export type { Texts };

export const TEXTS: Record<Language, Texts> = { en, sv };
