/** A model alone never writes: what is run because it is only supposed to be meant leaves no figure and no message to anybody. */
import { describe, expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import type { Command, Outcome } from '../../../src/message/command.ts'
import type { Account } from '../../../src/message/incoming.ts'
import { instant, parseInstant } from '../../../src/office/day.ts'
import type { Person, PersonId, Role } from '../../../src/office/person.ts'
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

async function ran(command: Command, [role, name]: (typeof ROLES)[number], words: string): Promise<Outcome> {
  const region = whole.regions.find(name)?.key
  if (!region) throw new Error(name)
  const person: Person = { id: 'a' as PersonId, name: '甲', posts: [{ role, region }] }
  return command.run({
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
    store,
    id: () => 'id',
    ...saidAs(words, person, at),
    supposed: true,
  })
}

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
