/** The check of patterns catches what could stop the office. */
import { afterAll, describe, expect, test } from 'vitest'
import { Attacker } from '../../bench/patterns/attack.ts'
import { patternsIn } from '../../bench/patterns/collect.ts'
import { faultsIn, hashOf } from '../../bench/patterns/faults.ts'
import { judge } from '../../bench/patterns/judge.ts'

const attacker = new Attacker()
afterAll(() => attacker.close())

const where = 'ask/planted.ts:1'

describe('the patterns of src', () => {
  test.each([
    ['^(?:谢谢|感谢|谢)+[。.]*$', 'exponential'],
    ['\\s*[,，]?\\s*\\s*$', 'cubic'],
    ['\\d+月', 'quadratic'],
    ['(?<!\\d)\\d+月', 'linear'],
    // undecided by recheck: what looks ahead over the rest at every place
    ['总结(?!.*思路$)', 'quadratic'],
    ['(?:把|将).{1,30}(?:改成|改为)', 'linear'],
  ])(
    '%s is judged %s',
    async (source, growth) => {
      expect((await judge({ source, flags: '' }, attacker)).growth).toBe(growth)
    },
    60_000,
  )

  test('a planted pattern is found where it stands, and fails', async () => {
    const { literals, makings } = patternsIn('ask/planted.ts', 'export const PLANTED = /^(?:谢谢|谢)+$/\n')
    expect(makings).toEqual([])
    expect(literals).toEqual([{ source: '^(?:谢谢|谢)+$', flags: '', where }])
    const [planted] = literals
    if (!planted) throw new Error('nothing was planted')
    const verdict = { ...(await judge(planted, attacker)), pattern: planted.source }
    const faults = faultsIn({ patterns: literals, places: makings, verdicts: { [hashOf(planted)]: verdict }, kept: {} })
    expect(faults).toHaveLength(1)
    expect(faults[0]).toMatch(/^ask\/planted\.ts:1 .* is exponential/)
  }, 60_000)

  test('a pattern made of a string that no run reaches fails, and so does a verdict that is of no pattern', () => {
    const { makings } = patternsIn('ask/planted.ts', 'export const made = (word: string) => new RegExp(word)\n')
    expect(makings).toEqual([where])
    const kept = { abcdef012345: { growth: 'linear', by: 'recheck', pattern: 'x' } } as const
    const faults = faultsIn({ patterns: [], places: makings, verdicts: {}, kept })
    expect(faults).toHaveLength(2)
    expect(faults[0]).toContain('ask/planted.ts:1 makes a pattern')
    expect(faults[1]).toContain('abcdef012345')
  })
})
