/**
 * Place names typed by their sound: 德请, 桐香, 平胡市. Two characters sound like a county easily (按季, 义务), so
 * they count only where a place would stand: at a beginning, before an indicator, a month or 县, 市, 区.
 */
import type { Region, Regions } from '../../office/region.ts'
import { soundsOf } from './sound.ts'

export interface Misheard {
  readonly region: Region
  readonly from: number
  readonly to: number
  /** as typed */
  readonly said: string
}

/** Characters of grammar and of the office's own words; a name typed wrong is not made of them. */
const FUNCTION =
  /[的得地了着过是有在不没各我你他这那几哪多少和跟与同按照将把被要能会可到去来看报数年月日个家再还都也又就完成]/

/** Words that sound like a county and are words; with 县, 市 or 区 behind them the county is meant all the same. */
const ORDINARY =
  /^(?:义务|同乡|同向|同路|运河|路桥|陆桥|公署|主机|逐级|新厂|课程|路程|县局|按季|按级|开花|五一|无疑|清远|情愿|假山|胜似|次席|上乘|心肠|太顺|海燕|无形)$/

const BEFORE = /(?:^|[^\p{Script=Han}]|[问查看下和跟与同比那给]|帮我|说说)$/u
const BEHIND = /^(?:[^\p{Script=Han}]|$|[县市区的和跟与同比到报那今现目还完做呢第排是有欠没晚啥哪僵低标])/u

const kept = new WeakMap<Regions, ReadonlyMap<string, Region>>()

/** Sounds that one region alone has. */
function bySound(regions: Regions): ReadonlyMap<string, Region> {
  const known = kept.get(regions)
  if (known) return known
  const found = new Map<string, Region | undefined>()
  for (const region of regions.all) {
    if (region.level === 'province' || region.short.length !== 2) continue
    const sound = soundsOf(region.short).join(' ')
    found.set(sound, found.has(sound) ? undefined : region)
  }
  const unique = new Map([...found].flatMap(([sound, region]) => (region ? [[sound, region] as const] : [])))
  kept.set(regions, unique)
  return unique
}

/** @param text with names that are written right taken out */
export function misheardIn(text: string, regions: Regions): Misheard[] {
  if (text.length > 60) return []
  const sounds = bySound(regions)
  const said = soundsOf(text)
  // Characters beyond the basic plane would shift what is counted.
  if (said.length !== text.length) return []
  const found: Misheard[] = []
  for (let from = 0; from + 2 <= text.length; from++) {
    const word = text.slice(from, from + 2)
    if (!/^\p{Script=Han}{2}$/u.test(word)) continue
    const region = sounds.get(said.slice(from, from + 2).join(' '))
    const behind = text.slice(from + 2)
    const ending = region?.name.slice(2)
    const isNamed = ending !== undefined && ending !== '' && behind.startsWith(ending)
    if (!region || (!isNamed && (FUNCTION.test(word) || ORDINARY.test(word)))) continue
    if (!BEFORE.test(text.slice(0, from)) || !BEHIND.test(behind)) continue
    const to = from + 2 + (isNamed ? ending.length : 0)
    found.push({ region, from, to, said: text.slice(from, to) })
    from = to - 1
  }
  return found
}
