// How much random search a test does: enough to catch a change that breaks a law, or far more with TUJING_THOROUGH=1.

/** The first number, or the second one where the whole search is asked for. */
export function runsOf(usual: number, thorough: number): number {
  return process.env.TUJING_THOROUGH === '1' ? thorough : usual;
}
