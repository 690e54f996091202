/** data/demo/: invented people and reports, for a database of their own. */
import { z } from 'zod'
import { type Day, type Instant, parseInstant } from '../day.ts'
import { type Person, type PersonId, type Post, ROLE_NAMES, type Role } from '../person.ts'
import type { RegionKey, Regions } from '../region.ts'
import { type CsvRow, readCsv } from './csv.ts'
import { DataError, type Fault } from './fault.ts'
import { day, readAs, regionKey, text } from './fields.ts'
import type { Files } from './files.ts'
import { readYaml } from './yaml.ts'

/** A person of the demo, with the account by which they write. */
export interface DemoPerson extends Person {
  /** `console:changxing` */
  readonly account: string
  /** AB岗 for the posts of this person */
  readonly standIn?: PersonId
}

/** A leave of a person of the demo. */
export interface DemoLeave {
  readonly person: PersonId
  /** both days included */
  readonly from: Day
  readonly to: Day
  readonly standIn?: PersonId
}

/** A message of the demo (a county's report, a coordinator's review), played through the assistant like any other. */
export interface DemoReport {
  readonly at: Instant
  readonly person: DemoPerson
  readonly region: RegionKey
  readonly text: string
}

/** The office that is played when nothing is set up, from data/demo. */
export interface Demo {
  /** shown wherever these people and figures are: 演示数据 */
  readonly label: string
  /** where the simulated clock starts; reports after it arrive as time moves on */
  readonly start: Instant
  /** whom one can be in the console */
  readonly cast: readonly DemoPerson[]
  readonly people: readonly DemoPerson[]
  readonly leave: readonly DemoLeave[]
  /** the oldest first */
  readonly reports: readonly DemoReport[]
}

const instant = readAs(parseInstant, '时刻，如 2030-07-03T08:30:00+08:00')

const person = text.transform((id) => id as PersonId)
const optional = <T extends z.ZodType>(field: T) => z.preprocess((cell) => cell || undefined, field.optional())

const about = z.strictObject({ label: text, start: instant, cast: z.array(person).min(1) })

const roles = Object.keys(ROLE_NAMES) as [Role, ...Role[]]

const postRow = z.strictObject({
  id: person,
  name: text,
  account: text,
  role: optional(z.enum(roles, { error: `空着，或 ${roles.join('、')} 之一` })),
  region: optional(regionKey),
  stand_in: optional(person),
})

const leaveRow = z.strictObject({ person, from: day, to: day, stand_in: optional(person) })

const reportRow = z.strictObject({ at: instant, region: regionKey, text })

/**
 * The office that is played when nothing is set up: people, leave and reports of data/demo.
 * @throws DataError with every fault of the demo's files
 */
export function loadDemo(files: Files, regions: Regions): Demo {
  const faults: Fault[] = []
  const sheet = readYaml(files, 'demo/demo.yaml', about, faults)
  const people = loadPeople(files, regions, faults)
  // What follows names people: with faults among them, every line of it would be another one.
  if (faults.length > 0) throw new DataError(faults)
  const leave = loadLeave(files, people, faults)
  const reports = loadReports(files, people, faults)
  const cast = (sheet?.value.cast ?? []).flatMap((id, i) => {
    const one = people.get(id)
    if (!one) sheet?.fault(['cast', i], 'demo/people.csv 里某人的 id', id)
    return one ?? []
  })
  if (!sheet || faults.length > 0) throw new DataError(faults)
  return { ...sheet.value, cast, people: [...people.values()], leave, reports }
}

type People = ReadonlyMap<PersonId, DemoPerson>

/** One row a post; a person without a row that names a role takes over for others only. */
function loadPeople(files: Files, regions: Regions, faults: Fault[]): People {
  const people = new Map<PersonId, DemoPerson>()
  const rows = readCsv(files, 'demo/people.csv', postRow, faults)
  for (const { value, fault } of rows) {
    const { id, name, account, stand_in: standIn } = value
    const known = people.get(id)
    if (known && known.account !== account) fault('account', `${known.account}，与 ${id} 其他行一致`, account)
    const posts = [...(known?.posts ?? []), ...postsIn(value, regions, fault)]
    people.set(id, { id, name, account, posts, ...(standIn && { standIn }) })
  }
  for (const { value, fault } of rows) {
    if (value.stand_in && !people.has(value.stand_in)) fault('stand_in', '某人的 id', value.stand_in)
    const namesake = rows.find((row) => row.value.account === value.account && row.value.id !== value.id)
    if (namesake) fault('account', `自己的账号（${value.account} 已是 ${namesake.value.id}）`, value.account)
  }
  return people
}

function postsIn({ role, region }: z.infer<typeof postRow>, regions: Regions, fault: CsvRow<unknown>['fault']): Post[] {
  if (role === undefined && region === undefined) return []
  if (role === undefined) fault('role', '这个地方的身份', role)
  else if (region === undefined || !regions.find(region)) fault('region', `${role} 所在的地方`, region)
  else return [{ role, region }]
  return []
}

function loadLeave(files: Files, people: People, faults: Fault[]): DemoLeave[] {
  return readCsv(files, 'demo/leave.csv', leaveRow, faults).map(({ value, fault }) => {
    const { stand_in: standIn, ...leave } = value
    if (!people.has(leave.person)) fault('person', '某人的 id', leave.person)
    if (standIn && !people.has(standIn)) fault('stand_in', '某人的 id', standIn)
    if (leave.to < leave.from) fault('to', `不早于 ${leave.from} 的日期`, leave.to)
    return { ...leave, ...(standIn && { standIn }) }
  })
}

/** Who speaks for a region in the demo: a county's contact, whoever coordinates a city or the province. */
const SPEAK: readonly Role[] = ['contact', 'city-coordinator', 'provincial-coordinator']

function loadReports(files: Files, people: People, faults: Fault[]): DemoReport[] {
  const speakers = new Map(
    [...people.values()].flatMap((one) =>
      one.posts.flatMap((post) => (SPEAK.includes(post.role) ? [[post.region, one] as const] : [])),
    ),
  )
  const reports = readCsv(files, 'demo/reports.csv', reportRow, faults).flatMap(({ value, fault }): DemoReport[] => {
    const speaker = speakers.get(value.region)
    if (speaker) return [{ ...value, person: speaker }]
    fault('region', 'demo/people.csv 里有联系人或协调员的地方', value.region)
    return []
  })
  return reports.sort((a, b) => a.at - b.at)
}
