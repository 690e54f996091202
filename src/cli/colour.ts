/** Colours for a person at a terminal: where either stream goes into a pipe or a file, neither gets any. */
import { styleText } from 'node:util'

/** Asked whether it shows colours, by Node itself, which heeds NO_COLOR and FORCE_COLOR. */
const stream = process.stdout.isTTY ? process.stderr : process.stdout

const style =
  (name: 'bold' | 'cyan' | 'dim' | 'green' | 'red' | 'yellow') =>
  (text: string): string =>
    styleText(name, text, { stream })

export const bold = style('bold')
export const cyan = style('cyan')
export const dim = style('dim')
export const green = style('green')
export const red = style('red')
export const yellow = style('yellow')
