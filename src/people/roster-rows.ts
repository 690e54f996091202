/** The roster as rows of a file: read and checked, each fault with its row and column; and written, as it is read. */
import { LEVEL, type LevelNames, levelled, OF_PROVINCE } from '../office/levels.ts'
import { ROLE_NAMES, type Role } from '../office/person.ts'
import type { Region, RegionKey, Regions } from '../office/region.ts'
import { accountKey, withoutChannel } from './accounts.ts'

/** A row of the file by its header's names; `row` as spreadsheets count, the header is row 1. */
export interface RosterLine {
  readonly row: number
  readonly cells: Readonly<Record<string, string>>
}

/** What is wrong in a roster file; rows as spreadsheets count them. */
export interface RosterError {
  readonly row: number
  readonly column: string
  readonly message: string
}

/** A person as a roster file has them; `key` is the account (`feishu:ou_…`), without one `tel:138…`. */
export interface ListedPerson {
  readonly key: string
  readonly name: string
  readonly phone?: string | undefined
  readonly posts: readonly { readonly role: Role; readonly region: RegionKey; readonly standIn?: string | undefined }[]
}

/** A person as the database has them. */
export interface KnownPerson extends ListedPerson {
  readonly id: string
  /** left the office earlier */
  readonly gone: boolean
  /** the account is not written yet */
  readonly unlinked?: boolean
}

/** The heads of a roster file, in their order. */
export const COLUMNS = ['姓名', 'open_id', '手机', '角色', '区域', 'AB岗'] as const

const rolesBy = (own: LevelNames): [string, Role][] =>
  Object.entries(ROLE_NAMES).map(([role, name]) => [levelled(name, own), role as Role])

/** As the office calls its levels, first; and as a province does, whichever office it is. */
const rolesIn = ({ levels }: Regions): ReadonlyMap<string, Role> =>
  new Map([...rolesBy(OF_PROVINCE), ...rolesBy(levels)])

const LEVELS: Readonly<Record<Role, readonly Region['level'][]>> = {
  official: ['province', 'city', 'county'],
  contact: ['county'],
  'city-coordinator': ['city'],
  'provincial-coordinator': ['province'],
  admin: ['province'],
}

const LEVEL_NAMES: Readonly<Record<Region['level'], string>> = {
  province: LEVEL.all,
  city: LEVEL.city,
  county: LEVEL.counties,
}

/**
 * Who is there now as the rows of a file that `importRoster` takes, header first, a row a post.
 * Whoever has no post any more, but has not left, is in none.
 */
export function rosterRows(known: readonly KnownPerson[], regions: Regions): string[][] {
  const names = new Map(known.map(({ key, name }) => [key, name]))
  const said = (key: string): string => (key.startsWith('tel:') ? (names.get(key) ?? '') : withoutChannel(key))
  const rows = known
    .filter(({ gone }) => !gone)
    .flatMap(({ key, name, phone, posts }) =>
      posts.map(({ role, region, standIn }) => [
        name,
        key.startsWith('tel:') ? '' : withoutChannel(key),
        phone ?? '',
        levelled(ROLE_NAMES[role], regions.levels),
        regions.get(region)?.name ?? region,
        standIn === undefined ? '' : said(standIn),
      ]),
    )
  return [[...COLUMNS], ...rows]
}

interface StandIn {
  readonly row: number
  /** as the file names them: by name or by account */
  readonly said: string
  readonly key: string
  /** which of their posts it is for */
  readonly post: number
}

/**
 * The people of a file, each once, in the order in which it names them first, with their posts and stand-ins. A
 * stand-in is looked for in the file and among `known`.
 * @param replace who is not in the file leaves with it, and stands in for nobody
 * @param errors what is wrong is added, each with its row and column; what comes back holds only where there are none
 */
export function listedIn(
  lines: readonly RosterLine[],
  known: readonly KnownPerson[],
  regions: Regions,
  errors: RosterError[],
  { replace = false }: { readonly replace?: boolean },
): ListedPerson[] {
  if (lines.length === 0) errors.push({ row: 1, column: '姓名', message: '名册里没有人，请检查文件' })
  const { all, standIns } = peopleIn(lines, known, regions, errors)
  // Who leaves with this file stands in for nobody.
  const people = [...known.filter((one) => !replace && !one.gone && !all.has(one.key)), ...all.values()]
  for (const one of standIns) {
    const other = standInAmong(people, one, (message) => errors.push({ row: one.row, column: 'AB岗', message }))
    const listed = all.get(one.key)
    if (other === undefined || !listed) continue
    const posts = listed.posts.map((had, index) => (index === one.post ? { ...had, standIn: other } : had))
    all.set(one.key, { ...listed, posts })
  }
  return [...all.values()].map(({ row: _, ...one }) => one)
}

