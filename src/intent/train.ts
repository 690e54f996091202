/**
 * Teaching the network: lessons in small lots, each weight moved by how it served so far (Adam), some features and some
 * of the hidden layer left out each time, so that none tells alone. Deterministic; a minute and a half for sixteen
 * thousand sentences. What was tried, and what it is worth on hands not taught: docs/evaluation-log.md.
 */
import { MOST_STEPS, type Network, spread } from './network.ts'

export interface Lesson<Name extends string = string> {
  readonly intent: Name
  readonly features: readonly string[]
}

const HIDDEN = 48
/**
 * Networks that are taught the same, each in an order of its own, and are heard as one: what one alone holds by the luck of
 * its order moves with each sentence that is added.
 */
const HEARD_AS_ONE = 3
const ROUNDS = 40
const LOT = 128
const RATE = 0.0025
/** What only one or two sentences have tells nothing of the next. */
const SEEN = 3
/** How much of what tells is left out of a lesson, and how much of the hidden layer. */
const UNTOLD = 0.2
const ASLEEP = 0.3

/**
 * Teaches a network its lessons; the same lessons come to the same network.
 * @param all meanings there are to choose from
 */
export function train<Name extends string>(lessons: readonly Lesson<Name>[], all: readonly Name[]): Network {
  const names = frequent(lessons)
  const places = new Map(names.map((name, at) => [name, at]))
  const taught = lessons.map(
    ({ intent, features }): Taught => ({
      right: all.indexOf(intent),
      at: features.flatMap((name) => places.get(name) ?? []),
      told: spread(features.length),
    }),
  )
  const each = Array.from({ length: HEARD_AS_ONE }, (_, at) =>
    taughtOnce([...taught], names.length, all.length, at + 1),
  )
  return { hidden: HIDDEN * HEARD_AS_ONE, places, ...asOne(each, names.length) }
}

function taughtOnce(taught: Taught[], features: number, wide: number, seed: number): Layers {
  const chance = seeded(seed)
  const layers = layersFor(features, wide, chance)
  for (let round = 0; round < ROUNDS; round++) {
    shuffle(taught, chance)
    const rate = RATE * (1 - round / ROUNDS)
    for (let at = 0; at < taught.length; at += LOT) learn(taught.slice(at, at + LOT), layers, rate, chance)
  }
  return layers
}

/** Their hidden layers side by side; each has its share in the score. */
function asOne(each: readonly Layers[], features: number): Omit<Network, 'hidden' | 'places'> {
  const wide = HIDDEN * each.length
  const rows = new Float32Array(features * wide)
  for (const [at, { rows: own }] of each.entries())
    for (let place = 0; place < features; place++)
      rows.set(own.weights.subarray(place * HIDDEN, (place + 1) * HIDDEN), place * wide + at * HIDDEN)
  const share = (weights: Float32Array): number[] => Array.from(weights, (weight) => weight / each.length)
  const base = new Float32Array(each[0]?.wide ?? 0)
  for (const one of each) for (const [j, by] of share(one.base.weights).entries()) base[j] = (base[j] ?? 0) + by
  return {
    ...inSteps(rows, wide),
    bias: Float32Array.from(each.flatMap(({ bias }) => Array.from(bias.weights))),
    out: Float32Array.from(each.flatMap(({ out }) => share(out.weights))),
    base,
  }
}

interface Taught {
  readonly right: number
  readonly at: readonly number[]
  readonly told: number
}

interface Layers {
  /** a row for each feature */
  readonly rows: Weights
  readonly bias: Weights
  readonly out: Weights
  readonly base: Weights
  /** how many meanings */
  readonly wide: number
}

function layersFor(features: number, wide: number, chance: () => number): Layers {
  const drawn = (length: number, by: number): Weights =>
    new Weights(Float32Array.from({ length }, () => by * bell(chance)))
  return {
    rows: drawn(features * HIDDEN, 0.1),
    bias: new Weights(new Float32Array(HIDDEN)),
    out: drawn(HIDDEN * wide, 1 / Math.sqrt(HIDDEN)),
    base: new Weights(new Float32Array(wide)),
    wide,
  }
}

