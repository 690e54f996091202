/** 导出: tables for Excel, handed over in the chat; a city's coordinator gets the own city's. */
import { z } from 'zod'
import { marksIn, spansIn } from '../../language/index.ts'
import type { Act } from '../../message/act.ts'
import { type Asked, answer, type Command, type Outcome, regionAs } from '../../message/command.ts'
import { command } from '../../message/declare.ts'
import { chatOf, inboxId } from '../../message/incoming.ts'
import { type Pressed, period, presses, region } from '../../message/input.ts'
import type { OutgoingFile } from '../../message/outgoing.ts'
import { dayOf } from '../../office/day.ts'
import { type Period, periodOf } from '../../office/period.ts'
import type { Role } from '../../office/person.ts'
import type { RegionKey, Regions } from '../../office/region.ts'
import { type Changeable, partsChanged, places, single } from '../../open/index.ts'
import { holders } from '../../people/index.ts'
import type { LedgerQuery } from '../../query/index.ts'
import type { Questions } from '../../request/index.ts'
import { fileComes, fileMessage, filesInPrivate } from '../../tables/file-message.ts'
import { monthOver, type ProgressOffice } from '../rules/basis.ts'
import * as text from '../text.ts'
import { completionFile, ledgerFile, rankingFile } from './files.ts'

const EXPORTERS = ['provincial-coordinator', 'city-coordinator'] as const satisfies readonly Role[]

const KINDS = ['ledger', 'ranking', 'completion'] as const
type Kind = (typeof KINDS)[number]

/** Which table, of when and where; `indicator`: whose ranking; `names`: indicators by their full names. */
const exportInput = (regions: Regions) =>
  z.strictObject({
    text: z.string().optional(),
    what: z.enum(KINDS).optional(),
    period: period.optional(),
    region: region(regions).optional(),
    indicator: z.string().optional(),
    names: z.enum(['full']).optional(),
    /** to whose coordinator it is sent as well; `sure`: whom that is was shown */
    to: region(regions).optional(),
    sure: z.enum(['yes']).optional(),
  })
type Meant = Pressed<ReturnType<typeof exportInput>> & { readonly what: Kind; readonly period: Period }
const pressExport = presses<ReturnType<typeof exportInput>>('导出')

/**
 * /导出: tables of a coordinator's region as .xlsx: how places stand, the acts of a period, an indicator's ranking.
 * Sent to the asker, or to coordinators above.
 */
export const exportCommand = (office: ProgressOffice, questions: Questions): Command =>
  command({
    name: '导出',
    words: ['export'],
    right: { kind: 'role', roles: EXPORTERS },
    summary: '导出Excel：完成情况、台账、某项指标的排名',
    help: { group: 'figures', rank: 9, acts: ['export'] },
    example: () => '/导出 完成情况 6月',
    intents: ['export'],
    effect: 'reads',
    input: exportInput(office.regions),
    changes: (act, before) => {
      const { to: _, sure: __, ...table } = before
      if (act.act === 'urge') {
        const [to, another] = spansIn(act.said, 'region').map(({ found }) => found.key)
        return to && !another ? { values: { ...table, to } } : undefined
      }
      const values = partsChanged(partsOf(office), act, table)
      return values && { values }
    },
    run: async (asked, pressed) =>
      pressed.to ? passOn(pressed.to, pressed, office, asked) : hand(office, questions, asked, pressed),
  })

/** 只留安吉; 换成5月的; 要完成情况; 指标写全称 */
const partsOf = ({ regions }: ProgressOffice): Readonly<Record<string, Changeable>> => ({
  what: single(({ said }) => kindIn(said.raw)),
  period: single(periodIn),
  region: (act, before) => {
    // one table is of one place: the one that is left
    const within = regions.all.filter(({ key }) => before !== undefined && regions.within(key, before as RegionKey))
    const left = places(regions)(act, within.map(({ key }) => key).join(','))
    const named = spansIn(act.said, 'region').map(({ found }) => found.key)
    return left !== undefined && named.length === 1 && act.act !== 'without' ? named[0] : undefined
  },
  names: single(({ said }) => (marksIn(said, 'in-full').length > 0 ? 'full' : undefined)),
})

const periodIn = ({ said }: Act): Period | undefined => {
  const [one, another] = spansIn(said, 'time').filter(({ latent }) => !latent)
  const grain = one?.found.grain
  return !one || another || grain === undefined || grain === 'day' || grain === 'half'
    ? undefined
    : periodOf(grain, one.found.to)
}

