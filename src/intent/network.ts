/**
 * How likely each meaning is by what tells it: each feature adds its row to a hidden layer, which tells the meanings.
 * Two layers and not one, since what a word tells depends on the words around it: 报 in 报了没 and in 报一下.
 */
import { z } from 'zod'
import { DataError, type Files } from '../office/load/index.ts'

export interface Network {
  /** the hidden layer's numbers */
  readonly hidden: number
  /** a feature's place among the rows */
  readonly places: ReadonlyMap<string, number>
  /** each feature's row, `hidden` wide, in steps of its scale */
  readonly rows: Int8Array
  readonly scales: Float32Array
  readonly bias: Float32Array
  /** from the hidden layer to the meanings: a row of meanings for each hidden number */
  readonly out: Float32Array
  /** each meaning's score where nothing tells */
  readonly base: Float32Array
}

/** The steps to either side of nothing in which a row's numbers are told: with 127 it tells no more. */
export const MOST_STEPS = 31
const STEP_CHARS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-'

export interface Likely<Name extends string> {
  readonly intent: Name
  /** all of a message's add up to 1 */
  readonly p: number
}

/**
 * One pass of the network. @param features of a message; one that was not taught only makes the others weigh less
 * @returns a score for each meaning, in their order, of any size: `likelihoods` makes probabilities of them
 */
export function scoresOf(
  features: readonly string[],
  { hidden, places, rows, scales, bias, out, base }: Network,
): number[] {
  const layer = Float32Array.from(bias)
  const told = spread(features.length)
  for (const feature of features) {
    const place = places.get(feature)
    if (place === undefined) continue
    const step = (scales[place] ?? 0) * told
    for (let k = 0; k < hidden; k++) layer[k] = (layer[k] ?? 0) + (rows[place * hidden + k] ?? 0) * step
  }
  const scores = Array.from(base)
  for (let k = 0; k < hidden; k++) {
    const held = layer[k] ?? 0
    // what is below nothing tells nothing
    if (held > 0)
      for (let j = 0; j < scores.length; j++) scores[j] = (scores[j] ?? 0) + held * (out[k * scores.length + j] ?? 0)
  }
  return scores
}

/** Of a long message each feature tells less. */
export const spread = (features: number): number => 1 / Math.sqrt(Math.max(1, features))

/** Scores as probabilities that sum to 1 (softmax). @returns the likeliest first */
export function likelihoods<Name extends string>(names: readonly Name[], scores: readonly number[]): Likely<Name>[] {
  const most = Math.max(...scores)
  const raised = scores.map((score) => Math.exp(score - most))
  const sum = raised.reduce((a, b) => a + b, 0)
  return names.map((intent, at) => ({ intent, p: (raised[at] ?? 0) / sum })).sort((a, b) => b.p - a.p)
}

/** Rows a character for each step (STEP_CHARS), which packs better than bytes; other numbers as their bytes, little-endian, in base64. */
const sheet = z.object({
  hidden: z.number().int().positive(),
  features: z.array(z.string()),
  rows: z.string(),
  scales: z.string(),
  bias: z.string(),
  out: z.string(),
  base: z.string(),
})

/**
 * A network as `npm run train` writes it. @param file its weights, relative to data/
 * @throws DataError where the file is missing or damaged
 */
export function loadNetwork(files: Files, file: string): Network {
  const read = sheet.safeParse(jsonIn(files.get(file)))
  if (!read.success) throw new DataError([{ file, expected: 'npm run train 生成的内容' }])
  const { hidden, features, rows, scales, bias, out, base } = read.data
  return {
    hidden,
    places: new Map(features.map((feature, at) => [feature, at])),
    rows: stepsIn(rows),
    scales: new Float32Array(bytesIn(scales)),
    bias: new Float32Array(bytesIn(bias)),
    out: new Float32Array(bytesIn(out)),
    base: new Float32Array(bytesIn(base)),
  }
}

/** A network as `loadNetwork` reads it: JSON, its steps as characters. */
export const writtenNetwork = ({ hidden, places, rows, scales, bias, out, base }: Network): string =>
  `${JSON.stringify({
    hidden,
    features: [...places.keys()],
    rows: Array.from(rows, (step) => STEP_CHARS.charAt(step + MOST_STEPS)).join(''),
    scales: base64(scales),
    bias: base64(bias),
    out: base64(out),
    base: base64(base),
  } satisfies z.input<typeof sheet>)}\n`

function jsonIn(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

const STEPS = new Int8Array(128)
for (let at = 0; at < STEP_CHARS.length; at++) STEPS[STEP_CHARS.charCodeAt(at)] = at - MOST_STEPS

/** By a loop over a table: half a million steps by `Int8Array.from` with a function are 0.1 s of every start. */
function stepsIn(text: string): Int8Array {
  const steps = new Int8Array(text.length)
  for (let at = 0; at < text.length; at++) steps[at] = STEPS[text.charCodeAt(at)] ?? 0
  return steps
}

function bytesIn(text: string): ArrayBuffer {
  const bytes = atob(text)
  const into = new Uint8Array(bytes.length)
  for (let at = 0; at < bytes.length; at++) into[at] = bytes.charCodeAt(at)
  return into.buffer
}

const base64 = ({ buffer, byteOffset, byteLength }: Float32Array): string =>
  btoa(Array.from(new Uint8Array(buffer, byteOffset, byteLength), (byte) => String.fromCharCode(byte)).join(''))
