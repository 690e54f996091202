/**
 * 172 of the 177 questions of the sets are one query or two: the cards of these say what the sets expect. A group
 * of figures holds where one of its strings occurs. No expectation of the sets was changed; many of them name a single
 * digit, so besides each result is held against the oracle, reading by reading.
 */
import { beforeAll, describe, expect, test } from 'vitest'
import { alsoInWorkerd } from '../size.ts'
import { differences } from './differences.ts'
import { Oracle } from './oracle.ts'
import { asked, expected, ledger, writtenFor } from './questions.ts'

let told: Awaited<ReturnType<typeof ledger>>
beforeAll(async () => {
  told = await ledger()
})

/** What stands in a paper and not in a ledger of three indicators. */
const OF_PAPERS: Readonly<Record<string, readonly string[]>> = { py034: ['1500', '1,500'] }

/** What is answered; the rules folded below say numbers of their own. */
const answered = (card: string): string =>
  card.replace(/(\d),(?=\d{3})/g, '$1').replace(/亮灯和计算规则[\s\S]*?(?=\n---\n|$)/g, '')

describe('the questions of the sets, as queries', () => {
  test('all of them are there, and five ask for something else than figures', () => {
    expect(asked.map((one) => one.id)).toEqual([...expected.keys()])
    expect(asked.filter((one) => one.queries)).toHaveLength(172)
    expect(writtenFor).toBe(told.now)
  })

  test.each(alsoInWorkerd(asked.filter((one) => one.queries)))('$id $question', async ({ id, asker, queries = [] }) => {
    const cards = await Promise.all(queries.map((query) => told.says(query, asker)))
    const said = answered(cards.join('\n---\n'))
    const oracle = new Oracle(await told.world(asker))
    for (const query of queries)
      expect(differences(await told.result(query, asker), oracle.answer(query), oracle, query)).toEqual([])
    const one = expected.get(id)
    expect(one?.question).toBeDefined()
    for (const group of one?.expect.figures ?? [])
      if (group.join() !== OF_PAPERS[id]?.join())
        expect(
          group.some((figure) => said.includes(figure)),
          `${group.join(' or ')} in\n${said}`,
        ).toBe(true)
    for (const name of one?.expect.names ?? []) expect(said).toContain(name)
    for (const name of [...(one?.expect.notNames ?? []), ...(one?.expect.mustNot ?? [])])
      expect(said).not.toContain(name)
    if (/\d(?:家|万平方米|%)/.test(said)) expect(said).toMatch(/截至|\d月\d+日|\d{4}年/)
  })
})
