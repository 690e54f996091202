/** A model alone never writes: what is run because it is only supposed to be meant leaves no figure and no message to anybody. */
import { describe, expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import type { Asked, Command, Outcome } from '../../../src/message/command.ts'
import type { Account } from '../../../src/message/incoming.ts'
import { instant, parseInstant } from '../../../src/office/day.ts'
import type { Person, PersonId, Role } from '../../../src/office/person.ts'
import type { Reader } from '../../../src/store/index.ts'
import { office, whole } from '../../office.ts'
import { saidAs } from '../../said.ts'

const at = parseInstant('2017-07-03 09:00') ?? instant(0)
const ROLES: readonly (readonly [Role, string])[] = [
  ['contact', '长兴县'],
  ['city-coordinator', '湖州市'],
  ['provincial-coordinator', '浙江省'],
]

/** As plain and whole as they can be said. */
const WHOLE = [
  '僵尸企业 12家 截至 6月30日',
  '长兴县 僵尸企业 12家 截至6月30日',
  '僵尸企业 11家 截至6月30日 原因：漏计一家',
  '转人工 破产清算还没终结的算不算处置',
  '催一下长兴县，现在就发',
  '全部通过',
  '请固定6月的通报',
]

function placeOf(name: string) {
  const region = whole.regions.find(name)?.key
  if (!region) throw new Error(name)
  return region
}

async function ran(command: Command, [role, name]: (typeof ROLES)[number], words: string): Promise<Outcome> {
  const region = placeOf(name)
  const person: Person = { id: 'a' as PersonId, name: '甲', posts: [{ role, region }] }
  return command.run(asked(words, person, store))
}

const asked = (words: string, person: Person, reader: Reader): Asked => ({
  message: {
    id: '1',
    channel: 'test',
    account: 'test:a' as Account,
    chat: { id: 'c', kind: 'private' },
    at,
    kind: 'text',
    text: words,
  },
  now: at,
  person,
  store: reader,
  id: () => 'id',
  ...saidAs(words, person, at),
  commanded: true,
  supposed: true,
})

/** What may be written: a draft that waits for a yes, an answer that a model words. */
const HARMLESS = /^(?:INSERT|UPDATE|DELETE|WITH)[\s\S]*\b(?:draft|wording)\b/

// Nothing is committed here.
const { commands, store } = await office(await freshStore())
const run = commands.filter(
  ({ effect, example, offers }) => (effect === 'reads' || effect === 'drafts') && example && !offers,
)

describe('of what is run', () => {
  test('there are more than a dozen, reporting and correcting among them', () => {
    expect(run.map(({ name }) => name)).toEqual(expect.arrayContaining(['上报', '更正', '催报', '转人工', '进度']))
    expect(run.length).toBeGreaterThan(12)
  })

  test.each(run.map((one) => [one.name, one] as const))('%s', async (name, command) => {
    const example = command.example?.('长兴县').replace(/^\/\S+\s*/, '') ?? ''
    let drafts = 0
    for (const who of ROLES)
      for (const words of [...WHOLE, example]) {
        const { writes, says = [] } = await ran(command, who, words)
        expect(
          writes.filter(({ sql }) => !HARMLESS.test(sql)).map(({ sql }) => sql),
          `${who[0]}: ${words}`,
        ).toEqual([])
        expect(
          says.filter(({ to }) => to.kind !== 'chat'),
          `${who[0]}: ${words}`,
        ).toEqual([])
        drafts += writes.length
      }
    if (name === '上报') expect(drafts).toBeGreaterThan(0)
  })
})

describe('of what is said to a draft, or to what was just recorded', () => {
  test.each([
    ['a draft', '早，六月底低小散一共90家，土地一共200亩'],
    ['a receipt', '/上报 僵尸企业 10家，低小散 90家 截至6月30日'],
  ])('%s: no act writes more than a draft, whatever words are picked', async (_, before) => {
    const open = await office(await freshStore())
    await open.says('长兴', before)
    const whom: Person = {
      id: '长兴' as PersonId,
      name: '长兴联系人',
      posts: [{ role: 'contact', region: placeOf('长兴县') }],
    }
    const found = await open.commands.find(({ name }) => name === '上报')?.unsettled?.(asked('', whom, open.store))
    expect(found?.acts.length).toBeGreaterThan(2)
    let drafts = 0
    for (const act of found?.acts ?? [])
      for (const words of [
        '',
        '3家',
        '90家，87家',
        '低小散，5月底',
        '土地',
        '第一个',
        '当月的',
        '是亩',
        '乡镇漏报',
        '4家，长兴',
      ]) {
        const { writes = [], says = [] } = (await act.run(asked(words, whom, open.store))) ?? {}
        expect(
          writes.filter(({ sql }) => !HARMLESS.test(sql)).map(({ sql }) => sql),
          `${act.name}: ${words}`,
        ).toEqual([])
        expect(says).toEqual([])
        drafts += writes.length
      }
    expect(drafts).toBeGreaterThan(0)
  })
})
