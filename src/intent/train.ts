/** Teaching: multinomial logistic regression over features, deterministic; some seconds for some thousand sentences. */
import type { Weights } from './model.ts'

export interface Lesson<Name extends string = string> {
  readonly intent: Name
  readonly features: readonly string[]
}

const ROUNDS = 40
const RATE = 6
/** Pulls weights towards nothing, so that what one sentence alone says weighs little. */
const DECAY = 1e-6
/** What only one sentence has tells nothing of the next. */
const SEEN = 2
/** In hundredths: what is less changes no decision. */
const LEAST = 40

/**
 * @param all what there is to choose from
 * @returns by feature: pairs of one's place among them and its weight in hundredths; small ones are left out
 */
export function train<Name extends string>(lessons: readonly Lesson<Name>[], all: readonly Name[]): Weights {
  const names = frequent(lessons)
  const index = new Map(names.map((name, at) => [name, at]))
  const wide = all.length
  const weights = new Float64Array(names.length * wide)
  const taught = lessons.map(({ intent, features }) => ({
    right: all.indexOf(intent),
    at: features.flatMap((name) => index.get(name) ?? []),
    scale: 1 / Math.sqrt(Math.max(1, features.length)),
  }))
  const order = taught.map((_, at) => at)
  const chance = seeded(1)
  for (let round = 0; round < ROUNDS; round++) {
    shuffle(order, chance)
    const rate = RATE / (1 + round / 5)
    for (const at of order) {
      const lesson = taught[at]
      if (lesson) learn(lesson, weights, wide, rate)
    }
    for (let i = 0; i < weights.length; i++) weights[i] = (weights[i] ?? 0) * (1 - DECAY * rate * taught.length)
  }
  return kept(names, weights, wide)
}

interface Taught {
  readonly right: number
  readonly at: readonly number[]
  readonly scale: number
}

/** One step towards the right intent, away from the others by how likely they were held. */
function learn({ right, at, scale }: Taught, weights: Float64Array, wide: number, rate: number): void {
  const scores = new Float64Array(wide)
  for (const feature of at)
    for (let k = 0; k < wide; k++) scores[k] = (scores[k] ?? 0) + (weights[feature * wide + k] ?? 0) * scale
  const most = Math.max(...scores)
  let sum = 0
  for (let k = 0; k < wide; k++) sum += scores[k] = Math.exp((scores[k] ?? 0) - most)
  for (let k = 0; k < wide; k++) {
    const step = rate * scale * ((k === right ? 1 : 0) - (scores[k] ?? 0) / sum)
    for (const feature of at) weights[feature * wide + k] = (weights[feature * wide + k] ?? 0) + step
  }
}

function frequent(lessons: readonly Lesson[]): string[] {
  const seen = new Map<string, number>()
  for (const { features } of lessons) for (const name of features) seen.set(name, (seen.get(name) ?? 0) + 1)
  return [...seen].flatMap(([name, times]) => (times >= SEEN ? [name] : [])).sort()
}

function kept(names: readonly string[], weights: Float64Array, wide: number): Weights {
  const out: Record<string, number[]> = {}
  for (const [at, name] of names.entries()) {
    const pairs: number[] = []
    for (let k = 0; k < wide; k++) {
      const weight = Math.round((weights[at * wide + k] ?? 0) * 100)
      if (Math.abs(weight) >= LEAST) pairs.push(k, weight)
    }
    if (pairs.length > 0) out[name] = pairs
  }
  return out
}

/** Numbers in [0, 1), the same each time: the order of lessons is no matter of luck. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

function shuffle(all: number[], chance: () => number): void {
  for (let i = all.length - 1; i > 0; i--) {
    const j = Math.floor(chance() * (i + 1))
    const held = all[i] ?? 0
    all[i] = all[j] ?? 0
    all[j] = held
  }
}
