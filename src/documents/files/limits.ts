/** How much of a file is read: an office's paper has some 50 pages and a few hundred KB. */
/**
 * Bounds of what is read of one file, in bytes, pages, rows and cells. An office's paper has some 50 pages and a few
 * hundred KB; beyond a bound the file is refused.
 */
export const LIMITS = {
  fileBytes: 20 * 1024 * 1024,
  /** of the text that comes out: about 500 pages */
  characters: 500_000,
  pages: 500,
  /** files in one .docx or .xlsx */
  entries: 3000,
  /** of one part of it, unpacked */
  partBytes: 30 * 1024 * 1024,
  /** unpacked to packed; XML of real papers stays under 60 */
  ratio: 200,
  /** tables in tables */
  nesting: 8,
  /** elements in elements */
  depth: 256,
  rows: 5000,
  columns: 200,
} as const
