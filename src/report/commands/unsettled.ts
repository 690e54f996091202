/**
 * What a person has waiting or has just recorded, and what can be said to it, for a language model to pick from. None
 * of it goes further than a draft that waits for a yes: what was picked is the person's words and a model's choice.
 */
import type { Asked, Outcome } from '../../message/command.ts'
import type { Act, Unsettled } from '../../message/unsettled.ts'
import { dayName, dayOf } from '../../office/day.ts'
import { spoken } from '../../office/format.ts'
import { waitingList } from '../cards/waiting-list.ts'
import { type Draft, mine } from '../drafts.ts'
import { lastReceipt, type Receipt } from '../recent.ts'
import { pickedOut } from '../rules/picked-out.ts'
import { prepare } from '../rules/prepare.ts'
import type { Ground, Prepared } from '../rules/weigh.ts'
import { actOf } from '../said/act.ts'
import { done } from '../said/done.ts'
import { waitingOf } from '../said/waiting.ts'
import * as text from '../text.ts'
import { amendDraft, amendReceipt } from './amended.ts'
import { keepReason } from './confirm.ts'

export async function unsettled(asked: Asked, ground: Ground): Promise<Unsettled | undefined> {
  const drafts = await mine(asked)
  const receipt = drafts.length > 0 ? undefined : await lastReceipt(asked, 'own')
  if (drafts.length > 0)
    return { lines: await linesOf(asked, ground, drafts), acts: [...changes(ground), ...settles(ground)] }
  return receipt?.isJust ? { lines: [recordedLine(ground, receipt)], acts: changes(ground) } : undefined
}

const changes = (ground: Ground): Act[] => [
  {
    name: '改数',
    summary:
      '把在等的或刚报的数改对。words：哪一项（说了才抄），说了两个数的先抄错的再抄对的，数量连同单位，截至时间，累计或新增',
    run: (asked) => changed(asked, ground, 'instead'),
  },
  {
    name: '扣减',
    summary: '从在等的或刚报的数里减掉一些。words：哪一项（说了才抄），减掉的数量',
    run: (asked) => changed(asked, ground, 'over'),
  },
  {
    name: '补加',
    summary: '给在等的或刚报的数再加上一些。words：哪一项（说了才抄），加上的数量',
    run: (asked) => changed(asked, ground, 'under'),
  },
]

const settles = (ground: Ground): Act[] => [
  {
    name: '去掉一项',
    summary: '在等的几项里有一项不报了。words：那一项的名称或第几个',
    run: async (asked) => {
      const act = actOf('without', asked.said())
      const waiting = act && (await waitingOf(asked))
      return waiting && done(asked, ground, waiting, act)
    },
  },
  {
    name: '说明原因',
    summary: '只说在等的数为什么是这样，没有要改。words：原因那几句',
    run: async (asked) => {
      const [draft] = await mine(asked)
      return draft && keepReason(asked, ground, draft, asked.text)
    },
  },
  // 好 to what it shows is a yes
  {
    name: '看草稿',
    of: '确认',
    summary: '问填了什么、报的是多少、说到哪了',
    run: (asked) => listed(asked, ground, 'confirm'),
  },
  { name: '先不交', of: '放弃', summary: '在等的先别报，或等一等再说', run: (asked) => heldBack(asked, ground) },
  { name: '确认', of: '确认', summary: '同意在等的数，可以交了', run: (asked) => listed(asked, ground, 'confirm') },
  { name: '放弃', of: '放弃', summary: '在等的都不报了', run: (asked) => listed(asked, ground, 'discard') },
]

/** Of the draft, else of what was just recorded, which is put right by a draft of its own. */
async function changed(
  asked: Asked,
  ground: Ground,
  use: Parameters<typeof pickedOut>[1],
): Promise<Outcome | undefined> {
  const amended = pickedOut(asked.said(), use)
  if (!amended) return undefined
  for (const draft of await mine(asked)) {
    const outcome = await amendDraft(asked, ground, draft, amended)
    if (outcome.status !== 'unfit') return outcome
  }
  const receipt = await lastReceipt(asked, 'own')
  return receipt?.isJust ? amendReceipt(asked, ground, receipt, amended) : undefined
}

async function listed(asked: Asked, ground: Ground, how: 'confirm' | 'discard'): Promise<Outcome | undefined> {
  const drafts = await mine(asked)
  return drafts.length > 0 ? { status: 'clarify', writes: [], reply: waitingList(ground, drafts, how) } : undefined
}

async function heldBack(asked: Asked, ground: Ground): Promise<Outcome | undefined> {
  const outcome = await listed(asked, ground, 'discard')
  return outcome?.reply && { ...outcome, reply: text.heldBack(outcome.reply) }
}

/** As it was shown, with what stands in the ledger now. */
async function linesOf({ store, now }: Asked, ground: Ground, drafts: readonly Draft[]): Promise<string[]> {
  const all = await Promise.all(
    drafts.map(async ({ region, update }) => {
      const place = ground.regions.get(region).name
      const items = await prepare(store, ground, update, dayOf(now))
      return [
        ...items.map((one) => `等确认：${place}${figureLine(one)}`),
        ...(update.parts ?? []).map(({ message }) => `还差一点：${message}`),
      ]
    }),
  )
  return all.flat().slice(0, MOST)
}
const MOST = 12

function figureLine({ indicator, said, item, held, last }: Prepared): string {
  const before = held?.said.cumulative ?? last?.cumulative
  const told = item.nil ? '无新增' : `${said.mode === 'increment' ? '新增' : '累计'}${spoken(item.value, indicator)}`
  return `${indicator.short}${told}，截至${dayName(said.asOf)}${before === undefined ? '' : `（台账上原来累计${spoken(before, indicator)}）`}`
}

function recordedLine({ plan, regions }: Ground, { figures }: Receipt): string {
  const [first] = figures
  const each = figures.slice(0, MOST).map(({ indicator, said }) => {
    const known = plan.indicators.find(({ id }) => id === indicator)
    return known ? `${known.short}${said.mode === 'increment' ? '新增' : '累计'}${spoken(said.value, known)}` : ''
  })
  return `刚报过、已记录：${first ? regions.get(first.region).name : ''}${each.join('，')}`
}
