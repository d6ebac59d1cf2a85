import { SiffraError } from "@siffra/shared";

/** What work that was broken off ends with. */
export const cancelled = (): SiffraError => new SiffraError("cancelled", "Cancelled: nothing was kept.");
