/**
 * Thirty plain questions about a prepared ledger, written by somebody who had not seen the code
 * (`test/eval/progress.jsonl`; a group of figures holds where one of its strings occurs, notes say what else is fair).
 */
import { beforeAll, describe, expect, test } from 'vitest'
import { cases, prepared } from './prepared.ts'

let told: Awaited<ReturnType<typeof prepared>>
beforeAll(async () => {
  told = await prepared()
})

/** What is answered; the rules folded below say numbers of their own. */
const answered = (card: string): string => card.replace(/(\d),(?=\d{3})/g, '$1').split('亮灯和计算规则')[0] ?? ''

describe('a prepared ledger answers', () => {
  test('thirty questions there are', () => {
    expect(cases).toHaveLength(30)
  })

  test.each(cases)('$id $question', async (one) => {
    const said = answered(await told.answer(one))
    for (const group of one.expect.figures)
      expect(
        group.some((figure) => said.includes(figure)),
        `${group.join(' or ')} in\n${said}`,
      ).toBe(true)
    for (const name of one.expect.names) expect(said).toContain(name)
    for (const name of [...one.expect.notNames, ...one.expect.mustNot]) expect(said).not.toContain(name)
    if (/\d(?:家|万平方米|%)/.test(said)) expect(said).toMatch(/截至|\d月\d+日/)
  })
})
