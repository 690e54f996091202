import type { Weights } from '../../src/intent/model.ts'

/** A feature a line, so that a change of lessons is a change of lines. */
export const textOf = (weights: Weights): string =>
  `{\n${Object.entries(weights)
    .map(([name, pairs]) => `${JSON.stringify(name)}:${JSON.stringify(pairs)}`)
    .join(',\n')}\n}\n`
