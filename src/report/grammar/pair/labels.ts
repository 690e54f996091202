/** Words that stand where a name is expected, and what they may mean. */
import type { IndicatorId } from '../../../office/plan.ts'
import { type Guess, guessName } from '../names/guess.ts'
import type { Names } from '../names/names.ts'
import type { At, SaidAmount } from '../said/said.ts'
import type { Around } from './around.ts'

type Labelled = Pick<Around, 'labels'>

export class Labels {
  private readonly text: string
  private readonly names: Names
  /** the same words are asked about from several sides */
  private readonly guesses = new Map<string, Guess>()

  constructor(text: string, names: Names) {
    this.text = text
    this.names = names
  }

  guess({ at, end }: At): Guess {
    const words = this.text.slice(at, end)
    const guess = this.guesses.get(words) ?? guessName(words, this.names)
    this.guesses.set(words, guess)
    return guess
  }

  /** Words that belong together though known ones stand between them, where that makes a name: 高新 21家, 认定企业. */
  widest({ labels }: Labelled, { at, before, numeral }: SaidAmount): At {
    const last = labels.at(-1)
    const all = { at: labels[0]?.at ?? 0, end: last?.end ?? 0 }
    const upTo = last?.end === at && before !== '' ? [{ at: last.at, end: numeral.at }] : []
    return [...upTo, all, ...labels.toReversed()].find((words) => this.guess(words).kind !== 'none') ?? last ?? all
  }

  /** The one indicator that words before any name stand for. */
  soleOf({ labels }: Labelled): IndicatorId | undefined {
    const [first] = labels
    const last = labels.at(-1)
    const guess = first && last && this.guess({ at: first.at, end: last.end })
    return guess?.kind === 'one' ? guess.id : undefined
  }
}
