/** The cards that echo an update: recorded, or waiting to be confirmed. */

import type { Entry, FigureEntry, Owing } from '../../ledger/index.ts'
import {
  type Block,
  type Button,
  buttons,
  type Card,
  card,
  column,
  type Field,
  fields,
  note,
  sentence,
  table,
  wordsForm,
} from '../../message/card.ts'
import { type Amount, divide, grouped, isZero, percent } from '../../office/amount.ts'
import { dayName, fullDayName } from '../../office/day.ts'
import { brief, spoken, unitSaid } from '../../office/format.ts'
import { LEVEL } from '../../office/levels.ts'
import { settledByNil } from '../../office/owed.ts'
import { LIGHT_NAMES, type Light, progressOf } from '../../office/pace.ts'
import { periodName } from '../../office/period.ts'
import { type Indicator, indicatorOf } from '../../office/plan.ts'
import type { Region } from '../../office/region.ts'
import type { Update } from '../item.ts'
import { pressAmend, pressConfirm, pressDiscard, pressEdit, pressNil, pressUndo } from '../presses.ts'
import type { Receipt } from '../recent.ts'
import { IN_QUESTION } from '../rules/checks.ts'
import { type Ground, type Prepared, wantsReason } from '../rules/weigh.ts'
import * as text from '../text.ts'

const ACT_NAMES: Readonly<Record<Prepared['act'], string>> = {
  report: '上报',
  nil: '无新增',
  correction: '更正',
  request: '更正申请',
}

/** `9 → 12家`, `317 → 399亩（0.0399万亩）`; a first figure has nothing before the arrow. */
function changeOf({ said, held, last, indicator }: Prepared): string {
  const before = held?.said.cumulative ?? last?.cumulative
  return before === undefined ? spoken(said.cumulative, indicator) : changed(before, said.cumulative, indicator)
}

function changed(before: Amount, after: Amount, indicator: Indicator): string {
  const { factor } = unitSaid(after, indicator)
  return `${grouped(divide(before, factor))} → ${spoken(after, indicator)}`
}

/** What it takes the place of: said plainly, since it was recorded before. */
const replacedIn = ({ said, indicator }: Prepared, held: FigureEntry): string =>
  `${brief(held.said.cumulative, indicator)} → ${brief(said.cumulative, indicator)}，原数保留`

/** What was typed, and what it comes to, where the two differ. */
function conversionOf({ item, said, indicator }: Prepared): string | undefined {
  if (item.nil) return undefined
  const typed = `${item.typedValue}${item.typedUnit ?? ''}`
  const stored = `${grouped(said.value)}${indicator.unit}`
  const small = unitSaid(said.value, indicator)
  const smallest = divide(said.value, small.factor)
  const plain = [
    stored,
    `${said.value}${indicator.unit}`,
    said.value,
    `${smallest}${small.unit}`,
    `${grouped(smallest)}${small.unit}`,
  ]
  const isIncrement = said.mode === 'increment'
  if (plain.includes(typed) && !isIncrement) return undefined
  return `${isIncrement ? '新增 ' : ''}${plain.includes(typed) ? typed : `${typed} → ${stored}`}`
}

function progressLine(one: Prepared): { readonly rate: string; readonly light: string } {
  const { said, goal, indicator } = one
  const questioned = one.findings.some(({ check }) => IN_QUESTION.has(check))
  const { completion, share, beyond, light } = progressOf(indicator, said.cumulative, goal, said.asOf, { questioned })
  if (indicator.kind === 'rate') {
    const distance = beyond === undefined ? '无量化目标' : `${goal}${indicator.unit}，${distanceOf(beyond)}`
    return { rate: distance, light: beyond === undefined ? '' : rateLight(light) }
  }
  const rate = completion === undefined ? '无任务' : `${percent(completion)}（任务${goal && brief(goal, indicator)}）`
  return { rate, light: share === undefined ? '' : lightLine(light, share) }
}

const lightLine = (light: Light, share: Amount): string =>
  isZero(share) ? '⚪ 未到考核时点' : `${LIGHT_NAMES[light]}（应达${percent(share)}）`

const distanceOf = (beyond: Amount): string =>
  beyond.startsWith('-') ? `差${beyond.slice(1)}个百分点` : beyond === '0' ? '正好达到' : `好于目标${beyond}个百分点`

const rateLight = (light: Light): string =>
  ({ green: '🟢 达到目标', yellow: '🟡 接近目标', red: '🔴 离目标较远', grey: '', purple: '🟣 数据存疑' })[light]

/** One figure by its fields; of several the first screen of a phone shows all, and the buttons beneath. */
function figureBlocks(prepared: readonly Prepared[]): Block[] {
  const [one, ...more] = prepared
  return one && more.length === 0 ? [fields(fieldsOf(one))] : [tableOf(prepared)]
}

