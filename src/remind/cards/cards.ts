/** What the reminded and the coordinators see. */

import type { Standing } from '../../ledger/index.ts'
import {
  type Block,
  type Button,
  buttons,
  type Card,
  card,
  divider,
  type Field,
  fields,
  fold,
  form,
  lead,
  note,
  partsOf,
  sentence,
  type Tone,
  table,
} from '../../message/card.ts'
import type { Calendar } from '../../office/calendar.ts'
import { type Day, dayOf, type Instant } from '../../office/day.ts'
import { dueText } from '../../office/deadline.ts'
import { brief } from '../../office/format.ts'
import { settledByNil } from '../../office/owed.ts'
import { type Period, periodName } from '../../office/period.ts'
import { goalOf, type Indicator, type IndicatorId, type Plan } from '../../office/plan.ts'
import type { RegionKey, Regions } from '../../office/region.ts'
import { ALL, formFor, pressConfirm, pressFill, pressNil, type Written } from '../../report/index.ts'
import type { Digest, Mailing, Reminder, Section } from '../planner/reminder.ts'
import { pressCheck, pressLeave, pressNudge, pressSnooze } from '../presses.ts'
import { noted } from '../text/note.ts'
import { FEW_NAMES, namesBlocks } from '../text/nudge.ts'
import * as text from '../text/reminder.ts'
import type { Attention, Attentions } from './attention.ts'
import { byCity } from './by-city.ts'

/** What cards of reminders show beside the plan of what is said, read at once for all of them. */
export interface Backdrop {
  readonly plans: readonly Plan[]
  readonly regions: Regions
  readonly calendar: Calendar
  /** the last figure that counts of each pair of region and indicator, by `pairKey` */
  readonly last: ReadonlyMap<string, Standing>
  /** what people wrote and have not handed in */
  readonly written: readonly (Written & { readonly period: Period })[]
  /** what to point out of the regions, by period summed up */
  readonly attentions: ReadonlyMap<Period, Attentions>
  /** the ledger's, as it stood when the day began: what many hold nobody can write anew */
  readonly seal?: { readonly day: Day; readonly seal: string } | undefined
}

// Channels take 200 elements a card and five tables; ten rows a table are shown at once anyway.
const MOST_TABLES = 3
const MOST_BUTTON_ROWS = 6
const MOST_PARTS = 30

/**
 * One card for all that a person is told: of several parts the first few are drawn, the others counted.
 * @param updated when it was redrawn, on a summary that keeps itself up to date
 */
export function messageCard(
  { parts, note: added }: Pick<Mailing, 'parts' | 'note'>,
  backdrop: Backdrop,
  updated?: Instant,
): Card {
  const reminders = parts.filter((part) => part.kind === 'reminder')
  const digests = parts.filter((part) => part.kind === 'digest')
  return card(toneOf(parts), titleOf(reminders, digests, backdrop), [
    added && sentence(noted(added)),
    reminders.slice(0, MOST_PARTS).flatMap((part, i) => reminderBlocks(part, i, reminders.length, backdrop)),
    reminders.length > MOST_PARTS && note(text.moreRegions(reminders.length - MOST_PARTS)),
    reminders.length > 0 && note(text.howToReport(reminders.flatMap(({ missing }) => missing))),
    digestBlocks(digests, reminders.length === 0 ? MOST_TABLES : 0, backdrop),
    updated !== undefined && note(text.updatedAt(updated)),
    digests.some(({ region }) => region === backdrop.regions.province.key) && sealNote(backdrop),
  ])
}

const sealNote = ({ seal }: Backdrop): Block | undefined => seal && note(text.sealed(seal.day, seal.seal))

/** The key of a place and an indicator in what a card is drawn from. */
export const pairKey = (region: RegionKey, indicator: IndicatorId): string => `${region}/${indicator}`

