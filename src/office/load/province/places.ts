/**
 * Cities and counties out of any table or list that an office gives: with codes or without, headed or not, counties in
 * lines of their own or behind their city.
 */
import { type Day, day } from '../../day.ts'

/** A place as one line of an office's list names it. */
export interface ListedPlace {
  readonly line: number
  readonly name: string
  readonly code?: string | undefined
  /** the name of what it lies in */
  readonly parent?: string | undefined
  readonly short?: string | undefined
  readonly formerNames?: readonly string[] | undefined
  readonly from?: Day | undefined
  readonly to?: Day | undefined
}

/** What is wrong in a line, in Chinese, with what to do. */
export interface PlaceFault {
  /** counted from 1; 0: of the list as a whole */
  readonly line: number
  readonly message: string
}

type Field = 'code' | 'name' | 'city' | 'province' | 'short' | 'former' | 'from' | 'to' | 'none'

/** What people write above a column. */
const HEADS: ReadonlyMap<string, Field> = new Map(
  Object.entries({
    code: '代码 编码 区划代码 行政区划代码 行政代码 地区代码 code',
    name: `名称 地区 区域 地名 单位名称 行政区划 区划名称 行政区划名称 地区名称
      县 区县 县区 县市区 市县 县级 县级行政区 name`,
    city: '市 地市 设区市 市州 所属市 上级 所属地区 所在市 上级名称 隶属 地级 地级市 parent',
    province: '省 省份',
    short: '简称 short',
    former: '曾用名 原名 旧名 原名称',
    from: '设立 设立日期 设立时间 起 生效日期 启用日期 开始日期 批复日期 from',
    to: '撤销 撤销日期 撤销时间 止 失效日期 停用日期 截止日期 to',
    none: '序号 备注 级别 层级 说明',
  } satisfies Record<Field, string>).flatMap(([field, words]) =>
    words.split(/\s+/).map((word): [string, Field] => [word, field as Field]),
  ),
)

const plain = (cell: string): string =>
  cell
    .normalize('NFKC')
    .replace(/[(（][^()（）]*[)）]|[\s、,]/gu, '')
    .toLowerCase()

const CODE = /^\d{6}(?:000000)?$/
const DAY = /^(\d{4})\D?(\d{1,2})\D?(\d{1,2})\D?$/
const HAN = /^\p{Script=Han}{2,}$/u

const dayIn = (cell: string): Day | undefined => {
  const [, year, month, date] = DAY.exec(cell.trim()) ?? []
  return day(Number(year), Number(month), Number(date))
}

/** Without a head only a full name is one: 云泽省市县名单 above a list is none. */
const ENDS = [...'省市区县旗盟州']
const isPlace = (cell: string): boolean => HAN.test(cell) && ENDS.some((end) => cell.endsWith(end))

const isCode = (cell: string): boolean => CODE.test(cell)

/**
 * The places of an office's list, in its order.
 *
 * @param lines a line each: cells parted by tabs, bars, commas or blanks; `城市：县、县` is one too
 * @param faults those found are added
 */
export function placesIn(lines: readonly string[], faults: PlaceFault[]): ListedPlace[] {
  let fields: readonly Field[] | undefined
  let city: string | undefined
  const head = lines.findIndex((text) => headsIn(cellsIn(text)))
  return lines.flatMap((text, at): ListedPlace[] => {
    if (at < head) return []
    const line = at + 1
    if (text.trim() === '' || text.trim().startsWith('#')) return []
    const listed = listIn(text, line)
    if (listed) return listed
    const cells = cellsIn(text)
    const heads = headsIn(cells)
    if (heads) {
      fields = heads
      return []
    }
    const indented = /^[\s\u3000]/u.test(text) && city !== undefined && !fields
    const place = fields ? headed(cells, fields, line, faults) : guessed(cells, line)
    // What stands in a merged cell before the names, or above an indented line, holds for the lines below.
    const carries = indented || (fields !== undefined && isMerged(fields) && !place?.code?.endsWith('00'))
    const parent = place?.parent ?? (carries ? city : undefined)
    if (place && !indented) city = parent ?? (place.code ? undefined : place.name)
    return place ? [{ ...place, ...(parent && parent !== place.name && { parent }) }] : []
  })
}

const isMerged = (fields: readonly Field[]): boolean =>
  fields.includes('city') && fields.indexOf('city') < fields.indexOf('name')

const cellsIn = (text: string): string[] => {
  const bare = text.replaceAll('|', ' ').trim()
  const parted = /[\t|,，;；]/.test(text) ? text.replace(/^\||\|\s*$/g, '').split(/[\t|,，;；]/) : bare.split(/\s+/u)
  return parted.map((cell) => cell.normalize('NFKC').trim())
}

/** 望溪市：柳汀区、石梁县 */
function listIn(text: string, line: number): ListedPlace[] | undefined {
  const [head, rest, more] = text.split(/[：:]/)
  const parent = head?.trim() ?? ''
  if (rest === undefined || more !== undefined || !isPlace(parent)) return undefined
  const names = rest.split(/[、，,；;\s。]+/u).filter(Boolean)
  return [{ line, name: parent }, ...names.map((name): ListedPlace => ({ line, name, parent }))]
}

function headsIn(cells: readonly string[]): Field[] | undefined {
  const fields = cells.map((cell) => HEADS.get(plain(cell)) ?? 'none')
  const known = cells.filter((cell) => HEADS.has(plain(cell))).length
  if (known < 2 && !(known === 1 && cells.length === 1)) return undefined
  // 市 | 县: where nothing is called a name, the finest column is one.
  return fields.includes('name') || !fields.includes('city')
    ? fields
    : fields.map((field, at) => (at === fields.lastIndexOf('city') ? 'name' : field))
}

function headed(
  cells: readonly string[],
  fields: readonly Field[],
  line: number,
  faults: PlaceFault[],
): ListedPlace | undefined {
  const cell = (field: Field): string => cells[fields.indexOf(field)]?.trim() ?? ''
  const dayAt = (field: 'from' | 'to'): Day | undefined => {
    const said = cell(field)
    const read = dayIn(said)
    if (said && !read) faults.push({ line, message: `“${said}”不是日期，请写成 2024-12-31 的样子` })
    return read
  }
  const code = cell('code')
  if (code && !isCode(code)) faults.push({ line, message: `“${code}”不是六位区划代码` })
  const [name, parent] = cell('name') ? [cell('name'), cell('city')] : [cell('city'), '']
  const [from, to] = [dayAt('from'), dayAt('to')]
  if (name === '') return undefined
  if (!HAN.test(name)) faults.push({ line, message: `“${name}”不像地名` })
  if (from && to && to < from) faults.push({ line, message: `${name}的撤销日期 ${to} 早于设立日期 ${from}` })
  const former = cell('former')
    .split(/[、\s]+/u)
    .filter(Boolean)
  return {
    line,
    name,
    code: isCode(code) ? code.slice(0, 6) : undefined,
    parent: parent || undefined,
    short: cell('short') || undefined,
    formerNames: former.length > 0 ? former : undefined,
    from,
    to,
  }
}

/** Cells without a head: a code is six digits, the last name is the place's own, one before it what it lies in. */
function guessed(cells: readonly string[], line: number): ListedPlace | undefined {
  const names = cells.filter(isPlace)
  const [from, to] = cells.flatMap((cell) => (isCode(cell) ? [] : (dayIn(cell) ?? [])))
  const name = names.at(-1)
  return name === undefined
    ? undefined
    : { line, name, code: cells.find(isCode)?.slice(0, 6), parent: names.at(-2), from, to }
}
