/** Who is to do what, and where something is tried out first: bodies and pilots. */
import { withoutLeading } from '../../office/bounds.ts'

/** An office or body that a text makes responsible for something, and in which role (牵头单位, 责任单位). */
export interface ResponsibleBody {
  readonly body: string
  readonly role: string
  /** empty where the duty stands in the sentence before or the heading */
  readonly task: string
}

const ROLE =
  /(责任单位|牵头单位|配合单位|责任部门|牵头部门|配合部门|参加单位|参与单位|负责单位|主办单位|协办单位|责任主体|牵头领导|责任人)\s*[：:]\s*((?:[^；;（）()。】\]]|[（(][^（）()]{1,20}[）)]){2,120})/g
const ORGAN =
  '(?:人民政府|政府|办公室|领导小组|小组|工作组|委员会|改革委|委|厅|局|部|中心|机构|银行|学院|研究院|协会|管委会|部门|单位|科|处|室|集团|公司|办)'
const LED = new RegExp(
  `由([^，。；：由]{2,60}?${ORGAN})(牵头|负责(?!人)|组织实施|统筹|会同|承担|具体实施|另行制定|制定)([^，。；]{0,60})`,
  'g',
)
/** 由甲厅牵头，乙厅、丙厅参加 */
const JOINING = new RegExp(`由[^，。；：由]{2,60}?牵头，([^，。；：]{2,80}?${ORGAN})(参加|参与|配合)`, 'g')
const LEADS = new RegExp(
  `(?:^|[，。；：])([^，。；：由、《》]{0,40}[^，。；：由《》]{1,20}?${ORGAN})(?:要|应当|应|具体)?(负责(?!人)|牵头|统筹|承担|会同|加强对|组织实施|组织开展|指导)([^，；。]{2,120})`,
  'g',
)

/**
 * Bodies with what they are to do, as a text words it: after 牵头单位：, after 由, before 负责. One that is only named is none.
 */
export function bodiesIn(text: string): ResponsibleBody[] {
  const named = [...text.matchAll(ROLE)].flatMap((match) => sharedOut(clean(match[2]), match[1] ?? ''))
  if (named.length) return named
  const bracketed = [
    ...text.matchAll(/[（(]([^（）()]{4,200}(?:[（(][^（）()]{1,20}[）)][^（）()]{0,100})*)[）)]/g),
  ].flatMap((match) => (match[1] ?? '').split(/[，；]/).flatMap(dutyIn))
  if (bracketed.length) return bracketed
  const found = (pattern: RegExp): ResponsibleBody[] =>
    [...text.matchAll(pattern)].map(([, body, role = '', task]) => ({ body: clean(body), role, task: clean(task) }))
  const led = found(LED)
  if (led.length) return [...led, ...found(JOINING)]
  return found(LEADS).map((one) => (one.role === '加强对' ? { ...one, task: `${one.role}${one.task}` } : one))
}

/** 责任单位：甲局牵头，乙局、丙局配合: who leads and who helps are two. 甲局、乙局按职责分工负责: all are responsible. */
function sharedOut(text: string, role: string): ResponsibleBody[] {
  const parts = text.split(/[，；]/)
  const duties = parts.map((part) => dutyIn(part)[0])
  if (!duties.some(Boolean)) return [{ body: text, role, task: '' }]
  return parts.map((part, at) => {
    const duty = duties[at]
    if (!duty) return { body: clean(part), role, task: '' }
    return duty.role === '负责' ? { ...duty, role } : duty
  })
}

/** （省经信厅牵头，省财政厅配合）: a duty in brackets behind the task. */
function dutyIn(part: string): ResponsibleBody[] {
  const match = /^(.{2,120}?)(?:等)?(?:分别|共同|具体|按职责(?:分工)?)?(牵头负责|牵头|负责|配合|参与)$/.exec(
    part.trim(),
  )
  return match ? [{ body: clean(match[1]), role: match[2] ?? '', task: '' }] : []
}

const clean = (text: string | undefined): string => (text ?? '').trim().replace(/(?<![，、；：\s])[，、；：\s]+$/, '')

/** A place that a text names for a trial (试点), and of what. */
export interface Pilot {
  /** empty where the text names none */
  readonly place: string
  readonly task: string
}

const PILOT =
  /(?:(?:支持|鼓励|推动|指导|选择|确定|组织|在)([^，。；：]{2,60}?)(?:等地|等|先行)?(?:开展|先行|率先|探索|推进|进行|实施))?([^，。；：]{2,40}?)试点(?!(?:示范)?(?:任务|工作|项目|区域|地区|城市|企业|单位)?(?:清单|名单|方案|办法|一览))/g
/** 以甲市为试点，建立乙制度 */
const SEAT = /以([^，。；：]{2,30}?)(?:等)?为试点(?:，([^，。；]{2,40}))?/g
/** What stands before 试点 without saying what is tried. */
const IDLE =
  '坚持|全年|今年|每年|年内|积极|深入|继续|稳妥|有序|部分|首批|相关|有关|国家|省级|市级|本|该|各|的|先行'.split('|')
function isIdle(task: string): boolean {
  const rest = withoutLeading(task.replace(/第.批/g, '首批'), IDLE)
  // 以…为: whatever stands between
  const end = rest.startsWith('以') ? rest.lastIndexOf('为') : -1
  return rest === '' || (end >= 0 && isIdle(rest.slice(end + 1)))
}

/**
 * The pilots that a text announces: 支持绍兴等开展传统产业改造提升试点. Those worded 以甲市为试点 come first, else in the
 * text's order. None where no trial is named.
 */
export function pilotsIn(text: string): Pilot[] {
  if (!text.includes('试点')) return []
  const seats = [...text.matchAll(SEAT)].map((match) => ({ place: match[1] ?? '', task: match[2] ?? '' }))
  const pilots = [...text.matchAll(PILOT)].flatMap((match) => {
    const said = (match[2] ?? '').replace(/^[—\-\s]+|^\d{1,2}[.．、]/, '')
    const bare = said.replace(/^.*(?:开展|推进|实施|组织|做好|深化|加快|列入|纳入|扩大|先行)/, '')
    // 整市推进试点: the verb belongs to the name.
    const task = paired((bare === '' && match[1] ? said : bare).replace(/(?<![“、的])[“、的]+$/, '')).trim()
    const place = (match[1] ?? '').replace(/(?<!\d)\d+个(?:市|县|区|地)$/, '').trim()
    return task.length < 2 || isIdle(task) ? [] : [{ place, task }]
  })
  return [...seats, ...pilots]
}

/** Without quotation marks where one of a pair is missing. */
const paired = (text: string): string =>
  (text.match(/“/g)?.length ?? 0) === (text.match(/”/g)?.length ?? 0) ? text : text.replace(/[“”]/g, '')

const NAMED =
  /[\u3400-\u9fff]{0,14}(?:办公室|委员会|领导小组|工作组|部门|政府|厅|局|委|处(?!置|理|罚|于|在|分)|科(?!技|学|研)|法院|银行|协会|联盟|商会|学会|大学|公司|集团|单位|院|机构|中心|企业|管委会|秘书处|站(?!点)|所(?!有|在|称|属|需|得))/g

/** The names of offices and bodies (发改局, 工业园区管委会) in a text, in its order, repeated as they are. */
export const organsIn = (text: string): string[] => text.match(NAMED) ?? []