/** Each person once, with the posts of all their rows, and the stand-ins that the rows name. */
function peopleIn(
  lines: readonly RosterLine[],
  known: readonly KnownPerson[],
  regions: Regions,
  errors: RosterError[],
) {
  const all = new Map<string, ListedPerson & { readonly row: number }>()
  const standIns: StandIn[] = []
  const phones = phonesIn(lines, known)
  for (const { row, cells } of lines) {
    const fail = (column: string, message: string) => void errors.push({ row, column, message })
    const cell = (column: (typeof COLUMNS)[number]): string => (cells[column] ?? '').trim()
    const name = cell('姓名')
    const phone = phoneIn(cell('手机'), fail)
    const key = knownByPhone(keyIn(cell('open_id'), phone, fail), phone, phones)
    const role = roleIn(cell('角色'), regions)
    const region = regionIn(cell('区域'), role, regions, fail)
    if (!name) fail('姓名', '没有填姓名')
    if (!role)
      fail('角色', `角色只能是${[...new Map(rolesBy(regions.levels)).keys()].join('、')}，现在是“${cell('角色')}”`)
    if (!name || !key || !role || !region) continue
    const before = all.get(key)
    if (before && before.name !== name) fail('姓名', `与第${before.row}行是同一个人，姓名却不同（${before.name}）`)
    if (before?.posts.some((post) => post.role === role && post.region === region)) {
      fail('角色', '与前面的行重复')
      continue
    }
    const posts = [...(before?.posts ?? []), { role, region }]
    all.set(key, { key, name: before?.name ?? name, phone: phone ?? before?.phone, posts, row: before?.row ?? row })
    if (cell('AB岗')) standIns.push({ row, said: cell('AB岗'), key, post: posts.length - 1 })
  }
  return { all, standIns }
}

/** The key of who is meant as a stand-in; undefined, and said why, where that is nobody, several, or the person. */
function standInAmong(
  people: readonly ListedPerson[],
  { said, key }: StandIn,
  fail: (message: string) => void,
): string | undefined {
  const [other, another, ...more] = people.filter((one) => one.name === said || accountKey(said) === one.key)
  if (!other) fail(`名册里没有“${said}”，请填名册中人员的 open_id 或姓名`)
  else if (another) fail(`有${more.length + 2}个人叫“${said}”，请改填 open_id`)
  else if (other.key === key) fail('AB岗不能是本人')
  else return other.key
  return undefined
}

/** Where a city is the whole its coordinator is the whole's. */
function roleIn(said: string, regions: Regions): Role | undefined {
  const role = rolesIn(regions).get(said)
  return role === 'city-coordinator' && regions.isWhole('city') ? 'provincial-coordinator' : role
}

type Fail = (column: string, message: string) => void

/** Which accounts stand beside a telephone number, in the file or on the roster: a row may give the number only. */
export function phonesIn(lines: readonly RosterLine[], known: readonly KnownPerson[]): ReadonlyMap<string, string> {
  const ignore: Fail = () => {}
  const phones = new Map(known.flatMap((one): [string, string][] => (one.phone ? [[one.phone, one.key]] : [])))
  for (const { cells } of lines) {
    const phone = phoneIn((cells['手机'] ?? '').trim(), ignore)
    const openId = (cells['open_id'] ?? '').trim()
    if (phone && openId) phones.set(phone, accountKey(openId))
  }
  return phones
}

const knownByPhone = (
  key: string | undefined,
  phone: string | undefined,
  phones: ReadonlyMap<string, string>,
): string | undefined => (key?.startsWith('tel:') && phone ? (phones.get(phone) ?? key) : key)

function phoneIn(said: string, fail: Fail): string | undefined {
  const phone = said
    .normalize('NFKC')
    .replace(/^\+?86[\s-]?(?=1\d)/, '')
    .replace(/[\s-]/g, '')
  if (!phone) return undefined
  if (/^1\d{10}$/.test(phone)) return phone
  fail('手机', `“${said}”不是11位手机号`)
  return undefined
}

function keyIn(openId: string, phone: string | undefined, fail: Fail): string | undefined {
  if (/\s/.test(openId)) fail('open_id', `“${openId}”中间有空格`)
  else if (openId) return accountKey(openId)
  else if (phone) return `tel:${phone}`
  else fail('open_id', '没有填 open_id，也没有可用的手机号，两者至少填一个')
  return undefined
}

function regionIn(said: string, role: Role | undefined, regions: Regions, fail: Fail): RegionKey | undefined {
  if (!said && (role === 'official' || role === 'admin' || role === 'provincial-coordinator'))
    return regions.province.key
  const region = regions.find(said)
  if (!region) {
    fail('区域', said ? `没有“${said}”这个地方，请填六位代码或全名` : '没有填区域')
    return undefined
  }
  const levels = role ? LEVELS[role] : undefined
  if (role && levels && !levels.includes(region.level)) {
    const wanted = `${ROLE_NAMES[role]}的区域应是${levels.map((one) => LEVEL_NAMES[one]).join('或')}，${region.name}不是`
    fail('区域', levelled(wanted, regions.levels))
    return undefined
  }
  return region.key
}
