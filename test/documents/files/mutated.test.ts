/**
 * Good files with something broken in them: read, or refused with one sentence, in time, and never a fault of ours.
 * What is packed is broken within as well, where no check sum of the box gives it away.
 */
import fc from 'fast-check'
import { unzipSync, zipSync } from 'fflate'
import { afterAll, describe, expect, test } from 'vitest'
import { readFile } from '../../../src/documents/files/read-file.ts'
import { casesOf } from '../../generated.ts'
import { file, text, xlsx } from './boxes.ts'

const { cases, areDocumented } = casesOf('test/documents/files/mutated.test.ts')

const FULL = 300
/** A crowded machine is given ten times what the largest of them takes. */
const LONGEST_MS = 20_000

const SHEET = xlsx('<c r="A1" t="str"><v>甲市</v></c><c r="B1"><v>12</v></c>')
const GOOD: Readonly<Record<string, Uint8Array>> = {
  'plan.docx': file('plan-with-annex.docx'),
  'plan.doc': file('plan-with-annex.doc'),
  'plan.pdf': file('plan-with-annex.pdf'),
  'plan.rtf': file('struck.rtf'),
  'plan.html': file('plan-with-annex.html'),
  'targets.xls': file('targets.xls'),
  'targets.xlsx': SHEET,
}

type Change =
  | { readonly kind: 'flip'; readonly at: number; readonly bit: number }
  | { readonly kind: 'cut'; readonly at: number; readonly length: number }
  | { readonly kind: 'fill'; readonly at: number; readonly length: number; readonly with: number }
  | { readonly kind: 'twice'; readonly at: number; readonly length: number }

const share = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true })
const length = fc.integer({ min: 1, max: 400 })
const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('flip' as const), at: share, bit: fc.nat(7) }) },
  fc.record({ kind: fc.constant('cut' as const), at: share, length }),
  fc.record({ kind: fc.constant('fill' as const), at: share, length, with: fc.constantFrom(0, 0x3c, 0x20, 0xff) }),
  fc.record({ kind: fc.constant('twice' as const), at: share, length }),
)
const changes = fc.array(change, { minLength: 1, maxLength: 12 })

function changed(bytes: Uint8Array, one: Change): Uint8Array {
  const at = Math.floor(one.at * bytes.length)
  if (one.kind === 'cut') return joined(bytes.subarray(0, at), bytes.subarray(at + one.length))
  if (one.kind === 'twice') return joined(bytes.subarray(0, at + one.length), bytes.subarray(at))
  // A Buffer's own slice would be the same bytes.
  const copy = new Uint8Array(bytes)
  if (one.kind === 'flip') copy[at] = (copy[at] ?? 0) ^ (1 << one.bit)
  else copy.fill(one.with, at, at + one.length)
  return copy
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const whole = new Uint8Array(a.length + b.length)
  whole.set(a)
  whole.set(b, a.length)
  return whole
}

const told = { text: 0, refused: 0 }
afterAll(() => console.info(`mutated files: ${told.text} read, ${told.refused} refused`))

async function holds(name: string, bytes: Uint8Array): Promise<void> {
  const began = performance.now()
  const read = await readFile(name, bytes)
  expect(performance.now() - began).toBeLessThan(LONGEST_MS)
  told[read.kind]++
  if (read.kind === 'refused') expect(read.reason).toMatch(/^[^。\n]+。$/)
}

describe('a broken file', () => {
  test.each(Object.keys(GOOD))('%s is read or refused in one sentence, whatever is broken in it', async (name) => {
    const good = GOOD[name] ?? new Uint8Array()
    expect((await text(name, good)).length).toBeGreaterThan(3)
    await fc.assert(
      fc.asyncProperty(changes, async (all) => holds(name, all.reduce(changed, good))),
      cases(FULL),
    )
  })

  test.each(['plan.docx', 'targets.xlsx'])('%s, broken in a part that is packed again', async (name) => {
    const parts = Object.entries(unzipSync(GOOD[name] ?? new Uint8Array()))
    await fc.assert(
      fc.asyncProperty(fc.nat(parts.length - 1), changes, async (which, all) => {
        const broken = parts.map(([part, bytes], at) => [part, at === which ? all.reduce(changed, bytes) : bytes])
        await holds(name, zipSync(Object.fromEntries(broken)))
      }),
      cases(FULL),
    )
  })

  test('a good file under every other ending is read as what it is, or refused in one sentence', async () => {
    const endings = [
      'docx',
      'doc',
      'pdf',
      'rtf',
      'html',
      'xls',
      'xlsx',
      'txt',
      'md',
      'ofd',
      'wps',
      'et',
      'zip',
      'mht',
      '',
    ]
    for (const good of Object.values(GOOD)) for (const ending of endings) await holds(`文件.${ending}`, good)
  })
})

areDocumented()
