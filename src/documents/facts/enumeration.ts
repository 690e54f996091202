/** Lists that a text gives a name: “两人两所”（…）, …等“10+1”传统产业, 以…为重点. */
/** A list to which a text gives a name: “两人两所”（…）, …等“10+1”传统产业, 以…为重点. */
export interface Enumeration {
  readonly name: string
  readonly members: readonly string[]
}

/** The named lists of a text, each with two members or more; of lists with the same members the first alone. */
export function enumerationsIn(text: string): Enumeration[] {
  if (!text.includes('、')) return []
  const found = [...explained(text), ...summedUp(text), ...focused(text), ...quoted(text), ...announced(text)]
  const lists = found.map((one) => one.members.join())
  return found.filter((_, at) => lists.indexOf(lists[at] ?? '') === at)
}

const SEPARATORS = /、|，|以及|[；]/
/** 律师事务所和会计事务所: the last two of a list; 和 inside a short word is none. */
const LAST = /^(.{2,}?)(?:以及|和|及|与)([\s\S]{2,})$/

function membersOf(list: string): string[] {
  const parts = list
    .split(SEPARATORS)
    .map((part) => part.trim())
    .filter(Boolean)
  const last = parts.at(-1)
  const pair = parts.length > 1 && last ? LAST.exec(last) : null
  return pair ? [...parts.slice(0, -1), pair[1] ?? '', pair[2] ?? ''] : parts
}

/** A list is two members or more that could stand alone: 县（市、区） is none. */
const isList = (members: readonly string[]): boolean =>
  members.length > 1 && members.every((one) => one.length > 1 && one.length <= 40)

/** “两少一达标”（少用新水、少产废水、达标排放） */
function explained(text: string): Enumeration[] {
  return [...text.matchAll(/[（(]([^（）()]{3,300})[）)]/g)].flatMap((match) => {
    const members = membersOf((match[1] ?? '').replace(/等$/, ''))
    const name = nameBefore(text.slice(Math.max(0, match.index - 30), match.index))
    // （甲、乙可提供报表） says something of them.
    const says = /[:：]|[可须]|应当?|不得|除外|格式/.test(match[1] ?? '')
    return name && isList(members) && !says ? [{ name, members }] : []
  })
}

function nameBefore(text: string): string {
  const marked = /“([^“”]{2,20})”$/.exec(text)?.[1]
  return marked ?? /([^\s，。；、：“”（）()《》的]{2,12})$/.exec(text)?.[1] ?? ''
}

const LEAD =
  /^.*(?:力争在|确保在|主要在|包括|涉及|征求|推进|推动|推广|开展|开工建设|新建|建成|实施|开发(?!区)|提供|帮助|解决|加快|加强|做好|抓好|深化|突出|围绕|聚焦|强化|完善|落实|支持|引导|鼓励|结合|促进|发展|实现|健全|建立|着力|针对|依托|总结|按照|重点(?:在|对|抓好)?|不断|积极|大力|扎实|持续|深入|全面|进一步|(?<!存)在|对|将|把|以|为(?!重)|由|从|向|存在|取得|采取|归集|通过|补齐|协调)(?=.{2})/

