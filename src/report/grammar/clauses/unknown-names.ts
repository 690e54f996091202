/** Words that stand where a name is expected, and what they may mean. */
import type { IndicatorId } from '../../../office/plan.ts'
import type { Around } from '../context/left-context.ts'
import { type Guess, guessName } from '../tokens/guess.ts'
import type { Names } from '../tokens/names.ts'

interface At {
  readonly from: number
  readonly to: number
}

export class Labels {
  private readonly text: string
  private readonly names: Names
  /** the same words are asked about from several sides */
  private readonly guesses = new Map<string, Guess>()

  constructor(text: string, names: Names) {
    this.text = text
    this.names = names
  }

  guess({ from, to }: At): Guess {
    const words = this.text.slice(from, to)
    const guess = this.guesses.get(words) ?? guessName(words, this.names)
    this.guesses.set(words, guess)
    return guess
  }

  /** Words that belong together though known ones stand between them, where that makes a name: 高新技术产业…占…比重. */
  widest({ labels }: Pick<Around, 'labels'>): At {
    const [first] = labels
    const last = labels.at(-1)
    const all = { from: first?.from ?? 0, to: last?.to ?? 0 }
    return [all, ...labels.toReversed()].find((one) => this.guess(one).kind === 'one') ?? last ?? all
  }

  /** The one indicator that words before any name stand for. */
  soleOf(around: Pick<Around, 'labels'>): IndicatorId | undefined {
    const guess = around.labels.length > 0 ? this.guess(this.widest(around)) : undefined
    return guess?.kind === 'one' ? guess.id : undefined
  }
}
