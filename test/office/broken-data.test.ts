/** The office's data with anything broken in it: loaded, or refused by file and line; never a fault of ours. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DataError, loadOffice } from '../../src/office/load/index.ts'
import { files } from '../data.ts'
import { casesOf } from '../generated.ts'
import { written } from '../written.ts'

const { cases, areDocumented } = casesOf('test/office/broken-data.test.ts')

const NAMES = [...files.keys()].filter((name) => /\.(?:yaml|csv)$/.test(name) && !/^intents|^language/.test(name))

type Change = {
  readonly line: number
  readonly what: 'gone' | 'twice' | 'spoilt'
  readonly to: string
  readonly at: number
}

const anyChange = fc.record({
  line: fc.nat(),
  what: fc.constantFrom('gone' as const, 'twice' as const, 'spoilt' as const),
  to: fc.oneof(
    fc.constantFrom('', ':', '[', '"', '- ', ',,', '\t', '#', '&a', '*a', '2017-02-30', '9'.repeat(40)),
    fc.string(),
  ),
  at: fc.nat(),
})

function changed(text: string, { line, what, to, at }: Change): string {
  const lines = text.split('\n')
  const nth = line % lines.length
  const old = lines[nth] ?? ''
  const cut = at % (old.length + 1)
  const now = { gone: [], twice: [old, old], spoilt: [`${old.slice(0, cut)}${to}${old.slice(cut + to.length)}`] }[what]
  return [...lines.slice(0, nth), ...now, ...lines.slice(nth + 1)].join('\n')
}

describe('data of a plan', () => {
  test('with a line gone, doubled or spoilt is loaded or refused by file', { timeout: 300_000 }, () => {
    expect(NAMES.length).toBeGreaterThan(4)
    let refused = 0
    fc.assert(
      fc.property(fc.constantFrom(...NAMES), fc.array(anyChange, { minLength: 1, maxLength: 3 }), (name, changes) => {
        const broken = new Map(files)
        broken.set(name, changes.reduce(changed, written.get(name) ?? ''))
        try {
          loadOffice(broken)
        } catch (error) {
          if (!(error instanceof DataError)) throw error
          refused++
          expect(error.message).toMatch(/data\/[\w./-]+/)
        }
      }),
      cases(600),
    )
    // The premise: changes break something.
    expect(refused).toBeGreaterThan(5)
  })
})

areDocumented()
