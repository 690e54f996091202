/** 核销: the province writes off what stays missing of a period, with a reason; it is asked for no more, and never counts as reported. */
import { owing, placesOf } from '../../ledger/index.ts'
import { type Asked, answer, type Command, type Outcome } from '../../message/command.ts'
import { command } from '../../message/declare.ts'
import type { Pressed } from '../../message/input.ts'
import { withoutLeading } from '../../office/bounds.ts'
import { dayOf } from '../../office/day.ts'
import { exampleCounty } from '../../office/example.ts'
import { endOf, readPeriod } from '../../office/period.ts'
import { ownRegion } from '../../office/scope.ts'
import * as cards from '../cards/close-cards.ts'
import { entryFor, written } from '../entry.ts'
import { pressWriteOff, writeOffInput } from '../review-presses.ts'
import { leadingRegion, PROVINCE } from '../rules/scope.ts'
import type { Ground } from '../rules/weigh.ts'
import * as text from '../text.ts'
import { withReason } from './review-talk.ts'

export const writeOffCommand = (ground: Ground): Command =>
  command({
    name: '核销',
    words: ['免报'],
    right: { kind: 'role', roles: PROVINCE },
    summary: '某县某一期一直没报的，写明原因后不再催、不再列',
    help: { group: 'reviewing', rank: 12 },
    example: (region) => `/核销 ${region} 4月 因 机构调整`,
    input: writeOffInput(ground.regions),
    fills: withReason,
    run: (asked, pressed) => writeOff(asked, pressed, ground),
  })

async function writeOff(
  asked: Asked,
  pressed: Pressed<ReturnType<typeof writeOffInput>>,
  ground: Ground,
): Promise<Outcome> {
  const { person, store, now } = asked
  if (!person) return answer('refused', text.noRight('核销', undefined, PROVINCE))
  const named = pressed.region ? undefined : leadingRegion(asked.text, ground.regions)
  const region = pressed.region ?? named?.region.key
  const words = (named?.rest ?? '').trim().split(/\s+/)
  const period = pressed.period ?? readPeriod(words[0] ?? '', ground.plan.year)
  if (!region || !period || endOf(period) >= dayOf(now))
    return answer(
      'asked',
      cards.writeOffWhat(exampleCounty(ground, ownRegion(person, ground.regions), dayOf(now)).name),
    )
  const place = ground.regions.get(region)
  const places = await placesOf(store, [region])
  const { missing } = await owing(store, ground.plan, region, period)
  if (missing.length === 0) return answer('settled', cards.nothingToWriteOff(place, period))
  const reason = pressed.reason ?? (withoutLeading(words.slice(1).join(' '), [' ', '因为', '因']) || undefined)
  const means = { region, period }
  if (!reason)
    return answer('asked', cards.writeOffForm(place, period, missing, pressWriteOff(means)), {
      asks: { slots: ['reason'], values: pressWriteOff(means).values },
    })
  if (pressed.sure === undefined)
    return answer('previewed', cards.writeOffPreview(place, period, missing, { ...means, reason, sure: 'yes' }))
  const acts = missing.map(({ id }) => entryFor(asked, person, { region, indicator: id, period }, 'waive', { reason }))
  return written(asked, ground, places, acts, {
    status: 'written-off',
    reply: cards.writtenOff(place, period, missing.length, reason),
  })
}
