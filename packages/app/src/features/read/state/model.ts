/** The folder of the bundle that reads unless another is asked for. */
export const DEFAULT_MODEL = "models/default/";

/** Its whole address, which workers need. */
export const defaultModelUrl = (): string => new URL(DEFAULT_MODEL, document.baseURI).href;
