/** The seed of what is drawn to measure by: no training draws with it. */
export const MEASURING_SEED = 0x0b5e55ed;
