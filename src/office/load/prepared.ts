/**
 * Data made ready when the program is built: the value of a YAML or CSV file, written as JSON behind a mark that no
 * file of either kind begins with. Reading YAML was 28 % of a start.
 */

const MARK = '\u0001'

/** Whether a text is a value that the build made ready, and no file of `data/`. */
export const isPrepared = (text: string): boolean => text.startsWith(MARK)

/**
 * A value as the text of a prepared file, which `preparedIn` reads back.
 * @param value plain JSON
 */
export const prepared = (value: unknown): string => MARK + JSON.stringify(value)

/** The value of a prepared file's text (`isPrepared`), unchecked. */
export const preparedIn = (text: string): unknown => JSON.parse(text.slice(MARK.length))
