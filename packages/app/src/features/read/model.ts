/** The folder of the bundle that reads unless another is asked for. */
export const DEFAULT_MODEL = "models/default/";
