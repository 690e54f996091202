/**
 * Compresses a trained network: its embeddings by their principal components, quantised to one step for all. The later
 * components are small, so that most of their numbers are 0 and a column of them packs to little.
 */
import { MOST_STEPS, type Network } from '../../src/intent/network.ts'

/** As it was trained: a feature's embedding is what it adds to the hidden layer. */
export interface Dense extends Omit<Network, 'embeddings' | 'step' | 'projection'> {
  readonly embeddings: Float32Array
  /** in how many lessons a feature is */
  readonly counts: Float32Array
}

/** With as many the labels of hands not trained on are those of the whole network in 99.5 of 100 (intents; 99 of acts). */
const COMPONENTS = 48

export function compressed({ index, counts, embeddings, ...rest }: Dense): Network {
  const hidden = rest.hiddenBias.length
  const basis = principal(momentOf(embeddings, counts, hidden), hidden, COMPONENTS)
  const projected = new Float32Array(index.size * COMPONENTS)
  for (let row = 0; row < index.size; row++)
    for (let k = 0; k < COMPONENTS; k++) {
      let sum = 0
      for (let i = 0; i < hidden; i++) sum += (embeddings[row * hidden + i] ?? 0) * (basis[k * hidden + i] ?? 0)
      projected[row * COMPONENTS + k] = sum
    }
  const step = projected.reduce((most, of) => Math.max(most, Math.abs(of)), 0) / MOST_STEPS
  const quantised = Int8Array.from(projected, (of) => (step === 0 ? 0 : Math.round(of / step)))
  return { index, embeddings: quantised, step, projection: basis, ...rest }
}

/** The second moment of the embeddings over all features of the lessons, a symmetric matrix. */
function momentOf(embeddings: Float32Array, counts: Float32Array, size: number): Float64Array {
  const moment = new Float64Array(size * size)
  for (const [row, count] of counts.entries())
    for (let i = 0; i < size; i++) {
      const by = count * (embeddings[row * size + i] ?? 0)
      for (let j = 0; j < size; j++)
        moment[i * size + j] = (moment[i * size + j] ?? 0) + by * (embeddings[row * size + j] ?? 0)
    }
  return moment
}

/** The eigenvectors of a symmetric matrix with the largest eigenvalues, the largest first, as rows: Jacobi's rotations. */
function principal(matrix: Float64Array, size: number, count: number): Float32Array {
  const vectors = Float64Array.from({ length: size * size }, (_, at) => (at % (size + 1) === 0 ? 1 : 0))
  const at = (i: number, j: number): number => matrix[i * size + j] ?? 0
  for (let sweep = 0; sweep < SWEEPS; sweep++)
    for (let p = 0; p < size; p++)
      for (let q = p + 1; q < size; q++) {
        if (Math.abs(at(p, q)) <= TOLERANCE * Math.sqrt(at(p, p) * at(q, q))) continue
        const theta = (at(q, q) - at(p, p)) / (2 * at(p, q))
        const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
        const cosine = 1 / Math.sqrt(tangent * tangent + 1)
        for (const [of, stride, step] of [
          [matrix, size, 1],
          [matrix, 1, size],
          [vectors, size, 1],
        ] as const)
          for (let k = 0; k < size; k++) {
            const [x, y] = [of[p * stride + k * step] ?? 0, of[q * stride + k * step] ?? 0]
            of[p * stride + k * step] = cosine * (x - tangent * y)
            of[q * stride + k * step] = cosine * (y + tangent * x)
          }
      }
  const largest = Array.from({ length: size }, (_, i) => i).sort((i, j) => at(j, j) - at(i, i))
  return Float32Array.from(
    largest.slice(0, count).flatMap((i) => Array.from(vectors.subarray(i * size, (i + 1) * size))),
  )
}
const SWEEPS = 10
/** Of two vectors: so nearly at right angles they are no further turned. */
const TOLERANCE = 1e-9