function fieldsOf(one: Prepared): Field[] {
  const { rate, light } = progressLine(one)
  const conversion = conversionOf(one)
  return [
    { name: '指标', value: namedBy(one, one.indicator.name) },
    { name: isRate(one) ? '数值' : '累计', value: changeOf(one) },
    ...(conversion ? [{ name: '所报', value: conversion }] : []),
    ...(one.act === 'correction' && one.held ? [{ name: '更正', value: replacedIn(one, one.held) }] : []),
    { name: '所属期', value: timeOf(one) },
    { name: isRate(one) ? '目标' : '完成率', value: rate },
    ...(light ? [{ name: isRate(one) ? '对照' : '序时', value: light }] : []),
    ...(one.item.note ? [{ name: '备注', value: one.item.note }] : []),
  ]
}

const timeOf = ({ key, said }: Prepared): string => `${periodName(key.period)}，截至${dayName(said.asOf)}`

const isRate = ({ indicator }: Prepared): boolean => indicator.kind === 'rate'

const namedBy = (one: Prepared, name: string): string =>
  one.act === 'report' ? name : `${name}（${ACT_NAMES[one.act]}）`

/** What was typed where it was typed otherwise, what it takes the place of, and what was remarked. */
const besides = (one: Prepared): string =>
  [
    one.item.nil ? '无新增' : conversionOf(one),
    one.act === 'correction' && one.held ? replacedIn(one, one.held) : undefined,
    one.item.note && `备注：${one.item.note}`,
  ]
    .filter(Boolean)
    .join('；')

/** One line of each figure; of when it is, once where that is the same. */
function tableOf(prepared: readonly Prepared[]): Block {
  const times = new Set(prepared.map(timeOf))
  const [time] = times.size === 1 ? times : []
  const areRates = prepared.every(isRate)
  const columns = [
    column('indicator', '指标'),
    column('change', areRates ? '数值' : '累计', 'right'),
    ...(prepared.some((one) => besides(one) !== '') ? [column('typed', '所报')] : []),
    ...(time ? [] : [column('time', '所属期')]),
    column('rate', areRates ? '目标' : '完成率'),
    column('light', areRates ? '对照' : '序时'),
  ]
  return table(
    columns,
    prepared.map((one) => {
      const { rate, light } = progressLine(one)
      return {
        indicator: namedBy(one, one.indicator.short),
        change: changeOf(one),
        typed: besides(one),
        time: timeOf(one),
        rate: isRate(one) && !areRates ? `目标：${rate}` : rate,
        light,
      }
    }),
    time,
  )
}

/** What a region still owes for a period as one sentence, 本期还应报： …; says so where nothing is left. */
export function owingLine({ period, owed, missing, returned }: Owing): string {
  if (owed.length === 0) return `${periodName(period)}没有应报的指标。`
  if (missing.length === 0) return `${periodName(period)}应报的${owed.length}项已全部报齐。`
  const back = returned.length ? `，其中${returned.map((one) => one.short).join('、')}被退回` : ''
  return `${periodName(period)}还应报${missing.length}项：${missing.map((one) => one.short).join('、')}${back}。`
}

/** A report that is echoed to its sender. */
export interface Echo {
  readonly ground: Ground
  readonly region: Region
  readonly prepared: readonly Prepared[]
  /** a coordinator reported for the region (代报) */
  readonly isProxy: boolean
  /** inbox id of the message that reported, which names its draft too: the buttons carry it */
  readonly message: string
}

/**
 * The echo of a report: each figure with its place in the goal, the warnings, what is still owed, and buttons to
 * change or undo it.
 */
export function recorded({ ground, region, prepared, isProxy, message }: Echo, owing: readonly Owing[]): Card {
  const isRequest = prepared.every((one) => one.act === 'request')
  const nilLeft = (isRequest ? [] : owing).flatMap((one) =>
    settledByNil(one.missing).length > 0 ? [one.period] : [],
  )[0]
  const ways: Button[] = [
    { label: '撤销', ...pressUndo({ message }), confirm: '撤销这条上报？' },
    ...(isRequest ? [] : [{ label: '修改', ...pressEdit({ message }) }]),
    { label: '补充说明', ...pressAmend({ message }) },
    ...(nilLeft ? [{ label: '其余本月无新增', ...pressNil({ region: region.key, period: nilLeft }) }] : []),
  ]
  return card(
    isRequest ? 'info' : 'good',
    [
      isRequest ? `更正申请已提交：${region.name}` : `已记录：${region.name}${isProxy ? '（代报）' : ''}`,
      isRequest ? `所属期已锁定，待${LEVEL.whole}协调员批准后生效` : `待${LEVEL.city}级审核；审核开始前可以撤销`,
    ],
    [figureBlocks(prepared), owing.map((one) => sentence(owingLine(one))), buttons(ways), sourceNote(ground)],
  )
}

