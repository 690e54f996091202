/** Cross-validation, each hand left out in turn: the accuracy that counts. */
import { likelihoods, logitsOf } from '../../src/intent/network.ts'
import type { Taught } from './lessons.ts'
import { train } from './network.ts'

export function heldOut<Name extends string>(lessons: readonly Taught<Name>[], all: readonly Name[]): string {
  const written = lessons.filter(({ isLent }) => !isLent)
  const hands = [...new Set(written.map((one) => one.hand))]
  const lines: string[] = []
  const confused = new Map<string, number>()
  const kinds = new Map<Name, [number, number]>()
  const sure: [number, boolean][] = []
  for (const hand of hands) {
    const network = train(
      lessons.filter((one) => one.hand !== hand),
      all,
    )
    let right = 0
    const own = written.filter((one) => one.hand === hand)
    for (const { intent, features } of own) {
      const [first] = likelihoods(all, logitsOf(features, network))
      const isRight = first?.intent === intent
      const [a, b] = kinds.get(intent) ?? [0, 0]
      kinds.set(intent, [a + Number(isRight), b + 1])
      sure.push([first?.p ?? 0, isRight])
      if (isRight) right += 1
      else confused.set(`${intent} as ${first?.intent}`, (confused.get(`${intent} as ${first?.intent}`) ?? 0) + 1)
    }
    lines.push(`${hand}: ${right} of ${own.length}, ${((100 * right) / own.length).toFixed(1)} %`)
  }
  const worst = [...confused].sort((a, b) => b[1] - a[1]).slice(0, 20)
  return [
    ...lines,
    ...all.map((one) => `  ${one} ${kinds.get(one)?.join(' of ')}`),
    ...[0.3, 0.5, 0.7, 0.8, 0.9].map((p) => {
      const over = sure.filter(([one]) => one >= p)
      return `  p ≥ ${p}: ${over.length} of ${sure.length}, right ${over.filter(([, ok]) => ok).length}`
    }),
    ...worst.map(([what, n]) => `  ${n} ${what}`),
  ].join('\n')
}
