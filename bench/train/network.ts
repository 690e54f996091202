/**
 * Training: minibatches with Adam, a learning rate that falls linearly, dropout of features and of hidden units.
 * Deterministic; a minute and a half for sixteen thousand sentences. What was tried, and what it is worth on hands that
 * were not trained on: docs/evaluation-log.md.
 */
import { type Network, normalised } from '../../src/intent/network.ts'
import { compressed, type Dense } from './compress.ts'

export interface Lesson<Name extends string = string> {
  readonly intent: Name
  readonly features: readonly string[]
}

const HIDDEN = 48
/**
 * An ensemble of networks, each initialised and shuffled by a seed of its own: what one alone predicts by the luck of its
 * seed moves with each sentence that is added.
 */
const ENSEMBLE = 3
const EPOCHS = 40
const BATCH = 128
const LEARNING_RATE = 0.0025
/** A feature of only one or two sentences tells nothing of the next. */
const MIN_COUNT = 3
const FEATURE_DROPOUT = 0.2
const HIDDEN_DROPOUT = 0.3

/**
 * Trains a network; the same lessons come to the same network.
 * @param labels all there are to choose from
 */
export const train = <Name extends string>(lessons: readonly Lesson<Name>[], labels: readonly Name[]): Network =>
  compressed(trained(lessons, labels))

/** The ensemble as one network, its hidden layers side by side. */
export function trained<Name extends string>(lessons: readonly Lesson<Name>[], labels: readonly Name[]): Dense {
  const names = frequent(lessons)
  const index = new Map(names.map((name, at) => [name, at]))
  const examples = lessons.map(
    ({ intent, features }): Example => ({
      label: labels.indexOf(intent),
      rows: features.flatMap((name) => index.get(name) ?? []),
      scale: normalised(features.length),
    }),
  )
  const members = Array.from({ length: ENSEMBLE }, (_, at) =>
    trainedMember([...examples], names.length, labels.length, at + 1),
  )
  return { index, counts: counted(examples, names.length), ...ensembled(members, names.length) }
}

function trainedMember(examples: Example[], features: number, labels: number, seed: number): Parameters {
  const random = seeded(seed)
  const parameters = initialised(features, labels, random)
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(examples, random)
    const rate = LEARNING_RATE * (1 - epoch / EPOCHS)
    for (let at = 0; at < examples.length; at += BATCH)
      trainBatch(examples.slice(at, at + BATCH), parameters, rate, random)
  }
  return parameters
}

/** The mean of the members' logits. */
function ensembled(members: readonly Parameters[], features: number): Omit<Dense, 'index' | 'counts'> {
  const width = HIDDEN * members.length
  const embeddings = new Float32Array(features * width)
  for (const [at, { embeddings: own }] of members.entries())
    for (let row = 0; row < features; row++)
      embeddings.set(own.values.subarray(row * HIDDEN, (row + 1) * HIDDEN), row * width + at * HIDDEN)
  const share = (weights: Float32Array): number[] => Array.from(weights, (weight) => weight / members.length)
  const outBias = new Float32Array(members[0]?.labels ?? 0)
  for (const member of members)
    for (const [j, by] of share(member.outBias.values).entries()) outBias[j] = (outBias[j] ?? 0) + by
  return {
    embeddings,
    hiddenBias: Float32Array.from(members.flatMap(({ hiddenBias }) => Array.from(hiddenBias.values))),
    out: Float32Array.from(members.flatMap(({ out }) => share(out.values))),
    outBias,
  }
}

interface Example {
  readonly label: number
  /** of the embeddings */
  readonly rows: readonly number[]
  readonly scale: number
}

function counted(examples: readonly Example[], features: number): Float32Array {
  const counts = new Float32Array(features)
  for (const { rows } of examples) for (const row of rows) counts[row] = (counts[row] ?? 0) + 1
  return counts
}

interface Parameters {
  readonly embeddings: Tensor
  readonly hiddenBias: Tensor
  readonly out: Tensor
  readonly outBias: Tensor
  readonly labels: number
}

function initialised(features: number, labels: number, random: () => number): Parameters {
  const drawn = (length: number, deviation: number): Tensor =>
    new Tensor(Float32Array.from({ length }, () => deviation * gaussian(random)))
  return {
    embeddings: drawn(features * HIDDEN, 0.1),
    hiddenBias: new Tensor(new Float32Array(HIDDEN)),
    out: drawn(HIDDEN * labels, 1 / Math.sqrt(HIDDEN)),
    outBias: new Tensor(new Float32Array(labels)),
    labels,
  }
}

