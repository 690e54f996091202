/**
 * The data folder as plain text, so that every runtime can hand it in: Node reads the folder, Workers bundle it.
 *
 * Path relative to `data/`, with forward slashes → text in UTF-8.
 */
export type Files = ReadonlyMap<string, string>
