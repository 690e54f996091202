/**
 * What a person has waiting or has just recorded, and what can be said to it, for a language model to pick from. None
 * of it goes further than a draft that waits for a yes: what was picked is the person's words and a model's choice.
 */

import type { ActName } from '../../message/act.ts'
import { type Asked, answer, type Outcome } from '../../message/command.ts'
import type { OfferedAct, Unsettled } from '../../message/unsettled.ts'
import { dayName, dayOf } from '../../office/day.ts'
import { spoken } from '../../office/format.ts'
import { waitingList } from '../cards/waiting-list.ts'
import { amendDraft, amendReceipt } from '../commands/amended.ts'
import { keepReason } from '../commands/confirm.ts'
import { type Draft, mine } from '../drafts.ts'
import type { Occasion } from '../entry.ts'
import { rowsOf } from '../item.ts'
import { lastReceipt, type Receipt } from '../recent.ts'
import type { Amended } from '../rules/amendment.ts'
import { pickedSet } from '../rules/amendment-by-act.ts'
import { askingTo } from '../rules/kept.ts'
import { idsIn } from '../rules/picked.ts'
import { prepare } from '../rules/prepare.ts'
import type { Ground, Prepared } from '../rules/weigh.ts'
import { actOf } from './act.ts'
import { done } from './done.ts'
import { type Waiting, waitingOf } from './waiting.ts'

/**
 * What a person has waiting or has just recorded, in lines, and the acts that may be said to it: what a language
 * model picks from.
 * @returns undefined where there is nothing of the kind
 */
export async function unsettled(it: Occasion): Promise<Unsettled | undefined> {
  const { asked, ground } = it
  const drafts = await mine(asked)
  if (drafts.length > 0) return { lines: await linesOf(it, drafts), acts: [...changes(ground), ...settles(ground)] }
  const receipt = await lastReceipt(asked, 'own')
  return receipt?.isJust ? { lines: [recordedLine(ground, receipt)], acts: changes(ground) } : undefined
}

const changes = (ground: Ground): OfferedAct[] => [
  {
    name: '改数',
    summary:
      '把在等的或刚报的数改对。words：哪一项（说了才抄），说了两个数的先抄错的再抄对的，数量连同单位，截至时间，累计或新增',
    run: (asked) => changed({ asked, ground }, 'set'),
  },
  {
    name: '扣减',
    summary: '从在等的或刚报的数里减掉一些。words：哪一项（说了才抄），减掉的数量',
    run: (asked) => changed({ asked, ground }, 'less'),
  },
  {
    name: '补加',
    summary: '给在等的或刚报的数再加上一些。words：哪一项（说了才抄），加上的数量',
    run: (asked) => changed({ asked, ground }, 'more'),
  },
]

const settles = (ground: Ground): OfferedAct[] => {
  const saying = (act: ActName) => async (asked: Asked) => {
    const waiting = await waitingOf({ asked, ground })
    const is = actOf(act, asked.said())
    return waiting && is && done(waiting, is)
  }
  const listing = (how: 'confirm' | 'discard') => async (asked: Asked) =>
    listed(await waitingOf({ asked, ground }), how)
  return [
    {
      name: '去掉一项',
      summary: '在等的几项里有一项不报了。words：那一项的名称或第几个',
      run: async (asked) => (await saying('without')(asked)) ?? alone({ asked, ground }),
    },
    {
      name: '说明原因',
      summary: '只说在等的数为什么是这样，没有要改。words：原因那几句',
      run: (asked) => explained({ asked, ground }),
    },
    // 好 to what these show is a yes to it
    {
      name: '看草稿',
      of: '确认',
      summary: '问填了什么、报的是多少、说到哪了。words：哪一项（说了才抄）',
      run: saying('ask'),
    },
    { name: '确认', of: '确认', agrees: true, summary: '同意在等的数，可以交了', run: listing('confirm') },
    { name: '放弃', of: '放弃', summary: '在等的都不报了', run: listing('discard') },
    { name: '先不交', of: '放弃', summary: '在等的先别报，过后再说', run: saying('hold') },
    { name: '等一下', of: '放弃', summary: '要查一查、问一问再回话', run: saying('wait') },
    { name: 'none', of: '放弃', summary: '只是寒暄、感叹、说笑，没有要办的', run: saying('remark') },
  ]
}

/** Of the draft, else of what was just recorded, which is put right by a draft of its own. */
async function changed(it: Occasion, act: 'set' | 'less' | 'more'): Promise<Outcome | undefined> {
  const { asked } = it
  const is = amendedBy(asked, act)
  if (!is) return undefined
  const drafts = await mine(asked)
  // 南浔的改成36: of several the place says which
  const named = drafts.filter(({ region }) => region === is.place)
  for (const draft of named.length > 0 ? named : drafts) {
    const outcome = await amendDraft(it, draft, is)
    if (outcome.status !== 'unfit') return outcome
  }
  const receipt = await lastReceipt(asked, 'own')
  return receipt?.isJust ? amendReceipt(it, receipt, is) : undefined
}

/** That it is said of what waits is known, so that it need not be near it. */
function amendedBy({ said }: Asked, act: 'set' | 'less' | 'more'): Amended | undefined {
  const found = act === 'set' ? undefined : actOf(act, said())
  const is = found && 'is' in found ? found.is : act === 'set' ? pickedSet(said()) : undefined
  if (!is || is.isUnsure) return undefined
  const { isLoose: _, ...sure } = is
  return sure
}

/** It is all that one of them holds, which is given up whole. */
async function alone(it: Occasion): Promise<Outcome | undefined> {
  const ids = idsIn(it.asked.said())
  const waiting = await waitingOf(it)
  const live = waiting?.live.filter(({ update }) =>
    rowsOf(update).every(({ indicator }) => indicator !== undefined && ids.includes(indicator)),
  )
  return waiting && live && listed({ ...waiting, live }, 'discard')
}

const listed = (waiting: Waiting | undefined, how: 'confirm' | 'discard'): Outcome | undefined =>
  waiting && waiting.live.length > 0
    ? answer('clarify', waitingList(waiting.ground, waiting.live, how), {
        request: askingTo(how === 'confirm' ? 'file' : 'drop', waiting.live),
      })
    : undefined

/** Kept with the draft, which waits on. */
async function explained(it: Occasion): Promise<Outcome | undefined> {
  const waiting = await waitingOf(it)
  const wanting = waiting?.live.find(({ id }) => id === waiting.wants?.wantsReason)
  const draft = wanting ?? waiting?.live[0]
  return draft && keepReason(it, draft, it.asked.text)
}

/** As it was shown, with what stands in the ledger now. */
async function linesOf({ asked, ground }: Occasion, drafts: readonly Draft[]): Promise<string[]> {
  const all = await Promise.all(
    drafts.map(async ({ region, update }) => {
      const place = ground.regions.get(region).name
      const items = await prepare(asked.store, ground, update, dayOf(asked.now))
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
  const since = before === undefined ? '' : `（台账上原来累计${spoken(before, indicator)}）`
  return `${indicator.short}${told}，截至${dayName(said.asOf)}${since}`
}

function recordedLine({ plan, regions }: Ground, { figures }: Receipt): string {
  const [first] = figures
  const each = figures.slice(0, MOST).map(({ indicator, said }) => {
    const known = plan.indicators.find(({ id }) => id === indicator)
    return known ? `${known.short}${said.mode === 'increment' ? '新增' : '累计'}${spoken(said.value, known)}` : ''
  })
  return `刚报过、已记录：${first ? regions.get(first.region).name : ''}${each.join('，')}`
}
