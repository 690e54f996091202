/** 导出: tables for Excel, handed over in the chat; a city's coordinator gets the own city's. */
import type { Asked, Command, Outcome } from '../../message/command.ts'
import { regionAs } from '../../message/command.ts'
import { chatOf, inboxId } from '../../message/incoming.ts'
import type { OutgoingFile } from '../../message/outgoing.ts'
import { dayOf } from '../../office/day.ts'
import type { Role } from '../../office/person.ts'
import type { RegionKey } from '../../office/region.ts'
import type { LedgerQuery } from '../../query/index.ts'
import type { Questions } from '../../request/index.ts'
import { fileComes, filesInPrivate, handing } from '../../tables/handing.ts'
import { type Ground, monthOver } from '../rules/basis.ts'
import * as text from '../text.ts'
import { completionFile, ledgerFile, rankingFile } from './files.ts'

const EXPORTERS: readonly Role[] = ['provincial-coordinator', 'city-coordinator']

/** Tables as .xlsx, for coordinators: where the places of their region stand, its acts, an indicator's ranking. */
export const exportCommand = (ground: Ground, questions: Questions): Command => ({
  name: '导出',
  words: ['export'],
  right: { kind: 'role', roles: EXPORTERS },
  summary: '导出Excel：完成情况、台账、某项指标的排名',
  help: { group: 'figures', rank: 9, acts: ['export'] },
  example: () => '/导出 完成情况 6月',
  intents: ['export'],
  effect: 'reads',
  run: async (asked) => hand(ground, questions, asked),
})

function hand(ground: Ground, questions: Questions, asked: Asked): Outcome {
  const { message, now } = asked
  const region = regionAs(asked.person, EXPORTERS)
  if (!region) return { status: 'refused', writes: [], reply: text.exportWhat(ground.plan) }
  // What is not for all to see stays out of groups.
  if (message.chat.kind === 'group') return { status: 'refused', writes: [], reply: filesInPrivate() }
  const file = fileMeant(ground, questions, asked, region)
  if (!file) return { status: 'incomplete', writes: [], reply: text.exportWhat(ground.plan) }
  return {
    status: 'exported',
    writes: [],
    reply: fileComes([file.name]),
    says: [handing(file, chatOf(message), inboxId(message), now)],
  }
}

/** @param own what the asker coordinates: more is not handed out */
function fileMeant(
  { plan, regions }: Ground,
  questions: Questions,
  asked: Asked,
  own: RegionKey,
): OutgoingFile | undefined {
  const said = asked.text
  const meant = questions.heard({ ...asked, text: said, turns: [] })?.best
  const when = meant?.query.when
  const period = (typeof when === 'object' ? when.at(-1) : undefined) ?? monthOver(plan, dayOf(asked.now))
  const named =
    meant && !meant.assumed.includes('whom') ? placesIn(meant.query).find((key) => regions.within(key, own)) : undefined
  const region = named ?? own
  const place = regions.get(region).name
  if (/台账|明细|流水/.test(said)) return ledgerFile(period, region, place)
  if (/排名|名次|排行/.test(said)) {
    const indicator = plan.indicators.find(({ id }) => typeof meant?.query.of === 'object' && id === meant.query.of[0])
    return indicator && rankingFile(period, indicator)
  }
  return /完成|进度|情况|汇总|总表/.test(said) ? completionFile(period, region, place) : undefined
}

const placesIn = ({ whom }: LedgerQuery): readonly RegionKey[] => ('places' in whom ? whom.places : [whom.parts])
