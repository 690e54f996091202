/** Whom one can be in the console, and what the page suggests to each. */

import type { Persona, Suggestion } from '../channels/console/options.ts'
import type { Command } from '../message/command.ts'
import { holds } from '../message/declare.ts'
import type { Account } from '../message/incoming.ts'
import { levelled } from '../office/levels.ts'
import type { Demo } from '../office/load/demo.ts'
import { type Person, ROLE_NAMES, type Role } from '../office/person.ts'
import type { Regions } from '../office/region.ts'

const STRANGER = 'console:visitor' as Account

/** The demo's people: as the page shows them, and by account as the office knows them. */
export interface Cast {
  readonly people: readonly Persona[]
  readonly cast: ReadonlyMap<string, Person>
}

/** The demo's people as the page shows them, a stranger last; `cast` knows each but the stranger by account. */
export function castOf(demo: Demo, regions: Regions): Cast {
  const personas = demo.cast.map((person): Persona => {
    const post = person.posts[0]
    const region = post ? regions.fullName(post.region) : ''
    return {
      account: person.account as Account,
      label: person.name,
      role: post ? levelled(ROLE_NAMES[post.role], regions.levels) : '',
      region,
    }
  })
  const stranger: Persona = { account: STRANGER, label: '访客', role: '未登记人员', region: '' }
  return { people: [...personas, stranger], cast: new Map(demo.cast.map((person) => [person.account, person])) }
}

/** What each role reaches for first. */
const FAVOURITES: Readonly<Record<Role, readonly string[]>> = {
  contact: ['上报', '零报告', '填报', '我的', '撤回', '进度'],
  'city-coordinator': ['未报', '进度', '排名', '审核', '提醒', '催报'],
  'provincial-coordinator': ['未报', '进度', '排名', '接收', '提醒', '通报'],
  official: ['要点', '原文', '进度', '排名', '未报'],
  admin: ['进度', '未报', '截止', '锁定'],
}

const AT_ONCE = { atOnce: true } as const

/**
 * What the console offers an account: a question to begin with, the favourite commands that the person may use; for the
 * palette all of them.
 */
export function suggestionsFor(commands: readonly Command[], cast: Cast['cast'], regions: Regions) {
  return async (account: Account): Promise<readonly Suggestion[]> => {
    const person = cast.get(account)
    const post = person?.posts[0]
    const own = FAVOURITES[post?.role ?? 'official'].flatMap(
      (name) =>
        commands.find((command) => command.name === name && command.example && holds(person, command.right)) ?? [],
    )
    const question = commands.find(({ name }) => name === '问')?.example?.(post ? regions.get(post.region).name : '')
    return [
      ...(question ? [{ label: '问一个目标', text: question }] : []),
      // never with a figure: what is sent by mistake must not report one
      ...own.map(({ name, effect }) => ({ label: `/${name}`, text: `/${name}`, ...(effect === 'reads' && AT_ONCE) })),
      { label: '帮助', text: '/帮助', ...AT_ONCE },
      ...commands
        .filter(({ example, right }) => example && holds(person, right))
        .map(({ name, summary, effect }) => ({
          label: `/${name}`,
          text: `/${name}`,
          about: levelled(summary, regions.levels),
          ...(effect === 'reads' && AT_ONCE),
        })),
    ]
  }
}