function titleOf(reminders: readonly Reminder[], digests: readonly Digest[], { regions }: Backdrop): string {
  const [reminder] = reminders
  if (reminder && reminders.length === 1)
    return text.reminderTitle(
      `${regions.get(reminder.region).name}${periodName(reminder.pass.deadline.period)}`,
      reminder.missing.length,
    )
  if (reminder) return text.severalTitle(reminders.length)
  const [digest] = digests
  if (!digest || digests.length > 1) return text.digestsTitle(digests.length)
  const { deadline } = digest.pass
  const [section] = digest.sections
  if (deadline.rule.indicators.length === 0 || !section) return text.weekTitle(periodName(deadline.period))
  const name = `${periodName(deadline.period)}${deadline.rule.name}`
  return text.digestTitle(name, section.owing - section.missing.length, section.owing)
}

function toneOf(parts: Mailing['parts']): Tone {
  const latest = Math.max(...parts.map(({ pass }) => pass.stage.workdays))
  const complete = parts.every(
    (part) => part.kind === 'digest' && part.sections.every(({ missing }) => !missing.length),
  )
  if (complete) return 'good'
  return latest > 0 ? 'bad' : latest === 0 ? 'warn' : 'info'
}

function reminderBlocks(part: Reminder, place: number, of: number, backdrop: Backdrop): Block[] {
  const { region, missing, pass, reason } = part
  const name = backdrop.regions.get(region).name
  const owed =
    of === 1 && !part.passesOn
      ? owedForm(part, backdrop)
      : place < MOST_TABLES && of <= MOST_TABLES
        ? [owedTable(part, backdrop)]
        : [sentence(text.unreported(missing.map(({ short }) => short)))]
  return partsOf(
    lead(text.about(name, pass.deadline)),
    owed,
    note(reason),
    place < MOST_BUTTON_ROWS && buttons(reminderButtons(part, backdrop, of === 1 && !part.passesOn)),
    place + 1 < of && divider(),
  )
}

/** The report itself, the last values in it; what was written before is handed in by one press. */
function owedForm(part: Reminder, { written, last, plans }: Backdrop): Block[] {
  const { region, missing, person, pass } = part
  const { period } = pass.deadline
  const own = written.find((one) => one.region === region && one.person === person && one.period === period)
  const drafted = missing.filter(({ id }) => own?.indicators.includes(id))
  const rest = missing.filter((one) => !drafted.includes(one))
  const values = new Map(
    rest.flatMap(({ id }) => {
      const standing = last.get(pairKey(region, id))
      return standing ? [[id, standing.cumulative] as const] : []
    }),
  )
  const blank = form(
    formFor(planOf(plans, period), { region, period, missing: rest, last: values, today: dayOf(pass.at) }),
  )
  if (!own || drafted.length === 0) return [blank]
  const [only, another] = own.drafts
  return [
    lead(text.written(drafted.map(({ short }) => short))),
    buttons([
      {
        label: text.handIn(drafted.length),
        ...pressConfirm({ draft: only && !another ? only : ALL }),
        style: 'primary',
      },
    ]),
    ...(rest.length > 0 ? [blank] : []),
  ]
}

function planOf(plans: readonly Plan[], period: Period): Plan {
  const plan = plans.find(({ year }) => String(year) === period.slice(0, 4)) ?? plans.at(-1)
  if (!plan) throw new Error('an office has a plan')
  return plan
}

function owedTable({ region, missing }: Reminder, { plans, last }: Backdrop): Block {
  return table(
    [
      { key: 'indicator', name: text.columns.indicator },
      { key: 'last', name: text.columns.last, align: 'right' },
      { key: 'goal', name: text.columns.goal, align: 'right' },
    ],
    missing.map((indicator) => ({
      indicator: indicator.short,
      last: lastOf(region, indicator, last),
      goal: goalText(region, indicator, plans),
    })),
  )
}

function lastOf(region: RegionKey, indicator: Indicator, last: Backdrop['last']): string {
  const standing = last.get(pairKey(region, indicator.id))
  return standing ? brief(standing.cumulative, indicator) : text.nothingYet
}

function goalText(region: RegionKey, indicator: Indicator, plans: readonly Plan[]): string {
  for (const plan of plans.toReversed()) {
    const goal = goalOf(plan, region, indicator.id)
    if (goal !== undefined) return brief(goal, indicator)
  }
  return text.noTask
}

