/** Whom one can be in the console, and what the page suggests to each. */

import { holds } from './assistant/rights.ts'
import type { Persona, Suggestion } from './channels/console/options.ts'
import type { Command } from './message/command.ts'
import type { Account } from './message/incoming.ts'
import type { Demo } from './office/load/demo.ts'
import { type Person, ROLE_NAMES } from './office/person.ts'
import type { Regions } from './office/region.ts'

const STRANGER = 'console:visitor' as Account

export interface Cast {
  readonly people: readonly Persona[]
  readonly cast: ReadonlyMap<string, Person>
}

export function castOf(demo: Demo, regions: Regions): Cast {
  const personas = demo.cast.map((person): Persona => {
    const post = person.posts[0]
    const region = post ? regions.fullName(post.region) : ''
    return { account: person.account as Account, label: person.name, role: post ? ROLE_NAMES[post.role] : '', region }
  })
  const stranger: Persona = { account: STRANGER, label: '访客', role: '未登记人员', region: '' }
  return { people: [...personas, stranger], cast: new Map(demo.cast.map((person) => [person.account, person])) }
}

const MOST = 6

/** The first commands that the person may use, with an example in the own county; a question to begin with. */
export function suggestionsFor(commands: readonly Command[], cast: Cast['cast'], regions?: Regions) {
  return async (account: Account): Promise<readonly Suggestion[]> => {
    const person = cast.get(account)
    const region = person?.posts[0] && regions ? regions.get(person.posts[0].region).name : '长兴县'
    const own = commands.filter((command) => command.example && holds(person, command.right)).slice(0, MOST)
    return [
      { label: '问一个目标', text: '2017年要处置多少家僵尸企业？' },
      ...own.map(({ name, example }) => ({ label: `/${name}`, text: example?.(region) ?? `/${name}` })),
    ]
  }
}
