/** 填报: what is owed as a form, pre-filled with the last values, so that only what changed needs typing. */

import { closedOf, latest, type Owing, owing } from '../../ledger/index.ts'
import { type Card, card, type Form, type Input, sentence } from '../../message/card.ts'
import { answer, type Command, type Outcome } from '../../message/command.ts'
import { command } from '../../message/declare.ts'
import { inboxId } from '../../message/incoming.ts'
import type { Pressed } from '../../message/input.ts'
import { type Amount, divide, grouped, isNegative, ZERO } from '../../office/amount.ts'
import { type Day, dayOf } from '../../office/day.ts'
import { unitSaid } from '../../office/format.ts'
import { lastOver, periodOfIndicator } from '../../office/owed.ts'
import { type Period, periodName } from '../../office/period.ts'
import { goalOf, type Indicator, type IndicatorId, type Plan } from '../../office/plan.ts'
import type { RegionKey } from '../../office/region.ts'
import type { Reader } from '../../store/index.ts'
import { owingLine } from '../cards/receipt.ts'
import { keepDraft } from '../drafts.ts'
import { fillInput, pressFill } from '../presses.ts'
import { allOf, type Field, readField } from '../read/field.ts'
import { asOfIn, nilItem } from '../read/nothing-new.ts'
import { lackingNumber } from '../read/part.ts'
import { forRegion, type Saying } from '../read/region.ts'
import { record, settingOf } from '../record.ts'
import { REPORTERS } from '../rules/scope.ts'
import type { Ground } from '../rules/weigh.ts'
import * as text from '../text.ts'

/** /填报: a form with the last values for each period that is open; sent, it is reported as a line of chat is. */
export const fillCommand = (ground: Ground): Command =>
  command({
    name: '填报',
    words: ['form'],
    right: { kind: 'role', roles: REPORTERS },
    summary: '用表单上报，已填好上次的数',
    help: { group: 'reporting', rank: 2, begins: true },
    example: () => '/填报',
    intents: ['fill'],
    effect: 'reads',
    input: fillInput(ground),
    run: (asked, pressed) =>
      forRegion(asked, ground, { command: '填报', pressed: pressed.region }, (it) => fill(it, pressed)),
  })

/** The fields of 填报 as read: period, day, and a value for each indicator under its id. */
export type Filled = Pressed<ReturnType<typeof fillInput>>

/** What a form of 填报 brings: recorded once it is submitted, else the form itself. */
export async function fill(it: Saying, pressed: Filled): Promise<Outcome> {
  const { asked, ground, region } = it
  const { person, now } = asked
  const { period } = pressed
  if (!person) return answer('refused', text.noRight('填报', undefined, REPORTERS))
  if (!period || pressed.submit !== 'yes') {
    const part = lackingNumber(asked, ground)
    const update = { region, items: [], ...(part && { parts: [part] }), correcting: false, doubts: [] }
    const draft = { id: inboxId(asked.message), region, person: person.id, at: now, update }
    return { ...answer('asked', await fillCard(it, period)), ...(part && { writes: [keepDraft(draft)] }) }
  }
  const setting = await settingOf(it)
  const asOf = pressed.asOf ?? asOfIn(period, dayOf(now))
  const shown =
    pressed.shown === undefined ? await lastValues(asked.store, ground.plan, region, period) : pairsIn(pressed.shown)
  const read = filled(it, pressed, { period, asOf, shown })
  if (read.faults.length > 0) return answer('unread', text.unreadFields(read.faults))
  if (read.items.length === 0) return answer('repeated', text.nothingFilled())
  const update = { region, items: read.items, correcting: false, doubts: read.doubts }
  return setting ? record(setting, update) : answer('refused', text.noRight('填报', undefined, REPORTERS))
}

/** A value that was typed is reported; one left as it was is nil or nothing, as the form's last field says. */
function filled(
  it: Saying,
  pressed: Filled,
  { period, asOf, shown }: { readonly period: Period; readonly asOf: Day; readonly shown: ReadonlyMap<string, string> },
): ReturnType<typeof allOf> {
  const units = pairsIn(pressed.units ?? '')
  const fields = it.ground.plan.indicators.flatMap((indicator): Field[] => {
    const typed = pressed[indicator.id]?.trim()
    if (typed === undefined) return []
    const isUntouched = typed === '' || (indicator.kind !== 'rate' && typed === shown.get(indicator.id))
    const isNil = pressed.untouched === 'nil' && indicator.kind !== 'rate'
    if (isUntouched) return isNil ? [{ item: nilItem(indicator, asOf), doubts: [] }] : []
    const unit = /\d\s*$/.test(typed.normalize('NFKC')) ? (units.get(indicator.id) ?? '') : ''
    const read = readField(it, indicator, `${typed}${unit}`, asOf)
    const isThen = 'fault' in read || periodOfIndicator(indicator, asOf) === period
    return [isThen ? read : { fault: `截至日期不在${periodName(period)}内，请核对` }]
  })
  return allOf(fields)
}

const pairsIn = (written: string): ReadonlyMap<string, string> =>
  new Map(written.split(',').map((one) => [one.slice(0, one.indexOf(':')), one.slice(one.indexOf(':') + 1)]))

/**
 * The cumulative figures that count at the end of a period, in base units; an indicator without one that year is
 * missing.
 */
