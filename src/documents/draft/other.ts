/** Figures that the text counts something with, and that no fact has: whoever knows the paper may know them for goals. */
import { type Counted, countedIn } from '../facts/counted.ts'
import { clausesOf } from '../facts/figure.ts'
import { periodOf } from '../facts/time-words.ts'
import type { Document, Provision } from '../structure/document.ts'
import type { StatedFigure } from './indicator.ts'

/**
 * Figures of a paper's text that are not worded as goals, in reading order. Left out: tables, what the facts know
 * already, and provisions that only look back on results.
 */
export function otherFigures({ provisions, tables, facts }: Document): StatedFigure[] {
  const stated = facts.filter((fact): fact is StatedFigure => fact.kind === 'target' || fact.kind === 'result')
  const known = new Set(stated.map(idOf))
  const labels = new Set(tables.map(({ label }) => label))
  const looksBack = ({ label }: Provision): boolean => {
    const own = stated.filter((fact) => fact.label === label)
    return own.length > 0 && own.every(({ kind }) => kind === 'result')
  }
  return provisions.filter((one) => !labels.has(one.label) && !looksBack(one)).flatMap((one) => figuresIn(one, known))
}

const idOf = ({ sentence, number, unit }: Pick<StatedFigure, 'sentence' | 'number' | 'unit'>): string =>
  `${sentence.from} ${number} ${unit}`

function figuresIn({ label, sentences }: Provision, known: ReadonlySet<string>): StatedFigure[] {
  return sentences.flatMap((sentence) => {
    const earlier: Counted[] = []
    return clausesOf(sentence.text).flatMap((clause) => {
      const period = periodOf(clause)
      return countedIn(clause, earlier).flatMap(({ changed: _, ...one }): StatedFigure[] => {
        earlier.push({ ...one, changed: false })
        if (!one.unit || !one.object || known.has(idOf({ sentence, ...one }))) return []
        return [{ kind: 'target', label, sentence, ...one, ...(period && { period }) }]
      })
    })
  })
}