/**
 * A report that was not recorded yet: each figure, why it has to be confirmed, and the ways on.
 */
export function waiting({ ground, region, prepared, isProxy, message: draft }: Echo, update: Update): Card {
  const wanted = wantsReason(prepared)
  const choice = prepared.find((one) => one.choice)
  return card('warn', `请确认：${region.name}${isProxy ? '（代报）' : ''}，还没有记录`, [
    figureBlocks(prepared),
    doubtsOf(prepared, update).map((one) => sentence(one)),
    !choice && wanted ? [reasonForm(draft, update)] : [],
    buttons([
      ...waysOn(draft, wanted, choice),
      ...wholes(ground, update, draft),
      { label: '放弃', ...pressDiscard({ draft }) },
    ]),
    sourceNote(ground),
  ])
}

function doubtsOf(prepared: readonly Prepared[], update: Update): string[] {
  const named = (one: Prepared, what: string) => `⚠ ${one.indicator.short}：${what}`
  return [
    ...update.doubts.map((doubt) => `⚠ ${doubt}`),
    ...prepared.flatMap((one) => one.findings.map((finding) => named(one, finding.message))),
    ...prepared.flatMap((one) => one.asks.map((ask) => named(one, ask))),
    ...prepared
      .filter((one) => one.needsReason && one.held)
      .map((one) => named(one, `${fullDayName(one.said.asOf)}的数已审核，更正要写明原因`)),
    ...prepared.flatMap(({ choice, indicator, key }) =>
      choice
        ? [
            `⚠ ${indicator.short}：${periodName(key.period)}已经报过。这次的新增是全期共新增（累计${spoken(choice.period, indicator)}），还是在已报的基础上再加（累计${spoken(choice.more, indicator)}）？`,
          ]
        : [],
    ),
  ]
}

function waysOn(draft: string, wanted: boolean, choice: Prepared | undefined): Button[] {
  if (choice) {
    return [
      { label: '全期共新增', ...pressConfirm({ draft, increments: 'period' }) },
      { label: '再加上去', ...pressConfirm({ draft, increments: 'more' }) },
    ]
  }
  return wanted ? [] : [{ label: '确认', ...pressConfirm({ draft }), style: 'primary' }]
}

/** What was taken for an increment is the whole after all: then the period before was wrong. */
function wholes(ground: Ground, { items, assumed = [] }: Update, draft: string): Button[] {
  const supposed = items.filter(({ indicator, mode }) => mode === 'increment' && assumed.includes(indicator))
  return supposed.map((one) => ({
    label: text.isTheWhole(supposed.length > 1 ? indicatorOf(ground.plan, one.indicator).short : undefined),
    ...pressConfirm({ draft, row: items.indexOf(one), typed: one.typedValue, mode: 'cumulative' }),
  }))
}

const reasonForm = (draft: string, { increments }: Update): Block =>
  wordsForm(
    { name: 'reason', ...pressConfirm({ draft, increments }), submit: '确认提交' },
    pressConfirm.field('reason'),
    '原因（必填，随数据送审核人）',
  )

const sourceNote = ({ plan }: Ground): Block[] =>
  plan.allocation.source ? [note(`任务分解：${plan.allocation.source}`)] : []

/**
 * What 撤回 would take back, with the button that does it.
 * @param isPart not all figures of the message
 */
export const undoOf = ({ plan, regions }: Ground, { message, figures }: Receipt, isPart = false): Card =>
  card('info', '要撤回这条上报吗？', [
    figures.map(({ region, indicator, said }): Block => {
      const of = indicatorOf(plan, indicator)
      const name = regions.get(region).name
      return sentence(`${name}：${of.short}${spoken(said.cumulative, of)}（截至${dayName(said.asOf)}）`)
    }),
    buttons([
      {
        label: '撤销',
        ...pressUndo({ message, ...(isPart && { only: figures.map(({ indicator }) => indicator).join(',') }) }),
        style: 'danger',
      },
    ]),
  ])

/** What was taken back, and for each figure the one that counts again; `restored` is undefined where none does. */
export function undone(
  region: Region,
  all: readonly { readonly entry: Entry; readonly indicator: Indicator; readonly restored: FigureEntry | undefined }[],
): Card {
  return card('info', `已撤回：${region.name}`, [
    all.map(({ entry, indicator, restored }): Block => {
      const taken = entry.said ? spoken(entry.said.cumulative, indicator) : ''
      const now = restored ? `恢复为${spoken(restored.said.cumulative, indicator)}` : '现为未报'
      return sentence(`${indicator.short} ${periodName(entry.period)}：${taken}已撤回，${now}。`)
    }),
    note('撤回也记入台账，原数可查。'),
  ])
}