export async function lastValues(
  store: Reader,
  plan: Plan,
  region: RegionKey,
  period: Period,
): Promise<Map<IndicatorId, Amount>> {
  const indicators = plan.indicators.map((one) => one.id)
  const all = await latest(store, { regions: [region], indicators }, period)
  return new Map(all.map((one) => [one.indicator, one.cumulative]))
}

/**
 * The periods for which a form is shown: the one named, else those over and still owed, else the running ones. `none`
 * says why there are no forms.
 */
export async function openForms(
  { asked, ground, region }: Saying,
  period?: Period,
): Promise<{ readonly forms: readonly Owing[]; readonly none?: Card }> {
  const { store, now } = asked
  const { plan } = ground
  const today = dayOf(now)
  const unique = (all: readonly Period[]) => [...new Set(all)]
  const over = period ? [period] : unique(plan.indicators.map((one) => lastOver(one, today)))
  const running = unique(plan.indicators.map((one) => periodOfIndicator(one, today)))
  const closed = await closedOf(store, ground.regions.province.key, over)
  const due = await Promise.all(over.filter((one) => !closed.has(one)).map((one) => owing(store, plan, region, one)))
  const open = due.filter((one) => one.missing.length > 0)
  const shown =
    open.length > 0 || period ? open : await Promise.all(running.map((one) => owing(store, plan, region, one)))
  const forms = shown.filter((one) => one.missing.length > 0)
  if (forms.length > 0) return { forms }
  const place = ground.regions.get(region)
  return {
    forms,
    none: closed.size > 0 ? text.allClosed(place, [...closed]) : text.allSettled(place, due.map(owingLine)),
  }
}

/** The card of 填报: a form for each open period, or why there is none. */
export async function fillCard(it: Saying, period?: Period): Promise<Card> {
  const { asked, ground, region } = it
  const { plan } = ground
  const { forms, none } = await openForms(it, period)
  if (none) return none
  const lasts = await Promise.all(forms.map((one) => lastValues(asked.store, plan, region, one.period)))
  return card(
    'info',
    [`填报：${ground.regions.get(region).name}`, '已填好上次的累计数，只改有变化的'],
    forms.flatMap((one, index) => [
      sentence(owingLine(one)),
      {
        kind: 'form' as const,
        form: {
          ...formFor(plan, { ...one, region, last: lasts[index] ?? new Map(), today: dayOf(asked.now) }),
          name: `fill${index}`,
        },
      },
    ]),
  )
}

/** What a period's form is made of. */
interface Blank {
  readonly region: RegionKey
  readonly period: Period
  readonly missing: readonly Indicator[]
  /** in base units */
  readonly last: ReadonlyMap<IndicatorId, Amount>
  /** the day of the figures where the period still runs */
  readonly today: Day
}

/**
 * One period's form: a field for each missing indicator, filled with the last value in the unit that people say. Also
 * stands on reminders.
 */
export function formFor(plan: Plan, { region, period, missing, last, today }: Blank): Form {
  const fields = missing.map((indicator) => fieldOf(plan, region, indicator, last.get(indicator.id)))
  const told = (what: (one: Shown) => string | undefined): string => fields.flatMap((one) => what(one) ?? []).join(',')
  return {
    name: 'fill',
    ...pressFill({
      region,
      period,
      submit: 'yes',
      shown: told(({ of, value }) => value && `${of.id}:${value}`),
      units: told(({ of, unit }) => (unit === of.unit ? undefined : `${of.id}:${unit}`)),
    }),
    inputs: [
      { kind: 'date', name: pressFill.field('asOf'), label: '截至日期', value: asOfIn(period, today) },
      ...fields.map(({ input }) => input),
      ...(missing.some(({ kind }) => kind !== 'rate') ? [UNTOUCHED] : []),
    ],
    submit: `提交${periodName(period)}`,
  }
}

const UNTOUCHED: Input = {
  kind: 'select',
  name: pressFill.field('untouched'),
  label: '没有改动的项',
  value: 'skip',
  options: [
    { value: 'skip', label: '这次不报' },
    { value: 'nil', label: '本期无新增（零报告）' },
  ],
}

interface Shown {
  readonly of: Indicator
  /** in which it is filled in */
  readonly unit: string
  /** what it shows to begin with */
  readonly value?: string | undefined
  readonly input: Input
}

/** A rate is not pre-filled: it is measured anew each time, so an untouched field must not look reported. */
function fieldOf(plan: Plan, region: RegionKey, of: Indicator, last: Amount | undefined): Shown {
  const { id, short, kind, target } = of
  if (kind === 'rate') {
    const falls = target.value !== undefined && isNegative(target.value)
    const label = `${short}（${of.unit}${falls ? '，下降填负数' : ''}）`
    const hint = last && { hint: `上次${last}${of.unit}` }
    return { of, unit: of.unit, input: { kind: 'text', name: id, label, ...hint } }
  }
  const { unit, factor } = unitSaid(last ?? goalOf(plan, region, id) ?? ZERO, of)
  const value = last && divide(last, factor)
  const shown = value && { value, hint: `上次${grouped(value)}${unit}` }
  return { of, unit, value, input: { kind: 'text', name: id, label: `${short}累计（${unit}）`, ...shown } }
}