/** The commands behind 本月无新增 and 填报 belong to the reporting slice. */
function reminderButtons(
  { region, missing, pass: { deadline } }: Reminder,
  { regions }: Backdrop,
  hasForm: boolean,
): Button[] {
  const due = { region, period: deadline.period, rule: deadline.rule.id }
  const what = `${regions.get(region).name}${periodName(deadline.period)}`
  const nil: Button = {
    label: text.LABELS.nil,
    ...pressNil(due),
    confirm: text.LABELS.nilConfirm(what),
  }
  return [
    ...(hasForm ? [] : [{ label: text.LABELS.fill, ...pressFill(due), style: 'primary' as const }]),
    ...(settledByNil(missing).length > 0 ? [nil] : []),
    { label: text.LABELS.snooze, ...pressSnooze(due) },
    { label: text.LABELS.leave, ...pressLeave({}) },
    { label: text.LABELS.check, ...pressCheck(due) },
  ]
}

function digestBlocks(digests: readonly Digest[], tables: number, backdrop: Backdrop): Block[] {
  const sections = digests.flatMap(({ region, sections: all }) => all.map((section) => ({ region, section })))
  if (digests.length > 0 && sections.length === 0) return [sentence(text.nothingOpen())]
  return sections.flatMap(({ region, section }, i) => sectionBlocks(section, region, i < tables, backdrop))
}

function sectionBlocks(section: Section, place: RegionKey, tabled: boolean, backdrop: Backdrop): Block[] {
  const { deadline, missing } = section
  const { regions, attentions } = backdrop
  const here = [...(attentions.get(deadline.period) ?? [])].filter(([region]) => regions.within(region, place))
  return partsOf(
    lead(text.about(regions.get(place).name, deadline)),
    standingFields(section, here, backdrop),
    missing.length === 0 && sentence(text.missingNames([])),
    missing.length > 0 && [
      ...missingBlocks(section, tabled, regions),
      buttons([{ label: text.LABELS.nudge, ...pressNudge({ regions: [place], period: deadline.period }) }]),
    ],
    behindPace(here, regions),
  )
}

type Here = readonly (readonly [RegionKey, Attention])[]

const count = (here: Here, of: (attention: Attention) => number): number =>
  here.reduce((sum, [, one]) => sum + of(one), 0)

/** When it is due, how many have reported, and what of it wants a look. */
function standingFields({ deadline, owing, missing }: Section, here: Here, { calendar }: Backdrop): Block {
  const optional = (name: string, items: number, tone: Tone): Field[] =>
    items > 0 ? [{ name, value: text.items(items), tone }] : []
  const waiting = count(here, (one) => one.waiting)
  const questioned = count(here, (one) => one.questioned)
  const tone = missing.length > 0 ? 'warn' : 'good'
  return fields([
    { name: text.fields.due, value: dueText(deadline, calendar) },
    { name: text.fields.reported, value: `${owing - missing.length}/${owing}`, tone },
    ...optional(text.fields.waiting, waiting, 'info'),
    ...optional(text.fields.questioned, questioned, 'warn'),
  ])
}

/** Folded away: which regions are behind their pace, and with what. */
function behindPace(here: Here, regions: Regions): Block | undefined {
  const red = here.filter(([, one]) => one.red.length > 0)
  if (red.length === 0) return undefined
  const names = red.map(([region, one]): [string, readonly string[]] => [regions.get(region).name, one.red])
  return fold(text.behindPace(count(red, (one) => one.red.length)), [sentence(text.behind(names))])
}

/** Who is missing and what; many by city, to unfold, and no row for each. */
function missingBlocks({ missing }: Section, tabled: boolean, regions: Regions): Block[] {
  if (missing.length <= FEW_NAMES && tabled) return [missingTable(missing, regions)]
  return namesBlocks(
    byCity(
      regions,
      missing.map(({ region }) => region),
    ),
  )
}

const missingTable = (missing: Section['missing'], regions: Regions): Block =>
  table(
    [
      { key: 'region', name: text.columns.region },
      { key: 'missing', name: text.columns.missing },
      { key: 'contact', name: text.columns.contact },
    ],
    missing.map(({ region, indicators, contacts }) => ({
      region: regions.get(region).name,
      missing: text.missingItems(indicators.map(({ short }) => short)),
      contact:
        contacts.map(({ name, away, quiet }) => text.contactState(name, away, quiet)).join('、') || text.noContact,
    })),
  )
