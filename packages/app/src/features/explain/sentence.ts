import { t } from "../../i18n/index.ts";
import { toErrorCode } from "../read/failures.ts";

/** What an error's code says to people. */
export const sentence = (code: string): string => t().errors[toErrorCode(code, t().errors)].what;
