/** The words in which a model is shown what the program knows. */
import type { Found } from '../../language/index.ts'
import { type Button, type Card, plainText } from '../../message/card.ts'
import type { Command } from '../../message/command.ts'
import type { Open, Slot, Waits } from '../../message/thread.ts'
import type { OfferedAct } from '../../message/unsettled.ts'
import { clockOf, dayOf, type Instant, weekdayName } from '../../office/day.ts'
import { type Person, ROLE_NAMES } from '../../office/person.ts'
import type { Regions } from '../../office/region.ts'
import { described } from '../help/text.ts'

const KINDS: Partial<Record<Found['kind'], string>> = {
  indicator: '指标',
  indicators: '指标',
  region: '地方',
  own: '地方',
  them: '地方',
  parts: '下属地方',
  time: '时间',
  clock: '时刻',
  delay: '过多久',
  base: '对比',
  amount: '数量',
  compare: '条件',
  extreme: '最值',
  running: '连续',
  measure: '看什么',
  ask: '问',
  act: '要办的',
  for: '替谁',
  polar: '是否',
  repair: '改口',
  person: '人',
  deputy: '代理人',
  reason: '原因',
  document: '文件',
  section: '条款',
  unread: '没读懂',
}

export const kindName = ({ kind }: Found): string => KINDS[kind] ?? '其他'

const SLOTS: Readonly<Record<Slot, string>> = {
  unit: '单位',
  amount: '数量',
  indicator: '指标',
  place: '地方',
  time: '时间',
  reason: '原因',
  person: '人',
}

export function waiting(waits: Waits | undefined, options: readonly Button[], open: readonly Open[]): string[] {
  const asked = waits && `“${waits.command}”还缺${waits.slots.map((one) => SLOTS[one]).join('或')}`
  return [
    ...(asked ? [waits.values['text'] ? `${asked}，已说：${waits.values['text']}` : asked] : []),
    ...open.filter(({ isLast }) => !isLast).map(({ title, does }) => `还没办的：${title}（按钮：${does.label}）`),
    ...(options.length > 0 ? [`上一个答复给出的按钮：${options.map(({ label }) => label).join('、')}`] : []),
  ]
}

/** The line of the help, without the sign that only who types needs. */
export const functionLine = (command: Command, county: string): string =>
  described(command, county).replace(/^\//, '').replaceAll('\n例：/', '\n例：')

/** 帮助 零报告: the name of an article brings the article. */
export const articlesLine = (names: readonly string[]): string => `帮助 报送的规定，写这一条的名称：${names.join('、')}`

export const actLine = ({ name, summary }: OfferedAct): string => `${name} ${summary}`

export const moment = (now: Instant): string => `${dayOf(now)}（${weekdayName(dayOf(now))}）${clockOf(now)}`

export const speaker = (person: Person | undefined, regions: Regions): string =>
  person?.posts.map(({ role, region }) => `${ROLE_NAMES[role]}，${regions.get(region).name}`).join('；') ||
  '不在名册上的人'

export const keeping = (): string => '“程序的打算”办的、答的正是他要的，一样不差'

export const beyond = (): string => '要办、要问的不在下面这些里，或者这里没有的东西'

/** A card says on its first lines what it took the words for. */
const LONGEST_READING = 300

export const readAs = (command: string | null, reply: Card | undefined): string =>
  `${command ?? '不办'}：${reply ? plainText(reply).slice(0, LONGEST_READING) : NOTHING}`

export const agreeing = ({ title }: Open): string => `同意办刚才给他看的（${title}），没有要改的`
export const holding = ({ title }: Open): string => `刚才给他看的（${title}）先不办，过后再说`
export const dropping = ({ title }: Open): string => `刚才给他看的（${title}）不办了`

export const NOTHING = '（无）'

export const turnLine = (said: string, answer: string): string =>
  answer === '' ? `问：${said}` : `问：${said}\n答：${answer.replaceAll('\n', ' ')}`

export const named = (name: string, unit: string): string => `${name}（${unit}）`

export const spanLine = (kind: string, words: string): string => `${kind}：${words}`