/** 钢铁、水泥、平板玻璃等重点行业, 产业政策引导、市场倒逼激励、依法治理三大机制 */
function summedUp(text: string): Enumeration[] {
  const found: Enumeration[] = []
  for (const clause of text.split(/[，。；！？：,;]/)) {
    if (!clause.includes('、')) continue
    const match =
      /^(.{4,200}?)(?:等((?:[\d一二两三四五六七八九十]{1,4}(?:大|个|类|项|种)?)?[^、]{2,30}|“[^”]{1,60}”[^、]{0,20})|([两二三四五六七八九十\d]{1,4}(?:大|个|类|项|种|方面)[^、]{2,20}))$/.exec(
        clause,
      )
    const list = match?.[1] ?? ''
    const quotes = (list.match(/“/g)?.length ?? 0) - (list.match(/”/g)?.length ?? 0)
    if (!match || !list.includes('、') || quotes !== 0 || /[（(]/.test(list)) continue
    const members = membersOf(withoutLead(list))
    const name = nameOf(match[2] ?? match[3] ?? '')
    const counted = /^([两二三四五六七八九十\d]+)/.exec(match[3] ?? '')?.[1]
    if (counted && countOf(counted) !== members.length) continue
    if (name && isList(members)) found.push({ name, members })
  }
  return found
}

/** The verbs before the first member: 扎实推进钢铁、水泥 is a list of 钢铁 and 水泥. */
function withoutLead(list: string): string {
  const first = list.slice(0, list.indexOf('、'))
  const lead = LEAD.exec(first)?.[0] ?? ''
  // 养老服务与管理 is one member, and 建设 the end of many a name: they lead only at the start.
  const more = /^(?:与|建设)(?=.{2})/.exec(first.slice(lead.length))?.[0] ?? ''
  return list.slice(lead.length + more.length)
}

/** “10+1”传统产业先行取得突破 → “10+1”传统产业: up to the noun's head where one is known. */
function nameOf(text: string): string {
  const head =
    /^.*?(?:产业集聚区|集聚区|示范区|指标|方式|手续|名义|事宜|渠道|原则|产业|行业|企业|领域|机制|机构|部门|单位|工作组|任务|工程|计划|地区|城市|园区|要素|资源|产品|技术|平台|措施|制度|环节|模式|项目|材料|行动|问题|困难|手段|政策|标准|区域|等次|服务)/.exec(
      text,
    )
  return (head?.[0] ?? text).trim()
}

const countOf = (text: string): number =>
  /^\d+$/.test(text) ? Number(text) : text === '两' ? 2 : '零一二三四五六七八九十'.indexOf(text)

/** 以无证无照、无安全保障…的企业为重点 */
function focused(text: string): Enumeration[] {
  return [...text.matchAll(/以([^，。；]{3,160}?)为(重点|核心|主体|抓手|导向|基础|支撑|目标|引领|主线|主导)/g)].flatMap(
    (match) => {
      const list = (match[1] ?? '').replace(/等$/, '')
      const counted = /(?<![两二三四五六七八九十\d])([两二三四五六七八九十\d]+)(?:大|个|类|项|种)[^、]{2,10}$/.exec(
        list,
      )
      const bare = counted ? membersOf(list.slice(0, counted.index)) : []
      // 石化、化工、制药三个行业: the count is no part of the last.
      const members = counted && countOf(counted[1] ?? '') === bare.length ? bare : membersOf(list)
      return isList(members) ? [{ name: match[2] ?? '', members }] : []
    },
  )
}

/** “个转企、小升规、规改股、股上市”: the quotation is list and name in one. */
function quoted(text: string): Enumeration[] {
  return [...text.matchAll(/“([^“”]{5,80})”([^，。；、（(“,\s]{0,12})/g)].flatMap((match) => {
    const members = membersOf(match[1] ?? '')
    const name = nameOf((match[2] ?? '').replace(/^的/, '')) || (match[1] ?? '')
    return (match[1] ?? '').includes('、') && isList(members) ? [{ name, members }] : []
  })
}

/** 评价结果分为优秀、良好、合格、不合格四个等次; 主要包括… */
function announced(text: string): Enumeration[] {
  return [...text.matchAll(/([^，。；：]{2,20}?)(?:主要)?(?:包括|分为)[：:]?([^。；，（）]{4,200})/g)].flatMap(
    (match) => {
      const list = (match[2] ?? '').replace(
        /(?<![两二三四五六七八九十\d])[两二三四五六七八九十\d]+(?:个|类|种|级|档)[^、]{0,8}$|等$/,
        '',
      )
      const members = membersOf(list)
      return list.includes('、') && isList(members) ? [{ name: (match[1] ?? '').trim(), members }] : []
    },
  )
}