/** One step for a lot of lessons: towards the right meaning of each, away from the others by how likely they were held. */
function learn(lot: readonly Taught[], layers: Layers, rate: number, chance: () => number): void {
  const { rows, bias, out, base, wide } = layers
  for (const { right, at, told } of lot) {
    const heard = at.filter(() => chance() >= UNTOLD)
    const by = told / (1 - UNTOLD)
    const awake = Float32Array.from({ length: HIDDEN }, () => (chance() >= ASLEEP ? 1 / (1 - ASLEEP) : 0))
    const layer = Float32Array.from(bias.weights)
    for (const place of heard)
      for (let k = 0; k < HIDDEN; k++) layer[k] = (layer[k] ?? 0) + by * (rows.weights[place * HIDDEN + k] ?? 0)
    for (let k = 0; k < HIDDEN; k++) {
      if ((layer[k] ?? 0) <= 0) awake[k] = 0
      layer[k] = (layer[k] ?? 0) * (awake[k] ?? 0)
    }
    const wrong = wrongOf(layer, layers, right, lot.length)
    for (let j = 0; j < wide; j++) base.blame(j, wrong[j] ?? 0)
    for (let k = 0; k < HIDDEN; k++) {
      if (awake[k] === 0) continue
      let back = 0
      for (let j = 0; j < wide; j++) {
        back += (out.weights[k * wide + j] ?? 0) * (wrong[j] ?? 0)
        out.blame(k * wide + j, (layer[k] ?? 0) * (wrong[j] ?? 0))
      }
      back *= awake[k] ?? 0
      bias.blame(k, back)
      for (const place of heard) rows.blame(place * HIDDEN + k, back * by)
    }
  }
  for (const one of [rows, bias, out, base]) one.step(rate)
}

/** By how much each meaning was held too likely: the likelihoods, less one for the right one; a lesson's share of its lot. */
function wrongOf(layer: Float32Array, { out, base, wide }: Layers, right: number, lessons: number): Float32Array {
  const scores = Float32Array.from(base.weights)
  for (let k = 0; k < HIDDEN; k++)
    for (let j = 0; j < wide; j++) scores[j] = (scores[j] ?? 0) + (layer[k] ?? 0) * (out.weights[k * wide + j] ?? 0)
  const most = Math.max(...scores)
  let sum = 0
  for (let j = 0; j < wide; j++) sum += scores[j] = Math.exp((scores[j] ?? 0) - most)
  return scores.map((raised, j) => (raised / sum - (j === right ? 1 : 0)) / lessons)
}

/** Weights, and how each has served: only those that a lot touches are moved. */
class Weights {
  readonly weights: Float32Array
  private readonly blamed: Float32Array
  private readonly mean: Float32Array
  private readonly square: Float32Array
  private readonly touched: number[] = []
  private readonly isTouched: Uint8Array
  private steps = 0

  constructor(weights: Float32Array) {
    this.weights = weights
    this.blamed = new Float32Array(weights.length)
    this.mean = new Float32Array(weights.length)
    this.square = new Float32Array(weights.length)
    this.isTouched = new Uint8Array(weights.length)
  }

  blame(at: number, by: number): void {
    if (this.isTouched[at] === 0) {
      this.isTouched[at] = 1
      this.touched.push(at)
    }
    this.blamed[at] = (this.blamed[at] ?? 0) + by
  }

  step(rate: number): void {
    this.steps++
    const [young, younger] = [1 - MEMORY ** this.steps, 1 - LONG_MEMORY ** this.steps]
    for (const at of this.touched) {
      const by = this.blamed[at] ?? 0
      const mean = MEMORY * (this.mean[at] ?? 0) + (1 - MEMORY) * by
      const square = LONG_MEMORY * (this.square[at] ?? 0) + (1 - LONG_MEMORY) * by * by
      this.mean[at] = mean
      this.square[at] = square
      this.weights[at] = (this.weights[at] ?? 0) - (rate * (mean / young)) / (Math.sqrt(square / younger) + LEAST)
      this.blamed[at] = 0
      this.isTouched[at] = 0
    }
    this.touched.length = 0
  }
}
const MEMORY = 0.9
const LONG_MEMORY = 0.999
const LEAST = 1e-8

/** Each row in steps of its own. */
function inSteps(weights: Float32Array, wide: number): Pick<Network, 'rows' | 'scales'> {
  const rows = new Int8Array(weights.length)
  const scales = new Float32Array(weights.length / wide)
  for (let place = 0; place < scales.length; place++) {
    const row = weights.subarray(place * wide, (place + 1) * wide)
    const scale = Math.max(...row.map(Math.abs)) / MOST_STEPS
    scales[place] = scale
    if (scale > 0) for (let k = 0; k < wide; k++) rows[place * wide + k] = Math.round((row[k] ?? 0) / scale)
  }
  return { rows, scales }
}

function frequent(lessons: readonly Lesson[]): string[] {
  const seen = new Map<string, number>()
  for (const { features } of lessons) for (const name of features) seen.set(name, (seen.get(name) ?? 0) + 1)
  return [...seen].flatMap(([name, times]) => (times >= SEEN ? [name] : [])).sort()
}

/** Numbers in [0, 1), the same each time: the order of lessons is no matter of luck. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** Some number around 0, mostly within 1 (the sum of twelve, less six). */
const bell = (chance: () => number): number => Array.from({ length: 12 }, chance).reduce((a, b) => a + b, -6)

function shuffle<T>(all: T[], chance: () => number): void {
  for (let i = all.length - 1; i > 0; i--) {
    const j = Math.floor(chance() * (i + 1))
    const [held, other] = [all[i], all[j]]
    if (held !== undefined && other !== undefined) {
      all[i] = other
      all[j] = held
    }
  }
}