/** Forward and backward pass of each example, and one step of the optimiser. */
function trainBatch(batch: readonly Example[], parameters: Parameters, rate: number, random: () => number): void {
  const { embeddings, hiddenBias, out, outBias, labels } = parameters
  for (const { label, rows, scale } of batch) {
    const kept = rows.filter(() => random() >= FEATURE_DROPOUT)
    const by = scale / (1 - FEATURE_DROPOUT)
    const mask = Float32Array.from({ length: HIDDEN }, () =>
      random() >= HIDDEN_DROPOUT ? 1 / (1 - HIDDEN_DROPOUT) : 0,
    )
    const layer = Float32Array.from(hiddenBias.values)
    for (const row of kept)
      for (let k = 0; k < HIDDEN; k++) layer[k] = (layer[k] ?? 0) + by * (embeddings.values[row * HIDDEN + k] ?? 0)
    for (let k = 0; k < HIDDEN; k++) {
      if ((layer[k] ?? 0) <= 0) mask[k] = 0
      layer[k] = (layer[k] ?? 0) * (mask[k] ?? 0)
    }
    const gradient = gradientOf(layer, parameters, label, batch.length)
    for (let j = 0; j < labels; j++) outBias.addGradient(j, gradient[j] ?? 0)
    for (let k = 0; k < HIDDEN; k++) {
      if (mask[k] === 0) continue
      let back = 0
      for (let j = 0; j < labels; j++) {
        back += (out.values[k * labels + j] ?? 0) * (gradient[j] ?? 0)
        out.addGradient(k * labels + j, (layer[k] ?? 0) * (gradient[j] ?? 0))
      }
      back *= mask[k] ?? 0
      hiddenBias.addGradient(k, back)
      for (const row of kept) embeddings.addGradient(row * HIDDEN + k, back * by)
    }
  }
  for (const tensor of [embeddings, hiddenBias, out, outBias]) tensor.step(rate)
}

/** Of the cross-entropy, by the logits: the softmax less one for the right label; an example's share of its batch. */
function gradientOf(layer: Float32Array, { out, outBias, labels }: Parameters, label: number, batch: number) {
  const logits = Float32Array.from(outBias.values)
  for (let k = 0; k < HIDDEN; k++)
    for (let j = 0; j < labels; j++) logits[j] = (logits[j] ?? 0) + (layer[k] ?? 0) * (out.values[k * labels + j] ?? 0)
  const most = Math.max(...logits)
  let sum = 0
  for (let j = 0; j < labels; j++) sum += logits[j] = Math.exp((logits[j] ?? 0) - most)
  return logits.map((raised, j) => (raised / sum - (j === label ? 1 : 0)) / batch)
}

/** Values and the state of their optimiser, a lazy Adam: only those with a gradient in the batch are moved. */
class Tensor {
  readonly values: Float32Array
  private readonly gradient: Float32Array
  private readonly mean: Float32Array
  private readonly square: Float32Array
  private readonly touched: number[] = []
  private readonly isTouched: Uint8Array
  private steps = 0

  constructor(values: Float32Array) {
    this.values = values
    this.gradient = new Float32Array(values.length)
    this.mean = new Float32Array(values.length)
    this.square = new Float32Array(values.length)
    this.isTouched = new Uint8Array(values.length)
  }

  addGradient(at: number, by: number): void {
    if (this.isTouched[at] === 0) {
      this.isTouched[at] = 1
      this.touched.push(at)
    }
    this.gradient[at] = (this.gradient[at] ?? 0) + by
  }

  step(rate: number): void {
    this.steps++
    const [correction1, correction2] = [1 - BETA_1 ** this.steps, 1 - BETA_2 ** this.steps]
    for (const at of this.touched) {
      const by = this.gradient[at] ?? 0
      const mean = BETA_1 * (this.mean[at] ?? 0) + (1 - BETA_1) * by
      const square = BETA_2 * (this.square[at] ?? 0) + (1 - BETA_2) * by * by
      this.mean[at] = mean
      this.square[at] = square
      this.values[at] =
        (this.values[at] ?? 0) - (rate * (mean / correction1)) / (Math.sqrt(square / correction2) + EPSILON)
      this.gradient[at] = 0
      this.isTouched[at] = 0
    }
    this.touched.length = 0
  }
}
const BETA_1 = 0.9
const BETA_2 = 0.999
const EPSILON = 1e-8

function frequent(lessons: readonly Lesson[]): string[] {
  const seen = new Map<string, number>()
  for (const { features } of lessons) for (const name of features) seen.set(name, (seen.get(name) ?? 0) + 1)
  return [...seen].flatMap(([name, times]) => (times >= MIN_COUNT ? [name] : [])).sort()
}

/** A linear congruential generator of numbers in [0, 1). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** About normal: the sum of twelve uniform numbers, less six. */
const gaussian = (random: () => number): number => Array.from({ length: 12 }, random).reduce((a, b) => a + b, -6)

function shuffle<T>(all: T[], random: () => number): void {
  for (let i = all.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const [held, other] = [all[i], all[j]]
    if (held !== undefined && other !== undefined) {
      all[i] = other
      all[j] = held
    }
  }
}
