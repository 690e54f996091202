/** People at work while the office is killed: each reports, confirms, asks, and remembers what the platform said of it. */

import type { Chance } from '../../channels/feishu/sim/chance.ts'
import type { Sim } from '../../channels/feishu/sim/index.ts'
import type { User } from '../../channels/feishu/sim/state/records.ts'
import type { Sent } from '../../channels/feishu/sim/users.ts'
import { pause } from './process.ts'

/** One place for a figure: used once in a whole run, so that two entries in it are one too many. */
export interface Cell {
  readonly region: string
  readonly indicator: string
  readonly asOf: string
}

export interface Said {
  readonly user: User
  readonly sent: Sent
}

export interface Confirmed {
  readonly cell: Cell
  /** the platform had the answer that it was recorded; else nobody knows */
  readonly acknowledged: boolean
}

export interface Record {
  readonly said: Said[]
  readonly confirmed: Confirmed[]
}

const QUESTIONS = ['2017年要处置多少家僵尸企业？', '/帮助', '小微企业园区今年的目标是多少？', '/我的']
/** What they report; each name stands in words that are said. */
export const COUNTED: readonly (readonly [string, string])[] = [
  ['zombie-firms', '处置僵尸企业'],
  ['small-firm-parks', '新增小微企业园区'],
  ['hightech-firms', '新认定高新技术企业'],
  ['tech-smes', '新认定科技型中小微企业'],
]
const MONTH_ENDS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const ANSWER_MS = 8_000
/** Below the thirty a minute that one may say. */
const PAUSE_MS = { least: 2_200, spread: 2_500 }

/** Works until `done`. */
export async function work(
  sim: Sim,
  person: { readonly user: User; readonly region: string },
  chance: Chance,
  done: () => boolean,
  kept: Record,
): Promise<void> {
  const cells = COUNTED.flatMap(([indicator, name]) =>
    MONTH_ENDS.map((day, at) => ({ indicator, name, month: at + 1, day })),
  )
  const { user, region } = person
  await pause(chance.below(PAUSE_MS.spread))
  for (; !done(); await pause(PAUSE_MS.least + chance.below(PAUSE_MS.spread))) {
    const cell = chance.hits(0.6) ? cells.shift() : undefined
    if (!cell) {
      const asked = sim.users.sendText(user, chance.pick(QUESTIONS) ?? '')
      kept.said.push({ user, sent: asked })
      // Nobody asks on for minutes where nobody answers: a crowded machine would only gather what waits.
      await answerTo(sim, user, asked, done)
      continue
    }
    const { indicator, name, month, day } = cell
    const sent = sim.users.sendText(user, `/上报 ${name} ${month * 3}家 截至2017年${month}月${day}日`)
    kept.said.push({ user, sent })
    const card = await answerTo(sim, user, sent, done)
    if (!card) continue
    const asOf = `2017-${String(month).padStart(2, '0')}-${day}`
    const pressed = await sim.press(user, card, '确认').catch(() => undefined)
    kept.confirmed.push({ cell: { region, indicator, asOf }, acknowledged: pressed?.toast?.type === 'success' })
  }
}

async function answerTo(sim: Sim, user: User, { message }: Sent, done: () => boolean): Promise<string | undefined> {
  for (const late = Date.now() + ANSWER_MS; Date.now() < late && !done(); await pause(100)) {
    const shown = sim.sees(user).findLast(({ byBot, replyTo }) => byBot && replyTo === message.id)
    if (shown) return shown.id
  }
  return undefined
}