function hand(
  office: ProgressOffice,
  questions: Questions,
  asked: Asked,
  pressed: Pressed<ReturnType<typeof exportInput>>,
): Outcome {
  const { message, now } = asked
  const own = regionAs(asked.person, EXPORTERS)
  if (!own) return answer('refused', text.exportWhat(office.plan))
  // What is not for all to see stays out of groups.
  if (message.chat.kind === 'group') return answer('refused', filesInPrivate())
  const meant = pressedMeant(pressed, office, now) ?? meantIn(office, questions, asked)
  const named = meant?.region
  const isTheirs = named !== undefined && office.regions.within(named, own)
  if (pressed.what && named && !isTheirs)
    return answer('refused', text.exportNotYours(office.regions.get(named), office.regions.get(own)))
  const whole = meant && { ...meant, region: isTheirs ? named : own }
  const file = whole && fileMeant(whole, office)
  if (!file) return answer('incomplete', text.exportWhat(office.plan))
  return answer('exported', fileComes([file.name]), {
    opens: pressExport(whole),
    says: [fileMessage(file, chatOf(message), inboxId(message), now)],
  })
}

/** 转给湖州一份: to whoever coordinates there, who sees no more of it than they may; after it was shown to how many. */
async function passOn(
  to: RegionKey,
  pressed: Pressed<ReturnType<typeof exportInput>>,
  office: ProgressOffice,
  { person, store, now, id }: Asked,
): Promise<Outcome> {
  const { regions } = office
  const { level } = regions.get(to)
  const own = regionAs(person, EXPORTERS)
  const meant = pressedMeant(pressed, office, now)
  const file = meant && fileMeant(meant, office)
  const isSeen = own && meant?.region && regions.within(meant.region, own) && regions.within(meant.region, to)
  const opens = pressExport({ ...pressed, to: undefined })
  const recipients = level === 'county' ? [] : await holders(store, level === 'city' ? EXPORTERS[1] : EXPORTERS[0], to)
  if (!file || !isSeen || recipients.length === 0)
    return answer('refused', text.exportNotFor(regions.get(to)), { opens })
  const names = recipients.map(({ name }) => name)
  if (!pressed.sure)
    return answer('previewed', text.exportTo(file.name, names, pressExport({ ...pressed, sure: 'yes' })), { opens })
  const event = id()
  return answer('exported', text.exportSent(file.name, names), {
    says: recipients.map((one) => fileMessage(file, { kind: 'person', person: one.id }, `${event}:${one.id}`, now)),
  })
}

const pressedMeant = (
  { what, ...pressed }: Pressed<ReturnType<typeof exportInput>>,
  { plan }: ProgressOffice,
  now: Asked['now'],
): Meant | undefined => what && { ...pressed, what, period: pressed.period ?? monthOver(plan, dayOf(now)) }

function meantIn({ plan }: ProgressOffice, questions: Questions, asked: Asked): Meant | undefined {
  const what = kindIn(asked.text)
  const heard = questions.heard({ ...asked, turns: [] })?.best
  const { when, of } = heard?.query ?? {}
  const named = heard && !heard.assumed.includes('whom') ? placesIn(heard.query)[0] : undefined
  const indicator = typeof of === 'object' ? of[0] : undefined
  const period = (typeof when === 'object' ? when.at(-1) : undefined) ?? monthOver(plan, dayOf(asked.now))
  return what && { what, period, ...(named && { region: named }), ...(indicator && { indicator }) }
}

function kindIn(words: string): Kind | undefined {
  if (/台账|明细|流水/.test(words)) return 'ledger'
  if (/排名|名次|排行/.test(words)) return 'ranking'
  return /完成|进度|情况|汇总|总表/.test(words) ? 'completion' : undefined
}

function fileMeant(
  { what, period, region, indicator, names }: Meant,
  { plan, regions }: ProgressOffice,
): OutgoingFile | undefined {
  const place = region && regions.get(region).name
  if (!region || !place) return undefined
  switch (what) {
    case 'ledger':
      return ledgerFile(period, region, place, names)
    case 'completion':
      return completionFile(period, region, place, names)
    case 'ranking': {
      const one = plan.indicators.find(({ id }) => id === indicator)
      return one && rankingFile(period, one)
    }
  }
}

const placesIn = ({ whom }: LedgerQuery): readonly RegionKey[] => ('places' in whom ? whom.places : [whom.parts])
