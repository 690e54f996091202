/** A small office for the tests of progress: the invented office’s plan, a ledger written act by act, people who ask. */

import { freshStore } from '#fresh-store'
import { bulletinCommand } from '../../src/bulletin/index.ts'
import { append, type NewEntry, placesOf } from '../../src/ledger/index.ts'
import type { Asked, Command } from '../../src/message/command.ts'
import type { Account } from '../../src/message/incoming.ts'
import { amount } from '../../src/office/amount.ts'
import { type Day, type Instant, instant, parseInstant } from '../../src/office/day.ts'
import type { Move } from '../../src/office/deadline.ts'
import { endOf, type Period } from '../../src/office/period.ts'
import type { Person, PersonId, Role } from '../../src/office/person.ts'
import type { IndicatorId } from '../../src/office/plan.ts'
import type { RegionKey } from '../../src/office/region.ts'
import { progressCommands } from '../../src/progress/index.ts'
import { questionsOf } from '../../src/request/index.ts'
import { type Store, sql } from '../../src/store/index.ts'
import * as invented from '../invented.ts'
import { wordsOf } from '../levels.ts'
import { saidIn } from '../said.ts'

export interface Said {
  readonly region: string
  readonly indicator: string
  readonly period: string
  readonly value: number | string
  readonly act?: NewEntry['act']
  readonly asOf?: string
  readonly at?: string
  readonly by?: string
  readonly warnings?: readonly string[]
}

/**
 * @param of     the invented office's module, or the frozen one's
 * @param county whose contact asks
 * @param city   it lies in; its coordinator asks
 */
export function smallIn(of: Pick<typeof invented, 'whole' | 'files' | 'questions'>, county: string, city: string) {
  const { whole: all, files } = of
  const { read, saidAs } = saidIn(of)

  const key = (name: string): RegionKey => {
    const region = all.regions.find(name)
    if (!region) throw new Error(`no region ${name}`)
    return region.key
  }
  const id = (alias: string): IndicatorId => {
    const found = all.plan.indicators.find((one) => [one.id, one.name, one.short, ...one.aliases].includes(alias))
    if (!found) throw new Error(`no indicator ${alias}`)
    return found.id
  }
  const person = (name: string, role: Role, region: string): Person => ({
    id: name as PersonId,
    name,
    posts: [{ role, region: key(region) }],
  })

  const chen = person('陈工', 'contact', county)
  const qi = person('齐科', 'city-coordinator', city)
  const wu = person('吴处', 'provincial-coordinator', all.regions.province.key)
  const wang = person('王同志', 'official', all.regions.province.key)

  async function small(now = '2017-07-03T09:00:00+08:00', given?: Store, moves: readonly Move[] = []) {
    const clock: Instant = parseInstant(now) ?? instant(0)
    const store = given ?? (await freshStore())
    await store.commit(
      [chen, qi, wu, wang].map((one) => sql('INSERT INTO person (id, name) VALUES (?, ?)', one.id, one.name)),
    )
    let count = 0
    const act = async (what: NewEntry['act'], said: Said): Promise<NewEntry> => {
      count += 1
      const period = said.period as Period
      const states = ['report', 'nil', 'correction', 'request'].includes(what)
      return {
        id: `f${count}`,
        region: key(said.region),
        indicator: id(said.indicator),
        period,
        act: what,
        by: (said.by ?? '陈工') as PersonId,
        proxy: false,
        message: `m${count}`,
        at: parseInstant(said.at ?? '2017-07-02T10:00:00+08:00') ?? clock,
        ...(said.warnings && { warnings: said.warnings, reason: '已核实' }),
        ...(states && {
          said: {
            mode: 'cumulative',
            typedValue: String(said.value),
            value: amount(said.value),
            cumulative: amount(said.value),
            asOf: (said.asOf as Day | undefined) ?? endOf(period),
          },
        }),
      }
    }
    const write = async (...acts: readonly Said[]) => {
      const entries = await Promise.all(acts.map((one) => act(one.act ?? 'report', one)))
      const places = await placesOf(store, [...new Set(entries.map((one) => one.region))])
      await store.commit(await append(store, all.regions.province.key, places, entries))
    }
    const basis = { ...all, moves: async () => moves }
    const commands = [...progressCommands(basis, questionsOf(basis, read, files)), bulletinCommand(basis)]
    const asked = (
      who: Person | undefined,
      text: string,
      history: readonly string[] = [],
      kind: 'private' | 'group' = 'private',
    ): Asked => ({
      message: {
        id: 'x',
        channel: 'test',
        account: 'test:x' as Account,
        chat: { id: 'c', kind },
        at: clock,
        kind: 'text',
        text,
      },
      now: clock,
      person: who,
      store,
      id: () => 'id',
      ...saidAs(text, who, clock, history),
    })
    const command = (name: string): Command => {
      const found = commands.find((one) => one.name === name)
      if (!found) throw new Error(`no command ${name}`)
      return found
    }
    return {
      store,
      commands,
      write,
      asked,
      command,
      claims: (who: Person | undefined, text: string, history: readonly string[] = []) =>
        commands.some((one) => one.claims?.(asked(who, text, history)) ?? false),
      /** the card that a plain question gets, as text; undefined where it is left to others */
      ask: async (
        who: Person | undefined,
        text: string,
        history: readonly string[] = [],
        kind: 'private' | 'group' = 'private',
      ) => {
        const taking = commands.find((one) => one.claims?.(asked(who, text, history, kind)))
        if (!taking) return undefined
        const { reply } = await taking.run(asked(who, text, history, kind))
        return reply && wordsOf(reply, all.regions)
      },
      /** the card of a slash command, as text */
      say: async (who: Person, name: string, rest = '', kind: 'private' | 'group' = 'private') => {
        const base = asked(who, `/${name} ${rest}`, [], kind)
        const { reply } = await command(name).run({ ...base, text: rest })
        return reply ? wordsOf(reply, all.regions) : ''
      },
    }
  }

  return { office: all, key, id, chen, qi, wu, small }
}

export const { office, key, id, chen, qi, wu, small } = smallIn(invented, '柳泉', '澄州')
