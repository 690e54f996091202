/**
 * A bag-of-features classifier: the embeddings of a message's features are summed, projected to a hidden layer of
 * rectified units, and from there to a logit for each label. A hidden layer, since what a word tells depends on the words
 * around it: 报 in 报了没 and in 报一下. Trained and compressed by bench/train.
 */
import { z } from 'zod'
import { DataError, type Files } from '../office/load/index.ts'

/**
 * The weights above the embeddings: the hidden layer and the logits, as row-major matrices with a row for each input.
 */
export interface Layers {
  readonly projection: Float32Array
  readonly hiddenBias: Float32Array
  readonly out: Float32Array
  readonly outBias: Float32Array
}

/** A trained network: quantised embeddings of the features, and the layers above them. */
export interface Network extends Layers {
  /** a feature's row in `embeddings` */
  readonly index: ReadonlyMap<string, number>
  /** row-major, a row for each feature, in units of `step` */
  readonly embeddings: Int8Array
  readonly step: number
}

/** A label with its probability. */
export interface Likely<Name extends string> {
  readonly intent: Name
  /** all of a message's add up to 1 */
  readonly p: number
}

/**
 * The forward pass of the network.
 *
 * @param features of a message; an unknown one adds nothing, and makes the others weigh a little less
 * @returns a logit for each label, in the labels' order
 */
export function logitsOf(features: readonly string[], network: Network): number[] {
  const { index, embeddings, step, projection, hiddenBias, out, outBias } = network
  const width = projection.length / hiddenBias.length
  const sum = new Float32Array(width)
  for (const feature of features) {
    const row = index.get(feature)
    if (row === undefined) continue
    for (let k = 0; k < width; k++) sum[k] = (sum[k] ?? 0) + (embeddings[row * width + k] ?? 0)
  }
  const scale = step * normalised(features.length)
  const input = sum.map((of) => of * scale)
  return Array.from(affine(affine(input, projection, hiddenBias).map(rectified), out, outBias))
}

/** The factor by which a sum of embeddings is scaled: 1 over the root of how many there are. */
export const normalised = (features: number): number => 1 / Math.sqrt(Math.max(1, features))

const rectified = (activation: number): number => Math.max(0, activation)

function affine(input: Float32Array, weights: Float32Array, bias: Float32Array): Float32Array {
  const sum = Float32Array.from(bias)
  for (let i = 0; i < input.length; i++) {
    const of = input[i] ?? 0
    if (of !== 0) for (let j = 0; j < sum.length; j++) sum[j] = (sum[j] ?? 0) + of * (weights[i * sum.length + j] ?? 0)
  }
  return sum
}

/** The softmax of the logits, the likeliest first. */
export function likelihoods<Name extends string>(names: readonly Name[], logits: readonly number[]): Likely<Name>[] {
  const most = Math.max(...logits)
  const raised = logits.map((logit) => Math.exp(logit - most))
  const sum = raised.reduce((a, b) => a + b, 0)
  return names.map((intent, at) => ({ intent, p: (raised[at] ?? 0) / sum })).sort((a, b) => b.p - a.p)
}

const numbers = z
  .base64()
  .transform((text) => new Float32Array(Uint8Array.from(atob(text), (byte) => byte.charCodeAt(0)).buffer))

/** Embeddings column by column, a character each: a column's few values pack by their own frequencies. Other numbers as little-endian bytes in base64. */
const sheet = z.object({
  features: z.array(z.string()),
  embeddings: z.string(),
  step: z.number(),
  projection: numbers,
  hiddenBias: numbers,
  out: numbers,
  outBias: numbers,
})

/**
 * A network as `npm run train` writes it. @param file its weights, relative to data/
 * @throws DataError where the file is missing or damaged
 */
export function loadNetwork(files: Files, file: string): Network {
  const read = sheet.safeParse(jsonIn(files.get(file)))
  if (!read.success) throw new DataError([{ file, expected: 'npm run train 生成的内容' }])
  const { features, embeddings, ...rest } = read.data
  return {
    ...rest,
    index: new Map(features.map((feature, at) => [feature, at])),
    embeddings: rowsOf(embeddings, features.length),
  }
}

/** A network as `loadNetwork` reads it. */
export const writtenNetwork = ({ index, embeddings, step, projection, hiddenBias, out, outBias }: Network): string =>
  `${JSON.stringify({
    features: [...index.keys()],
    embeddings: columnsOf(embeddings, index.size),
    step,
    projection: base64(projection),
    hiddenBias: base64(hiddenBias),
    out: base64(out),
    outBias: base64(outBias),
  } satisfies z.input<typeof sheet>)}\n`

function jsonIn(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Printable characters that JSON writes as they are, without `!`, so that there are as many to either side of 0. */
const DIGITS = Array.from({ length: 92 }, (_, at) => String.fromCharCode(at + 35))
  .filter((char) => char !== '\\')
  .join('')
/** Embeddings are quantised to whole steps between minus and plus this number. */
export const MOST_STEPS = (DIGITS.length - 1) / 2

const STEPS = new Int8Array(128)
for (let at = 0; at < DIGITS.length; at++) STEPS[DIGITS.charCodeAt(at)] = at - MOST_STEPS

/** By a loop over a table: `Int8Array.from` with a function would be 0.1 s of every start. */
function rowsOf(columns: string, features: number): Int8Array {
  const rows = new Int8Array(columns.length)
  const width = columns.length / features
  for (let k = 0, at = 0; k < width; k++)
    for (let row = 0; row < features; row++, at++) rows[row * width + k] = STEPS[columns.charCodeAt(at)] ?? 0
  return rows
}

function columnsOf(rows: Int8Array, features: number): string {
  const width = rows.length / features
  const column = (k: number) =>
    Array.from({ length: features }, (_, row) => DIGITS.charAt((rows[row * width + k] ?? 0) + MOST_STEPS))
  return Array.from({ length: width }, (_, k) => column(k).join('')).join('')
}

const base64 = ({ buffer, byteOffset, byteLength }: Float32Array): string =>
  btoa(Array.from(new Uint8Array(buffer, byteOffset, byteLength), (byte) => String.fromCharCode(byte)).join(''))
