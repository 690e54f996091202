/** How long the papers of the office are read at the desk of counted.thread.ts. */
export const LOADING_MS = 3_000
