/** Who is to do what, and where something is tried out first: bodies and pilots. */
export interface Body {
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
const LEADS = new RegExp(
  `(?:^|[，。；：])([^，。；：由、《》]{0,40}[^，。；：由《》]{1,20}?${ORGAN})(?:要|应当|应|具体)?(负责(?!人)|牵头|统筹|承担|会同|加强对|组织实施|组织开展|指导)([^，；。]{2,120})`,
  'g',
)

export function bodiesIn(text: string): Body[] {
  const named = [...text.matchAll(ROLE)].map((match) => ({ body: clean(match[2]), role: match[1] ?? '', task: '' }))
  if (named.length) return named
  const bracketed = [
    ...text.matchAll(/[（(]([^（）()]{4,200}(?:[（(][^（）()]{1,20}[）)][^（）()]{0,100})*)[）)]/g),
  ].flatMap((match) => (match[1] ?? '').split(/[，；]/).flatMap(dutyIn))
  if (bracketed.length) return bracketed
  const led = [...text.matchAll(LED)].map((match) => ({
    body: clean(match[1]),
    role: match[2] ?? '',
    task: clean(match[3]),
  }))
  if (led.length) return led
  return [...text.matchAll(LEADS)].map((match) => ({
    body: clean(match[1]),
    role: match[2] ?? '',
    task: match[2] === '加强对' ? `${match[2]}${clean(match[3])}` : clean(match[3]),
  }))
}

/** （省经信厅牵头，省财政厅配合）: a duty in brackets behind the task. */
function dutyIn(part: string): Body[] {
  const match = /^(.{2,120}?)(?:等)?(?:分别|共同|具体|按职责(?:分工)?)?(牵头负责|牵头|负责|配合|参与)$/.exec(
    part.trim(),
  )
  return match ? [{ body: clean(match[1]), role: match[2] ?? '', task: '' }] : []
}

const clean = (text: string | undefined): string => (text ?? '').trim().replace(/[，、；：\s]+$/, '')

export interface Pilot {
  /** empty where the text names none */
  readonly place: string
  readonly task: string
}

const PILOT =
  /(?:(?:支持|鼓励|推动|指导|选择|确定|组织|在)([^，。；：]{2,60}?)(?:等地|等|先行)?(?:开展|先行|率先|探索|推进|进行|实施))?([^，。；：]{2,40}?)试点/g

/** 支持绍兴等开展传统产业改造提升试点 */
export function pilotsIn(text: string): Pilot[] {
  if (!text.includes('试点')) return []
  return [...text.matchAll(PILOT)].flatMap((match) => {
    const task = (match[2] ?? '')
      .replace(/^.*(?:开展|推进|实施|组织|做好|深化|加快|列入|纳入|扩大|先行)/, '')
      .replace(/[“”、的]+$/, '')
      .trim()
    return task.length < 2 ? [] : [{ place: (match[1] ?? '').replace(/\d+个(?:市|县|区|地)$/, '').trim(), task }]
  })
}
