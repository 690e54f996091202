/** Several questions in one message: each goes on from the one before it, and two of the same cells are one. */
import { beforeAll, describe, expect, test } from 'vitest'
import { lazyReader } from '../../src/language/index.ts'
import { plainText } from '../../src/message/card.ts'
import type { Asked } from '../../src/message/command.ts'
import { dayOf } from '../../src/office/day.ts'
import { questionsOf } from '../../src/request/index.ts'
import { files } from '../data.ts'
import { desk } from './desk.ts'

let told: Awaited<ReturnType<typeof desk>>
beforeAll(async () => {
  told = await desk()
})

const queriesOf = (text: string, asker = 'province') => {
  const settled = told.settled(text, asker)
  return settled.kind === 'run' ? [settled.query, ...(settled.more ?? [])] : []
}

describe('a message of several questions', () => {
  test('asks each of its places in turn', () => {
    expect(queriesOf('文件定的标准厂房目标是多少 嘉兴干了多少')).toMatchObject([
      { measures: ['source', 'goal', 'value'], of: ['standard-workshops'], whom: { places: ['330000'] } },
      { of: ['standard-workshops'], whom: { places: ['330400'] } },
    ])
  })

  test('holds one place against the other that was spoken of', () => {
    expect(queriesOf('嘉兴僵尸企业多少家了，我们差人家几家', '330500')).toMatchObject([
      { whom: { places: ['330400'] } },
      { measures: expect.arrayContaining(['value']), whom: { places: ['330500'] }, versus: { place: '330400' } },
    ])
  })

  test('is one query where both ask of the same figures', () => {
    const all = queriesOf('长兴僵尸企业还差多少，每个月要做几家')
    expect(all).toHaveLength(1)
    expect(all[0]?.measures.slice(0, 2)).toEqual(['gap', 'perMonth'])
  })

  test('a place that nobody spoke of is asked about', () => {
    expect(told.settled('那他们那边僵尸企业多少家', 'province')).toMatchObject({
      kind: 'ask',
      asking: { what: 'name' },
    })
  })

  test('a clause that is none of the ledger’s is named and not answered', () => {
    expect(told.settled('长兴僵尸企业完成率多少，会不会通报', 'province')).toMatchObject({
      kind: 'run',
      unread: ['会不会通报'],
    })
  })

  test('呢 asks of another what was asked of the first', () => {
    expect(queriesOf('长兴僵尸企业还差多少 德清呢')).toMatchObject([
      { measures: expect.arrayContaining(['gap']), whom: { places: ['330522'] } },
      { measures: expect.arrayContaining(['gap']), whom: { places: ['330521'] } },
    ])
  })

  test('another place with another indicator begins a question of its own', () => {
    expect(queriesOf('长兴僵尸企业多少家 顺便问下德清的厂房')).toMatchObject([
      { of: ['zombie-firms'], whom: { places: ['330522'] } },
      { of: ['standard-workshops'], whom: { places: ['330521'] } },
    ])
  })

  test('months that alone differ are one query of both', () => {
    expect(queriesOf('长兴低小散7月新增多少家，8月呢')).toMatchObject([{ when: ['2017-07', '2017-08'] }])
  })

  test('what was picked is not what is judged of all', () => {
    const [judged, picked] = queriesOf('8月都报齐了吗 还差谁')
    expect(judged).toMatchObject({ claim: { measure: 'reported', to: true } })
    expect(picked).toMatchObject({ where: [{ measure: 'reported', to: false }] })
  })

  test('both ends are a query each', () => {
    expect(queriesOf('低小散完成率前三后三的县')).toMatchObject([
      { order: { measure: 'rate', down: true }, limit: 3 },
      { order: { measure: 'rate', down: false }, limit: 3 },
    ])
  })

  test('both answers stand on one card', async () => {
    const { office, store, now } = told.told
    const person = { id: 'p', name: 'p', posts: [{ role: 'provincial-coordinator', region: '330000' }] }
    const text = '长兴僵尸企业多少家，德清低小散多少家'
    const message = {
      id: 'm',
      channel: 'test',
      account: 'test:p',
      chat: { id: 'c', kind: 'private' },
      at: now,
      kind: 'text',
    }
    const read = lazyReader(office, files)
    const questions = questionsOf(office, read, files)
    const asked = {
      message,
      now,
      person,
      store,
      id: () => 'id',
      text,
      said: () => read(text, { today: dayOf(now), own: office.regions.province.key }),
      history: [],
      turns: [],
    } as unknown as Asked
    const settled = questions.heard(asked)?.settled
    const queries = settled?.kind === 'run' ? [settled.query, ...(settled.more ?? [])] : []
    expect(queries).toHaveLength(2)
    const said = plainText((await questions.answer(queries, asked)).card)
    expect(said).toMatch(/长兴县/)
    expect(said).toMatch(/德清县/)
  })
})
